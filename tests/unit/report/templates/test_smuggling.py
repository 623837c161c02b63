"""Ways past the looking through of a firm's file: parts under other names, checks that see other words than Word does,
and what only comes about when the tags are filled in."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from reviewer.model import ReportError
from reviewer.report.templates.data import sample_data
from reviewer.report.templates.package import clean_template
from reviewer.report.templates.template import Template

from .conftest import Repack, WordFile
from .test_package import RELATIONS, TYPES, part, refused, with_relation

HERE = "<w:r><w:t>here</w:t></w:r>"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FETCHING = '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;C:\\secret.docx&quot; "/></w:p>'
HEADER = f'<w:hdr xmlns:w="{SPACE}">{FETCHING}</w:hdr>'.encode()
TYPES_PART = "[Content_Types].xml"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def begin(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def typed(data: bytes, name: str, kind: str) -> bytes:
    """The content types with one more part."""
    entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    return part(data, TYPES_PART).replace(b"</Types>", entry.encode())


# Parts


@pytest.mark.parametrize("name", ["header9.bin", "header9", "header9.png"])
def test_a_header_by_another_ending_is_looked_through(word_file: WordFile, repacked: Repack, name: str) -> None:
    plain = word_file("x")
    data = repacked(plain, {f"word/{name}": HEADER, TYPES_PART: typed(plain, f"word/{name}", HEADER_TYPE)})
    assert refused(with_relation(data, repacked, "header", name, external=False)).code == "template.field"


@pytest.mark.parametrize("first", ["image", "theme", "font", "webSettings"])
def test_a_part_under_two_kinds_is_looked_through_as_both(word_file: WordFile, repacked: Repack, first: str) -> None:
    plain = word_file("x")
    data = repacked(plain, {"word/header9.xml": HEADER, TYPES_PART: typed(plain, "word/header9.xml", HEADER_TYPE)})
    relations = part(data, RELATIONS).decode()
    both = "".join(
        f'<Relationship Id="rIdX{n}" Type="{TYPES}/{kind}" Target="header9.xml"/>'
        for n, kind in enumerate((first, "header"))
    )
    relations = relations.replace("</Relationships>", f"{both}</Relationships>")
    assert refused(repacked(data, {RELATIONS: relations.encode()})).code in (
        "template.field",
        "template.damaged",
        "template.embedded",
    )


@pytest.mark.parametrize("target", ["_rels/document.xml.rels", "/[Content_Types].xml", "_RELS/settings.xml.RELS"])
def test_what_says_how_parts_hang_together_is_no_picture(word_file: WordFile, repacked: Repack, target: str) -> None:
    data = repacked(word_file("x"), {"word/_RELS/settings.xml.RELS": b"<Relationships/>"})
    assert refused(with_relation(data, repacked, "image", target, external=False)).code == "template.damaged"


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00 a program", b"<html><script>alert(1)</script></html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]
)
@pytest.mark.parametrize("name", ["logo.png", "logo.exe", "logo.svg"])
def test_a_picture_that_is_none_is_refused(word_file: WordFile, repacked: Repack, content: bytes, name: str) -> None:
    data = repacked(word_file("x"), {f"word/media/{name}": content})
    error = refused(with_relation(data, repacked, "image", f"media/{name}", external=False))
    assert error.code in ("template.embedded", "template.damaged")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>fetch('//bad.example')</script>",
        '<style>@import url("https://bad.example/a.css");</style>',
        '<rect style="fill:url(https://bad.example/p.svg#a)"/>',
        '<rect fill="url( //bad.example/p.svg#a)"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href=" https://bad.example/p.png"/>',
        '<image href="/etc/passwd"/>',
        "<foreignObject><iframe/></foreignObject>",
    ],
)
@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_drawing_that_fetches_or_runs_is_refused(
    word_file: WordFile, repacked: Repack, inside: str, name: str
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    data = repacked(word_file("x"), {f"word/media/{name}": drawing.encode()})
    error = refused(with_relation(data, repacked, "image", f"media/{name}", external=False))
    assert error.code in ("template.linked", "template.embedded")


def test_an_ordinary_drawing_may_stay(word_file: WordFile, repacked: Repack) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><rect fill="url(#a)"/></svg>'
    data = repacked(word_file("x"), {"word/media/logo.svg": drawing})
    cleaned = clean_template(with_relation(data, repacked, "image", "media/logo.svg", external=False))
    assert b"url(#a)" in part(cleaned, "word/media/logo.svg")


# Fields and addresses that a check could read otherwise than Word


@pytest.mark.parametrize(
    "run",
    [
        begin("begin") + code("<!-- x --> INCLUDETEXT secret ") + code("PAGE") + begin("end"),
        begin("begin") + code("<?x y?> INCLUDETEXT secret ") + code("PAGE") + begin("end"),
        begin("begin") + begin("begin") + code("REF a") + begin("end") + code(" PAGE ") + begin("end"),
        begin("begin") + '<w:fldSimple w:instr=" REF a "/>' + code(" PAGE ") + begin("end"),
        '<w:fldSimple w:instr=" HYPERLINK \\l a &quot;file://server/share/run.exe&quot; "/>',
        '<w:fldSimple w:instr=" HYPERLINK \\l &quot;a&quot; file:///C:/run.exe "/>',
        '<w:fldSimple w:instr=" HYPERLINK &quot;https://a.example&quot; &quot;file:///C:/run.exe&quot; "/>',
    ],
    ids=["comment", "instruction", "field in field", "simple in field", "after label", "bare after label", "second"],
)
def test_a_field_in_disguise_is_refused(word_file: WordFile, repacked: Repack, run: str) -> None:
    assert refused(repacked(word_file("here"), swap=(HERE, run))).code == "template.field"


@pytest.mark.parametrize(
    "instruction",
    [
        ' HYPERLINK "https://lagrum.example" \\o "Our pages" \\h ',
        ' HYPERLINK \\l "_Toc1" ',
        " HYPERLINK \\l _Toc1 \\h ",
        ' HYPERLINK "mailto:post@lagrum.example" \\* MERGEFORMAT ',
    ],
)
def test_ordinary_links_may_stay(word_file: WordFile, repacked: Repack, instruction: str) -> None:
    run = f'<w:fldSimple w:instr="{instruction.replace(chr(34), "&quot;")}"/>'
    clean_template(repacked(word_file("here"), swap=(HERE, run)))


def test_a_contents_field_with_links_in_what_it_shows_may_stay(word_file: WordFile, repacked: Repack) -> None:
    inner = begin("begin") + code(' HYPERLINK \\l "_Toc1" ') + begin("separate") + words("1") + begin("end")
    run = begin("begin") + code(' TOC \\o "1-3" ') + begin("separate") + inner + begin("end")
    clean_template(repacked(word_file("here"), swap=(HERE, run)))


def test_another_name_for_words_own_elements_is_refused(word_file: WordFile, repacked: Repack) -> None:
    run = FETCHING.replace("<w:p>", "").replace("</w:p>", "").replace("w:", "s:")
    run = run.replace("<s:fldSimple", '<s:fldSimple xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"')
    assert refused(repacked(word_file("here"), swap=(HERE, run))).code == "template.not_word"


@pytest.mark.parametrize(
    "source", [" https://bad.example/p.png", "C:\\secret.png", "/etc/passwd", "\\\\server\\p.png", "FILE:p.png"]
)
def test_an_old_picture_is_fetched_from_nowhere(word_file: WordFile, repacked: Repack, source: str) -> None:
    shape = f'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{source}"/></w:pict></w:r>'
    assert refused(repacked(word_file("here"), swap=(HERE, shape))).code == "template.linked"


def test_a_film_from_the_web_is_refused(word_file: WordFile, repacked: Repack) -> None:
    film = (
        '<w:r><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing" '
        'embeddedHtml="&lt;iframe src=&quot;https://bad.example&quot;/&gt;"/></w:r>'
    )
    assert refused(repacked(word_file("here"), swap=(HERE, film))).code == "template.embedded"


def test_schemas_of_the_makers_machine_are_left_out(word_file: WordFile, repacked: Repack) -> None:
    plain = word_file("x")
    library = (
        '<sl:schemaLibrary xmlns:sl="http://schemas.openxmlformats.org/schemaLibrary/2006/main">'
        '<sl:schema sl:uri="a" sl:schemaLocation="\\\\server\\share\\a.xsd"/></sl:schemaLibrary><w:zoom'
    )
    data = repacked(
        plain, {"word/settings.xml": part(plain, "word/settings.xml").replace(b"<w:zoom", library.encode(), 1)}
    )
    assert b"schemaLocation" not in part(clean_template(data), "word/settings.xml")


def test_remarks_within_the_markup_are_left_out(word_file: WordFile, repacked: Repack) -> None:
    data = repacked(word_file("here"), swap=(HERE, f"<!-- another client's matter -->{HERE}<?old words?>"))
    body = part(clean_template(data), "word/document.xml")
    assert b"matter" not in body
    assert b"old words" not in body


# What comes about only when the tags are filled in


@pytest.mark.parametrize(
    "run",
    [
        begin("begin")
        + words("{% if notes %}")
        + code(" PAGE ")
        + words("{% endif %}")
        + code(" INCLUDETEXT secret ")
        + begin("end"),
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
        "<v:imagedata src=\"{{ 'https' ~ '://bad.example/' ~ vendor }}\"/></w:pict></w:r>",
        '<w:fldSimple w:instr="PAGE{% if not notes %}\\* x{% endif %}"/>'
        + '<w:fldSimple w:instr="{# PAGE #} INCLUDETEXT secret"/>',
        words("{% set m = section.summary|e %}{{ m[0] ~ 'w:altChunk/' ~ m[4] }}"),
        words(
            "{% set m = section.summary|e %}{{ m[0] ~ 'w:instrText' ~ m[4] ~ 'DDE' ~ m[0:1] ~ '/w:instrText' ~ m[4] }}"
        ),
    ],
    ids=[
        "code shown sometimes",
        "address put together",
        "code in a remark",
        "markup put together",
        "field put together",
    ],
)
def test_what_filling_in_brings_about_is_refused(word_file: WordFile, repacked: Repack, run: str) -> None:
    data = repacked(word_file("here {{ vendor }}", "here"), swap=(HERE, run))
    with pytest.raises(ReportError) as caught:
        Template(data).try_out()
    assert caught.value.code in ("template.field", "template.linked", "template.shape", "template.embedded")


def test_what_was_filled_in_is_clean(word_file: WordFile) -> None:
    filled = Template(word_file("Dear {{ client }}", header="{{ vendor }}")).fill(sample_data(full=True))
    target = io.BytesIO()
    filled.save(target)
    assert docx.Document(io.BytesIO(clean_template(target.getvalue()))).paragraphs[0].text == "Dear client"
    with zipfile.ZipFile(target) as package:
        assert not [name for name in package.namelist() if name.startswith("customXml")]


# Shapes that could make the work endless or unclear


def test_a_style_that_rests_on_itself_ends(word_file: WordFile, repacked: Repack) -> None:
    from reviewer.report.templates.adoption import AdoptedStyles

    document = docx.Document(io.BytesIO(word_file("x")))
    heading, title = document.styles["Heading 1"], document.styles["Title"]
    for style, base in ((heading, title), (title, heading)):
        style.base_style = base
        for colour in style.element.xpath(".//w:color"):
            colour.getparent().remove(colour)
    AdoptedStyles(document, "en-GB")


@pytest.mark.parametrize(
    "text", ["{{ " + "(" * 5000 + "vendor" + ")" * 5000 + " }}", "{{ " + "not " * 5000 + "vendor }}"]
)
def test_a_tag_that_is_nested_too_deep_is_told(word_file: WordFile, text: str) -> None:
    with pytest.raises(ReportError) as caught:
        Template(word_file(text)).try_out()
    assert caught.value.code == "template.failed"

"""What a Word file could carry beside its text is refused or left out."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from reviewer import word_package
from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReportError
from reviewer.report.templates.package import LARGEST_FILE, clean_template

from .conftest import Repack, WordFile, saved

RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refused(data: bytes) -> ReportError:
    with pytest.raises(ReportError) as caught:
        clean_template(data)
    assert "Nothing was written" in describe(caught.value, Translator("en"))
    return caught.value


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def with_relation(data: bytes, repacked: Repack, kind: str, target: str, *, external: bool, where: str = "") -> bytes:
    """The file with one more relationship, of its text or of the part whose relationships are `where`."""
    mode = ' TargetMode="External"' if external else ""
    entry = f'<Relationship Id="rIdX" Type="{TYPES}/{kind}" Target="{target}"{mode}/></Relationships>'
    name = where or RELATIONS
    try:
        old = part(data, name).decode()
    except KeyError:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        old = f'<Relationships xmlns="{space}"></Relationships>'
    return repacked(data, {name: old.replace("</Relationships>", entry).encode()})


def test_an_ordinary_file_comes_back_whole(word_file: WordFile) -> None:
    cleaned = docx.Document(io.BytesIO(clean_template(word_file("Dear {{ client }}", header="Lagrum AB"))))
    assert cleaned.paragraphs[0].text == "Dear {{ client }}"
    assert cleaned.sections[0].header.paragraphs[0].text == "Lagrum AB"


def test_names_and_remarks_are_left_out(word_file: WordFile) -> None:
    document = docx.Document(io.BytesIO(word_file("Dear {{ client }}")))
    document.core_properties.author = "Nosy Parker"
    document.add_comment(document.paragraphs[0].runs, text="an inner remark", author="Nosy Parker")
    cleaned = clean_template(saved(document))
    with zipfile.ZipFile(io.BytesIO(cleaned)) as package:
        names, whole = package.namelist(), b"".join(package.read(name) for name in package.namelist())
    assert b"Nosy" not in whole
    assert b"comment" not in whole
    assert not [name for name in names if name.startswith(("docProps", "customXml"))]


@pytest.mark.parametrize(
    ("kind", "target", "where"),
    [
        ("attachedTemplate", "https://bad.example/evil.dotm", SETTINGS),
        ("attachedTemplate", "http://bad.example/evil.dotm", SETTINGS),
        ("attachedTemplate", "\\\\server\\share\\Firm.dotx", SETTINGS),
        ("attachedTemplate", "//server/share/Firm.dotx", SETTINGS),
        ("attachedTemplate", "file://server/share/Firm.dotx", SETTINGS),
        ("attachedTemplate", "file:///\\\\server\\share\\Firm.dotx", SETTINGS),
        ("attachedTemplate", "file:////server/share/Firm.dotx", SETTINGS),
        ("attachedTemplate", "ftp://bad.example/Firm.dotx", SETTINGS),
        ("image", "https://bad.example/pixel.png", ""),
        ("oleObject", "file:///C:/secret.xlsx", ""),
        ("subDocument", "other.docx", ""),
        ("aFChunk", "https://bad.example/a.html", ""),
        ("hyperlink", "file://server/share", ""),
    ],
)
def test_a_link_to_the_outside_is_refused_and_named(
    word_file: WordFile, repacked: Repack, kind: str, target: str, where: str
) -> None:
    error = refused(with_relation(word_file("x"), repacked, kind, target, external=True, where=where))
    assert (error.code, error.facts) == ("template.linked", {"link": target})


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/Users/x/Firm.dotx",
        "file:///C:\\Users\\x\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm",
        "file:///Users/x/Library/Group%20Containers/Normal.dotm",
        "file://C:/Normal.dotm",
        "C:\\Templates\\Normal.dotm",
        "/Users/x/Normal.dotm",
        "Normal.dotm",
    ],
)
def test_a_template_attached_from_its_makers_machine_is_left_out(
    word_file: WordFile, repacked: Repack, target: str
) -> None:
    plain = word_file("x")
    attached = f'<w:attachedTemplate xmlns:r="{TYPES}" r:id="rIdX"/><w:zoom'.encode()
    data = repacked(plain, {"word/settings.xml": part(plain, "word/settings.xml").replace(b"<w:zoom", attached, 1)})
    assert b"attachedTemplate" in part(data, "word/settings.xml")
    cleaned = clean_template(with_relation(data, repacked, "attachedTemplate", target, external=True, where=SETTINGS))
    assert b"attachedTemplate" not in part(cleaned, "word/settings.xml")
    with zipfile.ZipFile(io.BytesIO(cleaned)) as package:
        assert not [name for name in package.namelist() if b"Normal.dotm" in package.read(name)]
        assert SETTINGS not in package.namelist()


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "package", "control", "chart"])
def test_an_embedded_part_is_refused(word_file: WordFile, repacked: Repack, kind: str) -> None:
    data = repacked(word_file("x"), {"word/embedded.bin": b"<html>"})
    error = refused(with_relation(data, repacked, kind, "embedded.bin", external=False))
    assert (error.code, error.facts) == ("template.embedded", {"part": kind})


def test_a_web_link_may_stay(word_file: WordFile, repacked: Repack) -> None:
    data = with_relation(word_file("x"), repacked, "hyperlink", "https://lagrum.example", external=True)
    assert b"https://lagrum.example" in part(clean_template(data), RELATIONS)


def test_macros_are_refused(word_file: WordFile, repacked: Repack) -> None:
    plain = word_file("x")
    kinds = part(plain, "[Content_Types].xml").decode()
    main = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    docm = kinds.replace(main, "vnd.ms-word.document.macroEnabled.main+xml")
    assert refused(repacked(plain, {"[Content_Types].xml": docm.encode()})).code == "template.macros"
    hidden = repacked(plain, {"word/vbaProject.bin": b"x"})
    assert refused(with_relation(hidden, repacked, "vbaProject", "vbaProject.bin", external=False)).code == (
        "template.macros"
    )


def test_a_word_template_file_becomes_a_document(word_file: WordFile, repacked: Repack) -> None:
    plain = word_file("Dear {{ client }}")
    dotx = part(plain, "[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    cleaned = clean_template(repacked(plain, {"[Content_Types].xml": dotx}))
    assert docx.Document(io.BytesIO(cleaned)).paragraphs[0].text == "Dear {{ client }}"


@pytest.mark.parametrize(
    "code",
    [
        'INCLUDETEXT "C:\\\\secret.docx"',
        'INCLUDEPICTURE "https://bad.example/p.png" \\d',
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
        "DDE excel sheet",
        "LINK Excel.Sheet.12 book.xlsx",
        "QUOTE 68 68 69",
        "MACROBUTTON run",
        'HYPERLINK "file://server/share"',
        "",
    ],
)
@pytest.mark.parametrize("simple", [True, False])
def test_a_field_that_fetches_or_starts_is_refused(
    word_file: WordFile, repacked: Repack, code: str, simple: bool
) -> None:
    quoted = code.replace('"', "&quot;")
    if simple:
        run = f'<w:fldSimple w:instr=" {quoted} "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    else:
        half = len(quoted) // 2
        pieces = (quoted[:half], quoted[half:]) if "&" not in quoted else (quoted, "")
        run = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        run += "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
        run += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    error = refused(repacked(word_file("here"), swap=("<w:r><w:t>here</w:t></w:r>", run)))
    assert (error.code, error.facts["field"]) == ("template.field", code.split()[0] if code else "?")


def test_page_numbers_may_stay(word_file: WordFile, repacked: Repack) -> None:
    run = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>'
    clean_template(repacked(word_file("here"), swap=("<w:r><w:t>here</w:t></w:r>", run)))


def test_tracked_changes_are_refused(word_file: WordFile, repacked: Repack) -> None:
    run = '<w:ins w:id="1" w:author="Nosy Parker"><w:r><w:t>here</w:t></w:r></w:ins>'
    assert refused(repacked(word_file("here"), swap=("<w:r><w:t>here</w:t></w:r>", run))).code == "template.changes"


def test_an_old_picture_from_elsewhere_is_refused(word_file: WordFile, repacked: Repack) -> None:
    shape = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:imagedata src="https://bad.example/p.png"/>'
        "</v:shape></w:pict></w:r>"
    )
    error = refused(repacked(word_file("here"), swap=("<w:r><w:t>here</w:t></w:r>", shape)))
    assert (error.code, error.facts) == ("template.linked", {"link": "https://bad.example/p.png"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "template.not_word"),
        (b"%PDF-1.7 no Word file", "template.not_word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"an old .doc", "template.not_word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "template.locked"),
        (b"PK\x03\x04 cut off", "template.damaged"),
        (b"PK" + bytes(LARGEST_FILE * 1024 * 1024), "template.too_large"),
    ],
)
def test_what_is_no_word_file_is_told(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_a_bomb_of_zeros_is_not_unpacked(
    word_file: WordFile, repacked: Repack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_package, "_LARGEST_PACKAGE", 5)
    bomb = repacked(word_file("x"), {"word/media/bomb.png": bytes(8 * 1024 * 1024)})
    bomb = with_relation(bomb, repacked, "image", "media/bomb.png", external=False)
    assert len(bomb) < 100_000
    assert refused(bomb).code == "template.too_large"


def test_entities_are_refused(word_file: WordFile, repacked: Repack) -> None:
    body = part(word_file("x"), "word/document.xml").decode()
    head, _, rest = body.partition("?>")
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    laughing = f"{head}?><!DOCTYPE lol [{entities}]>{rest}".replace(">x<", ">&k;<")
    assert refused(repacked(word_file("x"), {"word/document.xml": laughing.encode()})).code == "template.damaged"

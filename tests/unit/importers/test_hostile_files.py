"""Files made to do harm cost one import, in bounded time and memory, and end in a document or in a typed error."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from reviewer.child import Child, Resources
from reviewer.importers import Limits
from reviewer.model import DamagedFileError, Document, ImportFailedError, TimeLimitError, TooLargeError

SECONDS, MEGABYTES = 20, 400
HASTE = 3  # seconds for files that are only expected not to take longer than they may
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "We keep invoices for six years."
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(Resources(seconds=SECONDS, megabytes=MEGABYTES)) as one:
        yield one


@pytest.fixture(scope="module")
def hasty_child() -> Iterator[Child]:
    with Child(Resources(seconds=HASTE, megabytes=MEGABYTES)) as one:
        one.call("reviewer.importers:read_document", docx(), "a.docx", returns=Document)
        yield one


def read_in(child: Child, seconds: float):
    """Reads files in the child: the Document or the error. None takes longer than the limit and its grace."""

    def read_file(data: bytes, name: str) -> Document | ImportFailedError:
        begin = time.monotonic()
        try:
            found: Document | ImportFailedError = child.call(
                "reviewer.importers:read_document", data, name, limits=Limits(), returns=Document
            )
        except ImportFailedError as error:
            found = error
        assert time.monotonic() - begin < seconds + 3
        assert not isinstance(found, ImportFailedError) or found.code != "import.failed", found.detail
        return found

    return read_file


@pytest.fixture
def read(child: Child):
    return read_in(child, SECONDS)


@pytest.fixture
def read_hastily(hasty_child: Child):
    return read_in(hasty_child, HASTE)


def docx(body: str = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>", prolog: str = "", **parts: str | bytes) -> bytes:
    """A Word file of a body and of further parts; two underscores in a part's name stand for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", xref: bytes | None = None) -> bytes:
    """A PDF of these objects, numbered from one, with a right table of them unless another is given."""
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    if xref is None:
        xref = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        xref += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        xref += b"trailer<</Size %d%s>>\n" % (len(objects) + 1, trailer)
    return data + xref + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WRITTEN = b"BT /F1 11 Tf 50 700 Td (We keep invoices for six years.) Tj ET\n"


def one_page(content: bytes, entries: bytes = b"") -> bytes:
    return pdf(CATALOG, PAGES, PAGE, stream(content, entries), FONT)


def test_the_files_that_attacks_are_made_of_can_be_read(read) -> None:
    assert read(docx(), "a.docx").text.strip() == SENTENCE
    assert SENTENCE in read(one_page(WRITTEN), "a.pdf").text


# packed files


def test_a_zip_bomb_is_too_large(read) -> None:
    bomb = docx(f"<w:p><w:r><w:t>{' ' * 120_000_000}</w:t></w:r></w:p>")
    assert len(bomb) < 1_000_000
    assert isinstance(read(bomb, "a.docx"), TooLargeError)


def test_many_parts_that_unpack_to_much_are_too_large_together(read) -> None:
    """Each part is within bounds alone."""
    comment = "<!--" + " " * 9_000_000 + "-->"
    filling = f"<w:styles {W}>{comment * 4}</w:styles>"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("styles", "numbering", "footnotes", "endnotes"))
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    out = io.BytesIO(
        docx(word__styles=filling, word__numbering=filling, word__footnotes=filling, word__endnotes=filling)
    )
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/_rels/document.xml.rels", rels)
    assert isinstance(read(out.getvalue(), "a.docx"), TooLargeError)


def test_a_quine_is_unpacked_once(read) -> None:
    """An archive that holds itself is harmless where nothing inside is opened as an archive."""
    inner = docx()
    out = io.BytesIO(inner)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/embeddings/again.docx", inner)
    assert read(out.getvalue(), "a.docx").text.strip() == SENTENCE


def test_parts_that_overlap_are_not_unpacked_again_and_again(read) -> None:
    """All entries of the directory point to the same packed bytes."""
    data = docx(**{f"word__media{n}": "x" for n in range(3)})
    assert isinstance(read(data.replace(b"word/media1.xml", b"word/media0.xml"), "a.docx"), Document)


def test_a_directory_of_a_million_names_is_bounded(read) -> None:
    end = b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff" + (46 * 65535).to_bytes(4, "little") + bytes(4) + b"\0\0"
    entry = b"PK\x01\x02" + bytes(42)
    head = b"PK\x03\x04" + bytes(26)
    assert isinstance(read(head + entry * 65535 + end, "a.docx"), ImportFailedError)


def test_links_and_upward_paths_in_an_archive_lead_nowhere(read, tmp_path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:document {W}><w:body><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:body></w:document>")
    for target in ("../../../../../.." + str(secret), str(secret), "file://" + str(secret)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("[Content_Types].xml", TYPES)
            link = zipfile.ZipInfo("word/document.xml")
            link.create_system, link.external_attr = 3, 0o120777 << 16  # a symbolic link
            package.writestr(link, target)
            package.writestr("../../escaped.xml", "<a/>")
            package.writestr(
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{R}/officeDocument" Target="{target}"/></Relationships>',
            )
        assert isinstance(read(out.getvalue(), "a.docx"), DamagedFileError)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["secret.xml"]


# XML


def test_entities_do_not_expand(read) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    prolog = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e0 "ha">{levels}]>'
    found = read(docx(f"<w:p><w:r><w:t>{SENTENCE}&e11;</w:t></w:r></w:p>", prolog), "a.docx")
    assert isinstance(found, DamagedFileError) or found.text.strip() == SENTENCE


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x", "ftp://127.0.0.1/x"])
def test_external_entities_are_not_fetched(read, tmp_path, address) -> None:
    prolog = (
        f'<?xml version="1.0"?><!DOCTYPE w:document SYSTEM "{address}" '
        f'[<!ENTITY out SYSTEM "{address}"><!ENTITY % more SYSTEM "{address}"> %more;]>'
    )
    found = read(docx(f"<w:p><w:r><w:t>{SENTENCE}&out;</w:t></w:r></w:p>", prolog), "a.docx")
    assert isinstance(found, DamagedFileError) or found.text.strip() == SENTENCE


def test_attributes_that_blow_up_are_bounded(read) -> None:
    values = " ".join(f'w:a{n}="{n}"' for n in range(200_000))
    assert isinstance(read(docx(f"<w:p {values}/><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"), "a.docx"), Document)


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:tbl"])
def test_a_word_file_nested_deeply(read, tag, depth) -> None:
    inner = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
    if tag == "w:tbl":
        opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    else:
        opened, closed = f"<{tag}>", f"</{tag}>"
    found = read(docx(opened * depth + inner + closed * depth), "a.docx")
    assert isinstance(found, Document | DamagedFileError | TooLargeError)


def test_styles_based_on_each_other(read) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        f'<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{R}/styles" Target="styles.xml"/></Relationships>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>'
    out = io.BytesIO(docx(body, word__styles=styles))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/_rels/document.xml.rels", rels)
    assert read(out.getvalue(), "a.docx").text.strip() == SENTENCE


def test_a_word_table_of_a_million_cells(read) -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 1000 + "</w:tr>"
    cell = f"<w:tr><w:tc><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    found = read(docx(f"<w:tbl>{cell}{row * 1000}</w:tbl>"), "a.docx")
    assert isinstance(found, TooLargeError)
    assert found.facts["cells"] == 100_000


def test_a_word_cell_as_wide_as_a_number_can_say(read) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:tc>'
    found = read(docx(f"<w:tbl>{f'<w:tr>{cell * 50}</w:tr>' * 50}</w:tbl>"), "a.docx")
    assert isinstance(found, Document)


# PDF


def test_a_million_pages(read) -> None:
    """So many that are there would not go into a file of the size that is read; a small file may only say so."""
    tree = b"<</Type/Pages/Kids[%s]/Count 1000000>>" % (b"3 0 R " * 1000)
    found = read(pdf(CATALOG, tree, PAGE, stream(WRITTEN), FONT), "a.pdf")
    assert isinstance(found, TooLargeError)
    assert found.facts["pages"] == 2000


def test_many_pages_that_say_they_are_one(read) -> None:
    count = 2100
    tree = b"<</Type/Pages/Kids[%s]/Count 1>>" % b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    assert isinstance(read(pdf(CATALOG, tree, *[page] * count), "a.pdf"), TooLargeError)


def test_a_tree_of_pages_that_holds_itself(read) -> None:
    tree = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"
    assert isinstance(read(pdf(CATALOG, tree, PAGE, stream(WRITTEN), FONT), "a.pdf"), Document | ImportFailedError)


def test_a_tree_of_pages_that_branches_without_end(read) -> None:
    """Thirty levels of two branches each: a thousand million pages in a few bytes."""
    levels = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n + 3, n + 3) for n in range(30)]
    found = read(pdf(CATALOG, *levels, PAGE.replace(b"4 0 R", b"33 0 R"), stream(WRITTEN)), "a.pdf")
    assert isinstance(found, ImportFailedError)


def test_a_cross_reference_that_loops(read) -> None:
    data = one_page(WRITTEN)
    start = data.index(b"xref\n0 ")
    looping = data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %010d" % start)
    found = read(looping, "a.pdf")
    assert isinstance(found, Document | DamagedFileError)


def test_cross_references_that_point_at_each_other(read) -> None:
    data = one_page(WRITTEN)
    first = data.index(b"xref\n0 ")
    second = b"xref\n0 0\ntrailer<</Size 6/Root 1 0 R/Prev %d>>\n" % first
    end = data.index(b"startxref")
    data = data[:end] + second + b"startxref\n%d\n%%%%EOF\n" % end
    data = data.replace(b"/Root 1 0 R>>\nxref", b"/Root 1 0 R/Prev %d>>\nxref" % end, 1)
    assert isinstance(read(data, "a.pdf"), Document | DamagedFileError)


def test_objects_that_are_each_other(read) -> None:
    assert isinstance(read(pdf(b"2 0 R", b"1 0 R"), "a.pdf"), ImportFailedError)
    page = PAGE.replace(b"/Contents 4 0 R", b"/Contents 6 0 R")
    data = pdf(CATALOG, PAGES, page, stream(WRITTEN), FONT, b"7 0 R", b"6 0 R")
    assert isinstance(read(data, "a.pdf"), ImportFailedError)


def test_a_stream_that_unpacks_without_end(read) -> None:
    packed = zlib.compress(WRITTEN + bytes(500_000_000), 1)
    found = read(one_page(packed, b"/Filter/FlateDecode"), "a.pdf")
    assert isinstance(found, TooLargeError)


def test_a_stream_packed_many_times(read_hastily) -> None:
    content = WRITTEN + b" " * 50_000_000
    for _ in range(3):
        content = zlib.compress(content, 1)
    found = read_hastily(one_page(content, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"), "a.pdf")
    assert isinstance(found, Document | TooLargeError | TimeLimitError)


def test_a_stream_of_drawing_without_end(read_hastily) -> None:
    packed = zlib.compress(WRITTEN + b"0 0 m 9 9 l S\n" * 1_000_000, 1)
    found = read_hastily(one_page(packed, b"/Filter/FlateDecode"), "a.pdf")
    assert isinstance(found, Document | TooLargeError | TimeLimitError)


def test_a_stream_that_says_it_is_longer_than_the_file(read) -> None:
    data = one_page(WRITTEN).replace(b"/Length %d" % len(WRITTEN), b"/Length 999999999999")
    assert isinstance(read(data, "a.pdf"), Document | ImportFailedError)


def test_a_form_that_draws_itself(read) -> None:
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    page = PAGE.replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<")
    data = pdf(CATALOG, PAGES, page, stream(WRITTEN + b"/X Do"), FONT, form)
    assert isinstance(read(data, "a.pdf"), Document | ImportFailedError)


@pytest.mark.parametrize("opened", [b"[", b"<<", b"<</A "])
def test_a_pdf_nested_deeply(read, opened) -> None:
    assert isinstance(read(pdf(CATALOG, PAGES, PAGE, opened * 150_000, FONT), "a.pdf"), ImportFailedError)


def test_a_page_as_large_as_a_number_can_say(read) -> None:
    page = PAGE.replace(b"[0 0 595 842]", b"[-1e30 -1e30 1e30 1e30]")
    data = pdf(CATALOG, PAGES, page, stream(WRITTEN), FONT)
    assert isinstance(read(data, "a.pdf"), Document | ImportFailedError)


def test_a_pdf_with_scripts_and_files_to_open_is_only_read(read, tmp_path) -> None:
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(%s)>>/AA<</WC<</S/JavaScript/JS(app.alert(1))>>>>>>"
    data = pdf(catalog % str(tmp_path).encode(), PAGES, PAGE, stream(WRITTEN), FONT)
    assert SENTENCE in read(data, "a.pdf").text


# HTML, Markdown and text


def test_scripts_pictures_and_frames_are_neither_run_nor_fetched_nor_read(read) -> None:
    page = f"""<html><head><script>document.write("RUN")</script><base href="http://127.0.0.1:9/">
    <link rel="stylesheet" href="http://127.0.0.1:9/a.css"><meta http-equiv="refresh" content="0;url=file:///etc/passwd">
    </head><body onload="RUN()"><p>{SENTENCE}<img src="http://127.0.0.1:9/pixel.png" onerror="RUN()">
    <iframe src="file:///etc/passwd">FRAMED</iframe><object data="file:///etc/passwd">HELD</object>
    <svg><script>RUN()</script></svg></p></body></html>"""
    assert read(page.encode(), "a.html").text.strip() == SENTENCE


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_links_to_files_and_scripts_are_not_shown_as_targets(read, name) -> None:
    links = "".join(
        f'<p>Our <a href="{target}">policy {number}</a> applies to all of the services.</p>\n\n'
        for number, target in enumerate(
            ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "\\\\host\\share")
        )
    )
    text = read(links.encode(), name).text
    assert "policy 3" in text
    assert not {"file:", "javascript:", "data:", "\\\\host"} & set(text.replace("(", " ").split())
    assert "passwd" not in text


@pytest.mark.parametrize("tag", ["div", "table", "ul", "b", "blockquote", "font"])
def test_a_web_page_nested_deeply(read, tag) -> None:
    page = f"<{tag}>" * 200_000 + SENTENCE
    assert isinstance(read(page.encode(), "a.html"), Document | ImportFailedError)


def test_a_web_table_of_a_million_cells(read) -> None:
    page = f"<table><tr><td>{SENTENCE}<td>a</tr>" + ("<tr>" + "<td>x" * 1000) * 1000 + "</table>"
    assert isinstance(read(page.encode(), "a.html"), TooLargeError)


def test_web_cells_that_span_a_million_rows_and_columns(read_hastily) -> None:
    cell = '<td rowspan="1000000" colspan="1000000">x'
    page = f"<table><tr><td>{SENTENCE}<td>a</tr>" + f"<tr>{cell * 200}</tr>" * 200 + "</table>"
    assert isinstance(read_hastily(page.encode(), "a.html"), Document | TooLargeError | TimeLimitError)


def test_a_web_page_of_a_million_attributes_and_comments(read_hastily) -> None:
    page = f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{SENTENCE}" + "<!--" * 300_000
    assert isinstance(read_hastily(page.encode(), "a.html"), Document | ImportFailedError)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 50_000 + "a",
        "[" * 100_000,
        "*a " * 100_000,
        "`" * 100_001,
        "- " * 50_000 + "a",
        "![" * 50_000 + "](" * 50_000,
        "| a " * 50_000 + "\n" + "|---" * 50_000 + "\n",
        "<" * 200_000,
        "[a](<" * 50_000,
        "&" * 200_000,
        "_" * 200_000,
        "".join(f"[{n}]: /a\n" for n in range(50_000)),
    ],
    ids=[
        "quotes",
        "brackets",
        "stars",
        "ticks",
        "bullets",
        "images",
        "table",
        "angles",
        "links",
        "ampersands",
        "lows",
        "refs",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_marks_without_end(read_hastily, text, name) -> None:
    found = read_hastily(f"{SENTENCE}\n\n{text}\n".encode(), name)
    assert isinstance(found, Document | TooLargeError | TimeLimitError | DamagedFileError)


def test_a_line_of_two_million_characters(read_hastily) -> None:
    assert isinstance(read_hastily(b"word " * 390_000, "a.txt"), Document | TimeLimitError)


def test_a_text_larger_than_the_limit(read) -> None:
    found = read(b"word " * 500_000, "a.txt")
    assert isinstance(found, TooLargeError)
    assert found.facts["characters"] == 2_000_000


def test_a_character_set_that_is_a_program(read) -> None:
    for name in ("rot13", "base64", "zlib", "bz2", "unicode_escape", "idna", "punycode", "hex", "undefined"):
        page = f'<meta charset="{name}"><p>{SENTENCE}</p>'
        assert isinstance(read(page.encode(), "a.html"), Document | ImportFailedError)

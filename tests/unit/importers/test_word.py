from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reviewer.importers import Limits, read_document
from reviewer.model import (
    BlockKind,
    DamagedFileError,
    Document,
    NoTextError,
    TooLargeError,
    UnsupportedFileError,
)

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _saved(document: WordDocument) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _read(document: WordDocument) -> Document:
    return read_document(_saved(document), "policy.docx")


def _outline(document: WordDocument) -> list[tuple[BlockKind, int, str]]:
    read = _read(document)
    return [(b.kind, b.level, read.text[b.start : b.end]) for b in read.blocks]


def _add_xml(document: WordDocument, xml: str) -> None:
    """Puts WordprocessingML before the section's end; `w:` and `r:` are declared."""
    first, _, rest = xml.partition(">")
    if first.endswith("/"):
        first, rest = first[:-1], "/" + rest if rest else "/"
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"{first} {nsdecls('w', 'r')}>{rest}"))


def _replace_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, change(content) if entry == name else content)
    return held.getvalue()


def test_headings_come_from_styles_also_where_word_speaks_another_language() -> None:
    document = docx.Document()
    document.add_paragraph("Integritetspolicy", style="Title")
    document.add_heading("Vad vi sparar", 2)
    style = document.styles.add_style("Rubrikegen", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    document.add_paragraph("Hur länge", style="Rubrikegen")
    document.add_paragraph("Vi sparar brev i två år.")
    document.add_paragraph().add_run("Dina rättigheter").bold = True
    document.add_paragraph("Du får fråga.")
    assert _outline(document) == [
        (BlockKind.HEADING, 1, "Integritetspolicy"),
        (BlockKind.HEADING, 2, "Vad vi sparar"),
        (BlockKind.HEADING, 3, "Hur länge"),
        (BlockKind.PARAGRAPH, 0, "Vi sparar brev i två år."),
        (BlockKind.HEADING, 4, "Dina rättigheter"),
        (BlockKind.PARAGRAPH, 0, "Du får fråga."),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    _add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>We keep letters for </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>two</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>three</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> years.</w:t></w:r>"
        "<w:moveFrom w:id='3' w:author='x'><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>",
    )
    _add_xml(
        document, "<w:p><w:pPr><w:rPr><w:del w:id='4' w:author='x'/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>"
    )
    _add_xml(document, "<w:p><w:r><w:t>sentence.</w:t></w:r></w:p>")
    assert _read(document).text == "We keep letters for three years.\n\nOne sentence."


def test_content_controls_fields_and_hidden_text() -> None:
    document = docx.Document()
    _add_xml(
        document,
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a </w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r>"
        "</w:sdtContent></w:sdt><w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r><w:r><w:tab/><w:t>a\u00a0b</w:t>"
        "<w:noBreakHyphen/><w:t>c\u00add</w:t><w:br/><w:t>e</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    _add_xml(
        document,
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://ashgrove.example/x\""
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>our list</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    )
    assert _read(document).text == "In a control a b-cd\ne\n\nour list (https://ashgrove.example/x)"


def test_links_follow_the_rule_of_the_other_formats() -> None:
    document = docx.Document()
    part = document.part
    identity = part.relate_to("mailto:post@ashgrove.example", f"{_RELATED}/hyperlink", is_external=True)
    _add_xml(
        document,
        f"<w:p><w:hyperlink r:id='{identity}'><w:r><w:t>Write</w:t></w:r></w:hyperlink><w:r><w:t>, </w:t></w:r>"
        f"<w:hyperlink r:id='{identity}'><w:r><w:t>post@ashgrove.example</w:t></w:r></w:hyperlink>"
        "<w:hyperlink w:anchor='top'><w:r><w:t>, up</w:t></w:r></w:hyperlink></w:p>",
    )
    assert _read(document).text == "Write (mailto:post@ashgrove.example), post@ashgrove.example, up"


def test_lists_have_the_numbers_that_word_shows() -> None:
    document = docx.Document()
    document.part.numbering_part.element.append(
        parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>"
            "<w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>"
            "<w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='\uf0b7'/></w:lvl></w:abstractNum>"
        )
    )
    document.part.numbering_part.element.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>")
    )
    document.part.numbering_part.element.append(
        parse_xml(
            f"<w:num {nsdecls('w')} w:numId='91'><w:abstractNumId w:val='90'/>"
            "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
        )
    )
    for number, level, text in (
        (90, 0, "see"), (90, 1, "all"), (90, 1, "some"), (90, 2, "parts"), (90, 0, "erase"), (90, 1, "now"),
        (91, 0, "again"), (91, 0, "on"),
    ):  # fmt: skip
        _add_xml(
            document,
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{text}</w:t></w:r></w:p>",
        )
    document.add_paragraph("plain", style="List Bullet")
    assert [(level, text) for _, level, text in _outline(document)] == [
        (1, "3. see"), (2, "3.a) all"), (2, "3.b) some"), (3, "- parts"), (1, "4. erase"), (2, "4.a) now"),
        (1, "1. again"), (1, "2. on"), (1, "- plain"),
    ]  # fmt: skip
    assert "3. see\n3.a) all\n3.b) some\n- parts\n4. erase" in _read(document).text


def test_tables_with_merged_cells_do_not_repeat_them() -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for row, texts in zip(table.rows, (("Data", "Basis", "Time"), ("Orders", "Contract", "7 years"),
                                       ("", "Law", ""), ("All of it", "", "2 years")), strict=True):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    table.cell(2, 2).text = "a month"
    table.cell(2, 2).add_paragraph("at most")
    read = _read(document)
    rows = [b for b in read.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [[read.text[c.start : c.end] for c in row.cells] for row in rows] == [
        ["Data", "Basis", "Time"],
        ["Orders", "Contract", "7 years"],
        ["", "Law", "a month\nat most"],
        ["All of it", "", "2 years"],
    ]
    assert [row.header for row in rows] == [True, False, False, False]


def test_a_table_that_only_lays_out_is_no_table_and_deleted_rows_are_gone() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.paragraphs[0].style = "Heading 1"
    cell.paragraphs[0].text = "Notice"
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "kept", "too"
    table.cell(1, 0).text, table.cell(1, 1).text = "was", "deleted"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='x'/>"))
    assert [(kind, text) for kind, _, text in _outline(document)] == [
        (BlockKind.HEADING, "Notice"),
        (BlockKind.TABLE_ROW, "kept | too"),
    ]


def test_footnotes_stand_at_the_end_in_the_order_of_their_references() -> None:
    notes = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        for n, text in ((0, "separator"), (1, "Said second."), (2, "Said first."))
    )
    document = docx.Document()
    for number, word in ((2, "One"), (1, "Two")):
        _add_xml(
            document,
            f"<w:p><w:r><w:t>{word}</w:t><w:footnoteReference w:id='{number}'/><w:t>.</w:t></w:r></w:p>",
        )
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _NOTES, blob, document.part.package)
    document.part.relate_to(part, f"{_RELATED}/footnotes")
    assert _outline(document) == [
        (BlockKind.PARAGRAPH, 0, "One."),
        (BlockKind.PARAGRAPH, 0, "Two."),
        (BlockKind.NOTE, 0, "Said first."),
        (BlockKind.NOTE, 0, "Said second."),
    ]


def test_a_docx_renamed_to_pdf_is_read_as_what_it_is() -> None:
    document = docx.Document()
    document.add_paragraph("Ashgrove keeps letters.")
    read = read_document(_saved(document), "policy.pdf")
    assert read.text == "Ashgrove keeps letters."
    assert read.media_type.endswith("wordprocessingml.document")
    assert read.pages is None


def test_a_file_without_text_is_an_error() -> None:
    with pytest.raises(NoTextError):
        _read(docx.Document())


def test_broken_packages_are_damaged() -> None:
    document = docx.Document()
    document.add_paragraph("Ashgrove keeps letters.")
    data = _saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.getinfo("word/document.xml").header_offset + 60
    for broken in (
        data[: len(data) // 2],
        data[:body] + bytes(50) + data[body + 50 :],
        _replace_part(data, "word/document.xml", lambda content: content[:-30]),
        _replace_part(data, "word/document.xml", lambda _: b"<a/>"),
    ):
        with pytest.raises((DamagedFileError, UnsupportedFileError)):
            read_document(broken, "policy.docx")


def test_a_package_that_unpacks_to_very_much_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("Ashgrove keeps letters.")
    bomb = _replace_part(_saved(document), "word/document.xml", lambda content: content + b" " * (101 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    with pytest.raises(TooLargeError) as caught:
        read_document(bomb, "policy.docx")
    assert caught.value.facts == {"megabytes": 100}


def test_entities_are_neither_expanded_nor_fetched() -> None:
    document = docx.Document()
    document.add_paragraph("Ashgrove keeps letters.")

    def declare(content: bytes) -> bytes:
        entities = b"<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/hostname'>"
        content = content.replace(b"<w:document", b"<!DOCTYPE w:document [" + entities + b"]><w:document", 1)
        return content.replace(b"letters.", b"letters&b;&c;.")

    read = read_document(_replace_part(_saved(document), "word/document.xml", declare), "policy.docx")
    assert read.text in ("Ashgrove keeps letters.", "Ashgrove keeps letters")


def test_the_limit_of_characters_holds() -> None:
    document = docx.Document()
    document.add_paragraph("letters " * 50)
    with pytest.raises(TooLargeError):
        read_document(_saved(document), "policy.docx", limits=Limits(characters=100))

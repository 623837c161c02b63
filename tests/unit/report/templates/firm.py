"""A firm's template of our own making: made in a Swedish Word, so that ids of styles are Swedish; a narrow page, a logo
in the header, a first page of its own, pages numbered in the footer."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reviewer.report.ooxml import add_field

FAMILY, COLOUR = "Georgia", "7A1F3D"
IDS = {
    "Heading1": "Rubrik1",
    "Heading2": "Rubrik2",
    "Heading3": "Rubrik3",
    "Title": "Rubrik",
    "Subtitle": "Underrubrik",
}


def letterhead(*texts: str, numbered_pages: bool = True) -> bytes:
    """The firm's file with these paragraphs in its text."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3.2)
    section.different_first_page_header_footer = True
    _set_look(document)
    for header in (section.first_page_header, section.header):
        header.paragraphs[0].add_run().add_picture(io.BytesIO(_logo()), width=Cm(1.2))
        header.paragraphs[0].add_run("  Virta & Lind Advokatbyrå")
    if numbered_pages:
        section.footer.paragraphs[0].add_run("Sida ")
        add_field(section.footer.paragraphs[0]._p, "PAGE", "1")
        section.first_page_footer.paragraphs[0].text = "Virta & Lind Advokatbyrå AB · Org.nr 556000-0000"
    for text in texts:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return _with_swedish_ids(target.getvalue())


def _set_look(document: docx.document.Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FAMILY, Pt(11)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = FAMILY, RGBColor.from_string(COLOUR)
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if "heme" in name]:
            del fonts.attrib[name]
    for name in ("Quote", "Caption", "List Bullet"):
        element = document.styles[name].element
        element.getparent().remove(element)
    document.core_properties.author = "Partner Petra"
    document.settings.element.append(document.settings.element.makeelement(qn("w:updateFields"), {qn("w:val"): "true"}))


def _with_swedish_ids(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                for was, now in IDS.items():
                    content = re.sub(rf'"{was}"'.encode(), f'"{now}"'.encode(), content)
            new.writestr(name, content)
    return target.getvalue()


def _logo() -> bytes:
    """A small red square."""
    rows = b"".join(b"\0" + b"\x7a\x1f\x3d" * 24 for _ in range(24))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

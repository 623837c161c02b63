"""How the report looks: one serif family, ink and one accent, tables with hairlines between rows only."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reviewer.report.ooxml import add_heading_numbering, borders, element

FAMILY = "Cambria"
INK = RGBColor(0x1D, 0x1F, 0x23)
SECOND = RGBColor(0x56, 0x5C, 0x65)
ACCENT = RGBColor(0x1F, 0x4E, 0x8C)
HAIRLINE = "BFC3C9"

TABLE = "Review Table"
PLAIN_TABLE = "Review Facts"
CELL = "Table Text"
SMALL = "Table Small"
PLACE = "Place"
CUE = "Cue"
STATE = "State"
HEAD = "Table Head"
APPENDIX = "Appendix"
LEAD = "Lead"
BULLET = "Bullet Item"
CONTENTS = "toc 1"
CONTENTS_TITLE = "Contents Title"

TEXT_WIDTH = Cm(16.5)


def define_styles(document: Any, language: str, *, landscape: bool = False) -> None:
    """Give a new document the report's page, styles, numbering and default language (BCP 47)."""
    _set_page(document, landscape=landscape)
    _set_defaults(document, language)
    for name, size, colour, bold, before, after in (
        ("Title", 26, ACCENT, False, 80, 6),
        ("Subtitle", 14, SECOND, False, 0, 24),
        ("Heading 1", 15, ACCENT, True, 24, 8),
        ("Heading 2", 12, INK, True, 18, 6),
        ("Heading 3", 10.5, INK, True, 12, 3),
        ("Caption", 9, SECOND, False, 10, 4),
        ("Quote", 9.5, SECOND, False, 1, 3),
        ("Header", 8.5, SECOND, False, 0, 0),
        ("Footer", 8.5, SECOND, False, 0, 0),
    ):
        _set_paragraph_style(document.styles[name], size, colour, bold, before, after)
    document.styles["Quote"].font.italic = True
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.5)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _remove_borders(document.styles["Title"])
    _add_styles(document)
    add_heading_numbering(document, ("Heading1", "Heading2"))
    _add_appendix_style(document)
    _add_table_style(document, TABLE, ruled=True)
    _add_table_style(document, PLAIN_TABLE, ruled=False)


def _set_page(document: Any, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    for style in ("Header", "Footer"):
        stops = document.styles[style].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Cm(25.2) if landscape else TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _set_defaults(document: Any, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
    normal = document.styles["Normal"]
    _set_paragraph_style(normal, 10.5, INK, False, 0, 6)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True


def _set_paragraph_style(style: Any, size: float, colour: RGBColor, bold: bool, before: float, after: float) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    _set_family(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _set_family(style: Any) -> None:
    style.font.name = FAMILY
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if "heme" in name:
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FAMILY)


def _remove_borders(style: Any) -> None:
    properties = style.element.pPr
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


def _add_styles(document: Any) -> None:
    for name, size, colour, bold, after in (
        (CELL, 10, INK, False, 2),
        (SMALL, 8.5, SECOND, False, 2),
        (STATE, 9, INK, False, 2),
        (HEAD, 9, ACCENT, True, 2),
        (CONTENTS_TITLE, 12, INK, True, 6),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_paragraph_style(style, size, colour, bold, 1, after)
        style.paragraph_format.line_spacing = 1.0
    document.styles[CONTENTS_TITLE].paragraph_format.space_before = Pt(18)
    _add_lead_styles(document)
    contents = document.styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH)
    contents.base_style = document.styles["Normal"]
    _set_paragraph_style(contents, 10, INK, False, 0, 2)
    contents.paragraph_format.tab_stops.add_tab_stop(Cm(1))
    contents.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    place = document.styles.add_style(PLACE, WD_STYLE_TYPE.CHARACTER)
    place.font.italic, place.font.size, place.font.color.rgb = False, Pt(8.5), SECOND
    cue = document.styles.add_style(CUE, WD_STYLE_TYPE.CHARACTER)
    cue.font.color.rgb = INK
    cue.font.bold = True
    document.styles["Quote"].paragraph_format.line_spacing = 1.0


def _add_lead_styles(document: Any) -> None:
    """A line over a short passage, and an item of a short list."""
    lead = document.styles.add_style(LEAD, WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style = document.styles["Normal"]
    _set_paragraph_style(lead, 10.5, ACCENT, True, 8, 2)
    lead.paragraph_format.keep_with_next = True
    bullet = document.styles.add_style(BULLET, WD_STYLE_TYPE.PARAGRAPH)
    bullet.base_style = document.styles["List Bullet"]
    _set_paragraph_style(bullet, 10.5, INK, False, 0, 2)


def _add_appendix_style(document: Any) -> None:
    style = document.styles.add_style(APPENDIX, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 1"]
    style.next_paragraph_style = document.styles["Normal"]
    number = style.element.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_numId().val = 0
    style.paragraph_format.left_indent = style.paragraph_format.first_line_indent = Cm(0)
    style.paragraph_format.page_break_before = True


def _add_table_style(document: Any, name: str, *, ruled: bool) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = element("w:tblPr")
    if ruled:
        line = ("single", 4, HAIRLINE)
        properties.append(borders("w:tblBorders", insideH=line, bottom=line))
    margins = element("w:tblCellMar")
    for side, width in (("top", 30), ("left", 0), ("bottom", 30), ("right", 140)):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    properties.append(margins)
    style.element.append(properties)
    if ruled:
        style.element.append(_header_row_format())


def _header_row_format() -> Any:
    made = element("w:tblStylePr", type="firstRow")
    cell = element("w:tcPr")
    cell.append(borders("w:tcBorders", bottom=("single", 8, str(ACCENT))))
    made.append(cell)
    return made

"""How the report looks: one serif family, ink and one accent, tables with hairlines between rows only.

A style is named by its id, here and nowhere else. `report_styles` makes them all, so that a document with styles of
its own can be given those that it lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from reviewer.report.ooxml import add, borders, element, numbering

FAMILY = "Cambria"
INK, SECOND, ACCENT, HAIRLINE = "1D1F23", "565C65", "1F4E8C", "BFC3C9"

NORMAL = "Normal"
TITLE = "Title"
SUBTITLE = "Subtitle"
LETTER_TITLE = "LetterTitle"
HEADINGS = ("Heading1", "Heading2", "Heading3")
APPENDIX = "Appendix"
CONTENTS_TITLE = "ContentsTitle"
CONTENTS = "TOC1"
LEAD = "Lead"
NOTE = "Note"
BULLET = "ListBullet"
INTRO = "Introduction"
FINDING = "Finding"
ACTION = "Recommendation"
QUOTE = "Quote"
EXCERPT = "Excerpt"
CAPTION = "Caption"
CELL = "TableText"
SMALL = "TableSmall"
HEAD = "TableHead"
GAP = "TableGap"
HEADER = "Header"
FOOTER = "Footer"

PLACE = "Place"
CUE = "Cue"
LABEL = "Label"
STRUCK = "Struck"
MARK = "Mark"

TABLE = "ReviewTable"
PLAIN_TABLE = "ReviewFacts"

TEXT_WIDTH, WIDE_TEXT_WIDTH = 16.5, 25.2
"""Centimetres between the margins, upright and across."""

_LETTERS, _PLAIN = "DefaultParagraphFont", "TableNormal"
_DEFAULTS = {NORMAL, _LETTERS, _PLAIN}
"""What holds for a paragraph, a run or a table that names no style."""

_TWIPS = 567
"""Twentieths of a point in a centimetre, as Word counts widths."""


def twips(centimetres: float) -> int:
    """Centimetres as Word counts widths."""
    return round(centimetres * _TWIPS)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style; sizes and spaces in points, `indent` in centimetres. `outline` is the level of a heading,
    from 0; `list_level` its place in the numbering."""

    id: str
    name: str
    size: float
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    indent: float = 0
    keep_next: bool = False
    outline: int | None = None
    list_level: int | None = None


_PARAGRAPHS = (
    _Paragraph(NORMAL, "Normal", 10, after=5, line=1.12),
    _Paragraph(TITLE, "Title", 26, ACCENT, before=80, after=6),
    _Paragraph(SUBTITLE, "Subtitle", 14, SECOND, after=24),
    _Paragraph(LETTER_TITLE, "Letter Title", 14, ACCENT, True, before=20, after=8, keep_next=True),
    _Paragraph(HEADINGS[0], "heading 1", 15, ACCENT, True, before=20, after=6, keep_next=True, outline=0, list_level=0),
    _Paragraph(HEADINGS[1], "heading 2", 12, INK, True, before=14, after=4, keep_next=True, outline=1, list_level=1),
    _Paragraph(HEADINGS[2], "heading 3", 10, INK, True, before=11, after=2, keep_next=True, outline=2),
    _Paragraph(APPENDIX, "Appendix", 15, ACCENT, True, before=20, after=6, keep_next=True, outline=0),
    _Paragraph(CONTENTS_TITLE, "Contents Title", 12, INK, True, before=18, after=6, keep_next=True),
    _Paragraph(CONTENTS, "toc 1", 10, after=2),
    _Paragraph(LEAD, "Lead", 10, ACCENT, True, before=9, after=2, keep_next=True),
    _Paragraph(NOTE, "Note", 9, SECOND, after=3),
    _Paragraph(BULLET, "List Bullet", 10, after=2, list_level=0),
    _Paragraph(QUOTE, "Quote", 9, SECOND, italic=True, before=1, after=3, indent=0.5),
    _Paragraph(INTRO, "Introduction", 10, after=4, line=1.12, keep_next=True),
    _Paragraph(FINDING, "Finding", 10, after=3, line=1.12, keep_next=True),
    _Paragraph(ACTION, "Recommendation", 10, after=2, line=1.12, keep_next=True),
    _Paragraph(EXCERPT, "Excerpt", 9, after=1),
    _Paragraph(CAPTION, "caption", 9, SECOND, before=8, after=3, keep_next=True),
    _Paragraph(CELL, "Table Text", 9, after=1),
    _Paragraph(SMALL, "Table Small", 8.5, SECOND, after=1),
    _Paragraph(HEAD, "Table Head", 8.5, ACCENT, True, after=1, keep_next=True),
    _Paragraph(GAP, "Table Gap", 4),
    _Paragraph(HEADER, "header", 8.5, SECOND),
    _Paragraph(FOOTER, "footer", 8.5, SECOND),
)


def define_styles(document: Any, language: str, *, landscape: bool = False) -> None:
    """Give a new document the report's page, styles, numbering and default language (BCP 47)."""
    _set_page(document, landscape=landscape)
    _replace(document.styles.element, [_defaults(language), *report_styles(landscape=landscape)])
    _replace(document.part.numbering_part.element, numbering(HEADINGS[:2], BULLET))


def _replace(parent: Any, children: list[Any]) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.extend(children)


def report_styles(*, landscape: bool = False) -> list[Any]:
    """Every style of the report, as elements of a file's styles part."""
    width = WIDE_TEXT_WIDTH if landscape else TEXT_WIDTH
    tabs = {
        HEADER: [("right", width, "")],
        FOOTER: [("right", width, "")],
        CONTENTS: [("left", 1, ""), ("right", width, "dot")],
    }
    return [
        *(_paragraph_style(style, tabs.get(style.id, [])) for style in _PARAGRAPHS),
        _style("character", _LETTERS, "Default Paragraph Font"),
        _character_style(PLACE, "Place", size=8.5, colour=SECOND, italic=False),
        _character_style(CUE, "Cue", colour=INK, bold=True),
        _character_style(LABEL, "Label", colour=INK, bold=True),
        _character_style(MARK, "Mark", colour=ACCENT, raised=True),
        _character_style(STRUCK, "Struck", colour=SECOND, struck=True),
        _plain_table(),
        _table_style(TABLE, "Review Table", ruled=True),
        _table_style(PLAIN_TABLE, "Review Facts", ruled=False),
    ]


def _set_page(document: Any, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)


def _defaults(language: str) -> Any:
    """What holds where no style says otherwise: the family and the language."""
    made = element("docDefaults")
    properties = add(add(made, "rPrDefault"), "rPr")
    add(properties, "rFonts", ascii=FAMILY, hAnsi=FAMILY, cs=FAMILY, eastAsia=FAMILY)
    add(properties, "lang", val=language, eastAsia=language, bidi="ar-SA")
    add(add(made, "pPrDefault"), "pPr")
    return made


def _style(kind: str, style_id: str, name: str, base: str = "", following: str = "") -> Any:
    made = element("style", type=kind, styleId=style_id)
    if style_id in _DEFAULTS:
        made.set(qn("w:default"), "1")
    add(made, "name", val=name)
    if base:
        add(made, "basedOn", val=base)
    if following:
        add(made, "next", val=following)
    add(made, "qFormat")
    return made


def _paragraph_style(style: _Paragraph, tabs: list[tuple[str, float, str]]) -> Any:
    heading = style.outline is not None
    made = _style("paragraph", style.id, style.name, "" if style.id == NORMAL else NORMAL, NORMAL if heading else "")
    properties = add(made, "pPr")
    if style.keep_next:
        add(properties, "keepNext")
        add(properties, "keepLines")
    add(properties, "widowControl")
    if style.list_level is not None:
        number = add(properties, "numPr")
        add(number, "ilvl", val=style.list_level)
        add(number, "numId", val=1 if heading else 2)
    if tabs:
        stops = add(properties, "tabs")
        for kind, position, leader in tabs:
            add(stops, "tab", val=kind, pos=twips(position), **({"leader": leader} if leader else {}))
    add(properties, "spacing", before=_twentieths(style.before), after=_twentieths(style.after), line=_line(style.line))
    if style.indent:
        add(properties, "ind", left=twips(style.indent))
    if heading:
        add(properties, "outlineLvl", val=style.outline or 0)
    _add_letters(made, style.size, style.colour, style.bold, style.italic)
    return made


def _twentieths(points: float) -> int:
    return round(points * 20)


def _line(lines: float) -> int:
    return round(lines * 240)


def _character_style(
    style_id: str,
    name: str,
    *,
    colour: str,
    size: float = 0,
    bold: bool = False,
    italic: bool | None = None,
    struck: bool = False,
    raised: bool = False,
) -> Any:
    made = _style("character", style_id, name)
    _add_letters(made, size, colour, bold, italic, struck=struck, raised=raised)
    return made


def _add_letters(
    style: Any, size: float, colour: str, bold: bool, italic: bool | None, *, struck: bool = False, raised: bool = False
) -> None:
    """`italic` False stands upright even within what is in italics; None leaves it as it is."""
    properties = add(style, "rPr")
    if bold:
        add(properties, "b")
    if italic:
        add(properties, "i")
    elif italic is False:
        add(properties, "i", val=0)
    if struck:
        add(properties, "strike")
    add(properties, "color", val=colour)
    if size:
        add(properties, "sz", val=round(size * 2))
        add(properties, "szCs", val=round(size * 2))
    if raised:
        add(properties, "vertAlign", val="superscript")


def _plain_table() -> Any:
    """What Word expects every table style to rest on."""
    made = _style("table", _PLAIN, "Normal Table")
    properties = add(made, "tblPr")
    add(properties, "tblInd", w=0, type="dxa")
    return made


def _table_style(style_id: str, name: str, *, ruled: bool) -> Any:
    made = _style("table", style_id, name, _PLAIN)
    properties = add(made, "tblPr")
    if ruled:
        line = ("single", 4, HAIRLINE)
        properties.append(borders("tblBorders", bottom=line, insideH=line))
    margins = add(properties, "tblCellMar")
    for side, width in (("top", 25), ("left", 0), ("bottom", 15), ("right", 140)):
        add(margins, side, w=width, type="dxa")
    if ruled:
        head = add(add(made, "tblStylePr", type="firstRow"), "tcPr")
        head.append(borders("tcBorders", bottom=("single", 8, ACCENT)))
    return made

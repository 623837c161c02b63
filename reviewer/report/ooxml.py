"""The parts of a Word file that python-docx has no words for: fields, languages, numbering, borders."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def element(tag: str, **attributes: str | int) -> Any:
    """An element such as `w:tab` with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def printable(text: str) -> str:
    """`text` without the characters that XML cannot hold, on one line."""
    return re.sub(r"[ \t\r\n]+", " ", _CONTROLS.sub("", text)).strip(" ")


def append_field(paragraph: Any, instruction: str) -> None:
    """A field such as PAGE, which the word processor fills in."""
    run = paragraph.add_run()._r
    run.append(element("w:fldChar", fldCharType="begin"))
    code = element("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    run.append(code)
    run.append(element("w:fldChar", fldCharType="separate"))
    shown = element("w:t")
    shown.text = "1"
    run.append(shown)
    run.append(element("w:fldChar", fldCharType="end"))


def set_language(run: Any, tag: str) -> None:
    """Mark a run's language (BCP 47), so that spelling is checked in it."""
    run._r.get_or_add_rPr().append(element("w:lang", val=tag, eastAsia=tag))


def keep_row_whole(row: Any, *, header: bool = False) -> None:
    """Keep a row on one page; a header row is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))


def hide_top_border(cell: Any) -> None:
    """Leave out the hairline above a cell that continues the one above it."""
    borders = element("w:tcBorders")
    borders.append(element("w:top", val="nil"))
    cell._tc.get_or_add_tcPr().append(borders)


def borders(tag: str, **sides: tuple[str, int, str]) -> Any:
    """A border set; each side is (kind, eighths of a point, colour)."""
    made = element(tag)
    for side, (kind, size, colour) in sides.items():
        made.append(element(f"w:{side}", val=kind, sz=size, space=0, color=colour))
    return made


def add_heading_numbering(document: Any, style_ids: tuple[str, ...]) -> None:
    """Number the heading styles 1, 1.1, … as one multi-level list bound to the styles."""
    numbering = document.part.numbering_part.element
    abstract_id = (
        max((int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))), default=0) + 1
    )
    number_id = max((int(n.get(qn("w:numId"))) for n in numbering.findall(qn("w:num"))), default=0) + 1
    abstract = element("w:abstractNum", abstractNumId=abstract_id)
    abstract.append(element("w:multiLevelType", val="multilevel"))
    for level, style_id in enumerate(style_ids):
        abstract.append(_heading_level(level, style_id))
    _insert_before_nums(numbering, abstract)
    number = element("w:num", numId=number_id)
    number.append(element("w:abstractNumId", val=abstract_id))
    numbering.append(number)
    for level, style_id in enumerate(style_ids):
        _bind_numbering(document, style_id, number_id, level)


def _next_id(numbering: Any, tag: str, attribute: str) -> int:
    return max((int(entry.get(qn(attribute))) for entry in numbering.findall(qn(tag))), default=0) + 1


def _heading_level(level: int, style_id: str) -> Any:
    made = element("w:lvl", ilvl=level)
    made.append(element("w:start", val=1))
    made.append(element("w:numFmt", val="decimal"))
    made.append(element("w:pStyle", val=style_id))
    made.append(element("w:lvlText", val=".".join(f"%{n + 1}" for n in range(level + 1))))
    made.append(element("w:lvlJc", val="left"))
    indent = element("w:pPr")
    indent.append(element("w:ind", left=567, hanging=567))
    made.append(indent)
    return made


def _insert_before_nums(numbering: Any, abstract: Any) -> None:
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)


def _bind_numbering(document: Any, style_id: str, number_id: int, level: int) -> None:
    style = next(s for s in document.styles.element.findall(qn("w:style")) if s.get(qn("w:styleId")) == style_id)
    properties = style.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = number_id

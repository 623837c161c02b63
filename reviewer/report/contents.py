"""The table of contents: links, each with a field for the page it leads to.

Only a word processor knows the pages. LibreOffice fills the fields in on opening, Word on printing or F9; until then
they are empty rather than wrong. Nothing is asked of whoever opens the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reviewer.report.ooxml import element


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with its bookmark; `number` is empty for an appendix."""

    number: str
    text: str
    bookmark: str


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around everything in the paragraph."""
    start = element("w:bookmarkStart", id=number, name=name)
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def fill_contents(anchor: Any, entries: Sequence[Entry], style_id: str) -> None:
    """Write the entries in place of the paragraph `anchor`."""
    for entry in entries:
        anchor._p.addprevious(_entry_paragraph(entry, style_id))
    anchor._p.getparent().remove(anchor._p)


def _entry_paragraph(entry: Entry, style_id: str) -> Any:
    paragraph = element("w:p")
    properties = element("w:pPr")
    properties.append(element("w:pStyle", val=style_id))
    paragraph.append(properties)
    link = element("w:hyperlink", anchor=entry.bookmark, history=1)
    run = element("w:r")
    if entry.number:
        run.append(_text(entry.number))
        run.append(element("w:tab"))
    run.append(_text(entry.text))
    run.append(element("w:tab"))
    link.append(run)
    for part in (_mark("begin"), _instruction(entry.bookmark), _mark("separate"), _result(), _mark("end")):
        link.append(part)
    paragraph.append(link)
    return paragraph


def _text(text: str) -> Any:
    made = element("w:t")
    made.text = text
    return made


def _mark(kind: str) -> Any:
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType=kind))
    return run


def _result() -> Any:
    """The field's result, which is not known yet."""
    run = element("w:r")
    run.append(_text(""))
    return run


def _instruction(bookmark: str) -> Any:
    run = element("w:r")
    code = element("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" PAGEREF {bookmark} \\h "
    run.append(code)
    return run

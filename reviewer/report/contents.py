"""The table of contents: a field that Word can renew, filled beforehand so that it is right without.

It names no pages: only a word processor knows them, and a number that waits to be renewed would be wrong until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from reviewer.report.ooxml import element

# Headings of level 1 and paragraphs of the same outline level, as links, without page numbers.
_INSTRUCTION = ' TOC \\o "1-1" \\u \\h \\n '


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
    """Write the field's paragraphs in place of the paragraph `anchor`."""
    paragraphs = [_entry_paragraph(entry, style_id) for entry in entries]
    first = paragraphs[0]
    position = list(first).index(first.find(qn("w:hyperlink")))
    for part in reversed((_mark("begin"), _instruction(), _mark("separate"))):
        first.insert(position, part)
    paragraphs[-1].append(_mark("end"))
    for paragraph in paragraphs:
        anchor._p.addprevious(paragraph)
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
    link.append(run)
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


def _instruction() -> Any:
    run = element("w:r")
    code = element("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = _INSTRUCTION
    run.append(code)
    return run

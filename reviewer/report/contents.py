"""The table of contents: links, each with a field for the page it leads to.

Only a word processor knows the pages. LibreOffice fills the fields in on opening, Word on printing or F9; until then
they are empty rather than wrong. Nothing is asked of whoever opens the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviewer.report import styles
from reviewer.report.ooxml import add, add_field, add_run, element, paragraph


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with its bookmark; `number` is empty for an appendix."""

    number: str
    text: str
    bookmark: str


def add_bookmark(heading: Any, name: str, number: int) -> None:
    """Put a bookmark around everything in the paragraph."""
    heading[0].addnext(element("bookmarkStart", id=number, name=name))
    add(heading, "bookmarkEnd", id=number)


def contents_entry(entry: Entry, language: str) -> Any:
    """The paragraph of an entry: number, words and page, all of it a link."""
    made = paragraph(styles.CONTENTS)
    link = add(made, "hyperlink", anchor=entry.bookmark, history=1)
    number = f"{entry.number}\t" if entry.number else ""
    add_run(link, f"{number}{entry.text}\t", language)
    add_field(link, f"PAGEREF {entry.bookmark} \\h")
    return made

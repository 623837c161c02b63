"""A passage as the card of a field quotes it: with some words around it, and the words in it that weaken it marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reviewer.model import AssessedDocument, Evidence, ReviewedValue, Span

_REACH = 60
_ITEM_MARK = re.compile(r"[-•*–·]\s+")


def telling_words(document: AssessedDocument, value: ReviewedValue, evidence: Evidence) -> tuple[Span, ...]:
    """Where the words stand that weaken what the machine read at a passage."""
    machine = value.machine
    if machine is None or evidence not in machine.evidence or not (machine.hedged or machine.details.get("owner")):
        return ()
    # Only now: the window starts without it.
    from reviewer.lexicons.telling_words import find_telling_words

    return find_telling_words(document.version, evidence, machine)


class Quote(NamedTuple):
    """`marks` are places in `words`."""

    words: str
    marks: tuple[Span, ...] = ()

    @property
    def marked_words(self) -> list[str]:
        return [self.words[mark.start : mark.end] for mark in self.marks]

    def put_into(self, frame: str) -> Quote:
        """The quote in place of `{quote}` in some other words, such as quotation marks."""
        by = frame.index("{quote}")
        marks = tuple(Span(mark.start + by, mark.end + by) for mark in self.marks)
        return Quote(frame.format(quote=self.words), marks)


def quote_with_context(document: AssessedDocument, start: int, end: int, marks: Sequence[Span] = ()) -> Quote:
    """The passage with some words around it from its own block, cut at spaces, as far as the `marks` in it and further;
    without the mark of a list item. Of marks that stand before the block the words are put before the quote."""
    text = document.version.text
    first, last = _block_bounds(document, start, end)
    marker = _ITEM_MARK.match(text, first, last)
    first, start = (marker.end(), max(start, marker.end())) if marker and marker.end() < end else (first, start)
    excerpt = _Excerpt(text, marks)
    leading = [mark for mark in marks if mark.end <= first]
    if leading:
        excerpt.add(*_block_bounds(document, leading[0].start, leading[-1].end), leading[0].start, leading[-1].end)
        excerpt.add_words(" ")
    inside = [mark for mark in marks if first <= mark.start and mark.end <= last]
    start = min([start, *(mark.start for mark in inside)])
    excerpt.add(first, last, start, max([end, *(mark.end for mark in inside)]))
    return excerpt.quote()


class _Excerpt:
    """Parts of a text put together, and where the marks in them have come to stand."""

    def __init__(self, text: str, marks: Sequence[Span]) -> None:
        self._text, self._marks = text, marks
        self._words = ""
        self._places: list[Span] = []

    def add(self, first: int, last: int, start: int, end: int) -> None:
        """What stands from `start` to `end`, with words around it, as far as from `first` to `last`."""
        left, right = max(first, start - _REACH), min(last, end + _REACH)
        if left > first:
            left = self._text.find(" ", left, start) + 1 or start
            self._words += "… "
        if right < last:
            right = max(self._text.rfind(" ", end, right), end)
        by = len(self._words) - left
        self._places += [Span(m.start + by, m.end + by) for m in self._marks if left <= m.start and m.end <= right]
        self._words += self._text[left:right] + (" …" if right < last else "")

    def add_words(self, words: str) -> None:
        self._words += words

    def quote(self) -> Quote:
        """With a single space for each white space."""
        places = (Span(self._place(mark.start), self._place(mark.end)) for mark in self._places)
        return Quote(" ".join(self._words.split()), tuple(places))

    def _place(self, at: int) -> int:
        before = " ".join(self._words[:at].split())
        return len(before) + (1 if before and self._words[at - 1].isspace() else 0)


def _block_bounds(document: AssessedDocument, start: int, end: int) -> tuple[int, int]:
    for block in document.version.blocks:
        if block.start <= start < block.end:
            return block.start, max(block.end, end)
    return start, end

"""What stands on a page of a PDF: segments of lines, rules, rows; and running heads, which are no text of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reviewer.model import Box

_MARGIN_SHARE = 0.08
_FEWEST_REPEATS = 3
_INSET = 0.1
_WIDEST_INDENT = 45.0
_LONE_MARKER = re.compile(r"(?:[^\w\s]|o|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zåäö])[.)]?)$")
_NARROWEST_SPACE = 0.1
_BULLET = "•"
_MOST_BULLETS = 200
_NUMBER_SHARE = 0.16
_PAGE_NUMBER = re.compile(r"\W*(?:\w+\s+)?(\d{1,4})(?:\s*(?:/|of|av|\()\s*\d{1,4}\)?)?\W*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line without wide gaps. `size` is the height of its letters in points."""

    text: str
    page: int
    box: Box
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on a page, or an edge of a filled box."""

    height: float
    left: float
    right: float


@dataclass(slots=True)
class Page:
    """What stands on a page, in points from the top left of its visible part."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    """Small shapes, as tall as wide: browsers and some office programs draw their bullets."""

    @property
    def characters(self) -> int:
        return sum(len(segment.text) for segment in self.segments)


Row = list[Segment]
"""Segments that stand side by side, from left to right."""


def type_bullets(page: Page) -> None:
    """Put a bullet where a small shape is drawn at the beginning of a line."""
    if len(page.dots) > _MOST_BULLETS:
        return  # they are a drawing
    for dot in page.dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [s for s in page.segments if s.box.top < middle < s.box.bottom]
        line = min((s for s in beside if s.box.left > dot.right), key=lambda s: s.box.left, default=None)
        alone = not any(s.box.left < dot.right and dot.left - s.box.right < _WIDEST_INDENT for s in beside)
        if line is not None and alone and line.box.left - dot.right < _WIDEST_INDENT:
            page.segments.append(replace(line, text=_BULLET, box=dot))


def drop_running_heads(pages: Sequence[Page]) -> None:
    """Lines at the top or bottom that say the same on three pages or more but for numbers, and page numbers."""
    repeats: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        repeats.update({key for s in page.segments if (key := _margin_key(s, page))})
    numbered = sum(any(_is_page_number(s, page) for s in page.segments) for page in pages)
    for page in pages:
        page.segments = [
            s
            for s in page.segments
            if not ((key := _margin_key(s, page)) and repeats[key] >= _FEWEST_REPEATS)
            and not (numbered >= 2 and _is_page_number(s, page))
        ]


def _margin_key(segment: Segment, page: Page) -> tuple[bool, str] | None:
    at_top = segment.box.bottom <= page.height * _MARGIN_SHARE
    if not at_top and segment.box.top < page.height * (1 - _MARGIN_SHARE):
        return None
    return at_top, re.sub(r"\d+", "#", segment.text)


def _is_page_number(segment: Segment, page: Page) -> bool:
    found = _PAGE_NUMBER.match(segment.text)
    if found is None or int(found[1]) != page.number:
        return False
    return _margin_key(segment, page) is not None or _is_outermost(segment, page)


def _is_outermost(segment: Segment, page: Page) -> bool:
    """Whether a segment stands alone below or above all others, where wide margins may have a page number."""
    others = [other.box for other in page.segments if other is not segment]
    below = segment.box.top > page.height * (1 - _NUMBER_SHARE)
    above = segment.box.bottom < page.height * _NUMBER_SHARE
    return (below and all(box.bottom < segment.box.top for box in others)) or (
        above and all(box.top > segment.box.bottom for box in others)
    )


def group_rows(page: Page) -> list[Row]:
    """Segments that overlap in height stand in one row; a bullet or number that stands apart is put to its text."""
    rows: list[Row] = []
    bottom = 0.0
    for segment in sorted(page.segments, key=lambda s: (s.box.top, s.box.left)):
        inset = _INSET * (segment.box.bottom - segment.box.top)
        if rows and segment.box.top + inset < bottom and _beside(rows[-1], segment):
            rows[-1].append(segment)
            bottom = max(bottom, segment.box.bottom - inset)
        else:
            rows.append([segment])
            bottom = segment.box.bottom - inset
    return [_with_markers(sorted(row, key=lambda s: s.box.left)) for row in rows]


def _beside(row: Row, segment: Segment) -> bool:
    """Whether a segment stands beside some other of the row, not below all of them."""
    return any(segment.box.left >= s.box.right - 1 or segment.box.right <= s.box.left + 1 for s in row)


def _with_markers(row: Row) -> Row:
    out: Row = []
    for segment in row:
        if out and _LONE_MARKER.match(out[-1].text) and segment.box.left - out[-1].box.right < _WIDEST_INDENT:
            out[-1] = merge_row([out[-1], segment])
        else:
            out.append(segment)
    return out


def merge_row(row: Row) -> Segment:
    """The row as one segment: a bullet and its text, or words set far apart."""
    if len(row) == 1:
        return row[0]
    boxes = [segment.box for segment in row]
    box = Box(boxes[0].left, min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))
    main = max(row, key=lambda s: len(s.text))
    text = row[0].text
    for left, right in pairwise(row):
        touching = right.box.left - left.box.right < _NARROWEST_SPACE * right.size
        text += right.text if touching else " " + right.text
    return Segment(text, row[0].page, box, main.size, all(s.bold for s in row if s.text[:1].isalnum()))

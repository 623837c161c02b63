"""Where characters stand on printed pages, and where pages stand one below the other. Boxes are in points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reviewer.model import Box, Origin, Span

GAP = 24
"""Pixels between two pages; the number of the page above stands in them."""
_SAME_LINE = 0.5
"""What share of its height two boxes of one line must have in common."""


class PlacedBox(NamedTuple):
    """A box on a page, counted from 0."""

    page: int
    box: Box


class PageBoxes:
    """Characters to boxes and back. What the file does not place, such as text without a box, is left out.

    A file places runs of characters; within a run they are told apart by how wide they usually are.
    """

    def __init__(self, text: str, origins: Iterable[Origin], advance: Callable[[str], float]) -> None:
        """`advance` measures characters, in any unit."""
        self._text, self._advance = text, advance
        self._origins = [origin for origin in origins if origin.page is not None and origin.box is not None]
        self._ends = [origin.end for origin in self._origins]
        self._starts = [origin.start for origin in self._origins]
        self._by_page: dict[int, list[Origin]] = {}
        for origin in self._origins:
            self._by_page.setdefault(origin.page - 1, []).append(origin)

    def place(self, span: Span) -> list[PlacedBox]:
        """The boxes of a passage, one a line; those of runs on one line are joined."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        placed: list[PlacedBox] = []
        for origin in self._origins[first:last]:
            piece = PlacedBox(origin.page - 1, self._clip(origin, span))
            if placed and _on_one_line(placed[-1], piece):
                piece = PlacedBox(piece.page, _join(placed.pop().box, piece.box))
            placed.append(piece)
        return placed

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The character at a point of a page; None where there is none."""
        for origin in self._by_page.get(page, ()):
            box = origin.box
            if box.left <= x < box.right and box.top <= y < box.bottom:
                part = (x - box.left) / (box.right - box.left)
                offsets = range(origin.start + 1, origin.end)
                return origin.start + bisect_right(offsets, part, key=lambda offset: self._part(origin, offset))
        return None

    def nearest(self, offset: int) -> PlacedBox | None:
        """Where the character at `offset` stands, or the first one after it that stands anywhere."""
        index = bisect_right(self._ends, offset)
        if index == len(self._origins):
            index -= 1
        if index < 0:
            return None
        origin = self._origins[index]
        return PlacedBox(origin.page - 1, origin.box)

    def within(self, page: int, top: float, bottom: float) -> Span | None:
        """From the first to the last character of what lies wholly between two heights of a page."""
        runs = [o for o in self._by_page.get(page, ()) if o.box.top >= top and o.box.bottom <= bottom]
        return Span(min(o.start for o in runs), max(o.end for o in runs)) if runs else None

    def _clip(self, origin: Origin, span: Span) -> Box:
        """The part of a run's box that a passage takes; all of it where the run stands upright."""
        box = origin.box
        width, height = box.right - box.left, box.bottom - box.top
        if height > width and origin.end - origin.start > 1:
            return box
        start = self._part(origin, max(span.start, origin.start))
        end = self._part(origin, min(span.end, origin.end))
        return Box(box.left + width * start, box.top, box.left + width * end, box.bottom)

    def _part(self, origin: Origin, offset: int) -> float:
        """What share of a run's width lies before a character."""
        whole = self._advance(self._text[origin.start : origin.end])
        return self._advance(self._text[origin.start : offset]) / whole if whole else 0.0


def _on_one_line(first: PlacedBox, second: PlacedBox) -> bool:
    common = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
    height = min(first.box.bottom - first.box.top, second.box.bottom - second.box.top)
    near = second.box.left - first.box.right < 2 * height
    return first.page == second.page and common > _SAME_LINE * height and near


def _join(first: Box, second: Box) -> Box:
    return Box(
        min(first.left, second.left),
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
    )


class PageColumn:
    """Pages one below the other at `scale` pixels a point; all but `sizes`, in points, is in pixels."""

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float) -> None:
        self.scale = scale
        self.sizes = [(round(width * scale), round(height * scale)) for width, height in sizes]
        self.tops: list[int] = []
        top = GAP
        for _, height in self.sizes:
            self.tops.append(top)
            top += height + GAP
        self.width = max((width for width, _ in self.sizes), default=0)
        self.height = top

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages that share at least a pixel with a stretch of the column."""
        first = max(bisect_right(self.tops, top) - 1, 0)
        if first < len(self.tops) and self.tops[first] + self.sizes[first][1] <= top:
            first += 1
        return range(first, max(bisect_left(self.tops, bottom), first))

    def left(self, page: int, room: int) -> int:
        """Where a page begins in a column that stands in the middle of `room` pixels."""
        return max((max(room, self.width) - self.sizes[page][0]) // 2, 0)

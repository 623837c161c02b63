"""Passages marked in a text, and which of them lie in a stretch of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reviewer.model import Span


@dataclass(frozen=True, slots=True)
class Highlight:
    """Evidence in the text shown: `key` says of what, `current` whether of the current field."""

    span: Span
    key: Hashable
    current: bool = False


class HighlightIndex:
    """Highlights in order of place; asks for those in a stretch cost O(log n) and the ones that reach near it."""

    def __init__(self, highlights: Sequence[Highlight] = ()) -> None:
        self._highlights = sorted(highlights, key=lambda highlight: (highlight.span, not highlight.current))
        self._starts = [highlight.span.start for highlight in self._highlights]
        self._furthest_ends = list(accumulate((highlight.span.end for highlight in self._highlights), max))

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._highlights)

    def overlapping(self, span: Span) -> list[Highlight]:
        """The highlights that share at least one character with `span`."""
        first = bisect_right(self._furthest_ends, span.start)
        last = bisect_left(self._starts, span.end)
        return [highlight for highlight in self._highlights[first:last] if highlight.span.overlaps(span)]

    def keys_at(self, offset: int) -> tuple[Hashable, ...]:
        """The keys of what is highlighted at a character, the current field's and the shortest passages first."""
        found = self.overlapping(Span(offset, offset + 1))
        found.sort(key=lambda highlight: (not highlight.current, len(highlight.span)))
        return tuple(dict.fromkeys(highlight.key for highlight in found))

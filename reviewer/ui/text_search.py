"""Finding words in one text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from reviewer.model import Span

PatternOf = Callable[[str], re.Pattern[str] | None]
"""Makes of what is wanted the pattern that finds it in a text; None where there is nothing to look for."""


def literal_pattern(wanted: str) -> re.Pattern[str] | None:
    """Finds the words as they stand, in any case, across line ends too; None without words."""
    words = [re.escape(word) for word in wanted.split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None


class TextSearch:
    """The places where something stands in a text, and the one that the reviewer is at."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = -1
        self.starts: list[int] = []
        """Where the hits begin, in order."""
        self._ends: list[int] = []

    def find(self, wanted: str, start: int, pattern_of: PatternOf = literal_pattern) -> None:
        """Find what `pattern_of` makes of `wanted`; the current hit is the first one from `start` on, else the first
        of all."""
        pattern = pattern_of(wanted)
        places = [match.span() for match in pattern.finditer(self._text)] if pattern else []
        # Plain numbers: of a single letter there are tens of thousands at every key.
        self.starts, self._ends = [place[0] for place in places], [place[1] for place in places]
        self._index = bisect_left(self.starts, start) % len(self.starts) if places else -1

    @property
    def hits(self) -> tuple[Span, ...]:
        return tuple(Span(*place) for place in zip(self.starts, self._ends, strict=True))

    def move(self, steps: int) -> None:
        """To the next hit but `steps` - 1, around the ends."""
        if self.starts:
            self._index = (self._index + steps) % len(self.starts)

    @property
    def current(self) -> Span | None:
        return Span(self.starts[self._index], self._ends[self._index]) if self.starts else None

    @property
    def number(self) -> int:
        """The current hit's number from 1, or 0."""
        return self._index + 1

    def near(self, span: Span) -> tuple[Span, ...]:
        """The hits that share a character with `span`."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self.starts, span.end)
        return tuple(Span(*place) for place in zip(self.starts[first:last], self._ends[first:last], strict=True))

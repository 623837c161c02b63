"""Finding words in one text."""

from __future__ import annotations

import re
from bisect import bisect_left

from reviewer.model import Span


class TextSearch:
    """The places where something stands in a text, and the one that the reviewer is at."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = -1
        self.hits: tuple[Span, ...] = ()

    def find(self, wanted: str, start: int) -> None:
        """Find `wanted` in any case, across line ends too; the current hit is the first one from `start` on, else
        the first of all."""
        words = [re.escape(word) for word in wanted.split()]
        pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
        self.hits = tuple(Span(*match.span()) for match in pattern.finditer(self._text)) if words else ()
        following = bisect_left(self.hits, Span(start, start))
        self._index = -1 if not self.hits else following % len(self.hits)

    def move(self, steps: int) -> None:
        """To the next hit but `steps` - 1, around the ends."""
        if self.hits:
            self._index = (self._index + steps) % len(self.hits)

    @property
    def current(self) -> Span | None:
        return self.hits[self._index] if self.hits else None

    @property
    def number(self) -> int:
        """The current hit's number from 1, or 0."""
        return self._index + 1

    def near(self, span: Span) -> tuple[Span, ...]:
        """The hits that share a character with `span`."""
        first = bisect_left(self.hits, span.start, key=lambda hit: hit.end - 1)
        last = bisect_left(self.hits, span.end, key=lambda hit: hit.start)
        return self.hits[first:last]

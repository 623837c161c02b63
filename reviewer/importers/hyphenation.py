"""Hyphens at line ends: which were put there by the setting of the page, and which belong to the word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reviewer.importers.layout_words import layout_words

SOFT_HYPHEN = "\u00ad"
LINE_END_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(\w+)[-\u2010\u00ad]$")
_FIRST = re.compile(r"\w+")
_SHORTEST_STEM = 5
_ENDING = 3
_FEWEST_BREAKS = 3
_KNOWN_SHARE = 0.3


class Hyphenation:
    """Knows the words of a document as they stand within its `lines`, and whether its lines are hyphenated."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line)}
        self._stems = {word[: _stem_length(word)] for word in self._words if len(word) > _SHORTEST_STEM}
        broken = [parts for above, below in pairwise(lines) if (parts := _broken_word(above, below))]
        known = sum(self._is_known(first, second) for first, second in broken)
        self._hyphenates = len(broken) >= _FEWEST_BREAKS and known >= _KNOWN_SHARE * len(broken)

    def join(self, above: str, below: str) -> tuple[str, str]:
        """The text above, with or without its last hyphen, and what stands between it and the text below."""
        if above.endswith(LINE_END_HYPHENS[1:]) and below[:1].islower():
            return above[:-1], ""
        left, right = _LAST.search(above), _FIRST.match(below)
        if not left or not right or right[0].lower() in layout_words("joining_part_words"):
            return above, " "
        parts = _broken_word(above, below)
        if not parts or f"{parts[0]}-{parts[1]}".lower() in self._words:
            return above, ""
        return (above[:-1] if self._hyphenates or self._is_known(*parts) else above), ""

    def _is_known(self, first: str, second: str) -> bool:
        """Whether the document has the word, or one that differs in its ending only."""
        word = (first + second).lower()
        shortest = max(len(first) + _ENDING, _SHORTEST_STEM, len(word) - 2 * _ENDING)
        return word in self._words or any(word[:end] in self._stems for end in range(shortest, len(word) + 1))


def _broken_word(above: str, below: str) -> tuple[str, str] | None:
    """The parts of a word that may be broken at a line end: not after an acronym, not before a capital."""
    left, right = _LAST.search(above), _FIRST.match(below)
    if not left or not right or not right[0][0].islower() or right[0].lower() in layout_words("joining_part_words"):
        return None
    first = left[1]
    is_acronym = (len(first) > 1 and first.isupper()) or any(c.isdigit() for c in first)
    return None if is_acronym else (first, right[0])


def _stem_length(word: str) -> int:
    return max(_SHORTEST_STEM, len(word) - _ENDING)

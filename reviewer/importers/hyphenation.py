"""Hyphens at line ends: which were put there by the setting of the page, and which belong to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(\w+)[-\u2010]$")
_FIRST = re.compile(r"\w+")
# After these a hyphen stands for a part of a word that comes later: "kund- och leverantörsregister".
_CONJUNCTIONS = frozenset(("and", "or", "och", "eller", "samt", "ja", "tai", "sekä", "eikä", "und", "oder", "og"))
_SHORTEST_STEM = 5
_ENDING = 3


class Hyphenation:
    """Knows the words of a document as they stand within its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            self._words.update(word.lower() for word in _WORD.findall(line))
        self._stems = {word[: _stem_length(word)] for word in self._words if len(word) > _SHORTEST_STEM}

    def join(self, above: str, below: str) -> tuple[str, str]:
        """The text above, with or without its last hyphen, and what stands between it and the text below."""
        left, right = _LAST.search(above), _FIRST.match(below)
        if not left or not right or right[0].lower() in _CONJUNCTIONS:
            return above, " "
        first, second = left[1], right[0]
        if second[0].islower() and not _is_acronym(first) and self._is_known(first + second, f"{first}-{second}"):
            return above[:-1], ""
        return above, ""

    def _is_known(self, word: str, hyphenated: str) -> bool:
        word, hyphenated = word.lower(), hyphenated.lower()
        if hyphenated in self._words:
            return False
        return word in self._words or (len(word) > _SHORTEST_STEM and word[: _stem_length(word)] in self._stems)


def _stem_length(word: str) -> int:
    return max(_SHORTEST_STEM, len(word) - _ENDING)


def _is_acronym(part: str) -> bool:
    return (len(part) > 1 and part.isupper()) or any(c.isdigit() for c in part)

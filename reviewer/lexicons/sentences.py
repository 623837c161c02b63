"""Cuts a block into sentences: at `.!?` before a capital or a digit, but not after an abbreviation or an ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reviewer.lexicons.lexicon import read_cues

_BREAK = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n(?=\s*\n)|[;:](?=\s*\n)")
_NEXT = re.compile(r"\s+[\"“”‘’'(\[•\-–—]*\s*(\S)")
_LAST_WORD = re.compile(r"([^\s(\[\"“”']+)$")
_LONGEST = 3000


class _Abbreviations(NamedTuple):
    """Lower-case words with their full stop ("t.ex."); those in `last` may end a sentence."""

    known: frozenset[str]
    last: frozenset[str]


@lru_cache(maxsize=8)
def _abbreviations(language: str) -> _Abbreviations:
    words = read_cues(language).get("words", {})
    return _Abbreviations(*(frozenset(words.get(name, ())) for name in ("abbreviations", "abbreviations_that_may_end")))


def split_sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, white space at their edges left out.

    A language that has no lexicon has no abbreviations.
    """
    abbreviations, at = _abbreviations(language), start
    for match in _BREAK.finditer(text, start, end):
        stop = match.end()
        if _breaks(text, at, match, end, abbreviations) or stop - at > _LONGEST:
            yield from _trimmed(text, at, stop)
            at = stop
    yield from _trimmed(text, at, end)


def _breaks(text: str, at: int, match: re.Match[str], end: int, abbreviations: _Abbreviations) -> bool:
    if match[0][0] in "\n;:":
        return True
    following = _NEXT.match(text, match.end(), end)
    if not following:
        return True
    first = following[1]
    if not (first.isupper() or first.isdigit()):
        return False
    if match[0][0] != ".":
        return True
    word = _LAST_WORD.search(text, max(at, match.start() - 40), match.start() + 1)
    last = word[1].lower() if word else ""
    if last in abbreviations.known:
        return last in abbreviations.last and first.isupper() and "(" not in following[0]
    bare = last.rstrip(".")
    if bare.isdigit() and len(bare) <= 2:
        # "1. tammikuuta", "Art. 6. 1" or a list number that stands in running text
        return match.start() - len(bare) > at and first.isupper()
    return len(bare) != 1 or not bare.isalpha() or not first.isupper()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

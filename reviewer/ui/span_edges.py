"""How the edges of a passage move in its text, by whole words or by characters."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from reviewer.model import Span

_WORD = re.compile(r"\w+(?:[^\w\s]+\w+)*")
"""What stands between two blanks, without the marks around it; an address is one word."""
_REACH = 400
"""How far a word's edge is looked for at first; the reach grows where there is none."""


class Edge(Enum):
    START = "start"
    END = "end"


class Unit(Enum):
    WORD = "word"
    CHARACTER = "character"


def move_edge(text: str, span: Span, edge: Edge, steps: int, unit: Unit) -> Span:
    """The span with one edge moved on, or back for negative `steps`; it keeps at least one character and stays in the
    text."""
    for _ in range(abs(steps)):
        at = _next_place(text, span, edge, 1 if steps > 0 else -1, unit)
        moved = (at, span.end) if edge is Edge.START else (span.start, at)
        if not 0 <= moved[0] < moved[1] <= len(text):
            return span
        span = Span(*moved)
    return span


def _next_place(text: str, span: Span, edge: Edge, step: int, unit: Unit) -> int:
    at = span.start if edge is Edge.START else span.end
    if unit is Unit.CHARACTER:
        return _next_character(text, at, step)
    return _next_word(text, at, edge, step)


def _next_character(text: str, at: int, step: int) -> int:
    """The next place between two characters; a combining mark is part of the one before it."""
    at += step
    while 0 < at < len(text) and unicodedata.combining(text[at]):
        at += step
    return at


def _next_word(text: str, at: int, edge: Edge, step: int) -> int:
    """The nearest place beyond `at` where a word starts, or ends; outside the text where there is none."""
    reach = _REACH
    while True:
        low, high = (at, at + reach) if step > 0 else (at - reach, at)
        found = _word_edges(text, max(low - 1, 0), min(high + 1, len(text)), edge)
        beyond = [place for place in found if (place - at) * step > 0]
        if beyond:
            return beyond[0] if step > 0 else beyond[-1]
        if (low <= 0 and high >= len(text)) or (step > 0 and high >= len(text)) or (step < 0 and low <= 0):
            return len(text) + 1 if step > 0 else -1
        reach *= 4


def _word_edges(text: str, low: int, high: int, edge: Edge) -> list[int]:
    """Where words start, or end, in a stretch of the text that is read from the beginning of a word."""
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    matches = _WORD.finditer(text, low, high)
    return [match.start() if edge is Edge.START else match.end() for match in matches]

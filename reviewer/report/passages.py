"""Quotes in their sentence: a cue alone proves little, so its surroundings are printed with it, cuts marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer.model import AssessedVersion, Evidence, Span

WHOLE_BLOCK = 220
"""A paragraph up to this many characters is quoted whole."""

SURROUNDINGS = 80
"""Of a longer one so many characters before and after the cue, to the nearest word."""

LONGEST = 360
"""Cues nearer together than this share one quote."""

ELLIPSIS = "…"
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that is quoted, with the cues in it; `page` is of the first cue."""

    span: Span
    cues: tuple[Span, ...]
    page: int | None = None

    def pieces(self, version: AssessedVersion) -> Iterator[tuple[str, bool]]:
        """The quote piece by piece, each with whether it is a cue; dots where a paragraph was cut."""
        text, block = version.text, _block_at(version, self.span.start)
        at = self.span.start
        if at > block.start:
            yield f"{ELLIPSIS} ", False
        for cue in _merged(self.cues):
            yield _spaced(text[at : cue.start]), False
            yield _spaced(text[cue.start : cue.end]), True
            at = cue.end
        yield _spaced(text[at : self.span.end]), False
        if self.span.end < block.end:
            yield f" {ELLIPSIS}", False


def gather_passages(version: AssessedVersion, evidence: Iterable[Evidence]) -> list[Passage]:
    """The evidence as passages, in the order given; cues of one sentence or paragraph come together."""
    passages: list[Passage] = []
    for item in dict.fromkeys(evidence):
        cue = Span(item.start, item.end)
        found = Passage(_surroundings(version, cue), (cue,), item.page)
        for number, known in enumerate(passages):
            joined = Span(min(known.span.start, found.span.start), max(known.span.end, found.span.end))
            if known.span.overlaps(found.span) and len(joined) <= LONGEST:
                passages[number] = Passage(joined, (*known.cues, cue), known.page)
                break
        else:
            passages.append(found)
    return passages


def paragraph_number(version: AssessedVersion, offset: int) -> int:
    """The number, from 1, of the block in which the character at `offset` stands."""
    return max(bisect_right([block.start for block in version.blocks], offset), 1)


def _block_at(version: AssessedVersion, offset: int) -> Span:
    """The paragraph at `offset`, without the bullet of a list item."""
    if not version.blocks:
        return Span(0, len(version.text))
    block = version.blocks[paragraph_number(version, offset) - 1]
    marker = len(_BULLET) if version.text.startswith(_BULLET, block.start) else 0
    return Span(block.start + marker, block.end)


def _surroundings(version: AssessedVersion, cue: Span) -> Span:
    block = _block_at(version, cue.start)
    block = Span(min(block.start, cue.start), max(block.end, cue.end))
    if len(block) <= WHOLE_BLOCK:
        return block
    start, end = max(block.start, cue.start - SURROUNDINGS), min(block.end, cue.end + SURROUNDINGS)
    return Span(_next_word(version.text, start, cue.start, block), _last_word(version.text, end, cue.end, block))


def _next_word(text: str, start: int, limit: int, block: Span) -> int:
    """The first beginning of a word from `start` on, not beyond `limit`."""
    if start == block.start:
        return start
    match = re.compile(r"\s+").search(text, start, limit)
    return match.end() if match else limit


def _last_word(text: str, end: int, limit: int, block: Span) -> int:
    if end == block.end:
        return end
    cut = max(text.rfind(" ", limit, end), text.rfind("\n", limit, end))
    return cut if cut > limit else limit


def _merged(cues: Iterable[Span]) -> list[Span]:
    """In order, overlapping ones as one."""
    merged: list[Span] = []
    for cue in sorted(cues):
        if merged and cue.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, cue.end))
        else:
            merged.append(cue)
    return merged


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)

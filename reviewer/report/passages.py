"""Quotes in their sentence: a cue alone proves little, so its surroundings are printed with it, omissions marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reviewer.lexicons.sentences import split_sentences
from reviewer.model import AssessedVersion, Evidence, Span

WHOLE = 220
"""A paragraph, or else a sentence, up to this many characters is quoted whole."""

SURROUNDINGS = 80
"""Of a longer one so many characters before and after the cue, to the nearest word."""

LONGEST = 360
"""Cues nearer together than this share one quote."""

NEAR = 60
"""Excerpts no further apart than this are one."""

MOSTLY = 0.6
"""Cues that are more of a passage than this are not set off, since nothing would stand back."""

OMISSION = "[…]"
BREAK = " / "
"""Stands in a quote where one paragraph ends and the next begins."""

_BULLET = re.compile(r"[-•–*·▪◦]\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that is quoted, with the cues in it; `page` is of the first cue."""

    span: Span
    cues: tuple[Span, ...]
    page: int | None = None

    def pieces(self, version: AssessedVersion, *, follows: bool = False) -> Iterator[tuple[str, bool]]:
        """The quote piece by piece, each with whether it is a cue; an omission is marked where a sentence was cut.
        One that `follows` another of its paragraph has the mark of the other before it already."""
        at = self.span.start
        if not follows and all(sentence.start != at for sentence in _sentences_at(version, at)):
            yield f"{OMISSION} ", False
        cues = _merged(self.cues)
        set_off = sum(map(len, cues)) <= MOSTLY * len(self.span)
        for cue in cues:
            yield _printed(version, at, cue.start), False
            yield _printed(version, cue.start, cue.end), set_off
            at = cue.end
        yield _printed(version, at, self.span.end), False
        last = _sentences_at(version, max(self.span.end - 1, 0))
        if all(sentence.end != self.span.end for sentence in last):
            yield f" {OMISSION}", False

    def covers(self, other: Passage) -> bool:
        return self.span.start <= other.span.start and other.span.end <= self.span.end


class QuotedPassages:
    """What has been quoted so far and under which rule, so that nothing is quoted twice."""

    def __init__(self) -> None:
        self._passages: dict[int, list[tuple[Passage, str]]] = {}

    def add(self, version: AssessedVersion, passage: Passage, rule: str) -> None:
        """Notes that a passage is quoted under a rule."""
        self._passages.setdefault(version.id, []).append((passage, rule))

    def where(self, version: AssessedVersion, passage: Passage) -> str:
        """The rule under which all of a passage was quoted; empty for none."""
        return next((rule for known, rule in self._passages.get(version.id, ()) if known.covers(passage)), "")


def gather_passages(version: AssessedVersion, evidence: Iterable[Evidence]) -> list[Passage]:
    """The evidence as passages, in the order given; cues of one sentence or paragraph come together."""
    passages: list[Passage] = []
    for item in dict.fromkeys(evidence):
        cue = _cue(version, item)
        found = Passage(_surroundings(version, cue), (cue,), item.page)
        for number, known in enumerate(passages):
            joined = Span(min(known.span.start, found.span.start), max(known.span.end, found.span.end))
            if known.span.overlaps(found.span) and len(joined) <= LONGEST:
                passages[number] = Passage(joined, (*known.cues, cue), known.page)
                break
        else:
            passages.append(found)
    return passages


def excerpt_text(
    version: AssessedVersion, evidence: Iterable[Evidence], cues: Collection[Evidence]
) -> list[tuple[int, list[Passage]]]:
    """What of the text the evidence lies in, paragraph by paragraph: its number and its passages in order, none of
    them overlapping. Only those among `cues` are set off."""
    items = sorted(dict.fromkeys(evidence), key=lambda item: (item.start, item.end))
    grouped = groupby(items, key=lambda item: _paragraph_number(version, item.start))
    return [(number, _disjoint(version, group, cues)) for number, group in grouped]


def _disjoint(version: AssessedVersion, evidence: Iterable[Evidence], cues: Collection[Evidence]) -> list[Passage]:
    passages: list[Passage] = []
    for item in evidence:
        cue = _cue(version, item)
        span = _surroundings(version, cue)
        own = (cue,) if item in cues else ()
        if passages and span.start <= passages[-1].span.end + NEAR:
            last = passages[-1]
            joined = Span(min(last.span.start, span.start), max(last.span.end, span.end))
            passages[-1] = Passage(joined, (*last.cues, *own), last.page)
        else:
            passages.append(Passage(span, own, item.page))
    return passages


def paragraph_numbers(version: AssessedVersion, span: Span) -> range:
    """The numbers of the blocks that a stretch of text reaches into."""
    return range(_paragraph_number(version, span.start), _paragraph_number(version, max(span.end - 1, span.start)) + 1)


def _paragraph_number(version: AssessedVersion, offset: int) -> int:
    """The number, from 1, of the block in which the character at `offset` stands."""
    return max(bisect_right(version.blocks, offset, key=lambda block: block.start), 1)


def _block_at(version: AssessedVersion, offset: int) -> Span:
    """The paragraph at `offset`, without the bullet of a list item."""
    if not version.blocks:
        return Span(0, len(version.text))
    block = version.blocks[_paragraph_number(version, offset) - 1]
    marker = _BULLET.match(version.text, block.start, block.end)
    return Span(marker.end() if marker else block.start, block.end)


def _cue(version: AssessedVersion, evidence: Evidence) -> Span:
    """Where the evidence stands, without the bullet of a list item before it."""
    block = _block_at(version, evidence.start)
    start = block.start if evidence.start < block.start < evidence.end else evidence.start
    return Span(start, evidence.end)


def _surroundings(version: AssessedVersion, cue: Span) -> Span:
    """The paragraph or the sentence around a cue where it is short, else the nearest words."""
    block = _block_at(version, cue.start)
    block = Span(min(block.start, cue.start), max(block.end, cue.end))
    if len(block) <= WHOLE:
        return block
    own = [sentence for sentence in _sentences_at(version, cue.start) if sentence.overlaps(cue)]
    sentence = Span(min(own[0].start, cue.start), max(own[-1].end, cue.end)) if own else block
    if len(sentence) <= WHOLE:
        return sentence
    start, end = max(sentence.start, cue.start - SURROUNDINGS), min(sentence.end, cue.end + SURROUNDINGS)
    return Span(_next_word(version.text, start, cue.start, sentence), _last_word(version.text, end, cue.end, sentence))


def _sentences_at(version: AssessedVersion, offset: int) -> tuple[Span, ...]:
    """The sentences of the paragraph at `offset`."""
    block = _block_at(version, offset)
    return _sentences(version.text, block.start, block.end, version.language)


@lru_cache(maxsize=1024)
def _sentences(text: str, start: int, end: int, language: str) -> tuple[Span, ...]:
    return tuple(Span(*edges) for edges in split_sentences(text, start, end, language))


def _next_word(text: str, start: int, limit: int, within: Span) -> int:
    """The first beginning of a word from `start` on, not beyond `limit`."""
    if start == within.start:
        return start
    match = re.compile(r"\s+").search(text, start, limit)
    return match.end() if match else limit


def _last_word(text: str, end: int, limit: int, within: Span) -> int:
    if end == within.end:
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


def _printed(version: AssessedVersion, start: int, end: int) -> str:
    """The text on one line, with a mark where a paragraph ends and without the bullets of list items."""
    pieces = []
    for number in range(_paragraph_number(version, start), _paragraph_number(version, end)):
        block = version.blocks[number]
        pieces.append(_spaced(version.text[start : block.start]).rstrip())
        start = _block_at(version, block.start).start
    return BREAK.join([*pieces, _spaced(version.text[start:end])])


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)

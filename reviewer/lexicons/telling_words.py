"""The words near a passage that weaken what it says: hedges, and the name of the third party that it is said of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from reviewer.lexicons.hedges import hedge_pattern, limit_pattern
from reviewer.lexicons.sentences import split_sentences
from reviewer.model import AssessedVersion, BlockKind, Evidence, Span, Value


def find_telling_words(version: AssessedVersion, evidence: Evidence, value: Value) -> tuple[Span, ...]:
    """Where a hedged value's hedges stand, or where there are none its limits, and its owner's name: in the sentence of
    the passage, else in the words that lead in its list, else anywhere in its block."""
    sought: list[tuple[re.Pattern[str], ...]] = []
    if value.hedged:
        sought.append((hedge_pattern(version.language), limit_pattern(version.language)))
    if value.details.get("owner"):
        sought.append((re.compile(re.escape(value.details["owner"]), re.IGNORECASE),))
    found = (next(_found_in(version, evidence, patterns), ()) for patterns in sought)
    return tuple(sorted(span for spans in found for span in spans))


def _found_in(
    version: AssessedVersion, evidence: Evidence, patterns: Iterable[re.Pattern[str]]
) -> Iterator[tuple[Span, ...]]:
    """Matches by stretch, of the first pattern that has any there."""
    for stretch in _stretches(version, evidence):
        for pattern in patterns:
            matches = pattern.finditer(version.text, stretch.start, stretch.end)
            spans = tuple(Span(match.start(), match.end()) for match in matches)
            if spans:
                yield spans


def _stretches(version: AssessedVersion, evidence: Evidence) -> Iterator[Span]:
    """Where to look, the likeliest first."""
    blocks = version.blocks
    at = bisect_right(blocks, evidence.start, key=lambda block: block.start) - 1
    if at < 0 or blocks[at].end <= evidence.start:
        yield _sentence(version, Span(0, len(version.text)), evidence)
        return
    block = blocks[at]
    cells = (cell for cell in block.cells if cell.start <= evidence.start < cell.end)
    whole = next(cells, Span(block.start, max(block.end, evidence.end)))
    yield _sentence(version, whole, evidence)
    lead = _lead_in(version, at)
    if lead is not None:
        yield lead
    yield whole


def _sentence(version: AssessedVersion, whole: Span, evidence: Evidence) -> Span:
    """The sentence, or the sentences, of a passage."""
    around = Span(evidence.start, max(evidence.end, evidence.start + 1))
    own = [sentence for sentence in _sentences(version, whole) if sentence.overlaps(around)]
    return Span(min(own[0].start, evidence.start), own[-1].end) if own else whole


def _lead_in(version: AssessedVersion, at: int) -> Span | None:
    """What leads in the list in which a block is an item."""
    while at > 0 and version.blocks[at].kind is BlockKind.LIST_ITEM:
        at -= 1
        block = version.blocks[at]
        if block.kind is not BlockKind.LIST_ITEM:
            sentences = _sentences(version, Span(block.start, block.end))
            return sentences[-1] if sentences else None
    return None


def _sentences(version: AssessedVersion, span: Span) -> list[Span]:
    edges = split_sentences(version.text, span.start, span.end, version.language)
    return [Span(start, end) for start, end in edges]

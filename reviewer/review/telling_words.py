"""The words near a passage that weaken what it says: hedges, and the name of the third party that it is said of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reviewer.lexicons.hedges import hedge_pattern
from reviewer.model import AssessedVersion, Block, BlockKind, Evidence, Span, Value

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“”‘’'(\[]*[^\W_a-zåäö])|\n\s*\n")


def find_telling_words(version: AssessedVersion, evidence: Evidence, value: Value) -> tuple[Span, ...]:
    """Where a hedged value's hedges stand, and its owner's name: in the sentence of the passage, else in the words that
    lead in its list, else anywhere in its block."""
    patterns = [hedge_pattern(version.language)] if value.hedged else []
    if value.details.get("owner"):
        patterns.append(re.compile(re.escape(value.details["owner"]), re.IGNORECASE))
    found = (next(_found_in(version, evidence, pattern), ()) for pattern in patterns)
    return tuple(sorted(span for spans in found for span in spans))


def _found_in(version: AssessedVersion, evidence: Evidence, pattern: re.Pattern[str]) -> Iterator[tuple[Span, ...]]:
    for stretch in _stretches(version.text, version.blocks, evidence):
        matches = pattern.finditer(version.text, stretch.start, stretch.end)
        spans = tuple(Span(match.start(), match.end()) for match in matches)
        if spans:
            yield spans


def _stretches(text: str, blocks: Sequence[Block], evidence: Evidence) -> Iterator[Span]:
    """Where to look, the likeliest first."""
    at = bisect_right(blocks, evidence.start, key=lambda block: block.start) - 1
    if at < 0 or blocks[at].end <= evidence.start:
        yield _sentence(text, Span(0, len(text)), evidence)
        return
    block = blocks[at]
    cells = (cell for cell in block.cells if cell.start <= evidence.start < cell.end)
    whole = next(cells, Span(block.start, max(block.end, evidence.end)))
    yield _sentence(text, whole, evidence)
    lead = _lead_in(text, blocks, at)
    if lead is not None:
        yield lead
    yield whole


def _sentence(text: str, whole: Span, evidence: Evidence) -> Span:
    """The sentence, or the sentences, of a passage."""
    start = max((m.end() for m in _SENTENCE_END.finditer(text, whole.start, evidence.start + 1)), default=whole.start)
    end = _SENTENCE_END.search(text, max(evidence.end - 1, start), whole.end)
    return Span(min(start, evidence.start), end.start() + 1 if end else whole.end)


def _lead_in(text: str, blocks: Sequence[Block], at: int) -> Span | None:
    """What leads in the list in which a block is an item."""
    while at > 0 and blocks[at].kind is BlockKind.LIST_ITEM:
        at -= 1
        block = blocks[at]
        if block.kind is not BlockKind.LIST_ITEM:
            last = max((m.end() for m in _SENTENCE_END.finditer(text, block.start, block.end)), default=block.start)
            return Span(last, block.end)
    return None

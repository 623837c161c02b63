"""Possible values with their grounds, and how several grounds for one value become one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviewer.model import Retention

MOST_EVIDENCE = 6
HIGHEST = 0.99
_FAINT = 0.2
"""Out of place a cue may stand any number of times in a long text and tell nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of one passage. `spans` are (start, end) in code points, the passage that says it best first.

    `confidence` is the rules' own; `passages` counts those that say it, and `marks` name what weakens it
    (`elsewhere`: not in a passage about such things; `heading`: only in a heading).
    """

    field: str
    value: str | Retention
    spans: tuple[tuple[int, int], ...]
    confidence: float
    rule: str
    hedged: bool = False
    readings: tuple[str, ...] = ()
    details: dict[str, str] = dataclasses.field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    passages: int = 1


def merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each field and value; passages that support each other raise its confidence."""
    groups: dict[tuple[str, object], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.field, identity(candidate)), []).append(candidate)
    return [_joined(group) for group in groups.values()]


def identity(candidate: Candidate) -> object:
    """What makes two candidates of a field the same value. Two retention items are the same on one passage only."""
    if isinstance(candidate.value, Retention):
        return candidate.value.period, candidate.value.until, candidate.spans[0]
    return candidate.value.casefold()


def _joined(group: list[Candidate]) -> Candidate:
    ordered = sorted(group, key=lambda c: (-c.confidence, c.spans[0]))
    best = ordered[0]
    spans = _distinct(span for candidate in ordered for span in candidate.spans)
    details = {k: v for candidate in reversed(ordered) for k, v in candidate.details.items()}
    return replace(
        best,
        spans=tuple(spans[:MOST_EVIDENCE]),
        confidence=_supported(ordered),
        hedged=all(c.hedged for c in group),
        details=details,
        passages=len({c.spans[0] for c in group}),
    )


def _distinct(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= a or b <= start for a, b in out):
            out.append((start, end))
            if len(out) == MOST_EVIDENCE:
                break
    return out


def _supported(ordered: list[Candidate]) -> float:
    """The best confidence, raised by half of what each further passage would add; faint ones add nothing."""
    doubt = 1 - ordered[0].confidence
    places = {ordered[0].spans[0]}
    for candidate in ordered[1:]:
        if candidate.confidence >= _FAINT and candidate.spans[0] not in places:
            places.add(candidate.spans[0])
            doubt *= 1 - candidate.confidence / 2
    return min(1 - doubt, max(HIGHEST, ordered[0].confidence))

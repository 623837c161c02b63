"""Which candidates stand: one value where the form has room for one, no value that another contains."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.extract.candidates import Candidate
from reviewer.extract.policy import Policy
from reviewer.form import load_form


def rank(policy: Policy, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, the best of each one-value field alone."""
    form = load_form()
    best: dict[str, Candidate] = {}
    kept: list[Candidate] = []
    for candidate in candidates:
        if not form.field(candidate.field).one:
            kept.append(candidate)
            continue
        other = best.get(candidate.field)
        if other is None or _better(candidate, other):
            best[candidate.field] = candidate
    return [*kept, *best.values()]


def _better(a: Candidate, b: Candidate) -> bool:
    return (a.confidence, -a.spans[0][0]) > (b.confidence, -b.spans[0][0])

"""Runs all rules over a document and makes an Extraction of what they found."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reviewer.extract.candidates import Candidate, merge
from reviewer.extract.composition import Composition, needs_composing
from reviewer.extract.incomplete import find_incomplete
from reviewer.extract.policy import Policy
from reviewer.extract.ranking import rank
from reviewer.extract.rules import (
    addresses,
    article_six,
    contacts,
    controller,
    cues,
    dates,
    document,
    law,
    people,
    recipients,
    registers,
    response_time,
    retention,
    statutes,
    transfers,
)
from reviewer.extract.silences import find_silences
from reviewer.form import load_form
from reviewer.model import Document, Evidence, Extraction, Incomplete, Silence, Value

RULE_SET = "2026.11"
"""Changes whenever rules or lexicons change what is found."""

_LOWEST = 0.5
_RULES = (
    cues,
    article_six,
    document,
    controller,
    registers,
    addresses,
    contacts,
    people,
    dates,
    law,
    statutes,
    retention,
    response_time,
    recipients,
    transfers,
)


def extract_document(document: Document) -> Extraction:
    """Every value with its evidence, in the form's order; never raises for a text."""
    if needs_composing(document.text):
        composition = Composition(document)
        return composition.restore(_extract(composition.document))
    return _extract(document)


def _extract(document: Document) -> Extraction:
    policy = Policy(document)
    found = [candidate for module in _RULES for candidate in module.find(policy)]
    kept = rank(policy, (c for c in merge(found) if c.confidence >= _LOWEST))
    incomplete = tuple(_incomplete(policy))
    silences = tuple(_silences(policy, {c.field for c in kept} | {i.field for i in incomplete if i.field}))
    return Extraction(policy.language, RULE_SET, tuple(_values(policy, kept)), incomplete, silences)


def _incomplete(policy: Policy) -> Iterable[Incomplete]:
    for field, spans in find_incomplete(policy):
        yield Incomplete(field, tuple(_evidence(policy.document, span) for span in spans))


def _silences(policy: Policy, fields_found: Collection[str]) -> Iterable[Silence]:
    for field, cue_count, examples, spans in find_silences(policy, fields_found):
        yield Silence(field, cue_count, examples, tuple(_evidence(policy.document, span) for span in spans))


def _values(policy: Policy, candidates: Iterable[Candidate]) -> Iterable[Value]:
    order = {f.id: n for n, f in enumerate(load_form().fields)}
    for candidate in sorted(candidates, key=lambda c: (order[c.field], c.spans[0])):
        yield Value(
            candidate.field,
            candidate.value,
            round(candidate.confidence, 3),
            candidate.rule,
            tuple(_evidence(policy.document, span) for span in candidate.spans),
            candidate.hedged,
            candidate.readings,
            candidate.details,
        )


def _evidence(document: Document, span: tuple[int, int]) -> Evidence:
    start, end = span
    return Evidence(start, end, document.text[start:end], document.page_of(start))

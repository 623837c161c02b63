"""Runs all rules over a document and makes an Extraction of what they found."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reviewer.extract.candidates import Candidate, merge
from reviewer.extract.composition import Composition, needs_composing
from reviewer.extract.confidence import calibrate
from reviewer.extract.incomplete import find_incomplete
from reviewer.extract.observations import find_observations
from reviewer.extract.policy import Policy
from reviewer.extract.ranking import rank
from reviewer.extract.recipient_safeguards import bind_safeguards
from reviewer.extract.rules import (
    addresses,
    article_six,
    contacts,
    controller,
    cookie_tables,
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
from reviewer.model import Document, Evidence, Extraction, Incomplete, Observation, Silence, Value

RULE_SET = "2026.11"
"""Changes whenever rules or lexicons change what is found."""

_LOWEST = 0.5
"""Of the rules' own confidence; values below are more often wrong than right."""

_RULES = (
    cues,
    cookie_tables,
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
    return read_candidates(document)[0]


def read_candidates(document: Document) -> tuple[Extraction, tuple[Candidate, ...]]:
    """The extraction, and what each of its values is made from."""
    if needs_composing(document.text):
        composition = Composition(document)
        extraction, candidates = _extract(composition.document)
        return composition.restore(extraction), candidates
    return _extract(document)


def _extract(document: Document) -> tuple[Extraction, tuple[Candidate, ...]]:
    policy = Policy(document)
    found = [candidate for module in _RULES for candidate in module.find(policy)]
    standing = rank(policy, (c for c in merge(found) if c.confidence >= _LOWEST))
    kept = _in_order(bind_safeguards(policy, standing))
    incomplete = tuple(_incomplete(policy))
    silences = tuple(_silences(policy, {c.field for c in kept} | {i.field for i in incomplete if i.field}))
    observations = tuple(_observations(policy, kept))
    values = tuple(_value(policy, candidate) for candidate in kept)
    return Extraction(policy.language, RULE_SET, values, incomplete, silences, observations), kept


def _in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    order = {f.id: n for n, f in enumerate(load_form().fields)}
    return tuple(sorted(candidates, key=lambda c: (order[c.field], c.spans[0])))


def _incomplete(policy: Policy) -> Iterable[Incomplete]:
    for field, spans in find_incomplete(policy):
        yield Incomplete(field, tuple(_evidence(policy.document, span) for span in spans))


def _observations(policy: Policy, candidates: Iterable[Candidate]) -> Iterable[Observation]:
    for kind, spans, rule, details in find_observations(policy, candidates):
        yield Observation(kind, tuple(_evidence(policy.document, span) for span in spans), rule, details)


def _silences(policy: Policy, fields_found: Collection[str]) -> Iterable[Silence]:
    for field, cue_count, examples, spans in find_silences(policy, fields_found):
        yield Silence(field, cue_count, examples, tuple(_evidence(policy.document, span) for span in spans))


def _value(policy: Policy, candidate: Candidate) -> Value:
    return Value(
        candidate.field,
        candidate.value,
        round(calibrate(candidate), 3),
        candidate.rule,
        tuple(_evidence(policy.document, span) for span in candidate.spans),
        candidate.hedged and not load_form().field(candidate.field).permits,
        candidate.readings,
        candidate.details,
    )


def _evidence(document: Document, span: tuple[int, int]) -> Evidence:
    start, end = span
    return Evidence(start, end, document.text[start:end], document.page_of(start))

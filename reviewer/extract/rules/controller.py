"""Who the controller or vendor is."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.extract.agreements import is_processing_agreement
from reviewer.extract.candidates import HIGHEST, MOST_EVIDENCE, Candidate
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy

_PROCESSOR = 0.9


def find(policy: Policy) -> Iterator[Candidate]:
    """The names of the companies that speak, each with the passages that say so."""
    for vendor in parties_of(policy).vendors:
        grounds = sorted(vendor.grounds, key=lambda g: -g.weight)
        spans = tuple(dict.fromkeys(g.span for g in grounds))[:MOST_EVIDENCE]
        confidence = min(vendor.weight, HIGHEST)
        yield Candidate("controller.name", vendor.name, spans, confidence, f"controller.name.{grounds[0].rule}")
    if is_processing_agreement(policy):
        yield from _processor(policy)


def _processor(policy: Policy) -> Iterator[Candidate]:
    """The vendor's role in an agreement with its customers, where it is called so."""
    called = sorted([*policy.cues("is_processor"), *policy.cues("processor_is")])
    spans = tuple((match.start, match.end) for match in called)[:MOST_EVIDENCE]
    if spans:
        yield Candidate("controller.role", "processor", spans, _PROCESSOR, "controller.role.agreement")

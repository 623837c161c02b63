"""Evidence is always cut from the stored text, never taken from the caller; and finds its way into a newer version."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import DecisionError, Document, Evidence, ReviewedValue, Span
from reviewer.store import Workspace


def cut_evidence(document: Document, span: Span) -> Evidence:
    """The passage at `span`; DecisionError `decision.evidence_missing` where there is none."""
    if not 0 <= span.start < span.end <= len(document.text):
        raise DecisionError("decision.evidence_missing", f"{span} of {len(document.text)} characters")
    quote = document.text[span.start : span.end]
    return Evidence(span.start, span.end, quote, document.page_of(span.start))


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Every offset at which the quote stands, overlapping ones too."""
    at = text.find(quote)
    while at >= 0 and quote:
        yield at
        at = text.find(quote, at + 1)


def find_quote(text: str, quote: str, start: int | None = None) -> Span:
    """Where the quote stands; `start` tells several places apart. DecisionError `decision.quote_missing` or
    `.quote_ambiguous`."""
    places = list(occurrences(text, quote))
    if start is not None:
        places = [at for at in places if at == start]
    if not places:
        raise DecisionError("decision.quote_missing", quote=quote)
    if len(places) > 1:
        raise DecisionError("decision.quote_ambiguous", quote=quote, places=len(places))
    return Span(places[0], places[0] + len(quote))


def anchor_evidence(evidence: tuple[Evidence, ...], document: Document) -> tuple[Evidence, ...] | None:
    """The same quotes in another text, each at the place nearest to where it stood; None if one is gone."""
    anchored = []
    for passage in evidence:
        places = list(occurrences(document.text, passage.quote))
        if not places:
            return None
        start = min(places, key=lambda at: abs(at - passage.start))
        anchored.append(cut_evidence(document, Span(start, start + len(passage.quote))))
    return tuple(anchored)


def machine_evidence(ws: Workspace, value: ReviewedValue) -> tuple[Evidence, ...]:
    """What the machine's value rests on, in the version where the value stands now; none where that lacks it."""
    if value.machine is None or value.version_id is None:
        return ()
    if all(e in value.evidence for e in value.machine.evidence):
        return value.machine.evidence
    return anchor_evidence(value.machine.evidence, ws.documents.document(value.version_id)) or ()

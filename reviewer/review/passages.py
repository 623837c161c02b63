"""Evidence is always cut from the stored text, never taken from the caller; and finds its way into a newer version."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from reviewer.model import DecisionError, Document, Evidence, ReviewedValue, Span
from reviewer.store import Workspace

_SURROUNDINGS = 200  # characters, about two sentences


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


def anchor_evidence(
    evidence: tuple[Evidence, ...], document: Document, origin: str = ""
) -> tuple[Evidence, ...] | None:
    """The same quotes in another text; None if one is gone. Of several places the one is taken whose surroundings are
    most like those in `origin`, the text they come from, and else the one nearest to where the quote stood."""
    anchored = []
    for passage in evidence:
        places = list(occurrences(document.text, passage.quote))
        if not places:
            return None
        start = places[0] if len(places) == 1 else _likeliest(places, passage, document.text, origin)
        anchored.append(cut_evidence(document, Span(start, start + len(passage.quote))))
    return tuple(anchored)


def _likeliest(places: list[int], passage: Evidence, text: str, origin: str) -> int:
    before, after = _surroundings(origin, passage.start, passage.end)

    def likeness(at: int) -> tuple[int, int]:
        before_here, after_here = _surroundings(text, at, at + len(passage.quote))
        alike = _common(before, before_here) + _common(after, after_here)
        return alike, -abs(at - passage.start)

    return max(places, key=likeness)


def _surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before, read backwards, and after."""
    return text[max(0, start - _SURROUNDINGS) : start][::-1], text[end : end + _SURROUNDINGS]


def _common(one: str, other: str) -> int:
    """How many characters the two have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def machine_evidence(ws: Workspace, value: ReviewedValue) -> tuple[Evidence, ...]:
    """What the machine's value rests on, in the version where the value stands now; none where that lacks it."""
    if value.machine is None or value.version_id is None:
        return ()
    if all(e in value.evidence for e in value.machine.evidence):
        return value.machine.evidence
    return anchor_evidence(value.machine.evidence, ws.documents.document(value.version_id)) or ()

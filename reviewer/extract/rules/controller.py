"""Who the controller or vendor is: its names and its company numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract.candidates import HIGHEST, Candidate
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy


def find(policy: Policy) -> Iterator[Candidate]:
    yield from _names(policy)


def _names(policy: Policy) -> Iterator[Candidate]:
    for vendor in parties_of(policy).vendors:
        grounds = sorted(vendor.grounds, key=lambda g: -g[1])
        spans = tuple(dict.fromkeys(span for span, _, _ in grounds))[:6]
        confidence = min(vendor.weight, HIGHEST)
        yield Candidate("controller.name", vendor.name, spans, confidence, f"controller.name.{grounds[0][2]}")

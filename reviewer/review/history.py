"""Reads the history of an assessment, and what the review took, for the reviewer alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from reviewer.model import Assessment, ValueState
from reviewer.model.history import HistoryEntry, ReviewEffort
from reviewer.store import AuditRecord, Workspace

LONGEST_PAUSE = 300
"""Seconds after which the next decision counts as the beginning of another sitting."""


def read_history(ws: Workspace, assessment_id: int) -> tuple[HistoryEntry, ...]:
    """Everything that was done to the assessment, the latest first."""
    entries = [entry for record in ws.audit.records(assessment_id) for entry in _entries(record)]
    return tuple(reversed(entries))


def review_effort(assessment: Assessment, history: Iterable[HistoryEntry], by: str) -> ReviewEffort:
    """Counts the values decided now, and the time between the decisions of one person."""
    values = [value for state in assessment.fields for value in state.values if value.machine is not None]
    decided = [value for value in values if value.state is not ValueState.SUGGESTED]
    accepted = [value for value in decided if value.state is ValueState.CONFIRMED]
    moments = sorted({datetime.fromisoformat(entry.at) for entry in history if entry.by == by})
    gaps = ((after - before).total_seconds() for before, after in pairwise(moments))
    return ReviewEffort(len(decided), len(accepted), round(sum(gap for gap in gaps if gap <= LONGEST_PAUSE)))


def _entries(record: AuditRecord) -> Iterator[HistoryEntry]:
    if not record.details:
        yield HistoryEntry(record.id, record.at, record.by, record.operation, erased=True)
        return
    details: dict[str, Any] = json.loads(record.details)
    of = str(details.get("of", ""))
    found = False
    for facts in (*_values(details), *_marks(details), *_findings(details)):
        found = True
        yield HistoryEntry(record.id, record.at, record.by, record.operation, of, **facts)
    if not found:
        yield HistoryEntry(record.id, record.at, record.by, record.operation, of)


def _values(details: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in details.get("values", ()):
        now = entry["to"] or {}
        before = entry["from"] or {}
        yield {
            "field": entry["field"],
            "document_id": now.get("document", before.get("document")),
            "value_id": entry["id"],
            "state": now.get("state", ""),
            "value": now.get("value"),
            "text": now.get("translation", "") if now.get("translation") != before.get("translation") else "",
        }


def _marks(details: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for mark in details.get("marks", ()):
        yield {"field": mark["field"], "document_id": mark["document"], "text": mark["note"]}


def _findings(details: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for finding in details.get("findings", ()):
        reason = finding["reason"] or finding["severity_reason"] or finding["wording"]
        yield {"rule": finding["rule"], "state": finding["state"], "text": reason}

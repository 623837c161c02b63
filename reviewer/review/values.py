"""Decisions on values: confirm, correct, reject, add, and what supports or explains a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.model import Changes, DecisionError, Evidence, ReviewedValue, Span, ValueState
from reviewer.review import deciding
from reviewer.review.deciding import GivenValue
from reviewer.review.passages import cut_evidence
from reviewer.review.recording import Recording, recording
from reviewer.review.scope import field_spec
from reviewer.store import Workspace


def confirm_field(
    ws: Workspace,
    assessment_id: int,
    field_id: str,
    *,
    document_id: int | None = None,
    value_ids: Sequence[int] | None = None,
    by: str,
) -> Changes:
    """Confirms the values still suggested, or the named ones (a rejected one comes back). Nothing is recorded where all
    are decided already. DecisionError `decision.no_values` where the field has none but rejected ones,
    `decision.one_value` where a second one would stand in a field that holds one a document."""
    with recording(ws, "confirm_field", assessment_id, by) as operation:
        deciding.confirm_values(operation, field_id, document_id, value_ids)
    return operation.changes


def correct_value(
    ws: Workspace,
    assessment_id: int,
    value_id: int,
    value: GivenValue,
    *,
    evidence: Span | None = None,
    version_id: int | None = None,
    by: str,
) -> Changes:
    """Puts another value in place of this one, which stays readable as `machine`. The evidence stays unless a new span
    is given (of the current version of the value's document, unless `version_id` names another). Correcting back to
    what the machine found confirms it; an added value stays added. DecisionError `decision.bad_value`, `.duplicate`,
    `.one_value`, `.evidence_missing`."""
    with recording(ws, "correct_value", assessment_id, by) as operation:
        deciding.correct(operation, value_id, value, evidence, version_id)
    return operation.changes


def reject_value(ws: Workspace, assessment_id: int, value_id: int, *, by: str) -> Changes:
    """The value no longer counts. A field whose values are all rejected is open."""
    with recording(ws, "reject_value", assessment_id, by) as operation:
        deciding.reject(operation, value_id)
    return operation.changes


def add_value(
    ws: Workspace,
    assessment_id: int,
    field_id: str,
    value: GivenValue,
    *,
    version_id: int | None = None,
    evidence: Span | None = None,
    source: str = "",
    document_id: int | None = None,
    by: str,
) -> Changes:
    """Adds a value with a passage of a version's text, or with a named source outside of it, or both. The version is
    the current one of `document_id` or of the only document unless given. DecisionError `decision.bad_value`,
    `.evidence_missing` (neither), `.duplicate`, `.one_value`, `.unknown_document`."""
    with recording(ws, "add_value", assessment_id, by) as operation:
        deciding.add(operation, field_id, value, evidence, version_id, source, document_id)
    return operation.changes


def add_evidence(
    ws: Workspace, assessment_id: int, value_id: int, span: Span, *, version_id: int | None = None, by: str
) -> Changes:
    """Adds a passage to what supports the value; that decides nothing. A passage of the current version takes the
    place of evidence that lies in an earlier one."""
    with recording(ws, "add_evidence", assessment_id, by) as operation:
        old = operation.value(value_id)
        new = deciding.with_evidence(operation, field_spec(old.field), old, span, version_id, extend=True)
        if new != old:
            operation.write_value(new)
    return operation.changes


def move_evidence(ws: Workspace, assessment_id: int, value_id: int, passage: Span, to: Span, *, by: str) -> Changes:
    """Sets the edges of one of the value's passages anew, in the same text; what the machine found stays readable as
    `machine.evidence`. That decides nothing on a value still suggested or rejected; a confirmed value then counts as
    corrected, and as confirmed again when its passages are back where the machine found them. DecisionError
    `decision.unknown_passage` where `passage` is none of the value's, `.evidence_missing` for a span outside the
    text."""
    with recording(ws, "move_evidence", assessment_id, by) as operation:
        old = operation.value(value_id)
        new = replace(old, evidence=_moved(ws, old, passage, to))
        if new.evidence != old.evidence:
            operation.write_value(_redecided(operation, new))
    return operation.changes


def write_translation(ws: Workspace, assessment_id: int, value_id: int, text: str, *, by: str) -> Changes:
    """The reviewer's working translation of the value's quote; an empty text takes it away."""
    with recording(ws, "write_translation", assessment_id, by) as operation:
        old = operation.value(value_id)
        if old.translation != text:
            operation.write_value(replace(old, translation=text))
    return operation.changes


def _moved(ws: Workspace, value: ReviewedValue, passage: Span, to: Span) -> tuple[Evidence, ...]:
    """The value's passages with one of them elsewhere; passages that have become the same count once."""
    places = [Span(e.start, e.end) for e in value.evidence]
    if passage not in places or value.version_id is None:
        raise DecisionError("decision.unknown_passage", f"{passage} of value {value.id}")
    moved = cut_evidence(ws.documents.document(value.version_id), to)
    kept = (moved if place == passage else e for place, e in zip(places, value.evidence, strict=True))
    return tuple(dict.fromkeys(kept))


def _redecided(operation: Recording, value: ReviewedValue) -> ReviewedValue:
    """A decided value as decided again by whoever moved its passage; others as they are."""
    if value.state in (ValueState.SUGGESTED, ValueState.REJECTED):
        return value
    return replace(value, state=deciding.decided_state(operation.ws, value), decision=operation.decision)

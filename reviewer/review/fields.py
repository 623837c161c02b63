"""Decisions and marks on a field as a whole: not stated, reopen, flag, note; and the assessment's context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from reviewer.form import FieldSpec, load_form, parse_value
from reviewer.model import SERVICES, Changes, Context, DecisionError, ReviewedValue, ValueState
from reviewer.review.passages import machine_evidence
from reviewer.review.recording import Recording, recording
from reviewer.review.scope import field_spec, scope_document
from reviewer.store import FieldMarks, Workspace


@dataclass(frozen=True, slots=True)
class _Field:
    """A field under decision: its marks and values, those of one document for `document.*`."""

    operation: Recording
    id: str
    document_id: int | None

    @property
    def marks(self) -> FieldMarks:
        return self.operation.marks(self.id, self.document_id)

    @property
    def values(self) -> tuple[ReviewedValue, ...]:
        return self.operation.values(self.id, self.document_id)


@contextmanager
def _deciding(
    ws: Workspace, kind: str, assessment_id: int, field_id: str, document_id: int | None, by: str
) -> Iterator[_Field]:
    with recording(ws, kind, assessment_id, by) as operation:
        scope = scope_document(ws, operation.vendor, field_spec(field_id), document_id)
        yield _Field(operation, field_id, scope)


def mark_not_stated(
    ws: Workspace, assessment_id: int, field_id: str, *, document_id: int | None = None, by: str
) -> Changes:
    """A person says that the documents are silent on this. Values still suggested are rejected with it; DecisionError
    `decision.has_values` where a person has confirmed, corrected or added one."""
    with _deciding(ws, "mark_not_stated", assessment_id, field_id, document_id, by) as field:
        operation = field.operation
        for value in (v for v in field.values if v.effective):
            if value.state is not ValueState.SUGGESTED:
                raise DecisionError("decision.has_values", field=field_id)
            operation.write_value(replace(value, state=ValueState.REJECTED, decision=operation.decision))
        if field.marks.not_stated is None:
            operation.write_marks(replace(field.marks, not_stated=operation.decision))
    return operation.changes


def reopen_field(
    ws: Workspace, assessment_id: int, field_id: str, *, document_id: int | None = None, by: str
) -> Changes:
    """Takes back what was decided: the machine's values are suggestions again, with what the machine found; added
    values go (undo brings them back, the history keeps them); "not stated" goes. Flag, note and translations stay."""
    with _deciding(ws, "reopen_field", assessment_id, field_id, document_id, by) as field:
        operation = field.operation
        for value in field.values:
            if value.machine is None:
                operation.delete_value(value.id)
            elif value.state is not ValueState.SUGGESTED:
                operation.write_value(_as_found(ws, value))
        operation.write_marks(replace(field.marks, not_stated=None))
    return operation.changes


def flag_field(ws: Workspace, assessment_id: int, field_id: str, *, document_id: int | None = None, by: str) -> Changes:
    """Marks the field to come back to; that blocks nothing."""
    with _deciding(ws, "flag_field", assessment_id, field_id, document_id, by) as field:
        field.operation.write_marks(replace(field.marks, flagged=True))
    return field.operation.changes


def unflag_field(
    ws: Workspace, assessment_id: int, field_id: str, *, document_id: int | None = None, by: str
) -> Changes:
    with _deciding(ws, "unflag_field", assessment_id, field_id, document_id, by) as field:
        field.operation.write_marks(replace(field.marks, flagged=False))
    return field.operation.changes


def write_note(
    ws: Workspace, assessment_id: int, field_id: str, text: str, *, document_id: int | None = None, by: str
) -> Changes:
    """The note beside a field; an empty text takes it away."""
    with _deciding(ws, "write_note", assessment_id, field_id, document_id, by) as field:
        field.operation.write_marks(replace(field.marks, note=text))
    return field.operation.changes


def set_context(ws: Workspace, assessment_id: int, context: Context, *, by: str) -> Changes:
    """What only a person knows of the assessment. DecisionError `decision.bad_value` with the context's key as
    `field`."""
    _check_context(context)
    with recording(ws, "set_context", assessment_id, by) as operation:
        operation.write_context(context)
    return operation.changes


def _as_found(ws: Workspace, value: ReviewedValue) -> ReviewedValue:
    """The value as the machine suggested it, its passages in the version where the value now stands."""
    assert value.machine is not None
    return replace(
        value,
        state=ValueState.SUGGESTED,
        value=value.machine.value,
        evidence=machine_evidence(ws, value) or value.evidence,
        decision=None,
    )


def _check_context(context: Context) -> None:
    form = load_form()
    expected = {code.id for name in ("data.categories", "data.subjects") for code in form.field(name).codes}
    country, day = form.field("controller.country"), form.field("document.version_date")
    _refuse_unless(context.service in ("", *SERVICES), "service", "code")
    _refuse_unless(_is_written(country, context.client_country), "client_country", "country")
    _refuse_unless(set(context.expected_data) <= expected, "expected_data", "code")
    whole_day = len(context.review_date) != len("2026-03")  # a document may name a month alone, a review may not
    _refuse_unless(whole_day and _is_written(day, context.review_date), "review_date", "date")


def _is_written(spec: FieldSpec, text: str) -> bool:
    """Whether the text is empty or a value of the field's type in the contract's form."""
    try:
        return not text or parse_value(spec, text) == text
    except DecisionError:
        return False


def _refuse_unless(fits: bool, key: str, expected: str) -> None:
    if not fits:
        raise DecisionError("decision.bad_value", field=key, expected=expected)

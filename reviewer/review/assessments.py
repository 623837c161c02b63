"""Reads an assessment whole, as the desk, the report and the command line see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reviewer.form import load_form
from reviewer.model import (
    AssessedDocument,
    Assessment,
    Decision,
    Extraction,
    FieldState,
    FieldStatus,
    IssuedReport,
    ReviewedValue,
    ValueState,
)
from reviewer.review.assessed_findings import assess_findings
from reviewer.review.recording import field_key
from reviewer.review.scope import assessed_vendor, engagement_of
from reviewer.store import FieldMarks, FindingMarks, OperationRecord, VendorRecord, Workspace

_Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document with the last run over its current version."""

    document: AssessedDocument
    extraction: Extraction


def load_assessment(ws: Workspace, assessment_id: int, *, findings: bool = True) -> Assessment:
    """Everything about one vendor, at one moment; without `findings`, all but those. A value whose `version_id` is not
    its document's current version rests on a passage that the current version no longer has. DecisionError
    `decision.unknown_vendor`."""
    with ws.reading():
        vendor = assessed_vendor(ws, assessment_id)
        engagement = engagement_of(ws, vendor.engagement_id)
        documents = _documents(ws, vendor)
        values = ws.values.of_assessment(assessment_id)
        marks = ws.marks.of_assessment(assessment_id)
        decided = ws.opinions.findings(assessment_id)
        context, rating = ws.engagements.context(assessment_id), ws.opinions.rating(assessment_id)
        done, undone = ws.operations.last_done(assessment_id), ws.operations.first_undone(assessment_id)
        assessment = Assessment(
            id=assessment_id,
            vendor_id=vendor.id,
            vendor=vendor.name,
            engagement_id=engagement.id,
            client=engagement.client,
            matter=engagement.matter,
            context=context,
            documents=tuple(d.document for d in documents),
            fields=_field_states(documents, values, marks),
            undo_kind=done.kind if done else "",
            redo_kind=undone.kind if undone else "",
            undo_field=_field_concerned(done),
            redo_field=_field_concerned(undone),
            history_head=ws.audit.head(),
            reviewers=_reviewers(values, marks, decided),
            as_of=context.review_date or ws.now()[: len("2026-01-01")],
            rating=rating,
            sign_off=ws.opinions.sign_off(assessment_id),
            issued=_issued(ws, assessment_id),
        )
    return replace(assessment, findings=assess_findings(assessment, decided)) if findings else assessment


def _issued(ws: Workspace, assessment_id: int) -> tuple[IssuedReport, ...]:
    """The reports handed out, each with whether it is still what the assessment says."""
    reports = ws.issued_reports.of_assessment(assessment_id)
    return tuple(replace(r, current=not ws.audit.decided_since(assessment_id, r.history_head)) for r in reports)


def _field_concerned(step: OperationRecord | None) -> str:
    """The field that an operation changed; empty for one on the context."""
    if step is None:
        return ""
    touched: tuple[ReviewedValue | FieldMarks, ...] = (*step.after.values, *step.before.values, *step.after.marks)
    return next((entry.field for entry in touched), "")


def _documents(ws: Workspace, vendor: VendorRecord) -> tuple[_Read, ...]:
    documents = []
    for record in ws.documents.of_vendor(vendor.id):
        version, extraction = ws.documents.version(record.version_id)
        document = AssessedDocument(record.id, record.name, record.kind, version, record.versions)
        documents.append(_Read(document, extraction))
    return tuple(documents)


def _field_states(
    documents: Sequence[_Read], values: Sequence[ReviewedValue], marks: Mapping[_Key, FieldMarks]
) -> tuple[FieldState, ...]:
    """One state a field of the form, in the form's order; one a document for `document.*`."""
    grouped: defaultdict[_Key, list[ReviewedValue]] = defaultdict(list)
    for value in values:
        grouped[field_key(value)].append(value)
    states = []
    for field in load_form().fields:
        scopes = [d.document.id for d in documents] if field.per_document else [None]
        for scope in scopes:
            key = field.id, scope
            read = [d for d in documents if scope in (None, d.document.id)]
            states.append(_field_state(key, grouped[key], marks.get(key, FieldMarks(*key)), read))
    return tuple(states)


def _field_state(
    key: _Key, values: Sequence[ReviewedValue], marks: FieldMarks, documents: Sequence[_Read]
) -> FieldState:
    field, document_id = key
    status = _status(values, marks)
    runs = [(d.document.version.id, d.extraction) for d in documents]
    return FieldState(
        field=field,
        document_id=document_id,
        status=status,
        values=tuple(values),
        flagged=marks.flagged,
        note=marks.note,
        decision=_decision(status, values, marks),
        incomplete=tuple((version, i) for version, run in runs for i in run.incomplete if i.field == field),
        silences=tuple((version, s) for version, run in runs for s in run.silences if s.field == field),
    )


def _status(values: Sequence[ReviewedValue], marks: FieldMarks) -> FieldStatus:
    if any(v.state is ValueState.SUGGESTED for v in values):
        return FieldStatus.OPEN
    if any(v.effective for v in values):
        return FieldStatus.DECIDED
    return FieldStatus.NOT_STATED if marks.not_stated else FieldStatus.OPEN


def _decision(status: FieldStatus, values: Sequence[ReviewedValue], marks: FieldMarks) -> Decision | None:
    """Who decided the field: the one who said that it is not stated, or the last to decide one of its values."""
    if status is FieldStatus.NOT_STATED:
        return marks.not_stated
    if status is FieldStatus.OPEN:
        return None
    return max((v.decision for v in values if v.decision), key=lambda decision: decision.at, default=None)


def _reviewers(
    values: Sequence[ReviewedValue], marks: Mapping[_Key, FieldMarks], findings: Mapping[str, FindingMarks]
) -> tuple[str, ...]:
    """All who decided something that stands, in the order of their first decision."""
    decisions = [v.decision for v in values if v.decision] + [m.not_stated for m in marks.values() if m.not_stated]
    decisions += [m.decision for m in findings.values() if m.decision]
    names = [d.by for d in sorted(decisions, key=lambda decision: decision.at) if d.by]
    return tuple(dict.fromkeys(names))

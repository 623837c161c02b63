"""Undo and redo: one stack an assessment, in order of time, without limit, kept in the workspace."""

from __future__ import annotations

from dataclasses import replace

from reviewer.model import Changes, DecisionError, ReviewedValue
from reviewer.review.passages import anchor_evidence
from reviewer.review.recording import Recording
from reviewer.store import Image, OperationRecord, Workspace


def undo(ws: Workspace, assessment_id: int, *, by: str) -> Changes:
    """Puts back what the last operation changed; DecisionError `decision.nothing_to_undo`."""
    with ws.transaction():
        operation = Recording(ws, "undo", assessment_id, by)
        step = ws.operations.last_done(assessment_id)
        if step is None:
            raise DecisionError("decision.nothing_to_undo")
        _walk(operation, step, step.before, undone=True)
    return operation.changes


def redo(ws: Workspace, assessment_id: int, *, by: str) -> Changes:
    """Repeats the operation that was undone last; DecisionError `decision.nothing_to_redo`."""
    with ws.transaction():
        operation = Recording(ws, "redo", assessment_id, by)
        step = ws.operations.first_undone(assessment_id)
        if step is None:
            raise DecisionError("decision.nothing_to_redo")
        _walk(operation, step, step.after, undone=False)
    return operation.changes


def _walk(operation: Recording, step: OperationRecord, image: Image, *, undone: bool) -> None:
    for value in image.values:
        operation.write_value(_in_current_version(operation.ws, value))
    for value_id in image.absent:
        operation.delete_value(value_id)
    for marks in image.marks:
        operation.write_marks(marks)
    if image.context is not None:
        operation.write_context(image.context)
    for finding in image.findings:
        operation.write_finding(finding)
    if image.rating is not None:
        operation.write_rating(image.rating.overall)
    operation.ws.operations.set_undone(step.id, undone)
    operation.audit(of=step.kind)


def _in_current_version(ws: Workspace, value: ReviewedValue) -> ReviewedValue:
    """A document may have got a newer version since; the value's passages follow into it where they stand there."""
    if value.version_id is None:
        return value
    document = ws.documents.find_by_version(value.version_id)
    if document is None or document.version_id == value.version_id:
        return value
    newer, origin = ws.documents.document(document.version_id), ws.documents.text(value.version_id)
    evidence = anchor_evidence(value.evidence, newer, origin)
    return value if evidence is None else replace(value, evidence=evidence, version_id=document.version_id)

"""What decisions on values do within one operation, which may hold several of them.

A decision that speaks against a machine's suggestion rejects it along the way (a field that holds one value a
document takes another). It never overturns what a person has decided: that is refused, and the person takes it back
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from reviewer.form import FieldSpec, parse_value
from reviewer.model import DecisionError, Retention, ReviewedValue, Span, ValueState
from reviewer.review.passages import cut_evidence, machine_evidence
from reviewer.review.recording import Recording
from reviewer.review.scope import document_of, field_spec, scope_document, version_of
from reviewer.store import Workspace

GivenValue: TypeAlias = str | Retention | Mapping[str, object]
"""A value as a person or a file gives it; `parse_value` says whether it is one."""


def confirm_values(
    operation: Recording, field_id: str, document_id: int | None, value_ids: Sequence[int] | None
) -> None:
    """Confirms the named values, or all that are suggested."""
    spec = field_spec(field_id)
    scope = scope_document(operation.ws, operation.vendor, spec, document_id)
    chosen = _chosen(operation.values(field_id, scope), spec, value_ids)
    for value in chosen:
        state = decided_state(operation.ws, value)
        operation.write_value(replace(value, state=state, decision=operation.decision))
    _settle(operation, spec, chosen)


def correct(
    operation: Recording, value_id: int, value: GivenValue, evidence: Span | None, version_id: int | None
) -> None:
    """Puts another value in place of one."""
    old = operation.value(value_id)
    spec = field_spec(old.field)
    new = replace(old, value=parse_value(spec, value), decision=operation.decision)
    if evidence is not None:
        new = with_evidence(operation, spec, new, evidence, version_id, extend=False)
    _refuse_duplicate(operation, new)
    new = replace(new, state=decided_state(operation.ws, new))
    operation.write_value(new)
    _settle(operation, spec, (new,))


def reject(operation: Recording, value_id: int) -> None:
    """Takes a value out of what counts; nothing where it is out already."""
    value = operation.value(value_id)
    if value.effective:
        operation.write_value(replace(value, state=ValueState.REJECTED, decision=operation.decision))


def add(
    operation: Recording,
    field_id: str,
    value: GivenValue,
    evidence: Span | None,
    version_id: int | None,
    source: str,
    document_id: int | None,
) -> None:
    """Adds a value with a passage or a source."""
    spec = field_spec(field_id)
    added = ReviewedValue(
        id=0,
        field=field_id,
        state=ValueState.ADDED,
        value=parse_value(spec, value),
        machine=None,
        evidence=(),
        document_id=document_id,
        version_id=None,
        source=source.strip(),
        decision=operation.decision,
    )
    if evidence is not None:
        added = with_evidence(operation, spec, added, evidence, version_id, extend=False)
    elif added.source:
        added = replace(added, document_id=_document_of_fact(operation, spec, document_id))
    else:
        raise DecisionError("decision.evidence_missing", field=field_id)
    _refuse_duplicate(operation, added)
    _settle(operation, spec, (operation.insert_value(added),))


def _chosen(
    values: Sequence[ReviewedValue], spec: FieldSpec, value_ids: Sequence[int] | None
) -> tuple[ReviewedValue, ...]:
    """The values that a confirmation changes."""
    undecided = (ValueState.SUGGESTED, ValueState.REJECTED)
    if value_ids is not None:
        known = {v.id: v for v in values}
        if not set(value_ids) <= set(known):
            raise DecisionError("decision.unknown_value", field=spec.id)
        return tuple(known[i] for i in dict.fromkeys(value_ids) if known[i].state in undecided)
    if not any(v.effective for v in values):
        raise DecisionError("decision.no_values", field=spec.id)
    return tuple(v for v in values if v.state is ValueState.SUGGESTED)


def decided_state(ws: Workspace, value: ReviewedValue) -> ValueState:
    """Added, corrected or confirmed: by whether there is a machine's value, and whether it and its passages stand."""
    if value.machine is None:
        return ValueState.ADDED
    found = machine_evidence(ws, value)
    as_found = value.value == value.machine.value and bool(found) and set(found) <= set(value.evidence)
    return ValueState.CONFIRMED if as_found else ValueState.CORRECTED


def with_evidence(
    operation: Recording, spec: FieldSpec, value: ReviewedValue, span: Span, version_id: int | None, *, extend: bool
) -> ReviewedValue:
    """The value with the passage at `span`, beside those that lie in the same version if `extend`."""
    ws, vendor = operation.ws, operation.vendor
    if version_id is None:
        document = document_of(ws, vendor, value.document_id)
        version_id = document.version_id
    else:
        document = version_of(ws, vendor, version_id)
    if spec.per_document and value.document_id not in (None, document.id):
        raise DecisionError("decision.unknown_document", f"{spec.id} is decided for each document apart")
    passage = cut_evidence(ws.documents.document(version_id), span)
    kept = value.evidence if extend and value.version_id == version_id else ()
    if extend and value.evidence and value.document_id not in (None, document.id):
        raise DecisionError("decision.unknown_document", "the value's evidence lies in another document")
    evidence = kept if passage in kept else (*kept, passage)
    return replace(value, evidence=evidence, document_id=document.id, version_id=version_id)


def _document_of_fact(operation: Recording, spec: FieldSpec, document_id: int | None) -> int | None:
    """The document that a fact from outside belongs to. One that is decided, or holds one value, for each document
    belongs to the only document if there is one."""
    ws, vendor = operation.ws, operation.vendor
    if document_id is not None or spec.per_document:
        return document_of(ws, vendor, document_id).id
    documents = ws.documents.of_vendor(vendor.id)
    return documents[0].id if spec.one and len(documents) == 1 else None


def _refuse_duplicate(operation: Recording, value: ReviewedValue) -> None:
    for other in operation.values(value.field):
        same = other.value == value.value and other.document_id == value.document_id
        if same and other.effective and other.id != value.id:
            raise DecisionError("decision.duplicate", field=value.field)


def _settle(operation: Recording, spec: FieldSpec, decided: Iterable[ReviewedValue]) -> None:
    """What follows from a decision for a value: the field is no longer said to be not stated, and in a field that
    holds one value a document the other suggestions of that document give way."""
    for value in decided:
        marks = operation.marks(spec.id, value.document_id if spec.per_document else None)
        operation.write_marks(replace(marks, not_stated=None))
        if spec.one:
            _keep_one(operation, value)


def _keep_one(operation: Recording, kept: ReviewedValue) -> None:
    for other in operation.values(kept.field):
        if other.id == kept.id or other.document_id != kept.document_id or not other.effective:
            continue
        if other.state is not ValueState.SUGGESTED:
            raise DecisionError("decision.one_value", field=kept.field)
        operation.write_value(replace(other, state=ValueState.REJECTED, decision=operation.decision))

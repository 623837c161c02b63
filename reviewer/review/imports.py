"""Imports and extraction runs, recorded whole or not at all. They are not on the undo stack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from reviewer.form import load_form
from reviewer.model import (
    Changes,
    DecisionError,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    ImportFailedError,
    Original,
    ReviewedValue,
    Span,
    Value,
    ValueState,
)
from reviewer.review.engagements import add_engagement
from reviewer.review.passages import anchor_evidence, cut_evidence
from reviewer.review.reconciliation import reconcile
from reviewer.review.recording import Recording
from reviewer.review.scope import engagement_of, vendor_of
from reviewer.store import VendorRecord, Workspace

if TYPE_CHECKING:
    from reviewer.review.reading import Reading


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an imported file stands now."""

    assessment_id: int
    vendor_id: int
    document_id: int
    version_id: int
    changes: Changes


def record_import(
    ws: Workspace,
    reading: Reading,
    *,
    engagement_id: int | None = None,
    vendor_id: int | None = None,
    vendor: str = "",
    document_name: str = "",
    kind: DocumentKind = DocumentKind.POLICY,
    replaces: int | None = None,
    source: str = "",
    retrieved: str = "",
    by: str = "",
) -> Imported:
    """Stores a file that was read, as a document of a vendor or, with `replaces` (a document's id), as its newer
    version.

    The vendor: `vendor_id`, or the one so named in the engagement, made if need be; without a name the controller as
    extracted, else the file's name without ending. The engagement: the first open one, made if there is none.

    A newer version carries the decisions of the one before whose passages stand in it. The others keep their decision
    and their passage in the earlier version, and their field is flagged, since what they rest on is gone. Suggestions
    that nobody decided are replaced by those of the new text. What could be redone is dropped.
    """
    with ws.transaction():
        if replaces is not None:
            home = _vendor_of_document(ws, replaces)
            document_id, operation_kind = replaces, "record_version"
        else:
            home = _vendor(ws, reading, engagement_id, vendor_id, vendor, by)
            name = _free_name(ws, home, document_name or reading.document.name)
            document_id, operation_kind = ws.documents.insert(home.id, name, kind), "record_import"
        operation = Recording(ws, operation_kind, home.assessment_id, by)
        at = operation.decision.at
        version_id = ws.documents.insert_version(
            document_id, reading.document, reading.original, source=source, retrieved=retrieved, at=at
        )
        _carry_decisions(operation, document_id, version_id, reading.document)
        _record_run(operation, document_id, version_id, reading.document, reading.extraction)
        operation.audit_import(
            vendor=home.name, document=document_id, version=version_id, **_provenance(reading, source, retrieved)
        )
    changes = replace(operation.changes, structure=True)
    return Imported(home.assessment_id, home.id, document_id, version_id, changes)


def record_extraction(ws: Workspace, version_id: int, extraction: Extraction, *, by: str) -> Changes:
    """Records another reading of a document's current version. Decisions stay; what differs comes as new suggestions;
    suggestions that are not found again go, unless a person has translated or supported them. What could be redone is
    dropped. DecisionError `decision.unknown_document` for a version that is not current."""
    with ws.transaction():
        document = ws.documents.find_by_version(version_id)
        if document is None or document.version_id != version_id:
            raise DecisionError("decision.unknown_document", f"version {version_id}")
        home = vendor_of(ws, document.vendor_id)
        operation = Recording(ws, "record_extraction", home.assessment_id, by)
        _record_run(operation, document.id, version_id, ws.documents.document(version_id), extraction)
        operation.audit_import(document=document.id, version=version_id, rule_set=extraction.rule_set)
    return operation.changes


def read_original(ws: Workspace, version_id: int) -> Original:
    """The file as it was imported; DecisionError `decision.unknown_document`."""
    original = ws.documents.original(version_id)
    if original is None:
        raise DecisionError("decision.unknown_document", f"version {version_id}")
    return original


def _vendor_of_document(ws: Workspace, document_id: int) -> VendorRecord:
    document = ws.documents.find(document_id)
    if document is None:
        raise DecisionError("decision.unknown_document", f"document {document_id}")
    return vendor_of(ws, document.vendor_id)


def _vendor(
    ws: Workspace, reading: Reading, engagement_id: int | None, vendor_id: int | None, name: str, by: str
) -> VendorRecord:
    if vendor_id is not None:
        return vendor_of(ws, vendor_id)
    engagement = _engagement(ws, engagement_id, by)
    name = name.strip() or _controller(reading.extraction) or PurePath(reading.document.name).stem
    for known in ws.engagements.vendors():
        if known.engagement_id == engagement and known.name.casefold() == name.casefold():
            return known
    return ws.engagements.insert_vendor(engagement, name)


def _engagement(ws: Workspace, engagement_id: int | None, by: str) -> int:
    if engagement_id is not None:
        return engagement_of(ws, engagement_id).id
    for engagement in ws.engagements.all():
        if not engagement.closed:
            return engagement.id
    return add_engagement(ws, by=by)


def _controller(extraction: Extraction) -> str:
    names = [v for v in extraction.values if v.field == "controller.name" and isinstance(v.value, str)]
    return str(max(names, key=lambda v: v.confidence).value) if names else ""


def _free_name(ws: Workspace, vendor: VendorRecord, name: str) -> str:
    """The name, with a number where the vendor has a document of that name: documents are told apart by name."""
    taken = {d.name for d in ws.documents.of_vendor(vendor.id)}
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _provenance(reading: Reading, source: str, retrieved: str) -> dict[str, str]:
    return {
        "name": reading.document.name,
        "sha256": reading.document.sha256,
        "rule_set": reading.extraction.rule_set,
        "source": source,
        "retrieved": retrieved,
    }


def _carry_decisions(operation: Recording, document_id: int, version_id: int, document: Document) -> None:
    """Moves the passages of the document's values into the newer text, where all of a value's passages stand there."""
    text_of = cache(operation.ws.documents.text)
    for value in operation.ws.values.of_document(document_id):
        if value.version_id is None:
            continue
        evidence = anchor_evidence(value.evidence, document, text_of(value.version_id))
        if evidence is not None:
            operation.write_value(replace(value, evidence=evidence, version_id=version_id))
        elif value.state is ValueState.SUGGESTED:
            operation.delete_value(value.id)
        elif value.effective:
            scope = document_id if load_form().field(value.field).per_document else None
            operation.write_marks(replace(operation.marks(value.field, scope), flagged=True))


def _record_run(
    operation: Recording, document_id: int, version_id: int, document: Document, extraction: Extraction
) -> None:
    """Stores the run and brings the document's suggestions to what it found."""
    ws = operation.ws
    found = [_checked(value, document) for value in extraction.values]
    ws.documents.insert_run(version_id, extraction, operation.decision.at)
    ws.operations.drop_undone(operation.assessment_id)
    known = [v for v in ws.values.of_document(document_id) if v.version_id in (None, version_id)]
    outcome = reconcile(known, found)
    for old, value in outcome.refreshed:
        operation.write_value(_refreshed(old, value))
    for value in outcome.new:
        operation.insert_value(_suggestion(value, document_id, version_id))
    for old in outcome.vanished:
        if not _touched(old):
            operation.delete_value(old.id)


def _checked(value: Value, document: Document) -> Value:
    """The machine's value with its quotes cut from the stored text."""
    if value.field not in load_form():
        raise ImportFailedError(f"{value.rule} gives a value for {value.field}")
    if not value.evidence:
        raise ImportFailedError(f"{value.rule} gives no evidence")
    try:
        evidence = tuple(cut_evidence(document, Span(e.start, e.end)) for e in value.evidence)
    except DecisionError as error:
        raise ImportFailedError(f"{value.rule}: {error.detail}") from error
    return replace(value, evidence=evidence)


def _suggestion(value: Value, document_id: int, version_id: int) -> ReviewedValue:
    return ReviewedValue(
        id=0,
        field=value.field,
        state=ValueState.SUGGESTED,
        value=value.value,
        machine=value,
        evidence=value.evidence,
        document_id=document_id,
        version_id=version_id,
    )


def _refreshed(old: ReviewedValue, found: Value) -> ReviewedValue:
    """The suggestion with what is found now, and with the passages that a person added."""
    return replace(old, machine=found, evidence=(*found.evidence, *_added_passages(old)))


def _added_passages(value: ReviewedValue) -> tuple[Evidence, ...]:
    machine = {e.quote for e in value.machine.evidence} if value.machine else set()
    return tuple(e for e in value.evidence if e.quote not in machine)


def _touched(value: ReviewedValue) -> bool:
    return bool(value.translation or _added_passages(value))

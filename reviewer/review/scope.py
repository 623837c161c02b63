"""Which field, whose document, which text: resolves what an operation is about, or says what is not there."""

from __future__ import annotations

from reviewer.form import FieldSpec, load_form
from reviewer.model import DecisionError
from reviewer.store import DocumentRecord, EngagementRecord, VendorRecord, Workspace


def field_spec(field_id: str) -> FieldSpec:
    """DecisionError `decision.unknown_field` for a field that the form lacks."""
    try:
        return load_form().field(field_id)
    except KeyError:
        raise DecisionError("decision.unknown_field", field=field_id) from None


def assessed_vendor(ws: Workspace, assessment_id: int) -> VendorRecord:
    """DecisionError `decision.unknown_vendor` without such an assessment."""
    vendor = ws.engagements.find_assessment(assessment_id)
    if vendor is None:
        raise DecisionError("decision.unknown_vendor", f"assessment {assessment_id}")
    return vendor


def vendor_of(ws: Workspace, vendor_id: int) -> VendorRecord:
    """DecisionError `decision.unknown_vendor` without such a vendor."""
    vendor = ws.engagements.find_vendor(vendor_id)
    if vendor is None:
        raise DecisionError("decision.unknown_vendor", f"vendor {vendor_id}")
    return vendor


def engagement_of(ws: Workspace, engagement_id: int) -> EngagementRecord:
    """DecisionError `decision.unknown_engagement` without such an engagement."""
    engagement = ws.engagements.find(engagement_id)
    if engagement is None:
        raise DecisionError("decision.unknown_engagement", f"engagement {engagement_id}")
    return engagement


def document_of(ws: Workspace, vendor: VendorRecord, document_id: int | None) -> DocumentRecord:
    """The vendor's document of that id, or without an id its only one; DecisionError `decision.unknown_document`."""
    documents = ws.documents.of_vendor(vendor.id)
    if document_id is not None:
        documents = tuple(d for d in documents if d.id == document_id)
    if len(documents) != 1:
        raise DecisionError("decision.unknown_document", f"{len(documents)} documents fit", documents=len(documents))
    return documents[0]


def version_of(ws: Workspace, vendor: VendorRecord, version_id: int) -> DocumentRecord:
    """The vendor's document that has this version, current or earlier."""
    document = ws.documents.find_by_version(version_id)
    if document is None or document.vendor_id != vendor.id:
        raise DecisionError("decision.unknown_document", f"version {version_id}")
    return document


def scope_document(ws: Workspace, vendor: VendorRecord, spec: FieldSpec, document_id: int | None) -> int | None:
    """The document that a `document.*` field is decided for; None for all other fields."""
    return document_of(ws, vendor, document_id).id if spec.per_document else None

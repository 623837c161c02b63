"""Engagements and vendors: add, rename, close, list. These are not on the undo stack; the history has them."""

from __future__ import annotations

from collections import defaultdict

from reviewer.form import load_form
from reviewer.model import Changes, EngagementSummary, VendorSummary
from reviewer.review.scope import engagement_of, vendor_of
from reviewer.store import VendorRecord, Workspace

_LANGUAGE, _DATE = "document.language", "document.version_date"


def add_engagement(ws: Workspace, *, client: str = "", matter: str = "", by: str = "") -> int:
    """The new engagement's id."""
    with ws.transaction():
        engagement_id = ws.engagements.insert(client, matter)
        _audit(ws, "add_engagement", by, engagement=engagement_id, client=client, matter=matter)
    return engagement_id


def rename_engagement(ws: Workspace, engagement_id: int, *, client: str, matter: str, by: str) -> Changes:
    """Names client and matter anew. DecisionError `decision.unknown_engagement`."""
    with ws.transaction():
        old = engagement_of(ws, engagement_id)
        ws.engagements.rename(engagement_id, client, matter)
        was = [old.client, old.matter]
        _audit(ws, "rename_engagement", by, engagement=engagement_id, was=was, client=client, matter=matter)
    return Changes("rename_engagement", structure=True)


def close_engagement(ws: Workspace, engagement_id: int, *, by: str) -> Changes:
    """Puts the engagement aside; it stays readable and can be reopened."""
    return _set_closed(ws, engagement_id, "close_engagement", True, by)


def reopen_engagement(ws: Workspace, engagement_id: int, *, by: str) -> Changes:
    return _set_closed(ws, engagement_id, "reopen_engagement", False, by)


def rename_vendor(ws: Workspace, vendor_id: int, name: str, *, by: str) -> Changes:
    """Names the vendor anew. DecisionError `decision.unknown_vendor`."""
    with ws.transaction():
        old = vendor_of(ws, vendor_id)
        ws.engagements.rename_vendor(vendor_id, name)
        _audit(ws, "rename_vendor", by, assessment_id=old.assessment_id, was=old.name, name=name)
    return Changes("rename_vendor", old.assessment_id, structure=True)


def list_engagements(ws: Workspace) -> tuple[EngagementSummary, ...]:
    """Everything that the engagement list shows, without reading a text."""
    with ws.reading():
        vendors = _vendor_summaries(ws)
        return tuple(
            EngagementSummary(e.id, e.client, e.matter, tuple(vendors[e.id]), e.closed) for e in ws.engagements.all()
        )


def _vendor_summaries(ws: Workspace) -> defaultdict[int, list[VendorSummary]]:
    documents = _documents_by_vendor(ws)
    decided = ws.values.decided_fields()
    summaries: defaultdict[int, list[VendorSummary]] = defaultdict(list)
    for vendor in ws.engagements.vendors():
        summaries[vendor.engagement_id].append(
            _summary(vendor, tuple(documents[vendor.id]), decided.get(vendor.assessment_id, 0))
        )
    return summaries


def _summary(vendor: VendorRecord, documents: tuple[tuple[int, str, str, str], ...], decided: int) -> VendorSummary:
    fields = load_form().fields
    per_document = sum(f.per_document for f in fields)
    total = len(fields) - per_document + per_document * len(documents)
    return VendorSummary(vendor.id, vendor.assessment_id, vendor.name, documents, decided, total)


def _documents_by_vendor(ws: Workspace) -> defaultdict[int, list[tuple[int, str, str, str]]]:
    shown = ws.values.by_document((_LANGUAGE, _DATE))
    languages = ws.documents.languages()
    documents: defaultdict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    for document_id, vendor_id, name in ws.documents.names():
        language = shown.get((document_id, _LANGUAGE)) or languages.get(document_id, "")
        documents[vendor_id].append((document_id, name, language, shown.get((document_id, _DATE), "")))
    return documents


def _set_closed(ws: Workspace, engagement_id: int, operation: str, closed: bool, by: str) -> Changes:
    with ws.transaction():
        engagement_of(ws, engagement_id)
        ws.engagements.set_closed(engagement_id, closed)
        _audit(ws, operation, by, engagement=engagement_id)
    return Changes(operation, structure=True)


def _audit(ws: Workspace, operation: str, by: str, assessment_id: int | None = None, **details: object) -> None:
    ws.audit.append(at=ws.now(), by=by, operation=operation, assessment_id=assessment_id, details=details)

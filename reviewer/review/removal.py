"""Removing documents, vendors and engagements, bringing them back, and erasing them for good.

None of these is on the undo stack. What is removed can be brought back whole. What is erased is gone from the file:
its content, its before-images, and the details of the history's rows about it, which stay as empty links of the chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.model import Changes, DecisionError
from reviewer.store import RemovedRecord, Subject, Workspace
from reviewer.store.backups import holds_rows

_UNKNOWN = {
    Subject.ENGAGEMENT: "decision.unknown_engagement",
    Subject.VENDOR: "decision.unknown_vendor",
    Subject.DOCUMENT: "decision.unknown_document",
}


@dataclass(frozen=True, slots=True)
class Erased:
    """`backups` still hold what was erased, until they are removed too. `scrubbed` is false where the file could not
    be written anew at once: another process reads it, or the disk is full."""

    changes: Changes
    backups: tuple[Path, ...]
    scrubbed: bool


def remove_document(ws: Workspace, document_id: int, *, by: str) -> Changes:
    """DecisionError `decision.unknown_document`, also where it is removed already."""
    return _mark(ws, Subject.DOCUMENT, document_id, by, removed=True)


def remove_vendor(ws: Workspace, vendor_id: int, *, by: str) -> Changes:
    """With its assessment and documents. DecisionError `decision.unknown_vendor`."""
    return _mark(ws, Subject.VENDOR, vendor_id, by, removed=True)


def remove_engagement(ws: Workspace, engagement_id: int, *, by: str) -> Changes:
    """With its vendors. DecisionError `decision.unknown_engagement`."""
    return _mark(ws, Subject.ENGAGEMENT, engagement_id, by, removed=True)


def restore_document(ws: Workspace, document_id: int, *, by: str) -> Changes:
    """Brings a removed document back, with the decisions on its values; numbered if its name was given away."""
    return _mark(ws, Subject.DOCUMENT, document_id, by, removed=False)


def restore_vendor(ws: Workspace, vendor_id: int, *, by: str) -> Changes:
    return _mark(ws, Subject.VENDOR, vendor_id, by, removed=False)


def restore_engagement(ws: Workspace, engagement_id: int, *, by: str) -> Changes:
    return _mark(ws, Subject.ENGAGEMENT, engagement_id, by, removed=False)


def list_removed(ws: Workspace) -> tuple[RemovedRecord, ...]:
    """What can be brought back or erased, the last one removed first."""
    with ws.transaction():
        return ws.removals.removed()


def erase_document(ws: Workspace, document_id: int, *, by: str) -> Erased:
    """Erases a document, removed or not, with its versions, readings, values and marks. Notes on fields stay: they are
    the reviewer's words. DecisionError `decision.unknown_document`."""
    return _erase(ws, Subject.DOCUMENT, document_id, by)


def erase_vendor(ws: Workspace, vendor_id: int, *, by: str) -> Erased:
    """Erases a vendor with all that belongs to it. DecisionError `decision.unknown_vendor`."""
    return _erase(ws, Subject.VENDOR, vendor_id, by)


def erase_engagement(ws: Workspace, engagement_id: int, *, by: str) -> Erased:
    """Erases an engagement with its vendors. DecisionError `decision.unknown_engagement`."""
    return _erase(ws, Subject.ENGAGEMENT, engagement_id, by)


def _mark(ws: Workspace, kind: Subject, identity: int, by: str, *, removed: bool) -> Changes:
    operation = f"{'remove' if removed else 'restore'}_{kind}"
    with ws.transaction():
        at = ws.now()
        if not ws.removals.mark(kind, identity, at if removed else None):
            raise DecisionError(_UNKNOWN[kind], f"{kind} {identity}")
        if kind is Subject.DOCUMENT and not removed:
            ws.removals.free_document_name(identity)
        assessment_id = ws.removals.assessment_of(kind, identity)
        ws.audit.append(at=at, by=by, operation=operation, assessment_id=assessment_id, details={str(kind): identity})
    return Changes(operation, assessment_id, structure=True)


def _erase(ws: Workspace, kind: Subject, identity: int, by: str) -> Erased:
    operation = f"erase_{kind}"
    with ws.transaction():
        if not ws.removals.exists(kind, identity):
            raise DecisionError(_UNKNOWN[kind], f"{kind} {identity}")
        assessment_id = ws.removals.assessment_of(kind, identity)
        rows = ws.removals.erase(kind, identity)
        details = {str(kind): identity, "emptied": rows.seals}
        ws.audit.append(at=ws.now(), by=by, operation=operation, assessment_id=assessment_id, details=details)
    scrubbed = ws.scrub()
    backups = tuple(b.path for b in ws.backups() if holds_rows(b.path, rows.hashes, ws.key))
    return Erased(Changes(operation, assessment_id, structure=True), backups, scrubbed)

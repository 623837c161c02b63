"""The workspace file: open, guard, back up, migrate; one repository for each thing kept; the history."""

from reviewer.store.audit import ChainReport, verify_chain
from reviewer.store.records import (
    AuditRecord,
    DocumentRecord,
    EngagementRecord,
    FieldMarks,
    Image,
    OperationRecord,
    VendorRecord,
)
from reviewer.store.workspace import Clock, Workspace, utc_now

__all__ = [
    "AuditRecord",
    "ChainReport",
    "Clock",
    "DocumentRecord",
    "EngagementRecord",
    "FieldMarks",
    "Image",
    "OperationRecord",
    "VendorRecord",
    "Workspace",
    "utc_now",
    "verify_chain",
]

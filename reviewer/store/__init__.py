"""The workspace file: open, guard, back up, migrate; one repository for each thing kept; the history."""

from reviewer.store.audit import ChainFault, ChainReport, FaultKind, verify_chain
from reviewer.store.backups import Backup, list_backups
from reviewer.store.erasure import RemovedRecord, Subject
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
    "Backup",
    "ChainFault",
    "ChainReport",
    "Clock",
    "DocumentRecord",
    "EngagementRecord",
    "FaultKind",
    "FieldMarks",
    "Image",
    "OperationRecord",
    "RemovedRecord",
    "Subject",
    "VendorRecord",
    "Workspace",
    "list_backups",
    "utc_now",
    "verify_chain",
]

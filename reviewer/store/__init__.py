"""The workspace file: open, guard, back up, migrate; one repository for each thing kept; the history."""

from reviewer.store.audit import ChainFault, ChainReport, FaultKind, verify_chain
from reviewer.store.backups import Backup, list_backups
from reviewer.store.erasure import RemovedRecord, Subject
from reviewer.store.inspection import Problem, ProblemKind, inspect_workspace
from reviewer.store.records import (
    AuditRecord,
    DocumentRecord,
    EngagementRecord,
    FieldMarks,
    FindingMarks,
    Image,
    OperationRecord,
    RatingImage,
    VendorRecord,
)
from reviewer.store.restoration import restore_backup
from reviewer.store.salvage import Salvage, salvage_workspace
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
    "FindingMarks",
    "Image",
    "OperationRecord",
    "Problem",
    "ProblemKind",
    "RatingImage",
    "RemovedRecord",
    "Salvage",
    "Subject",
    "VendorRecord",
    "Workspace",
    "inspect_workspace",
    "list_backups",
    "restore_backup",
    "salvage_workspace",
    "utc_now",
    "verify_chain",
]

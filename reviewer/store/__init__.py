"""The workspace file: open, guard, back up, migrate; one repository for each thing kept; the history."""

from reviewer.store.audit import ChainFault, ChainReport, FaultKind, verify_chain
from reviewer.store.backups import Backup, list_backups
from reviewer.store.cipher import Key, is_encryption_available
from reviewer.store.connection import is_encrypted
from reviewer.store.database import prepare_writing
from reviewer.store.encryption import SHORTEST_PASSWORD, Rekeyed, remove_password, set_password, unlock
from reviewer.store.erasure import RemovedRecord, Subject
from reviewer.store.inspection import Problem, ProblemKind, inspect_workspace
from reviewer.store.page_check import PageCheck
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
from reviewer.store.replacement import dispose_of
from reviewer.store.restoration import restore_backup
from reviewer.store.salvage import Salvage, salvage_workspace
from reviewer.store.workspace import Clock, Workspace, timestamp, utc_now

__all__ = [
    "SHORTEST_PASSWORD",
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
    "Key",
    "OperationRecord",
    "PageCheck",
    "Problem",
    "ProblemKind",
    "RatingImage",
    "Rekeyed",
    "RemovedRecord",
    "Salvage",
    "Subject",
    "VendorRecord",
    "Workspace",
    "dispose_of",
    "inspect_workspace",
    "is_encrypted",
    "is_encryption_available",
    "list_backups",
    "prepare_writing",
    "remove_password",
    "restore_backup",
    "salvage_workspace",
    "set_password",
    "timestamp",
    "unlock",
    "utc_now",
    "verify_chain",
]

"""The operations that a reviewer performs, each one function and one transaction; each says what it changed."""

from reviewer.review.assessments import load_assessment
from reviewer.review.conclusion import (
    keep_issued_report,
    read_issued_report,
    reopen_assessment,
    set_rating,
    sign_off,
)
from reviewer.review.decisions import apply_decision
from reviewer.review.edits import Edit, confirm_group, edit_field, plan_edits
from reviewer.review.engagements import (
    add_engagement,
    close_engagement,
    list_engagements,
    rename_engagement,
    rename_vendor,
    reopen_engagement,
)
from reviewer.review.fields import (
    flag_field,
    mark_not_stated,
    reopen_field,
    set_context,
    unflag_field,
    write_note,
)
from reviewer.review.findings import accept_finding, dismiss_finding, reword_finding, set_finding_severity
from reviewer.review.history import read_history, review_effort
from reviewer.review.imports import Imported, read_original, record_extraction, record_import
from reviewer.review.indexing import clear_index, index_progress, next_index_slice, write_index_slice
from reviewer.review.removal import (
    Erased,
    erase_document,
    erase_engagement,
    erase_vendor,
    list_removed,
    remove_document,
    remove_engagement,
    remove_vendor,
    restore_document,
    restore_engagement,
    restore_vendor,
)
from reviewer.review.search import search_documents, search_pattern
from reviewer.review.undo_stack import redo, undo
from reviewer.review.values import (
    add_evidence,
    add_value,
    confirm_field,
    correct_value,
    move_evidence,
    reject_value,
    write_translation,
)

__all__ = [
    "Edit",
    "Erased",
    "Imported",
    "accept_finding",
    "add_engagement",
    "add_evidence",
    "add_value",
    "apply_decision",
    "clear_index",
    "close_engagement",
    "confirm_field",
    "confirm_group",
    "correct_value",
    "dismiss_finding",
    "edit_field",
    "erase_document",
    "erase_engagement",
    "erase_vendor",
    "flag_field",
    "index_progress",
    "keep_issued_report",
    "list_engagements",
    "list_removed",
    "load_assessment",
    "mark_not_stated",
    "move_evidence",
    "next_index_slice",
    "plan_edits",
    "read_history",
    "read_issued_report",
    "read_original",
    "record_extraction",
    "record_import",
    "redo",
    "reject_value",
    "remove_document",
    "remove_engagement",
    "remove_vendor",
    "rename_engagement",
    "rename_vendor",
    "reopen_assessment",
    "reopen_engagement",
    "reopen_field",
    "restore_document",
    "restore_engagement",
    "restore_vendor",
    "review_effort",
    "reword_finding",
    "search_documents",
    "search_pattern",
    "set_context",
    "set_finding_severity",
    "set_rating",
    "sign_off",
    "undo",
    "unflag_field",
    "write_index_slice",
    "write_note",
    "write_translation",
]

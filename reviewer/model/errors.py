"""Errors that a person is told of. Each carries a code, from which the edges make words in the person's language."""

from __future__ import annotations


class ReviewerError(Exception):
    """`detail` is for the log and --debug, never shown as the message."""

    code = "error"

    def __init__(self, detail: str = "", **facts: str | int) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.facts = facts


class ImportFailedError(ReviewerError):
    """A file could not be read; the workspace is as it was."""

    code = "import.failed"


class PasswordNeededError(ImportFailedError):
    """The file is locked; `facts["wrong"]` is 1 when a password was given and did not fit."""

    code = "import.password"


class NoTextError(ImportFailedError):
    """The pages hold pictures only."""

    code = "import.no_text"


class DamagedFileError(ImportFailedError):
    """The file is not whole, or not what its name says."""

    code = "import.damaged"


class EmptyFileError(ImportFailedError):
    """The file has no content."""

    code = "import.empty"


class UnsupportedFileError(ImportFailedError):
    """The file is of a kind that cannot be read; `facts["found"]` names it."""

    code = "import.unsupported"


class TooLargeError(ImportFailedError):
    """`facts` name the limit that was passed: `megabytes`, `characters`, `pages` or `cells`."""

    code = "import.too_large"


class TimeLimitError(ImportFailedError):
    """`facts["seconds"]` is the limit."""

    code = "import.too_long"


class ImportCancelledError(ImportFailedError):
    """Reading was cancelled by the person."""

    code = "import.cancelled"


class _CodedError(ReviewerError):
    """An error of one of several codes, which is named when it is raised."""

    def __init__(self, code: str, detail: str = "", **facts: str | int) -> None:
        super().__init__(detail or code, **facts)
        self.code = code


class WorkspaceError(_CodedError):
    """A workspace file cannot be opened or written. Codes: `workspace.newer`, `.damaged`, `.foreign`, `.missing`,
    `.busy`, `.read_only`, `.full`, `.exists`, `.unreachable` (the drive or network fails), `.older` (has to be opened
    for writing once, to be upgraded), `.password` (encrypted; `facts["wrong"]` is 1 when no page fits what was given),
    `.password_short`, `.no_encryption` (what opens such a file is not installed), `.plain_copy` (would take the place
    of an encrypted file)."""


class DecisionError(_CodedError):
    """A decision that cannot be taken as it stands. Codes: `decision.no_values`, `.unknown_field`, `.unknown_value`,
    `.bad_value`, `.quote_missing`, `.quote_ambiguous`, `.evidence_missing`, `.nothing_to_undo`, `.nothing_to_redo`,
    `.duplicate`, `.unknown_vendor`, `.unknown_document`, `.unknown_engagement`, `.one_value` (a second value in a field
    that holds one a document), `.has_values` (not stated, though a value was decided), `.value_ambiguous`,
    `.unknown_action`, `.bad_line` (`facts["key"]` is missing or of the wrong kind), `.unknown_finding`,
    `.reason_missing`, `.signed_off`, `.not_signed_off`, `.unfinished` (`facts` count `open` fields and `findings`),
    `.too_soon` (something else is still being written)."""


class ReportError(_CodedError):
    """A report cannot be written. Codes: `report.undecided` (`facts["open"]` counts the open fields,
    `facts["findings"]` names the open findings that must be decided),
    `report.quote_changed` (`facts` name `field` and `document`), `report.cancelled`; `template.…` says what is wrong
    with a firm's template (`facts` name the `tag`, the words around it as `place`, and what is `known` there)."""

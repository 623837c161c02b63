"""What the repositories take and give beside the model's own values."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model import Context, Decision, DocumentKind, FindingState, OverallRating, ReviewedValue, Severity


@dataclass(frozen=True, slots=True)
class VendorRecord:
    """A vendor with its one assessment and its engagement."""

    id: int
    assessment_id: int
    engagement_id: int
    name: str


@dataclass(frozen=True, slots=True)
class EngagementRecord:
    id: int
    client: str
    matter: str
    closed: bool


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document with its current version, without the text. `versions` counts all."""

    id: int
    vendor_id: int
    name: str
    kind: DocumentKind
    version_id: int
    versions: int


@dataclass(frozen=True, slots=True)
class FieldMarks:
    """What is said of a field as a whole. `document_id` is set for `document.*` fields; `not_stated` names who said
    that the document is silent."""

    field: str
    document_id: int | None
    not_stated: Decision | None = None
    flagged: bool = False
    note: str = ""

    @property
    def blank(self) -> bool:
        return self.not_stated is None and not self.flagged and not self.note


@dataclass(frozen=True, slots=True)
class FindingMarks:
    """What was decided on the finding of a rule. `severity` is None where it is the rule's; `wording` is empty where
    it is the rule's. `ground` is the fingerprint of what the finding rested on when it was decided."""

    rule: str
    state: FindingState = FindingState.OPEN
    severity: Severity | None = None
    severity_reason: str = ""
    wording: str = ""
    reason: str = ""
    ground: str = ""
    decision: Decision | None = None

    @property
    def blank(self) -> bool:
        return self == FindingMarks(self.rule)


@dataclass(frozen=True, slots=True)
class RatingImage:
    """The rating as it stood; None where none was given."""

    overall: OverallRating | None


@dataclass(frozen=True, slots=True)
class Image:
    """How things stood that one operation touches: values as they were, ids of values that did not exist, marks,
    decisions on findings, and the context and the rating if they were touched."""

    values: tuple[ReviewedValue, ...] = ()
    absent: tuple[int, ...] = ()
    marks: tuple[FieldMarks, ...] = ()
    context: Context | None = None
    findings: tuple[FindingMarks, ...] = ()
    rating: RatingImage | None = None


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """An operation on the undo stack of its assessment."""

    id: int
    assessment_id: int
    kind: str
    before: Image
    after: Image


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """A row of the history; `details` are JSON, and empty where their subject was erased."""

    id: int
    at: str
    by: str
    operation: str
    assessment_id: int | None
    details: str
    previous: str
    hash: str
    salt: str = ""

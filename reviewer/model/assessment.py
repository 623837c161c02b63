"""A vendor's assessment as the desk, the report and the command line read it: plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.document import Block, DocumentKind
from reviewer.model.extraction import Evidence, Incomplete, Observation, Retention, Silence, Value
from reviewer.model.opinion import Decision, IssuedReport, OverallRating, ReviewedFinding, SignOff


class ValueState(StrEnum):
    """What a person has decided on a value; "suggested" where nobody has."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


class FieldStatus(StrEnum):
    """Whether a field is done with, and how."""

    OPEN = "open"
    """A value is undecided, or nothing was found and nobody said that the document is silent."""
    DECIDED = "decided"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class ReviewedValue:
    """One value of the form. `machine` is what the machine suggested (None for added values) and never changes;
    `value` is the effective one: the machine's until corrected, None-free. `evidence` lies in `version_id`'s text.

    `source` names a fact known from outside the text; then `evidence` may be empty. `translation` is the reviewer's
    working translation of the quote.
    """

    id: int
    field: str
    state: ValueState
    value: str | Retention
    machine: Value | None
    evidence: tuple[Evidence, ...]
    document_id: int | None
    version_id: int | None
    source: str = ""
    translation: str = ""
    decision: Decision | None = None

    @property
    def effective(self) -> bool:
        """Whether the value counts: all but rejected ones."""
        return self.state is not ValueState.REJECTED


@dataclass(frozen=True, slots=True)
class FieldState:
    """One field of the form. `document_id` is set for `document.*` fields, which are decided per document.

    `incomplete` and `silences` are keyed to their version by `version_id` in the same order.
    """

    field: str
    document_id: int | None
    status: FieldStatus
    values: tuple[ReviewedValue, ...]
    flagged: bool = False
    note: str = ""
    decision: Decision | None = None
    incomplete: tuple[tuple[int, Incomplete], ...] = ()
    silences: tuple[tuple[int, Silence], ...] = ()

    @property
    def suggested(self) -> tuple[ReviewedValue, ...]:
        """The values that nobody has decided."""
        return tuple(v for v in self.values if v.state is ValueState.SUGGESTED)

    @property
    def effective_values(self) -> tuple[ReviewedValue, ...]:
        """The values that count: all but rejected ones."""
        return tuple(v for v in self.values if v.effective)


@dataclass(frozen=True, slots=True)
class AssessedVersion:
    """A version's text and where it came from. `imported_at` is ISO 8601 UTC, `retrieved` a date or empty."""

    id: int
    number: int
    file_name: str
    media_type: str
    sha256: str
    text: str
    text_sha256: str
    blocks: tuple[Block, ...]
    pages: int | None
    language: str
    rule_set: str
    source: str
    retrieved: str
    imported_at: str
    incomplete: tuple[Incomplete, ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessedDocument:
    """`version` is the current one; `versions` counts all."""

    id: int
    name: str
    kind: DocumentKind
    version: AssessedVersion
    versions: int = 1


SERVICES = ("product", "website", "both")
"""What the client would use, as a context says it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What only a person knows (the contract's "context of an assessment"); empty means unknown."""

    service: str = ""
    service_name: str = ""
    client_country: str = ""
    expected_data: tuple[str, ...] = ()
    review_date: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything about one vendor in one engagement, read in one transaction.

    `undo_kind` and `redo_kind` name the operation that undo or redo would take back or repeat (an operation's name
    such as `confirm_field`), empty when there is none; `undo_field` and `redo_field` the field it concerns.
    `as_of` is the day on which the findings stand: the review date, or else the day of reading.
    """

    id: int
    vendor_id: int
    vendor: str
    engagement_id: int
    client: str
    matter: str
    context: Context
    documents: tuple[AssessedDocument, ...]
    fields: tuple[FieldState, ...]
    undo_kind: str = ""
    redo_kind: str = ""
    undo_field: str = ""
    redo_field: str = ""
    history_head: str = ""
    reviewers: tuple[str, ...] = ()
    as_of: str = ""
    findings: tuple[ReviewedFinding, ...] = ()
    rating: OverallRating | None = None
    sign_off: SignOff | None = None
    issued: tuple[IssuedReport, ...] = ()

    def states_of(self, field_id: str) -> tuple[FieldState, ...]:
        """The states of a field: one, or one a document where it is decided per document; none without documents."""
        return tuple(state for state in self.fields if state.field == field_id)

    def values_of(self, field_id: str) -> tuple[ReviewedValue, ...]:
        """The effective values of a field, of all documents."""
        return tuple(value for state in self.states_of(field_id) for value in state.effective_values)

    def document(self, document_id: int | None) -> AssessedDocument:
        """A document of the vendor; KeyError for one that this assessment does not have."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    @property
    def decided(self) -> int:
        """How many fields are not open."""
        return sum(f.status is not FieldStatus.OPEN for f in self.fields)

    @property
    def blocking(self) -> tuple[ReviewedFinding, ...]:
        """The findings that must be decided before a report can be final."""
        return tuple(f for f in self.findings if f.blocks_final)

    @property
    def ready_for_final(self) -> bool:
        """No field is open, and no finding that is high by the rule or by the reviewer."""
        return self.decided == len(self.fields) and not self.blocking


@dataclass(frozen=True, slots=True)
class VendorSummary:
    """A vendor as the engagement list shows it, without texts. `documents` are (id, name, language, version date)."""

    id: int
    assessment_id: int
    name: str
    documents: tuple[tuple[int, str, str, str], ...]
    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class EngagementSummary:
    """An engagement with its vendors, as the engagement list shows it."""

    id: int
    client: str
    matter: str
    vendors: tuple[VendorSummary, ...]
    closed: bool = False

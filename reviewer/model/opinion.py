"""What a person decides on an assessment as a whole: findings, rating, sign-off; and what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.finding import Finding, Rating, Severity


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided and when (ISO 8601, UTC)."""

    by: str
    at: str


class FindingState(StrEnum):
    """What the reviewer has decided on a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A finding as the rules suggest it now, with what a person decided on it.

    `severity` is the reviewer's, or else the rule's. `wording` takes the place of the rule's sentences; empty means
    theirs. `ground_changed` says that the finding rests on something else than when it was decided; it is open again.
    """

    finding: Finding
    state: FindingState
    severity: Severity
    wording: str = ""
    reason: str = ""
    severity_reason: str = ""
    ground_changed: bool = False
    decision: Decision | None = None

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def stands(self) -> bool:
        return self.state is not FindingState.DISMISSED

    @property
    def blocks_final(self) -> bool:
        """Whether it must be decided before a report can be final: open, and high by the rule or by the reviewer."""
        high = Severity.HIGH in (self.severity, self.finding.severity)
        return high and self.state is FindingState.OPEN


@dataclass(frozen=True, slots=True)
class OverallRating:
    """The rating that a person gave, and why."""

    rating: Rating
    reason: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class SignOff:
    """The people who answer for the assessment; `reviewed_by` and `approved_by` may be empty."""

    prepared_by: str
    reviewed_by: str
    approved_by: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A final report as it was handed out. `number` counts those of the assessment from 1; `issued_at` is ISO 8601
    UTC; `history_head` is the history's last hash at that time; `current` says that nothing was decided since."""

    number: int
    kind: str
    language: str
    issued_at: str
    sha256: str
    history_head: str
    current: bool = True

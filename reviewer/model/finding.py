"""What the rules suggest about a vendor's documents, and what such suggestions rest on."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.extraction import Evidence


class Severity(StrEnum):
    """How grave a finding is."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> int:
        """Places severities in order, the gravest with the highest weight."""
        return list(Severity).index(self)


class Rating(StrEnum):
    """The overall rating of an assessment; the last is only ever a person's decision."""

    ACCEPTABLE = "acceptable"
    ACCEPTABLE_WITH_CONDITIONS = "acceptable_with_conditions"
    INFORMATION_REQUIRED = "information_required"
    NOT_RECOMMENDED = "not_recommended"


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage that a finding rests on; `version_id` tells in which text, None where there is only one."""

    evidence: Evidence
    version_id: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that applies. `rule` is its id ("TRF-02"), `cases` those of its cases that hold, the gravest first.

    `details` fill the wording: machine values by case and placeholder, as "older_than_two_years.date": ("2019-07-09",).
    `facts` are the ids of the dated facts that it relies on. `verify` says that it rests on a passage that breaks off
    in the copy reviewed.
    """

    rule: str
    severity: Severity
    cases: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    details: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    facts: tuple[str, ...] = ()
    verify: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages that the finding rests on."""
        return tuple(ground.evidence for ground in self.grounds)

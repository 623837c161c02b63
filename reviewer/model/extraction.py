"""What the machine read out of one document version. Shapes follow the contract's `vendor-privacy/1` JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that supports a value; `quote` is exactly `text[start:end]`, `page` is 1-based or None."""

    start: int
    end: int
    quote: str
    page: int | None = None


FOLLOWED_BY_PERIOD = "…"
"""Stands at the end of `Retention.since` where the period is read after it."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept (Art. 13(2)(a)): exactly one of `period` (ISO 8601) and `until` is set.

    `since` is the event from which a period runs ("after the contract ends"), or with `FOLLOWED_BY_PERIOD` at its end
    what lasts until then ("as long as the account is active and then …"); `from` in JSON.
    """

    what: str
    period: str | None = None
    until: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field with its grounds. `confidence` is in [0, 1]; `rule` names the rule that found it.

    `readings` are the possible readings of an ambiguous date, the likelier first.
    `details` are further facts of the contract (`role`, `country`, `safeguard`, `purpose`, `owner`, `statute`).
    """

    field: str
    value: str | Retention
    confidence: float
    rule: str
    evidence: tuple[Evidence, ...]
    hedged: bool = False
    readings: tuple[str, ...] = ()
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A heading or lead-in whose body is missing; `field` is None where it belongs to no one field."""

    field: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """What was looked for in vain for a field: the number of cues tried, some of them, and the nearest passages."""

    field: str
    cues: int
    examples: tuple[str, ...] = ()
    nearest: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A cue that no field has room for and findings need ("template_remains"). `rule` names what found it."""

    kind: str
    evidence: tuple[Evidence, ...]
    rule: str
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one run of a rule set found in one text. `language` is a BCP 47 code."""

    language: str
    rule_set: str
    values: tuple[Value, ...]
    incomplete: tuple[Incomplete, ...] = ()
    silences: tuple[Silence, ...] = ()
    observations: tuple[Observation, ...] = ()

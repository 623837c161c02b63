"""The law as data: dated facts, repealed statutes, superseded standards, authorities and countries, each as of a date.

Everything is read from `resources/findings/` once and checked there; the words for it stand in the catalogs.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.paths import resource

NO_END = datetime.date.max


class RulesError(ValueError):
    """A file of `resources/findings/` that contradicts itself, the form or another; names file and entry."""


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact of law. `date` is when it took effect, `as_of` when it was last looked up. `verified` is False for what
    was taken from memory; `doubt` says which part of it."""

    id: str
    date: datetime.date
    as_of: datetime.date
    sources: tuple[str, ...]
    verified: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class RepealedStatute:
    """A statute by code of `law.cited` and, where several share the code, by number. `successor` is its id in the
    catalogs, `fact` the dated fact that says so."""

    id: str
    code: str
    number: str
    repealed: datetime.date
    successor: str
    fact: str


@dataclass(frozen=True, slots=True)
class SupersededStandard:
    """A standard, as the beginning of its name without spaces and hyphens, that certifies nothing after `until`."""

    id: str
    begins: str
    until: datetime.date
    fact: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A supervisory authority by the beginning of a name in lower case. `until` is the last day of that name, and
    `successor` the name that followed; several countries may use one name."""

    begins: str
    countries: frozenset[str]
    until: datetime.date = NO_END
    successor: str = ""


@dataclass(frozen=True, slots=True)
class AdequacyDecision:
    """A decision under Art. 45. `condition` names what it is limited to, empty for a whole country."""

    country: str
    decision: str
    date: datetime.date
    until: datetime.date
    condition: str
    verified: bool


@dataclass(frozen=True)
class Law:
    """`as_of` is the date at which the law is stated; `adequacy_as_of` that of the list of decisions."""

    as_of: datetime.date
    facts: dict[str, DatedFact]
    statutes: tuple[RepealedStatute, ...]
    standards: tuple[SupersededStandard, ...]
    authorities: tuple[Authority, ...]
    areas: dict[str, frozenset[str]]
    adequacy: tuple[AdequacyDecision, ...]
    adequacy_as_of: datetime.date

    def facts_known(self, ids: tuple[str, ...], on: datetime.date) -> tuple[str, ...]:
        """Those of the facts that had taken effect on a day."""
        return tuple(i for i in dict.fromkeys(ids) if self.facts[i].date <= on)

    def within(self, country: str, area: str) -> bool:
        """Whether a country (ISO 3166-1 alpha-2) lies in an area of `countries.toml`."""
        return country in self.areas[area]

    def adequacy_decision(self, country: str, on: datetime.date) -> AdequacyDecision | None:
        """The decision that holds for a country on a day."""
        return next((d for d in self.adequacy if d.country == country and d.date <= on <= d.until), None)


@lru_cache(maxsize=1)
def load_law() -> Law:
    """The law as stored; RulesError where a file is wrong."""
    facts_file, countries = read_table("facts.toml"), read_table("countries.toml")
    facts = {entry["id"]: _fact(entry) for entry in facts_file["fact"]}
    law = Law(
        as_of=facts_file["as_of"],
        facts=facts,
        statutes=tuple(RepealedStatute(**{"number": "", **entry}) for entry in facts_file["statute"]),
        standards=tuple(SupersededStandard(**entry) for entry in facts_file["standard"]),
        authorities=tuple(_authority(entry) for entry in facts_file["authority"]),
        areas={name: frozenset(members) for name, members in countries["area"].items()},
        adequacy=tuple(_adequacy(entry) for entry in countries["adequacy"]),
        adequacy_as_of=countries["as_of"],
    )
    missing = ({s.fact for s in law.statutes} | {s.fact for s in law.standards}) - set(facts)
    if missing:
        raise RulesError(f"facts.toml: no such fact {sorted(missing)}")
    return law


def read_table(name: str) -> dict[str, Any]:
    """A file of `resources/findings/`; RulesError where it is no TOML."""
    try:
        with resource("findings", name).open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{name}: {error}") from error


def _fact(entry: dict[str, Any]) -> DatedFact:
    return DatedFact(**{**entry, "sources": tuple(entry["sources"])})


def _authority(entry: dict[str, Any]) -> Authority:
    return Authority(**{**entry, "countries": frozenset(entry["countries"])})


def _adequacy(entry: dict[str, Any]) -> AdequacyDecision:
    return AdequacyDecision(**{"until": NO_END, "condition": "", "verified": True, **entry})

"""Whether the conditions of a rule hold, and what they rest on."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reviewer.findings.law import load_law
from reviewer.findings.material import Material, Statement
from reviewer.findings.predicates import PREDICATES, Match, overlap
from reviewer.findings.rules import Condition, parse_entry
from reviewer.model import Context, DocumentKind, Ground

QUOTES = ("first", "second", "third")
"""The details that hold quotes, one a condition."""

APART = "apart"
_TELLING = 25


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions are held against. `client_country` is empty where it is unknown."""

    material: Material
    context: Context
    as_of: datetime.date

    def within(self, kinds: frozenset[DocumentKind]) -> Situation | None:
        """The same with the documents of some kinds alone; None where there is none."""
        material = self.material.within(kinds)
        return None if material is None else replace(self, material=material)

    def firm(self) -> Situation:
        """The same without the values that are only said to be possible."""
        return replace(self, material=self.material.firm())


def evaluate(when: Condition, situation: Situation) -> Match | None:
    """What the conditions of a table rest on, or None where one of them does not hold. `details` name the first
    quotes of the first conditions that rest on passages as `first`, `second` and `third`."""
    matches: list[Match] = []
    for key, wanted in when.items():
        found = [] if key == APART else _CONDITIONS[key](wanted, situation)
        if found is None:
            return None
        matches += found
    parts = [m.grounds for m in matches if m.grounds]
    if when.get(APART):
        parts = _set_apart(parts)
        if len(parts) < 2:
            return None
    details = {name: values for match in matches for name, values in match.details.items()}
    for name, grounds in zip(QUOTES, parts, strict=False):
        details.setdefault(name, (_telling(grounds),))
    return Match(_distinct(parts), details, tuple(fact for match in matches for fact in match.facts))


def _set_apart(parts: Sequence[tuple[Ground, ...]]) -> list[tuple[Ground, ...]]:
    """What is set against each other without the passages of the one that say the other too; none where nothing is
    left of one."""
    first = tuple(g for g in parts[0] if not any(overlap(g, other) for part in parts[1:] for other in part))
    return [first, *parts[1:]] if first else []


def _telling(grounds: Sequence[Ground]) -> str:
    """The first whole sentence; else the best passage's words, or where they are few those of the passage that says
    most."""
    quotes = [ground.evidence.quote for ground in grounds]
    sentence = next((q for q in quotes if len(q) >= _TELLING and q.rstrip('"”’)').endswith((".", "!", "?"))), None)
    return sentence or (quotes[0] if len(quotes[0]) >= _TELLING else max(quotes, key=len))


def _distinct(parts: Sequence[tuple[Ground, ...]]) -> tuple[Ground, ...]:
    """The best passage of each condition first, then the others, none twice."""
    first = [grounds[0] for grounds in parts]
    return tuple(dict.fromkeys([*first, *(ground for grounds in parts for ground in grounds)]))


Matches = list[Match] | None
"""A match a condition, or None where it does not hold."""


def _fitting(entry: str, material: Material) -> list[Statement]:
    field, codes = parse_entry(entry)
    return [s for s in material.of(field) if not codes or s.code in codes]


def _statements(statements: Sequence[Statement]) -> Match:
    values = tuple(dict.fromkeys(s.code for s in statements))
    name = statements[0].field.rpartition(".")[2]
    return Match(tuple(g for s in statements for g in s.grounds), {name: values})


def _has(entries: Sequence[str], situation: Situation) -> Matches:
    found = [_fitting(entry, situation.material) for entry in entries]
    return [_statements(statements) for statements in found] if all(found) else None


def _given(entries: Sequence[str], situation: Situation) -> Matches:
    return [] if all(_fitting(entry, situation.material) for entry in entries) else None


def _has_any(entries: Sequence[str], situation: Situation) -> Matches:
    found = [_fitting(entry, situation.material) for entry in entries]
    return [_statements(statements) for statements in found if statements] or None


def _lacks(entries: Sequence[str], situation: Situation) -> Matches:
    return None if any(_fitting(entry, situation.material) for entry in entries) else []


def _observed(kinds: Sequence[str], situation: Situation) -> Matches:
    found = [sighting for kind in kinds for sighting in situation.material.observed(kind)]
    details = {name: (value,) for sighting in reversed(found) for name, value in sighting.details.items()}
    return [Match(tuple(g for s in found for g in s.grounds), details)] if found else None


def _unobserved(kinds: Sequence[str], situation: Situation) -> Matches:
    return None if any(situation.material.observed(kind) for kind in kinds) else []


def _broken_off(fields: Sequence[str], situation: Situation) -> Matches:
    found = [sighting for field in fields for sighting in situation.material.broken_off(field)]
    return [Match(tuple(g for s in found for g in s.grounds))] if found else None


def _context(wanted: Mapping[str, Sequence[str]], situation: Situation) -> Matches:
    for key, codes in wanted.items():
        value = getattr(situation.context, key)
        given = set(value) if isinstance(value, tuple) else {value}
        if not given & set(codes):
            return None
    return []


def _country(wanted: Mapping[str, str], situation: Situation) -> Matches:
    """Whether a country is known and lies in an area, or outside one."""
    client = wanted["of"] == "client"
    statements = () if client else situation.material.of(wanted["of"])
    countries = [situation.context.client_country] if client else [s.code for s in statements]
    area = wanted.get("in") or wanted["not_in"]
    inside = "in" in wanted
    known = [country for country in countries if country]
    if not known or any(load_law().within(country, area) != inside for country in known):
        return None
    grounds = tuple(ground for statement in statements for ground in statement.grounds)
    return [Match(grounds, {} if client else {"countries": tuple(dict.fromkeys(known))})]


def _date(wanted: Mapping[str, Any], situation: Situation) -> Matches:
    """Whether the latest date of a field lies as wanted; a month without a day counts with its last day."""
    dated = [(_last_day(s.code), s) for s in situation.material.of(wanted["field"])]
    if not dated:
        return None
    day, statement = max(dated, key=lambda entry: entry[0])
    months = full_months(day, situation.as_of)
    tests = (
        day < wanted.get("before", datetime.date.max),
        day >= wanted.get("on_or_after", datetime.date.min),
        months >= wanted.get("older_than_months", months),
        months < wanted.get("not_older_than_months", months + 1),
    )
    if not all(tests):
        return None
    return [Match(statement.grounds, {"date": (statement.code,), "age": (f"P{months}M",)})]


def _last_day(date: str) -> datetime.date:
    """The day of an ISO 8601 date; of a month without a day its last."""
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date.fromisoformat(date)


def full_months(start: datetime.date, end: datetime.date) -> int:
    """How many whole months lie between two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _predicate(wanted: Mapping[str, Any], situation: Situation) -> Matches:
    found = PREDICATES[wanted["name"]](situation.material, situation.as_of, wanted)
    return None if found is None else [found]


def _either(tables: Sequence[Condition], situation: Situation) -> Matches:
    for table in tables:
        found = evaluate(table, situation)
        if found is not None:
            return [found]
    return None


_CONDITIONS: Mapping[str, Callable[[Any, Situation], Matches]] = {
    "has": _has,
    "given": _given,
    "has_any": _has_any,
    "lacks": _lacks,
    "observed": _observed,
    "unobserved": _unobserved,
    "broken_off": _broken_off,
    "context": _context,
    "country": _country,
    "date": _date,
    "predicate": _predicate,
    "either": _either,
}

"""The rules of `resources/findings/rules.toml`, checked when loaded."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from reviewer.findings.law import NO_END, Law, RulesError, load_law, read_table
from reviewer.findings.predicates import PREDICATES
from reviewer.form import load_form
from reviewer.lexicons import load_lexicon
from reviewer.model import Context, DocumentKind, Severity

Condition = Mapping[str, Any]
"""A table of conditions in the notation of `rules.toml`; all of its entries must hold."""

_KEYS = {
    *("has", "given", "has_any", "lacks", "observed", "unobserved", "broken_off"),
    *("context", "date", "country", "predicate", "either", "apart"),
}
_NEEDED = {"id", "owner", "case", "basis", "curable"}
_NO_START = datetime.date.min
_NOTICES = "notices"


class Owner(StrEnum):
    """Who acts on a recommendation."""

    CLIENT = "client"
    VENDOR = "vendor"
    COUNSEL = "counsel"


@dataclass(frozen=True, slots=True)
class Case:
    """A way in which a rule applies. `unless` are cases of the rule that make this one needless; `basis` is its own
    where the rule's does not fit it; `documents` are the kinds of documents that it is held against."""

    id: str
    severity: Severity
    when: Condition
    facts: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date
    unless: tuple[str, ...]
    basis: tuple[str, ...]
    documents: frozenset[DocumentKind]


@dataclass(frozen=True, slots=True)
class Rule:
    """`basis` are places of law as "law:place"; `owner` acts on the recommendation; `curable` says whether the contract
    with the vendor can cure it.

    `facts_by_country` are further dated facts by the country that matters (the client's, or else the vendor's),
    `basis_by_country` further places of law by the vendor's; with `client_may_control` those of the client's are told
    too, for the case that the client is the controller. `agreement_basis` stands in for `basis` where a finding is
    about an agreement on processing.
    """

    id: str
    owner: Owner
    cases: tuple[Case, ...]
    basis: tuple[str, ...]
    facts: tuple[str, ...]
    facts_by_country: Mapping[str, tuple[str, ...]]
    basis_by_country: Mapping[str, tuple[str, ...]]
    client_may_control: bool
    agreement_basis: tuple[str, ...]
    suppressed_by: tuple[str, ...]
    curable: bool
    valid_from: datetime.date
    valid_to: datetime.date

    def applies(self, on: datetime.date) -> bool:
        """Whether the rule holds on a day."""
        return self.valid_from <= on <= self.valid_to

    def held(self, cases: Sequence[str]) -> tuple[Case, ...]:
        """The cases of these ids, in the order of the rule."""
        return tuple(case for case in self.cases if case.id in cases)

    def basis_of(self, cases: Sequence[str], *, agreement: bool = False) -> tuple[str, ...]:
        """The places of law on which a finding in these cases rests, none twice."""
        own = self.agreement_basis if agreement and self.agreement_basis else self.basis
        return tuple(dict.fromkeys(place for case in self.held(cases) for place in case.basis or own))


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic whose silence is noted. `relevant_to` are codes of data and people that make it matter to the client."""

    id: str
    fields: tuple[str, ...]
    relevant_to: tuple[str, ...]
    documents: frozenset[DocumentKind]


@dataclass(frozen=True, slots=True)
class PointInOrder:
    """A point that is stated; `unless` are rules ("RIG-01") or cases ("IDN-01:no_name") that take it away."""

    id: str
    when: Condition
    unless: tuple[str, ...]
    documents: frozenset[DocumentKind]


@dataclass(frozen=True, slots=True)
class Exemption:
    """A field about which nothing need be stated where the conditions hold."""

    field: str
    when: Condition


@dataclass(frozen=True, slots=True)
class RatingLimits:
    """How many findings a suggested rating allows, and the fields that must not break off."""

    most_medium: int
    most_high: int
    verify_fields: frozenset[str]


@dataclass(frozen=True)
class RuleBook:
    """Everything in `rules.toml`. `version` names the state of the rules in a report; `documents` are the kinds of
    documents that a rule may be held against."""

    version: str
    documents: Mapping[str, frozenset[DocumentKind]]
    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    points: tuple[PointInOrder, ...]
    exemptions: tuple[Exemption, ...]
    rating: RatingLimits

    def rule(self, rule_id: str) -> Rule:
        """KeyError for a rule that does not exist."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@lru_cache(maxsize=1)
def load_rules() -> RuleBook:
    """The rules; RulesError where the file contradicts itself or names what does not exist."""
    data = read_table("rules.toml")
    documents = {name: frozenset(DocumentKind(kind) for kind in kinds) for name, kinds in data["documents"].items()}
    book = RuleBook(
        version=data["rule_set"],
        documents=documents,
        rules=tuple(_rule(entry, documents) for entry in data["rule"]),
        topics=tuple(_topic(entry, documents) for entry in data["topic"]),
        points=tuple(_point(entry, documents) for entry in data["point"]),
        exemptions=tuple(Exemption(e["field"], _condition(e)) for e in data["exemption"]),
        rating=RatingLimits(**{**data["rating"], "verify_fields": frozenset(data["rating"]["verify_fields"])}),
    )
    _check(book, load_law())
    return book


_Kinds = Mapping[str, frozenset[DocumentKind]]


def _rule(entry: dict[str, Any], documents: _Kinds) -> Rule:
    missing = _NEEDED - entry.keys()
    if missing:
        raise RulesError(f"{entry.get('id', 'a rule without id')}: {', '.join(sorted(missing))} missing")
    held_against = entry.get("documents", _NOTICES)
    return Rule(
        id=entry["id"],
        owner=Owner(entry["owner"]),
        cases=tuple(_case(case, documents[case.get("documents", held_against)]) for case in entry["case"]),
        basis=tuple(entry["basis"]),
        facts=tuple(entry.get("facts", ())),
        facts_by_country={c: tuple(ids) for c, ids in entry.get("facts_by_country", {}).items()},
        basis_by_country={c: tuple(places) for c, places in entry.get("basis_by_country", {}).items()},
        client_may_control=entry.get("client_may_control", False),
        agreement_basis=tuple(entry.get("agreement_basis", ())),
        suppressed_by=tuple(entry.get("suppressed_by", ())),
        curable=entry["curable"],
        valid_from=entry.get("valid_from", _NO_START),
        valid_to=entry.get("valid_to", NO_END),
    )


def _case(entry: dict[str, Any], documents: frozenset[DocumentKind]) -> Case:
    return Case(
        id=entry["id"],
        severity=Severity(entry["severity"]),
        when=_condition(entry),
        facts=tuple(entry.get("facts", ())),
        valid_from=entry.get("valid_from", _NO_START),
        valid_to=entry.get("valid_to", NO_END),
        unless=tuple(entry.get("unless", ())),
        basis=tuple(entry.get("basis", ())),
        documents=documents,
    )


def _topic(entry: dict[str, Any], documents: _Kinds) -> Topic:
    kinds = documents[entry.get("documents", _NOTICES)]
    return Topic(entry["id"], tuple(entry["fields"]), tuple(entry.get("relevant_to", ())), kinds)


def _point(entry: dict[str, Any], documents: _Kinds) -> PointInOrder:
    kinds = documents[entry.get("documents", _NOTICES)]
    return PointInOrder(entry["id"], _condition(entry), tuple(entry.get("unless", ())), kinds)


def _condition(entry: dict[str, Any]) -> Condition:
    return {key: value for key, value in entry.items() if key in _KEYS}


# checks


def _check(book: RuleBook, law: Law) -> None:
    ids = [rule.id for rule in book.rules]
    cases = {f"{rule.id}:{case.id}" for rule in book.rules for case in rule.cases}
    if len(ids) != len(set(ids)) or len(cases) != sum(len(rule.cases) for rule in book.rules):
        raise RulesError("rules.toml: a rule or case stands twice")
    for rule in book.rules:
        _check_rule(rule, ids, law)
    for point in book.points:
        _check_condition(point.when, f"point {point.id}")
        unknown = set(point.unless) - set(ids) - cases
        if unknown:
            raise RulesError(f"point {point.id}: no such rule {sorted(unknown)}")
    for exemption in book.exemptions:
        _check_condition(exemption.when, f"exemption {exemption.field}")
    _check_fields([exemption.field for exemption in book.exemptions], "exemptions")
    _check_fields(
        [*book.rating.verify_fields, *(f for topic in book.topics for f in topic.fields)], "rating and topics"
    )


def _check_rule(rule: Rule, ids: list[str], law: Law) -> None:
    facts = {*rule.facts, *(f for case in rule.cases for f in case.facts)}
    facts |= {f for more in rule.facts_by_country.values() for f in more}
    unknown = (facts - set(law.facts)) | (set(rule.suppressed_by) - set(ids))
    unknown |= {other for case in rule.cases for other in case.unless} - {case.id for case in rule.cases}
    if unknown:
        raise RulesError(f"{rule.id}: no such fact, rule or case {sorted(unknown)}")
    for case in rule.cases:
        if not case.when or case.id in case.unless:
            raise RulesError(f"{rule.id}:{case.id}: no condition, or one against itself")
        _check_condition(case.when, f"{rule.id}:{case.id}")


def _check_condition(when: Condition, where: str) -> None:
    unknown = set(when) - _KEYS
    if unknown:
        raise RulesError(f"{where}: no such condition {sorted(unknown)}")
    for key in ("has", "given", "has_any", "lacks"):
        _check_fields(when.get(key, ()), where)
    _check_fields([f for f in when.get("broken_off", ()) if f], where)
    kinds = set(when.get("observed", ())) | set(when.get("unobserved", ()))
    if kinds - set(observation_kinds()):
        raise RulesError(f"{where}: no such observation {sorted(kinds - set(observation_kinds()))}")
    if set(when.get("context", ())) - set(Context.__dataclass_fields__):
        raise RulesError(f"{where}: no such context")
    if "predicate" in when and when["predicate"]["name"] not in PREDICATES:
        raise RulesError(f"{where}: no such predicate {when['predicate']['name']}")
    for table in when.get("either", ()):
        _check_condition(table, where)


def _check_fields(entries: list[str], where: str) -> None:
    form = load_form()
    for entry in entries:
        field, codes = parse_entry(entry)
        if field not in form:
            raise RulesError(f"{where}: no such field {field}")
        vocabulary = {code.id for code in form.field(field).codes} or {"period", "until"}
        if codes - vocabulary:
            raise RulesError(f"{where}: {field} has no code {sorted(codes - vocabulary)}")


def parse_entry(entry: str) -> tuple[str, frozenset[str]]:
    """The field and codes of "field=code|code"; no codes where any value will do."""
    field, _, codes = entry.partition("=")
    return field, frozenset(codes.split("|")) if codes else frozenset()


def observation_kinds() -> tuple[str, ...]:
    """All kinds of observations that extraction makes."""
    kinds: Mapping[str, Any] = load_lexicon("any").words["observations"]
    return tuple(kinds)

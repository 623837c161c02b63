"""Suggests findings: every rule held against what is known of a vendor's texts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from reviewer.findings.conditions import QUOTES, Situation, evaluate
from reviewer.findings.law import load_law
from reviewer.findings.material import Material
from reviewer.findings.predicates import Match
from reviewer.findings.rules import Case, Rule, load_rules
from reviewer.model import Context, DocumentKind, Finding

MOST_GROUNDS = 8
LOCAL_BASIS = "basis"
"""The detail that holds places of the law of the vendor's country."""
CLIENT_BASIS = "client_basis"
"""The detail that holds those of the client's country, which matter if the client is the controller."""
SUBJECT = "subject"
"""The detail that says what a finding is about where that is no notice."""
AGREEMENT = "agreement"


def suggest_findings(material: Material, context: Context, as_of: datetime.date) -> tuple[Finding, ...]:
    """The findings as of a day, the gravest first, at most one a rule. They depend on nothing but the arguments and
    the rules, so that they may be suggested anew whenever a value or the context changes."""
    situation = Situation(material, context, as_of)
    situations = {kinds: situation.within(kinds) for kinds in load_rules().documents.values()}
    found = [f for rule in load_rules().rules if rule.applies(as_of) and (f := _finding(rule, situation, situations))]
    fired = {finding.rule for finding in found}
    kept = [f for f in found if not fired & set(load_rules().rule(f.rule).suppressed_by)]
    return tuple(sorted(kept, key=lambda f: -f.severity.weight))


_Situations = Mapping[frozenset[DocumentKind], Situation | None]
"""What there is to hold a rule against, by the kinds of documents; None where there is no such document."""


def _finding(rule: Rule, situation: Situation, situations: _Situations) -> Finding | None:
    held = _cases(rule, situation.as_of, situations)
    if not held:
        return None
    held.sort(key=lambda entry: -entry[0].severity.weight)
    cases, matches = [case for case, _ in held], [match for _, match in held]
    details = {f"{case.id}.{name}": values for case, match in held for name, values in match.details.items()}
    details |= _local_basis(rule, situation)
    telling = {quote for match in matches for name in QUOTES for quote in match.details.get(name, ())}
    grounds = list(dict.fromkeys(ground for match in matches for ground in match.grounds))
    grounds.sort(key=lambda ground: ground.evidence.quote not in telling)
    if situation.material.only_in(DocumentKind.DPA, tuple(grounds)):
        details[SUBJECT] = (AGREEMENT,)
    return Finding(
        rule=rule.id,
        severity=cases[0].severity,
        cases=tuple(case.id for case in cases),
        grounds=tuple(grounds)[:MOST_GROUNDS],
        details=details,
        facts=_facts(rule, held, situation),
        verify=_rests_on_broken(matches, situation.material),
    )


def _cases(rule: Rule, on: datetime.date, situations: _Situations) -> list[tuple[Case, Match]]:
    """The cases that hold, without those that another makes needless."""
    valid = [(case, situations[case.documents]) for case in rule.cases if case.valid_from <= on <= case.valid_to]
    held = [(case, match) for case, against in valid if against and (match := evaluate(case.when, against)) is not None]
    names = {case.id for case, _ in held}
    return [(case, match) for case, match in held if not names & set(case.unless)]


def _local_basis(rule: Rule, situation: Situation) -> dict[str, tuple[str, ...]]:
    """Places of the law of the vendor's country, and of the client's where it matters and is another."""
    vendors, clients = situation.material.codes("controller.country"), situation.context.client_country
    own = tuple(place for country in sorted(vendors) for place in rule.basis_by_country.get(country, ()))
    known = rule.client_may_control and clients not in vendors
    others = rule.basis_by_country.get(clients, ()) if known else ()
    return {name: places for name, places in ((LOCAL_BASIS, own), (CLIENT_BASIS, others)) if places}


def _facts(rule: Rule, held: list[tuple[Case, Match]], situation: Situation) -> tuple[str, ...]:
    country = situation.context.client_country
    countries = [country] if country else sorted(situation.material.codes("controller.country"))
    local = [fact for c in countries for fact in rule.facts_by_country.get(c, ())]
    own = [fact for case, match in held for fact in (*case.facts, *match.facts)]
    return load_law().facts_known((*rule.facts, *own, *local), situation.as_of)


def _rests_on_broken(matches: list[Match], material: Material) -> bool:
    """Whether a passage that breaks off is among the grounds, so that the original must be looked at."""
    broken = {ground for sighting in material.incomplete for ground in sighting.grounds}
    return any(ground in broken for match in matches for ground in match.grounds)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reviewer.findings import RulesError, load_law, load_rules, rules
from reviewer.findings.predicates import PREDICATES
from reviewer.findings.rules import Condition, RuleBook

DECIDED_ON = """
SCO-01 SCO-02 SCO-03 IDN-01 IDN-02 ROL-01 DPO-01 REP-01 DAT-01 DAT-02 CAT-01 CAT-02 CAT-03 CAT-04 SRC-01 PUR-01
LEG-01 LEG-02 LEG-03 LEG-04 LEG-05 REC-01 REC-02 REC-03 TRF-01 TRF-02 TRF-03 TRF-04 TRF-05 TRF-06 TRF-07 TRF-08 RET-01
RET-02 RIG-01 RIG-02 RIG-03 RIG-04 SUP-01 ADM-01 COK-01 COK-02 COK-03 SEC-01 CER-01 LAW-01 QUA-01 QUA-02 QUA-03
CON-01
""".split()
"""Rules that workspaces hold decisions on, by their ids."""


def test_rules_have_ids_of_their_own_numbered_on_within_what_they_are_about() -> None:
    ids = [rule.id for rule in load_rules().rules]
    numbers: dict[str, list[int]] = {}
    for rule_id in ids:
        about, number = re.fullmatch(r"([A-Z]{3})-(\d\d)", rule_id).groups()
        numbers.setdefault(about, []).append(int(number))
    assert all(given == list(range(1, len(given) + 1)) for given in numbers.values()), numbers


def test_no_rule_goes_that_somebody_may_have_decided_on() -> None:
    assert set(DECIDED_ON) - {rule.id for rule in load_rules().rules} == set()


def all_conditions() -> Iterator[Condition]:
    """Every condition table of the rules and points, those within others included."""
    for rule in load_rules().rules:
        for case in rule.cases:
            yield case.when
            yield from case.when.get("either", ())
    yield from (point.when for point in load_rules().points)


def test_every_predicate_is_used() -> None:
    names = {c["predicate"]["name"] for c in all_conditions() if "predicate" in c}
    assert names == set(PREDICATES)


def test_every_kind_of_observation_is_used_by_a_rule_or_a_predicate() -> None:
    named = {k for c in all_conditions() for key in ("observed", "unobserved") for k in c.get(key, ())}
    by_predicates = {"objection_to_marketing_only"}
    assert named | by_predicates == set(rules.observation_kinds())


def test_facts_carry_their_dates_and_their_doubts() -> None:
    facts = load_law().facts
    assert list(facts) == [f"D{n}" for n in range(1, 30)]
    assert all(fact.date <= fact.as_of for fact in facts.values())
    assert all(bool(fact.doubt) != fact.verified for fact in facts.values())
    assert {i for i, fact in facts.items() if not fact.verified} == {
        *("D3", "D6", "D7", "D12", "D17", "D18", "D19", "D20", "D22", "D24", "D28", "D29")
    }


@pytest.fixture
def load_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, Any]], RuleBook]]:
    """Loads a book of one rule."""

    def load(rule: dict[str, Any]) -> RuleBook:
        data = {
            "rule_set": "1",
            "documents": {"notices": ["policy"]},
            "rule": [rule],
            "topic": [],
            "point": [],
            "exemption": [],
            "rating": {"most_medium": 3, "most_high": 2, "verify_fields": []},
        }
        monkeypatch.setattr(rules, "read_table", lambda name: data)
        load_rules.cache_clear()
        return load_rules()

    yield load
    load_rules.cache_clear()


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"has": ["legal_basis"]}, "no such field legal_basis"),
        ({"has": ["legal_bases=habit"]}, "no code"),
        ({"observed": ["rain"]}, "no such observation"),
        ({"context": {"weather": ["rain"]}}, "no such context"),
        ({"predicate": {"name": "nonsense"}}, "no such predicate"),
        ({"either": [{"lacks": ["purpose"]}]}, "no such field purpose"),
        ({}, "no condition"),
    ],
)
def test_a_rule_that_names_what_does_not_exist_is_refused(
    entry: dict[str, Any], says: str, load_one: Callable[[dict[str, Any]], RuleBook]
) -> None:
    case = {"id": "one", "severity": "low", **entry}
    with pytest.raises(RulesError, match=says):
        load_one({"id": "NEW-01", "owner": "vendor", "basis": ["gdpr:5"], "curable": True, "case": [case]})


def test_a_rule_that_lacks_what_every_rule_says_is_refused(
    load_one: Callable[[dict[str, Any]], RuleBook],
) -> None:
    with pytest.raises(RulesError, match="NEW-01: basis, curable missing"):
        load_one({"id": "NEW-01", "owner": "vendor", "case": []})


def test_adequacy_decisions_hold_from_their_day_to_their_last() -> None:
    import datetime

    law = load_law()
    assert law.adequacy_decision("GB", datetime.date(2026, 11, 22)) is not None
    assert law.adequacy_decision("GB", datetime.date(2032, 1, 1)) is None
    assert law.adequacy_decision("US", datetime.date(2022, 1, 1)) is None
    assert law.areas["eu"] < law.areas["eea"]
    assert not {d.country for d in law.adequacy} & law.areas["eea"]

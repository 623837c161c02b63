"""Whether the findings that should be suggested are, and how grave, and how many others are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer.evaluate.gold import GoldError
from reviewer.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class ExpectedFindings:
    """By rule id: findings that must be suggested, with their severity, those that may be, and those never."""

    must: Mapping[str, Severity]
    may: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def read_expected_findings(text: str, name: str) -> ExpectedFindings:
    """Lines `must RULE severity`, `may RULE`, `never RULE`, parted by tabulators; GoldError for a bad severity. Other
    lines say nothing."""
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    try:
        must = {row[1]: Severity(row[2].strip()) for row in rows if row[0] == "must"}
    except (ValueError, IndexError) as error:
        raise GoldError(f"findings/{name}: {error}") from error
    may, never = (frozenset(row[1] for row in rows if row[0] == kind) for kind in ("may", "never"))
    return ExpectedFindings(must, may, never)


@dataclass(slots=True)
class FindingTally:
    """`severe` counts the right ones of the severity wanted; `wrong` those that are neither wanted nor defensible, of
    which `never` are false alarms."""

    wanted: int = 0
    right: int = 0
    severe: int = 0
    wrong: int = 0
    never: int = 0

    def count(self, findings: Iterable[Finding], expected: ExpectedFindings) -> tuple[dict[str, Severity], ...]:
        """Add the findings of one document; returns those missed and those wrong, with their severities."""
        given: dict[str, Severity] = {}
        for finding in findings:
            given[finding.rule] = max(given.get(finding.rule, finding.severity), finding.severity, key=_weight)
        missed = {rule: severity for rule, severity in expected.must.items() if rule not in given}
        wrong = {r: s for r, s in given.items() if r not in expected.must and r not in expected.may}
        self.wanted += len(expected.must)
        self.right += len(expected.must) - len(missed)
        self.severe += sum(given.get(rule) == severity for rule, severity in expected.must.items())
        self.wrong += len(wrong)
        self.never += len(expected.never & set(given))
        return missed, wrong


def _weight(severity: Severity) -> int:
    return severity.weight

"""The overall rating that findings suggest. It is a suggestion: a reviewer decides, and alone may not recommend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviewer.findings.material import Material, material_of_assessment
from reviewer.findings.rules import load_rules
from reviewer.model import Assessment, Finding, FindingState, Rating, Severity


@dataclass(frozen=True, slots=True)
class RatingSuggestion:
    """A rating with its grounds: how many findings weigh how much, and the rules that decided it."""

    rating: Rating
    high: int
    medium: int
    decisive: tuple[str, ...]


def suggest_rating(findings: Iterable[Finding], material: Material) -> RatingSuggestion:
    """By the findings that stand (not the dismissed ones), with the severities that the reviewer gave them."""
    findings = tuple(findings)
    limits = load_rules().rating
    high = [f.rule for f in findings if f.severity is Severity.HIGH]
    medium = [f.rule for f in findings if f.severity is Severity.MEDIUM]
    incurable = [rule for rule in high if not load_rules().rule(rule).curable]
    broken = _broken_off(findings, material, limits.verify_fields)
    if len(high) > limits.most_high or broken or incurable:
        rating, decisive = Rating.INFORMATION_REQUIRED, high if len(high) > limits.most_high else [*broken, *incurable]
    elif high or len(medium) > limits.most_medium:
        rating, decisive = Rating.ACCEPTABLE_WITH_CONDITIONS, high or medium
    else:
        rating, decisive = Rating.ACCEPTABLE, medium
    return RatingSuggestion(rating, len(high), len(medium), tuple(decisive))


def rate_assessment(assessment: Assessment) -> RatingSuggestion:
    """What the findings of an assessment suggest now."""
    standing = [replace(f.finding, severity=f.severity) for f in assessment.findings if f.stands]
    return suggest_rating(standing, material_of_assessment(assessment))


def advice_on(assessment: Assessment) -> str:
    """Which advice on the vendor may be given, by its name in the catalogs: that of the rating which the reviewer
    decided on, and until then none, as a suggestion is no recommendation."""
    if assessment.rating is not None:
        return assessment.rating.rating.value
    decided = any(finding.state is not FindingState.OPEN for finding in assessment.findings)
    return "undecided" if assessment.decided or decided else "unreviewed"


def _broken_off(findings: tuple[Finding, ...], material: Material, mandatory: frozenset[str]) -> list[str]:
    """The finding on broken passages, where it stands and one of them belongs to a mandatory field."""
    stands = any(f.rule == "QUA-02" for f in findings)
    return ["QUA-02"] if stands and any(i.kind in mandatory for i in material.incomplete) else []

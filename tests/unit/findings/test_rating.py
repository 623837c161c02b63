from __future__ import annotations

import pytest

from reviewer.findings import Material, suggest_rating
from reviewer.model import Finding, Rating, Severity


def finding(rule, severity):
    return Finding(rule, Severity(severity), ("one",))


CURABLE = [finding("RET-01", "high"), finding("RIG-02", "high"), finding("RIG-03", "high")]
MEDIUM = [finding(rule, "medium") for rule in ("DAT-01", "REC-01", "PUR-01", "LEG-02")]


@pytest.mark.parametrize(
    ("findings", "rating"),
    [
        ([], Rating.ACCEPTABLE),
        (MEDIUM[:3], Rating.ACCEPTABLE),
        (MEDIUM, Rating.ACCEPTABLE_WITH_CONDITIONS),
        (CURABLE[:2], Rating.ACCEPTABLE_WITH_CONDITIONS),
        (CURABLE, Rating.INFORMATION_REQUIRED),
        ([finding("LEG-01", "high")], Rating.INFORMATION_REQUIRED),
        ([finding("CER-01", "info")] * 20, Rating.ACCEPTABLE),
    ],
)
def test_rating_by_number_and_weight(findings, rating):
    assert suggest_rating(findings, Material(())).rating is rating


def test_a_mandatory_item_that_breaks_off_asks_for_more(seen):
    quality = [finding("QUA-02", "medium")]
    assert suggest_rating(quality, Material((), (), seen("legal_bases"))).decisive == ("QUA-02",)
    assert suggest_rating(quality, Material((), (), seen("legal_bases"))).rating is Rating.INFORMATION_REQUIRED
    assert suggest_rating(quality, Material((), (), seen("cookies.used"))).rating is Rating.ACCEPTABLE
    assert suggest_rating([], Material((), (), seen("legal_bases"))).rating is Rating.ACCEPTABLE


def test_a_severity_that_the_reviewer_lowered_counts_as_lowered():
    lowered = [*CURABLE[:2], finding("RIG-03", "medium")]
    suggestion = suggest_rating(lowered, Material(()))
    assert suggestion.rating is Rating.ACCEPTABLE_WITH_CONDITIONS
    assert (suggestion.high, suggestion.medium, suggestion.decisive) == (2, 1, ("RET-01", "RIG-02"))

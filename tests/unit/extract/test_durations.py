"""What lengths of time look like in the three languages, and what only looks like one."""

from __future__ import annotations

import pytest

from reviewer.extract.durations import find_durations
from reviewer.extract.folding import fold


@pytest.mark.parametrize(
    ("language", "text", "periods"),
    [
        ("en", "We keep it for 30 days.", ["P30D"]),
        ("en", "kept for two (2) years", ["P2Y"]),
        ("en", "within one month", ["P1M"]),
        ("en", "after one year and two years", ["P1Y", "P2Y"]),
        ("en", "within a month of the request", ["P1M"]),
        ("en", "for a year", ["P1Y"]),
        ("en", "around the clock, 24 hours a day", ["PT24H"]),
        ("en", "a 12-month period", ["P12M"]),
        ("en", "twenty-four months", ["P24M"]),
        ("en", "between 3 and 5 years", ["P5Y"]),
        ("en", "6–12 months", ["P12M"]),
        ("en", "six to twelve (12) months", ["P12M"]),
        ("en", "for one year and six months", ["P1Y6M"]),
        ("en", "for 1.5 years", ["P18M"]),
        ("en", "half a year", ["P6M"]),
        ("en", "within 14 calendar days", ["P14D"]),
        ("en", "no later than 72 hours", ["PT72H"]),
        ("en", "10 years and 6 weeks", ["P10Y6W"]),
        ("en", "ten\nyears", ["P10Y"]),
        ("en", "the Data Protection Act 2018 and Article 6", []),
        ("en", "Regulation 2016/679 of 27 April 2016", []),
        ("en", "version 4.2 months later", []),
        ("en", "a year ago", []),
        ("sv", "sparas i fem år", ["P5Y"]),
        ("sv", "inom en månad", ["P1M"]),
        ("sv", "efter en vecka", ["P1W"]),
        ("sv", "i högst sju dagar", ["P7D"]),
        ("sv", "upp till tolv (12) månader", ["P12M"]),
        ("sv", "det sjunde (7) året efter räkenskapsårets utgång", ["P7Y"]),
        ("sv", "12 mån", ["P12M"]),
        ("sv", "två till tre år", ["P3Y"]),
        ("sv", "30 dagars svarstid", ["P30D"]),
        ("sv", "inom tio arbetsdagar", ["P10D"]),
        ("sv", "ett halvår", ["P6M"]),
        ("sv", "inom 72 timmar", ["PT72H"]),
        ("sv", "år 2019 och 2020", []),
        ("sv", "dag för dag", []),
        ("fi", "kuukauden kuluessa pyynnöstä", ["P1M"]),
        ("fi", "kuuden (6) kuukauden ajan", ["P6M"]),
        ("fi", "vuoden ajan", ["P1Y"]),
        ("fi", "viikon kuluttua", ["P1W"]),
        ("fi", "enintään kymmenen vuotta", ["P10Y"]),
        ("fi", "kahden vuoden kuluttua", ["P2Y"]),
        ("fi", "24 kk viimeisestä käynnistä", ["P24M"]),
        ("fi", "3-5 vuotta", ["P5Y"]),
        ("fi", "30 päivän kuluessa", ["P30D"]),
        ("fi", "yksi vuosi ja kuusi kuukautta", ["P1Y6M"]),
        ("fi", "puolen vuoden ajan", ["P6M"]),
        ("fi", "90 vrk", ["P90D"]),
        ("fi", "72 tunnin kuluessa", ["PT72H"]),
        ("fi", "vuoden 2019 alusta", []),
        ("fi", "kuukauden lopussa", []),
    ],
)  # fmt: skip
def test_reads_durations(language: str, text: str, periods: list[str]) -> None:
    folded = fold(text)
    assert [d.period for d in find_durations(folded, 0, len(folded), language)] == periods


def test_span_covers_number_and_unit() -> None:
    folded = fold("We delete it after two (2) years at the latest.")
    (duration,) = find_durations(folded, 0, len(folded), "en")
    assert folded[duration.start : duration.end] == "two (2) years"


def test_searches_only_the_range_given() -> None:
    folded = fold("5 years. 3 months.")
    assert [d.period for d in find_durations(folded, 8, len(folded), "en")] == ["P3M"]

"""What a retention item is about, from when its period runs, and when two passages are one item."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.model import Document, Retention

Maker = Callable[[str], Document]


def items(document: Document) -> list[Retention]:
    values = extract_document(document).values
    return [v.value for v in values if v.field == "retention.items" and isinstance(v.value, Retention)]


@pytest.mark.parametrize(
    ("text", "what", "since"),
    [
        ("# Retention\nInvoices are kept for six years.", "Invoices", None),
        ("# Retention\nWe keep your invoices for six years.", "invoices", None),
        ("# Retention\n- Door logs: 14 days", "Door logs", None),
        ("# Retention\nContracts are kept for ten years after the contract has ended.", "Contracts",
         "after the contract has ended"),
        ("# Feedback\n## How long do we keep it?\nThe data is stored for two years.", "How it is kept", None),
        ("# Lagringstid\nVi sparar dina fakturor i sju år.", "fakturor", None),
        ("# Säilytysaika\nLaskut säilytetään kuusi vuotta tilikauden päättymisestä.", "Laskut",
         "tilikauden päättymisestä"),
        ("# Säilytysaika\nSäilytämme hakemuksia vuoden ajan.", "hakemuksia", None),
    ],
)  # fmt: skip
def test_subject_and_start(make_document: Maker, text: str, what: str, since: str | None) -> None:
    (item,) = items(make_document(text))
    assert item.since == since
    if what != "How it is kept":
        assert item.what == what


def test_row_is_about_its_first_cell(make_document: Maker) -> None:
    text = "# Retention\n| Data | Storage time |\n| Chat logs | 30 days |\n| Tickets | 30 days |"
    assert [i.what for i in items(make_document(text))] == ["Chat logs", "Tickets"]


def test_each_period_of_a_sentence_has_its_own_subject(make_document: Maker) -> None:
    text = "# Retention\nOrders are kept for seven years, and baskets are deleted after two weeks."
    assert [(i.what, i.period) for i in items(make_document(text))] == [("Orders", "P7Y"), ("baskets", "P2W")]


def test_active_and_then_is_one_item(make_document: Maker) -> None:
    text = "# Retention\nProfiles are kept as long as the account is open and for three months thereafter."
    (item,) = items(make_document(text))
    assert item.period == "P3M"
    assert item.since is not None
    assert item.since.startswith("as long as the account is open")


def test_the_general_criterion_is_given_once_with_all_its_evidence(make_document: Maker) -> None:
    text = (
        "# Retention\nWe keep personal data only as long as it is necessary for the purposes.\n"
        "# Storage\nPersonal data is not kept longer than is necessary."
    )
    values = [v for v in extract_document(make_document(text)).values if v.field == "retention.items"]
    assert [len(v.evidence) for v in values] == [2]


def test_evidence_is_short_in_a_long_passage(make_document: Maker) -> None:
    text = "# Retention\n" + "Records of many kinds, " * 40 + "and letters are kept until you withdraw your consent."
    (value,) = (v for v in extract_document(make_document(text)).values if v.field == "retention.items")
    assert len(value.evidence[0].quote) <= 400


def test_numbered_row_is_about_its_first_cell_with_words(make_document: Maker) -> None:
    text = "# Retention\n| No | Data | Storage time |\n| 1. | Chat logs | 30 days |\n| 2. | Tickets | 30 days |"
    assert [i.what for i in items(make_document(text))] == ["Chat logs", "Tickets"]

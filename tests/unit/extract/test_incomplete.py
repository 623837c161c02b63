from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.extract.incomplete import find_incomplete
from reviewer.extract.policy import Policy
from reviewer.model import Document

Maker = Callable[[str], Document]
OPENING = "# Privacy notice\nWe tell you here how we use the data that we have about you and why.\n"


def found(document: Document) -> list[tuple[str | None, list[str]]]:
    return [(field, [document.text[a:b] for a, b in spans]) for field, spans in find_incomplete(Policy(document))]


def test_heading_without_a_body(make_document: Maker) -> None:
    document = make_document(OPENING + "# Retention periods\n# Your rights\nYou may ask for a copy of your data.")
    assert found(document) == [("retention.items", ["Retention periods"])]


def test_heading_over_deeper_headings_is_whole(make_document: Maker) -> None:
    document = make_document(OPENING + "# Retention periods\n## Accounts\nOne year.\n## Logs\nTwo months.")
    assert found(document) == []


def test_lead_in_whose_list_is_missing(make_document: Maker) -> None:
    document = make_document(
        OPENING
        + "# The data\nWe collect the following personal data:\n"
        + "We do this only if you have an account with us.\n# Your rights\nYou may ask for a copy."
    )
    assert found(document) == [("data.categories", ["We collect the following personal data:"])]


@pytest.mark.parametrize(
    "body",
    [
        "- your name\n- your e-mail address",
        "name, address, telephone number",
        "Identity: your name.\nContact: your address.\nUsage: the pages you see.",
        "| Data | Why |\n| name | contract |",
    ],
)
def test_lead_in_with_its_list_is_whole(make_document: Maker, body: str) -> None:
    document = make_document(
        OPENING + f"# The data\nWe collect the following personal data:\n{body}\n# Other\nThat is all."
    )
    assert found(document) == []


@pytest.mark.parametrize(("colon", "level"), [(":", "##"), (":,", "##"), (":", "###")])
def test_lead_in_before_deeper_headings_is_whole(make_document: Maker, colon: str, level: str) -> None:
    parts = f"{level} Identity\n- your name\n{level} Contact\n- your address"
    text = f"# The data\nWhat we collect from you may include, but is not limited to{colon}\n{parts}"
    assert found(make_document(OPENING + text)) == []


def test_lead_in_before_the_next_section_is_broken_off(make_document: Maker) -> None:
    text = "# Your consent\n## When we ask\nWe ask for your consent before we:\n## Newsletters\nWe send one a month."
    assert [quotes for _, quotes in found(make_document(OPENING + text))] == [["We ask for your consent before we:"]]


def test_sentence_that_stops_short(make_document: Maker) -> None:
    document = make_document(
        "# Tietosuojaseloste\nKerromme tässä, miten käytämme niitä tietoja, joita meillä on sinusta.\n"
        "Käsittelyn oikeusperuste yleisen tietosuoja-asetuksen mukaan on\n"
        "Tietoja käytetään laskutukseen ja asiakaspalveluun, kun olet asiakas."
    )
    assert found(document) == [("legal_bases", ["Käsittelyn oikeusperuste yleisen tietosuoja-asetuksen mukaan on"])]


@pytest.mark.parametrize(
    "address", ["[email protected]", "maud(at)tidewater.example", "maud [at] tidewater [dot] example"]
)
def test_garbled_address_is_no_value_but_broken_off(make_document: Maker, address: str) -> None:
    document = make_document(OPENING + f"# Contact\nWrite to us: {address}")
    assert found(document) == [("contact.email", [address])]
    assert all(value.field != "contact.email" for value in extract_document(document).values)

"""What the passage around a cue makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract.policy import Policy
from reviewer.extract.rules import cues
from reviewer.model import Document

Make = Callable[[str], Document]


def confidences(document: Document, field: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for candidate in cues.find(Policy(document)):
        if candidate.field == field:
            value = str(candidate.value)
            found[value] = max(found.get(value, 0.0), candidate.confidence)
    return found


def test_heading_lends_its_topic(make_document: Make) -> None:
    under = confidences(make_document("# Information we collect\nBrowser version."), "data.categories")
    elsewhere = confidences(make_document("# Miscellany\nBrowser version."), "data.categories")
    assert under["device"] > elsewhere["device"]


def test_words_of_the_sentence_outweigh_the_heading(make_document: Make) -> None:
    text = "# Security\nWe collect the following data: IP address."
    assert confidences(make_document(text), "data.categories")["device"] >= 0.5


def test_sections_that_explain_give_nothing(make_document: Make) -> None:
    text = "# Definitions\nWe collect the following data: IP address."
    assert confidences(make_document(text), "data.categories") == {}


def test_table_column_lends_its_topic(make_document: Make) -> None:
    text = "# Overview\n| Legal basis | Remark |\n| Consent | weekly |\n"
    assert confidences(make_document(text), "legal_bases") == {"consent": pytest.approx(0.88, abs=0.05)}


def test_longer_phrase_hides_the_cue_in_it(make_document: Make) -> None:
    text = "# Information we collect\nThe domain name."
    assert confidences(make_document(text), "data.categories") == {}


@pytest.mark.parametrize(
    "sentence",
    ["We do not collect IP addresses.", "IP addresses are not stored.", "We collect neither cookies nor IP addresses."],
)
def test_denied_data_give_nothing(sentence: str, make_document: Make) -> None:
    assert confidences(make_document(f"# Information we collect\n{sentence}"), "data.categories") == {}


def test_not_only_is_no_denial(make_document: Make) -> None:
    text = "# Information we collect\nWe collect not only IP addresses."
    assert "device" in confidences(make_document(text), "data.categories")


def test_cue_does_not_reach_beyond_its_sentence(make_document: Make) -> None:
    document = make_document("# Purposes\n- We provide\n- service vehicles are red")
    assert all("\n" not in document.text[c.spans[0][0] : c.spans[0][1]] for c in cues.find(Policy(document)))


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("We do not collect special categories of personal data.", False),
        ("We do not knowingly collect special categories of personal data.", True),
        ("Please do not send us special categories of personal data.", True),
    ],
)
def test_a_denial_with_a_limit_is_conditional(make_document: Make, text: str, hedged: bool) -> None:
    found = [c for c in cues.find(Policy(make_document(text))) if c.value == "not_collected"]
    assert found
    assert all(c.hedged is hedged for c in found)

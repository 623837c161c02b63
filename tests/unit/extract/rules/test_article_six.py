"""Bases cited by letter, however Article 6 is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract.policy import Policy
from reviewer.extract.rules import article_six
from reviewer.model import Document

Make = Callable[[str], Document]


def bases(document: Document) -> list[str]:
    return [str(c.value) for c in article_six.find(Policy(document))]


@pytest.mark.parametrize(
    "citation",
    [
        "Art. 6(1)(f) GDPR",
        "Art. 6 (1) f GDPR",
        "Article 6, paragraph 1, point (f)",
        "Art. 6 para. 1 s. 1 lit. f GDPR",
        "artikel 6.1 f i förordningen",
        "artikel 6 punkt 1 f",
        "6 artiklan 1 kohdan f alakohta",
    ],
)
def test_letter_is_read_in_any_notation(citation: str, make_document: Make) -> None:
    assert bases(make_document(f"# Server logs\nWe keep logs for a week ({citation}).")) == ["legitimate_interests"]


def test_several_letters_of_one_citation(make_document: Make) -> None:
    document = make_document("# Invoices\nThe basis is Article 6(1)(b) and (c) of the Regulation.")
    assert bases(document) == ["contract", "legal_obligation"]


def test_article_without_letter_names_no_basis(make_document: Make) -> None:
    assert bases(make_document("# Invoices\nThe basis is found in Article 6 of the Regulation, a fine text.")) == []


def test_letters_in_a_right_name_no_basis(make_document: Make) -> None:
    document = make_document("# Your rights\nYou have the right to object to processing under Article 6(1)(e) or (f).")
    assert bases(document) == []

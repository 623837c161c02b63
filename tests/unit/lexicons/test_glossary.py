from __future__ import annotations

import re

import pytest

from reviewer.i18n import LANGUAGES
from reviewer.lexicons.glossary import find_term, load_terms


@pytest.mark.parametrize(
    ("language", "text", "at", "english"),
    [
        ("en", "The processors act for us.", "processors", "processor"),
        ("en", "Data subjects may ask.", "subjects", "data subject"),
        ("sv", "Personuppgiftsansvarig är Havre AB.", "Personupp", "controller"),
        ("sv", "Vi anlitar personuppgiftsbiträden.", "biträden", "processor"),
        ("fi", "Rekisterinpitäjän yhteystiedot ovat alla.", "Rekist", "controller"),
        ("fi", "Tiedot suojataan salauksella.", "salauksella", "encryption"),
    ],
)
def test_a_term_is_known_in_its_forms(language: str, text: str, at: str, english: str) -> None:
    term = find_term(text, text.index(at), language)
    assert term is not None
    assert term["en"] == english


@pytest.mark.parametrize(
    ("language", "text", "at"),
    [
        ("fi", "Salasana vaihdetaan.", "Salasana"),
        ("sv", "Vi registrerar köp.", "registrerar"),
        ("en", "Our compressor is loud.", "compressor"),
        ("de", "Der Verantwortliche ist die Muster GmbH.", "Verantwortliche"),
    ],
)
def test_words_that_only_look_alike_are_no_terms(language: str, text: str, at: str) -> None:
    assert find_term(text, text.index(at), language) is None


def test_the_longest_term_is_meant() -> None:
    text = "We carry out a data protection impact assessment."
    assert find_term(text, text.index("protection"), "en")["en"] == "data protection impact assessment"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_as_it_stands(language: str) -> None:
    for term in load_terms():
        words = re.split(" ?/ ?|, ", re.sub(r" \([^)]*\)", "", term[language]))[0]
        assert find_term(words, 0, language), words

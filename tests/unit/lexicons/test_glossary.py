from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.i18n import LANGUAGES
from reviewer.lexicons.glossary import find_term, load_terms, terms_in


@pytest.mark.parametrize(
    ("language", "text", "at", "english"),
    [
        ("en", "The processors act for us.", "processors", "processor"),
        ("en", "Data subjects may ask.", "subjects", "data subject"),
        ("sv", "Personuppgiftsansvarig är Havre AB.", "Personupp", "controller"),
        ("sv", "Vi anlitar personuppgiftsbiträden.", "biträden", "processor"),
        ("fi", "Rekisterinpitäjän yhteystiedot ovat alla.", "Rekist", "controller"),
        ("fi", "Tiedot suojataan salauksella.", "salauksella", "encryption"),
        ("en", "We ask third parties.", "parties", "third party"),
        ("sv", "Uppgifter lämnas till tredje parter.", "parter", "third party"),
        ("fi", "Emme käsittele terveystietoja.", "terveystietoja", "data concerning health"),
        ("fi", "Tietoja ei siirretä kolmansiin maihin.", "maihin", "third country"),
    ],
)
def test_a_term_is_known_in_its_forms(language: str, text: str, at: str, english: str) -> None:
    term = find_term(text, text.index(at), language)
    assert term is not None
    assert term.names["en"] == english


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
    assert find_term(text, text.index("protection"), "en").names["en"] == "data protection impact assessment"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_as_it_stands(language: str) -> None:
    for term in load_terms():
        for words in term.wordings(language):
            assert find_term(words, 0, language), words


def test_the_terms_of_a_text_are_those_it_uses_in_any_language() -> None:
    text = "Stored for a retention period. ”Vi pseudonymiserar svaren.” ”Rekisterinpitäjän tiedot”"
    assert [term.names["en"] for term in terms_in(text)] == [
        "controller",
        "storage (retention) period",
        "pseudonymisation",
    ]


def test_a_word_that_only_begins_like_a_term_is_not_used() -> None:
    assert terms_in("The period is stated in Art. 13, another file is inaccurate.") == ()


def test_brackets_of_a_term_are_for_the_reader_alone() -> None:
    assert all("(" not in words for term in load_terms() for o in LANGUAGES for words in term.wordings(o))


def test_capitals_that_have_two_small_letters_hide_no_term() -> None:
    text = "İİİİ. The controller keeps İ a record. Tietosuojavastaava."
    assert {"controller", "data protection officer"} <= {term.names["en"] for term in terms_in(text)}


PIECES = st.sampled_from(
    ["controller", "Data Subjects", "rekisterinpitäjän", "personuppgifts", "ansvarig", "İ", " ", "-"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_term_stands_in_a_text_where_it_is_found_at_a_place_of_it(text: str) -> None:
    places = [(place, language) for place in range(len(text)) for language in LANGUAGES]
    found = {term.names["en"] for place, language in places if (term := find_term(text, place, language))}
    assert found <= {term.names["en"] for term in terms_in(text)}

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.lexicons import supported_languages
from reviewer.lexicons.sentences import split_sentences


def split(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["We use tools, e.g. Acme Inc. and others.", "They help."]),
        ("en", ["See section 7.", "Write to Mr. J. Doe."]),
        ("en", ["Did you ask?", "We answer!", "Good."]),
        ("en", ["Rule named in Art. 6(1) applies.", "It is old."]),
        ("sv", ["Vi använder t.ex. Google och bl.a. Microsoft.", "Det gäller fr.o.m. 1 maj."]),
        ("sv", ["Uppgifter, namn m.m.", "Därefter raderas de."]),
        ("fi", ["Laadittu 1. tammikuuta 2020.", "Ks. Liite 2."]),
        ("fi", ["Keräämme nimen, osoitteen yms.", "Tiedot poistetaan."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_colon_at_the_end_of_a_line_ends_a_sentence() -> None:
    assert split("The right to object:\nYou may object.", "en") == ["The right to object:", "You may object."]


@given(st.text(), st.sampled_from(supported_languages()))
def test_nothing_but_space_is_lost(text: str, language: str) -> None:
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())

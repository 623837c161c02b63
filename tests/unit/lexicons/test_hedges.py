from __future__ import annotations

import pytest

from reviewer.lexicons import load_lexicon, supported_languages
from reviewer.lexicons.hedges import hedge_pattern


@pytest.mark.parametrize(
    ("language", "text", "hedges"),
    [
        ("en", "We may share data and, where  applicable, dismay nobody in Maytown.", ["may", "where  applicable"]),
        ("sv", "Vi kan komma att lämna ut eventuella uppgifter; kanske.", ["kan komma att", "eventuella"]),
        ("fi", "Tietoja voidaan mahdollisesti luovuttaa, voiton vuoksi.", ["voidaan", "mahdollisesti"]),
        ("de", "Wir may das.", []),
    ],
)
def test_hedges_are_found_as_whole_words(language: str, text: str, hedges: list[str]) -> None:
    assert [match[0] for match in hedge_pattern(language).finditer(text)] == hedges


@pytest.mark.parametrize("language", supported_languages())
def test_they_are_those_of_the_lexicon(language: str) -> None:
    for phrase in load_lexicon(language).cues["hedge"]:
        spelt_out = phrase.replace("*", "en")
        assert hedge_pattern(language).fullmatch(spelt_out), phrase

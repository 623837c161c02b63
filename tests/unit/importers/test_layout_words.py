from __future__ import annotations

import re

import pytest

from reviewer.importers.layout_words import any_legal_form, any_of, layout_words


@pytest.mark.parametrize("words", ["Artikel", "Luku", "Section"])
def test_parts_are_numbered_in_all_languages(words: str) -> None:
    assert re.fullmatch(any_of("numbered_parts"), words)


def test_the_longest_legal_form_is_found_first() -> None:
    assert re.match(any_legal_form(), "GmbH & Co. KG")[0] == "GmbH & Co. KG"


def test_a_hyphen_before_a_joining_word_belongs_to_its_word() -> None:
    assert {"och", "sekä", "or"} <= set(layout_words("joining_part_words"))

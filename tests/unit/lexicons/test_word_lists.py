from __future__ import annotations

import re

import pytest

from reviewer.lexicons.word_lists import one_of, words_of


def test_a_group_matches_the_entries_of_all_its_lists_and_no_other_word() -> None:
    group = re.compile(one_of("and_words", "or_words"))
    assert all(group.fullmatch(word) for word in ("and", "sekä", "eller"))
    assert group.fullmatch("but") is None


def test_a_list_that_no_lexicon_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        one_of("no_such_list")


def test_a_language_may_lack_a_list() -> None:
    assert "rekisteri" in words_of("fi", "register_words")[0]
    assert words_of("en", "register_words") == ()

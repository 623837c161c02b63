from __future__ import annotations

from reviewer.model import Span
from reviewer.ui.text_search import TextSearch

TEXT = "Personal data is kept.\nThe personal\ndata of 😀 users; PERSONAL DATA (all)."


def test_finds_in_any_case_and_across_line_ends() -> None:
    search = TextSearch(TEXT)
    search.find("personal data", 0)
    assert [TEXT[hit.start : hit.end] for hit in search.hits] == ["Personal data", "personal\ndata", "PERSONAL DATA"]


def test_signs_are_taken_as_they_are() -> None:
    search = TextSearch(TEXT)
    search.find("(all).", 0)
    assert [TEXT[hit.start : hit.end] for hit in search.hits] == ["(all)."]


def test_starts_where_the_reader_is_and_goes_round() -> None:
    search = TextSearch(TEXT)
    search.find("personal", 5)
    assert (search.number, search.current) == (2, Span(27, 35))
    search.move(1)
    assert search.number == 3
    search.move(1)
    assert search.number == 1
    search.move(-1)
    assert search.number == 3


def test_after_the_last_hit_comes_the_first() -> None:
    search = TextSearch(TEXT)
    search.find("kept", 40)
    assert search.number == 1


def test_nothing_found_and_nothing_asked() -> None:
    search = TextSearch(TEXT)
    for wanted in ("absent", "", "  "):
        search.find(wanted, 0)
        search.move(1)
        assert (search.hits, search.current, search.number) == ((), None, 0)


def test_near_gives_the_hits_that_share_a_character() -> None:
    search = TextSearch("aa b aa b aa")
    search.find("aa", 0)
    assert search.near(Span(1, 6)) == (Span(0, 2), Span(5, 7))
    assert search.near(Span(2, 5)) == ()

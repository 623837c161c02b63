"""Dates as people type them."""

from __future__ import annotations

import pytest

from reviewer.i18n import LANGUAGES, Translator
from reviewer.ui.date_entry import read_date


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("2019-07-09", ("2019-07-09",)),
        ("2019-07", ("2019-07",)),
        ("9.7.2019", ("2019-07-09",)),
        ("09. 07. 2019", ("2019-07-09",)),
        ("7/2019", ("2019-07",)),
        ("12/07/2022", ("2022-07-12", "2022-12-07")),
        ("13/07/2022", ("2022-07-13",)),
        ("07/13/2022", ("2022-07-13",)),
        ("7-7-2022", ("2022-07-07",)),
        ("9 July 2019", ("2019-07-09",)),
        ("July 9, 2019", ("2019-07-09",)),
        ("9th of July 2019", ("2019-07-09",)),
        ("9 juli 2019", ("2019-07-09",)),
        ("9. heinäkuuta 2019", ("2019-07-09",)),
        ("Heinäkuu 2019", ("2019-07",)),
        (" Sept 2019 ", ("2019-09",)),
    ],
)
def test_date_is_read(typed: str, readings: tuple[str, ...]) -> None:
    assert read_date(typed) == readings


@pytest.mark.parametrize("typed", ["", "soon", "31.2.2019", "2019-13-01", "9 Juvember 2019", "32/13/2019", "12345"])
def test_what_is_no_date_has_no_reading(typed: str) -> None:
    assert read_date(typed) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("iso", ["2024-03-01", "2019-07-09", "2024-05", "2026-12-31"])
def test_dates_as_the_window_writes_them_are_read_again(language: str, iso: str) -> None:
    assert read_date(Translator(language).format_date(iso)) == (iso,)

from __future__ import annotations

import pytest

from reviewer.extract.calendar import find_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("07.12 .2018", "2018-12-07"),
        ("05.03. 2024", "2024-03-05"),
        ("25/12/2023", "2023-12-25"),
        ("25/12/23", "2023-12-25"),
        ("25.12.23", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("5 March 2024", "2024-03-05"),
        ("5th of March, 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("Sept. 30, 2021", "2021-09-30"),
        ("den 5 mars 2024", "2024-03-05"),
        ("5. maaliskuuta 2024", "2024-03-05"),
        ("maaliskuun 5. päivänä 2024", "2024-03-05"),
        ("maaliskuun 5. päivänä vuonna 2024", "2024-03-05"),
        ("3. mars 2024", "2024-03-03"),
        ("12. Januar 2024", "2024-01-12"),
        ("maaliskuussa 2024", "2024-03"),
        ("February 2025", "2025-02"),
    ],
)
def test_date_is_read(text: str, value: str) -> None:
    found = find_dates(f"Text before {text} and behind.")
    assert [date.value for date in found] == [value]


@pytest.mark.parametrize(
    "text",
    ["523/1999", "2016/679", "2018:218", "31.2.2024", "040 123 2024", "12/07", "99/99/2020", "1.10.22", "24/7/365"],
)
def test_number_is_no_date(text: str) -> None:
    assert find_dates(f"See {text}, please") == []


def test_day_and_month_that_could_change_places_have_two_readings() -> None:
    [european] = find_dates("12/07/2022")
    assert (european.value, european.other) == ("2022-07-12", "2022-12-07")
    [american] = find_dates("12/07/2022", month_first=True)
    assert (american.value, american.other) == ("2022-12-07", "2022-07-12")


def test_full_stops_always_put_the_day_first() -> None:
    [date] = find_dates("12.07.2022", month_first=True)
    assert (date.value, date.other) == ("2022-07-12", "")


def test_dates_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "From 1 May 2020 until 3 June 2021."
    assert [text[d.start : d.end] for d in find_dates(text)] == ["1 May 2020", "3 June 2021"]

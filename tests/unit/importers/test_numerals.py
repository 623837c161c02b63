from __future__ import annotations

import pytest

from reviewer.importers.numerals import roman_numeral


@pytest.mark.parametrize(
    ("number", "written"), [(4, "iv"), (39, "xxxix"), (40, "xl"), (1994, "mcmxciv"), (0, "0"), (4000, "4000")]
)
def test_numbers_are_written_as_the_romans_did_where_they_did(number: int, written: str) -> None:
    assert roman_numeral(number) == written

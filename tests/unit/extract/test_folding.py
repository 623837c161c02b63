from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.extract.folding import fold


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_case_quotes_dashes_and_spaces_are_made_plain() -> None:
    assert fold("ÅLAND’s “A–B”\nC\u00a0D") == 'åland\'s "a-b" c d'


def test_letter_that_grows_when_lowered_stays() -> None:
    assert fold("İAB") == "İab"

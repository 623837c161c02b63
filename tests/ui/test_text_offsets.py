from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.text_offsets import TextOffsets

FAMILY = "👨\u200d👩\u200d👧"
COMBINING = "Sa\u0308kerhet"
TEXTS = ["", "plain", "ä ö", COMBINING, "a\r\nb\r\n", "😀", "a😀b", f"{FAMILY} we keep\nyour data 𝔄\n", "😀😀😀"]


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("text", TEXTS)
def test_every_offset_goes_there_and_back(text: str) -> None:
    offsets = TextOffsets(text)
    for offset in range(len(text) + 1):
        units = utf16_units(text[:offset])
        assert offsets.to_utf16(offset) == units
        assert offsets.to_code_points(units) == offset
    assert offsets.utf16_length == utf16_units(text)


@given(st.text(alphabet=st.sampled_from("ab \n\r\u0308ä😀𝔄\uffff\U00010000\U0010ffff")))
def test_agrees_with_the_codec(text: str) -> None:
    offsets = TextOffsets(text)
    for offset in range(len(text) + 1):
        assert offsets.to_utf16(offset) == utf16_units(text[:offset])
        assert offsets.to_code_points(utf16_units(text[:offset])) == offset


def test_between_surrogates_is_the_start_of_the_character() -> None:
    offsets = TextOffsets("a😀b😀")
    assert offsets.to_code_points(2) == 1
    assert offsets.to_code_points(5) == 3


@pytest.mark.parametrize("offset", [-1, 4])
def test_outside_the_text_is_an_error(offset: int) -> None:
    with pytest.raises(IndexError):
        TextOffsets("a😀b").to_utf16(offset)


@pytest.mark.parametrize("offset", [-1, 5])
def test_outside_the_utf16_text_is_an_error(offset: int) -> None:
    with pytest.raises(IndexError):
        TextOffsets("a😀b").to_code_points(offset)

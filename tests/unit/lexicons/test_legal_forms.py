from __future__ import annotations

import pytest

from reviewer.lexicons.legal_forms import has_form, is_form, without_form


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mallow, Inc.", "mallow"),
        ("Mallow INC", "mallow"),
        ("Havre Aktiebolag", "havre"),
        ("Larkfield Post Oy Ab", "larkfield post"),
        ("Tulip B.V", "tulip"),
        ("Tulip BV", "tulip"),
        ("Larch Pte. Ltd.", "larch"),
        ("Corporation Street", "corporation street"),
        ("Abax", "abax"),
    ],
)
def test_the_form_behind_a_name_is_left_out(name: str, bare: str) -> None:
    assert without_form(name) == bare


@pytest.mark.parametrize(
    "name", ["Tmi Aino Lehtola", "Example Ltd", "AB Havre", "Brf Tallriset", "Kuvakaira Oy", "X ek. för."]
)
def test_a_form_tells_what_its_bearer_is(name: str) -> None:
    assert has_form(name)


@pytest.mark.parametrize("name", ["Havre", "Abax Service", "Incline", "Ask Limitedly"])
def test_a_brand_has_no_form(name: str) -> None:
    assert not has_form(name)


def test_a_form_is_known_with_and_without_its_full_stops() -> None:
    assert all(is_form(word) for word in ("Ltd.", "ltd", "B.V.", "bv", "Oyj", "sp. z o.o."))
    assert not any(is_form(word) for word in ("Heron", "Oysters", ""))

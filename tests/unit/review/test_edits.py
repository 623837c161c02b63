"""The fewest decisions that lead from the values that stand to those wanted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import ReviewedValue, ValueState
from reviewer.review.edits import Edit, plan_edits


def standing(*values: str) -> list[ReviewedValue]:
    return [
        ReviewedValue(number, "recipients.named", ValueState.SUGGESTED, value, None, (), None, None)
        for number, value in enumerate(values)
    ]


def test_one_replaced_is_a_correction() -> None:
    assert plan_edits(standing("A", "B"), ["A", "C"]) == (Edit(1, "C"),)


def test_one_left_out_is_a_rejection() -> None:
    assert plan_edits(standing("A", "B"), ["B"]) == (Edit(value_id=0),)


def test_one_more_is_an_addition() -> None:
    assert plan_edits(standing("A"), ["A", "B", "B"]) == (Edit(value="B"),)


def test_order_alone_is_no_edit() -> None:
    assert plan_edits(standing("A", "B"), ["B", "A"]) == ()


@given(st.lists(st.sampled_from("ABCDEF"), unique=True), st.lists(st.sampled_from("ABCDEF")))
def test_edits_lead_to_what_is_wanted(present: list[str], wanted: list[str]) -> None:
    result: dict[object, str] = dict(enumerate(present))
    for edit in plan_edits(standing(*present), wanted):
        if edit.value is None:
            del result[edit.value_id]
        else:
            result[edit.value_id if edit.value_id is not None else ("new", edit.value)] = str(edit.value)
    assert set(result.values()) == set(wanted)

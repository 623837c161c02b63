"""The history of an assessment as a person reads it, and what the review took."""

from __future__ import annotations

from reviewer.model.history import HistoryEntry
from reviewer.review.history import LONGEST_PAUSE, review_effort


class _Empty:
    fields = ()


def moment(seconds: int, by: str = "Ada") -> HistoryEntry:
    return HistoryEntry(seconds, f"2026-03-02T10:{seconds // 60:02}:{seconds % 60:02}.000Z", by, "confirm_field")


def test_pauses_and_other_people_do_not_count() -> None:
    pause = LONGEST_PAUSE + 60
    history = [moment(0), moment(30), moment(40, "Bo"), moment(30 + pause), moment(50 + pause)]
    assert review_effort(_Empty(), history, "Ada").seconds == 50


def test_no_share_before_the_first_decision() -> None:
    assert review_effort(_Empty(), [], "Ada").share is None

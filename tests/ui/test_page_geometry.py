"""Boxes of passages on pages, and pages in their column."""

from __future__ import annotations

import pytest

from reviewer.model import Box, Origin, Span
from reviewer.ui.page_geometry import GAP, PageBoxes, PageColumn, PlacedBox

TEXT = "one two three four."


def origin(start: int, end: int, left: float, top: float, page: int = 1) -> Origin:
    return Origin(start, end, page, Box(left, top, left + 10 * (end - start), top + 12))


@pytest.fixture
def boxes() -> PageBoxes:
    """Two runs on a line, one on the next, one on another page; every character is ten points wide."""
    runs = (origin(0, 4, 100, 50), origin(4, 8, 140, 50), origin(8, 14, 100, 70), origin(14, 19, 100, 50, page=2))
    return PageBoxes(TEXT, runs, len)


def test_a_passage_has_a_box_a_line(boxes: PageBoxes) -> None:
    assert boxes.place(Span(2, 10)) == [PlacedBox(0, Box(120, 50, 180, 62)), PlacedBox(0, Box(100, 70, 120, 82))]


def test_a_passage_goes_on_over_the_page(boxes: PageBoxes) -> None:
    assert [placed.page for placed in boxes.place(Span(8, 19))] == [0, 1]


def test_columns_side_by_side_are_not_joined() -> None:
    boxes = PageBoxes(TEXT, (origin(0, 4, 50, 50), origin(4, 8, 300, 50)), len)
    assert len(boxes.place(Span(0, 8))) == 2


def test_letters_take_the_width_they_usually_have() -> None:
    boxes = PageBoxes("mmii", (origin(0, 4, 0, 0),), lambda text: sum(3 if letter == "m" else 1 for letter in text))
    assert boxes.place(Span(0, 2))[0].box.right == 30
    assert boxes.offset_at(0, 29, 5) == 1
    assert boxes.offset_at(0, 31, 5) == 2


def test_upright_text_is_marked_whole() -> None:
    boxes = PageBoxes("abcd", (Origin(0, 4, 1, Box(10, 10, 20, 90)),), len)
    assert boxes.place(Span(1, 2)) == [PlacedBox(0, Box(10, 10, 20, 90))]


def test_text_without_a_box_is_left_out() -> None:
    boxes = PageBoxes(TEXT, (Origin(0, 8, 1), Origin(8, 19)), len)
    assert boxes.place(Span(0, 19)) == []
    assert boxes.nearest(3) is None


def test_a_point_leads_back_to_its_character(boxes: PageBoxes) -> None:
    assert boxes.offset_at(0, 145, 55) == 4
    assert boxes.offset_at(0, 145, 66) is None
    assert boxes.offset_at(1, 100, 50) == 14
    assert boxes.offset_at(7, 100, 50) is None


def test_nearest_is_the_next_that_stands_anywhere(boxes: PageBoxes) -> None:
    assert boxes.nearest(9) == PlacedBox(0, Box(100, 70, 160, 82))
    assert boxes.nearest(400).page == 1


def test_within_counts_whole_lines_only(boxes: PageBoxes) -> None:
    assert boxes.within(0, 40, 75) == Span(0, 8)
    assert boxes.within(0, 63, 65) is None


def test_pages_stand_one_below_the_other() -> None:
    column = PageColumn([(100, 200), (300, 100)], 2.0)
    assert column.tops == [GAP, GAP + 400 + GAP]
    assert column.width == 600
    assert column.left(0, 800) == 300
    assert list(column.pages_between(0, 10)) == []
    assert list(column.pages_between(GAP + 10, GAP + 20)) == [0]
    assert list(column.pages_between(GAP + 10, 2000)) == [0, 1]
    assert list(column.pages_between(GAP + 400, 2000)) == [1]

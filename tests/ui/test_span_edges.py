"""Edges move by words and characters and never leave the text or each other's side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Span
from reviewer.ui.span_edges import Edge, Unit, move_edge

TEXT = "We keep 🙂 orders, och a\u030a\u0308r för 3 år."


def quote(span: Span) -> str:
    return TEXT[span.start : span.end]


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("edge", "steps", "expected"),
    [
        (Edge.START, -1, "keep 🙂 orders"),
        (Edge.START, -2, "We keep 🙂 orders"),
        (Edge.END, 1, "orders, och"),
        (Edge.END, 2, "orders, och a\u030a\u0308r"),
    ],
)
def test_an_edge_moves_by_words(edge: Edge, steps: int, expected: str) -> None:
    assert quote(move_edge(TEXT, at("orders"), edge, steps, Unit.WORD)) == expected


def test_an_edge_moves_to_the_next_word_from_within_one() -> None:
    assert quote(move_edge(TEXT, at("rder"), Edge.START, -1, Unit.WORD)) == "order"
    assert quote(move_edge(TEXT, at("rder"), Edge.END, 1, Unit.WORD)) == "rders"


def test_an_edge_moves_back_over_words() -> None:
    assert quote(move_edge(TEXT, at("keep 🙂 orders"), Edge.START, 1, Unit.WORD)) == "orders"
    assert quote(move_edge(TEXT, at("keep 🙂 orders"), Edge.END, -1, Unit.WORD)) == "keep"


def test_an_address_is_one_word() -> None:
    text = "Write to (data@havre.example), please."
    assert move_edge(text, Span(0, 8), Edge.END, 1, Unit.WORD) == Span(0, text.index(")"))
    assert move_edge(text, Span(len(text) - 7, len(text)), Edge.START, -1, Unit.WORD).start == text.index("data")


def test_a_character_takes_its_marks_along() -> None:
    assert quote(move_edge(TEXT, at("och "), Edge.END, 1, Unit.CHARACTER)) == "och a\u030a\u0308"
    assert quote(move_edge(TEXT, at("r för"), Edge.START, -1, Unit.CHARACTER)) == "a\u030a\u0308r för"


def test_at_the_ends_of_the_text_and_of_the_passage_an_edge_stays() -> None:
    whole = Span(0, len(TEXT))
    for edge, steps in ((Edge.START, -1), (Edge.END, 1)):
        for unit in Unit:
            assert move_edge(TEXT, whole, edge, steps, unit) == whole
    assert move_edge(TEXT, at("keep"), Edge.START, 1, Unit.WORD) == at("keep")
    assert move_edge(TEXT, at("3"), Edge.END, -1, Unit.CHARACTER) == at("3")


def test_the_next_word_may_be_far_away() -> None:
    text = "first" + " " * 5_000 + "second"
    assert move_edge(text, Span(0, 5), Edge.END, 1, Unit.WORD) == Span(0, len(text))
    assert move_edge(text, Span(5_005, len(text)), Edge.START, -1, Unit.WORD) == Span(0, len(text))


@given(
    st.text(alphabet="ab ,\n🙂\u0301", min_size=1, max_size=30),
    st.data(),
    st.sampled_from(Edge),
    st.integers(-4, 4),
    st.sampled_from(Unit),
)
def test_what_is_moved_is_a_passage_of_the_text(
    text: str, data: st.DataObject, edge: Edge, steps: int, unit: Unit
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    moved = move_edge(text, span, edge, steps, unit)
    assert 0 <= moved.start < moved.end <= len(text)
    assert (moved.end if edge is Edge.START else moved.start) == (span.end if edge is Edge.START else span.start)

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Span
from reviewer.ui.highlights import Highlight, HighlightIndex

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans), spans)
def test_overlapping_agrees_with_asking_each(marked: list[Span], wanted: Span) -> None:
    highlights = [Highlight(span, number) for number, span in enumerate(marked)]
    found = HighlightIndex(highlights).overlapping(wanted)
    assert {highlight.key for highlight in found} == {h.key for h in highlights if h.span.overlaps(wanted)}


def test_keys_name_the_current_field_first_then_the_shortest_passage() -> None:
    index = HighlightIndex(
        [
            Highlight(Span(0, 50), "long"),
            Highlight(Span(10, 20), "short"),
            Highlight(Span(5, 40), "current", current=True),
            Highlight(Span(12, 15), "short"),
            Highlight(Span(30, 40), "elsewhere"),
        ]
    )
    assert index.keys_at(13) == ("current", "short", "long")
    assert index.keys_at(49) == ("long",)
    assert index.keys_at(50) == ()

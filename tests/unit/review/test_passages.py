from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Box, DecisionError, Document, Evidence, Origin, Span
from reviewer.review.passages import anchor_evidence, cut_evidence, find_quote, occurrences


def document(text, **more):
    return Document("a.txt", "text/plain", "", text, (), **{"origins": (), **more})


def evidence(text, start, end):
    return Evidence(start, end, text[start:end])


def test_a_passage_knows_its_page():
    origins = (Origin(0, 5, 1, Box(0, 0, 1, 1)), Origin(5, 10, 2))
    passage = cut_evidence(document("one, two, ", origins=origins, pages=2), Span(5, 8))
    assert passage == Evidence(5, 8, "two", 2)


def test_occurrences_may_overlap():
    assert list(occurrences("aaa", "aa")) == [0, 1]
    assert list(occurrences("aaa", "")) == []


@given(text=st.text(max_size=30), data=st.data())
def test_what_is_cut_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    if start >= end:
        with pytest.raises(DecisionError):
            cut_evidence(document(text), Span(start, end))
        return
    passage = cut_evidence(document(text), Span(start, end))
    assert passage.quote == text[start:end]
    assert find_quote(text, passage.quote, start) == Span(start, end)
    assert anchor_evidence((passage,), document(text), text) == (passage,)


def test_of_several_places_the_one_with_the_same_surroundings_is_taken():
    old = "We ask for consent to newsletters."
    new = "No consent is needed to order. " * 3 + "A word. We ask for consent to newsletters. Other consent."
    (passage,) = anchor_evidence((evidence(old, 11, 18),), document(new), old)
    assert new[passage.start - 11 : passage.end] == "We ask for consent"


def test_without_surroundings_the_nearest_place_is_taken():
    text = "consent, consent, consent"
    (passage,) = anchor_evidence((Evidence(10, 17, "consent"),), document(text))
    assert passage.start == 9


def test_one_passage_that_is_gone_unsettles_all():
    old = "consent and contract"
    both = (evidence(old, 0, 7), evidence(old, 12, 20))
    assert anchor_evidence(both, document("only consent"), old) is None

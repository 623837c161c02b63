from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.extract import extract_document
from reviewer.form import load_form, parse_value
from reviewer.model import Block, BlockKind, Document

Make = Callable[[str], Document]
WORDS = """
we you consent cookies Ltd Oy AB 30 days 1.2.2020 fem år vuoden right to object rekisterinpitäjä personuppgifter
retained until deleted after info@x.example +358 50 123 4567 https://a.example ( ) : ; . - | Google 😀 é
""".split()


def plain(text: str) -> Document:
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.HEADING if line.isupper() else BlockKind.PARAGRAPH
            blocks.append(Block(at, at + len(line), kind, level=1 if kind is BlockKind.HEADING else 0))
        at += len(line) + 1
    return Document("any.txt", "text/plain", "", text, tuple(blocks), ())


def check(document: Document) -> None:
    form = load_form()
    for value in extract_document(document).values:
        assert value.rule
        assert 0 <= value.confidence <= 1
        assert value.evidence
        assert parse_value(form.field(value.field), value.value) == value.value
        for evidence in value.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip()


@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=60).map(" ".join))
def test_every_quote_is_its_slice_in_made_up_policies(text: str) -> None:
    check(plain(text))


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    check(plain(text))


@pytest.mark.parametrize(
    "unit", ["a", "a. a. ", "((((", "1234567890", "Oy Ab ", "a@a.", "we use Aa, ", "- x\n", "vuoden ajan ", "30 days "]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    """Ten times the text may take at most 25 times as long: nothing in the rules is quadratic."""
    small, large = (unit * (size // len(unit)) for size in (10_000, 100_000))
    extract_document(plain(small))
    start = time.process_time()
    extract_document(plain(small))
    middle = time.process_time()
    extract_document(plain(large))
    assert time.process_time() - middle < 25 * max(middle - start, 0.02)


def test_one_value_fields_give_one_value(make_document: Make) -> None:
    extraction = extract_document(make_document("# Cookies\nWe use cookies. Elsewhere we use no cookies at all."))
    assert len([v for v in extraction.values if v.field == "cookies.used"]) <= 1


def test_what_an_individual_may_do_is_not_hedged() -> None:
    text = "You may withdraw your consent and write to us at a@lov.example.\nWe may transfer personal data to India."
    hedged = {value.field: value.hedged for value in extract_document(plain(text)).values}
    assert (hedged["rights.listed"], hedged["contact.email"], hedged["transfers.outside_eea"]) == (False, False, True)

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reviewer.extract import extract_document
from reviewer.extract.composition import Composition, needs_composing
from reviewer.model import Block, BlockKind, Document

SWEDISH = (
    "# Dina rättigheter\nDu kan begära rättelse och återkalla ditt samtycke.\n# Kakor\nVi använder kakor på sidan."
)


def decomposed(document: Document, make_document: Callable[[str], Document]) -> Document:
    lines = []
    for block in document.blocks:
        mark = "# " if block.kind is BlockKind.HEADING else ""
        lines.append(mark + unicodedata.normalize("NFD", document.text[block.start : block.end]))
    return make_document("\n".join(lines))


def test_text_with_letters_and_accents_apart_gives_the_same_values(
    make_document: Callable[[str], Document],
) -> None:
    composed = make_document(SWEDISH)
    apart = decomposed(composed, make_document)
    assert len(apart.text) > len(composed.text)
    given, wanted = extract_document(apart), extract_document(composed)
    assert [(v.field, v.value) for v in given.values] == [(v.field, v.value) for v in wanted.values]
    for value in given.values:
        for evidence in value.evidence:
            assert apart.text[evidence.start : evidence.end] == evidence.quote
    quotes = {unicodedata.normalize("NFC", v.evidence[0].quote) for v in given.values}
    assert quotes == {v.evidence[0].quote for v in wanted.values}


def test_composed_text_is_left_alone() -> None:
    assert not needs_composing("Över ån på Åland")
    assert needs_composing(unicodedata.normalize("NFD", "Över"))


@given(st.text(st.sampled_from("aåäö e\u0301\u030a\u0308\u0323😀\n"), max_size=60))
def test_every_place_goes_back_to_where_it_stood(text: str) -> None:
    block = Block(0, len(text), BlockKind.PARAGRAPH)
    composition = Composition(Document("x", "text/plain", "", text, (block,), ()))
    read = composition.document
    assert unicodedata.normalize("NFD", read.text) == unicodedata.normalize("NFD", text)
    stored = composition._stored
    assert stored[0] == 0
    assert stored[-1] == len(text)
    assert sorted(stored) == stored
    assert read.blocks[0].end == len(read.text)

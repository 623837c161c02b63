"""Texts are cut into passages without a gap, prepared apart from writing, and left out once erased."""

from __future__ import annotations

import sqlite3

import pytest

from reviewer.model import Block, BlockKind, Span, WorkspaceError
from reviewer.review import (
    clear_index,
    erase_vendor,
    index_progress,
    next_index_slice,
    record_import,
    search_documents,
    write_index_slice,
)
from reviewer.review.indexing import SLICE, cut_passages
from reviewer.store import Workspace

SENTENCE = "Paragraph {number} tells how long the lighthouse keeps its lamps."


def index_all(ws):
    while portion := next_index_slice(ws):
        assert write_index_slice(ws, portion)


def paragraphs(lengths, kind=BlockKind.PARAGRAPH):
    """A text of blocks with these lengths, an empty line after each."""
    text, blocks = "", []
    for length in lengths:
        blocks.append(Block(len(text), len(text) + length, kind))
        text += ("word " * length)[:length] + "\n\n"
    return text, tuple(blocks)


@pytest.mark.parametrize("lengths", [[], [10], [500, 500], [30] * 100, [10_000], [4_000, 1, 9_000, 20]])
def test_passages_cover_the_text_without_a_gap(lengths):
    text, blocks = paragraphs(lengths)
    spans = list(cut_passages(text, blocks, 0))
    assert "".join(text[s.start : s.end] for s in spans) == text
    assert all(0 < len(s) <= 4_000 for s in spans)


def test_short_blocks_go_together_and_no_paragraph_is_cut():
    text, blocks = paragraphs([100, 250, 100, 450, 3_000])
    edges = {block.start for block in blocks} | {len(text)}
    spans = list(cut_passages(text, blocks, 0))
    assert len(spans) == 3
    assert {s.end for s in spans} <= edges


def test_a_heading_goes_with_what_follows():
    text = "Rights\n\nYou may ask.\n\nRetention\n\nTwo years.\n"
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    lines = [line for line in text.split("\n") if line]
    blocks = tuple(
        Block(text.index(line), text.index(line) + len(line), kind) for line, kind in zip(lines, kinds, strict=True)
    )
    assert [text[s.start : s.end].split("\n")[0] for s in cut_passages(text, blocks, 0)] == ["Rights", "Retention"]


def test_what_is_gone_on_with_is_cut_as_it_would_have_been():
    text, blocks = paragraphs([100, 700, 9_000, 30, 30, 600])
    spans = list(cut_passages(text, blocks, 0))
    for number, span in enumerate(spans):
        assert list(cut_passages(text, blocks, span.start)) == spans[number:]


def test_a_long_text_comes_in_portions(ws, make_reading):
    lines = [SENTENCE.format(number=number) for number in range(2_000)]
    record_import(ws, make_reading("Notice\n" + "\n".join(lines), ()), by="Ann")
    portions = []
    while portion := next_index_slice(ws):
        assert index_progress(ws) == (0, 1)
        write_index_slice(ws, portion)
        portions.append(portion)
    assert len(portions) > 2
    assert all(p.end - p.start < SLICE + 4_000 for p in portions)
    assert index_progress(ws) == (1, 1)
    (document,) = search_documents(ws, "paragraph 1999").documents
    assert [h.snippet.count("1999") for h in document.hits] == [1]


def test_a_portion_prepared_elsewhere_is_dropped_when_its_text_is_gone(desk):
    with Workspace.open(desk.ws.path, read_only=True) as reader:
        portion = next_index_slice(reader)
    erase_vendor(desk.ws, desk.imported.vendor_id, by="Ann")
    assert not write_index_slice(desk.ws, portion)
    assert index_progress(desk.ws) == (0, 0)


def test_a_damaged_index_is_told_and_made_anew(desk):
    index_all(desk.ws)
    path = desk.ws.path
    desk.ws.close()
    plain = sqlite3.connect(path)
    plain.execute("UPDATE search_words_data SET block = x'00ff00ff00ff00ff00ff' WHERE id > 10")
    plain.commit()
    plain.close()
    with Workspace.open(path) as ws:
        with pytest.raises(WorkspaceError) as refusal:
            search_documents(ws, "invoices")
        assert refusal.value.code == "workspace.damaged"
        clear_index(ws)
        index_all(ws)
        assert search_documents(ws, "invoices").hit_count == 1


def test_marks_stored_apart_are_joined_in_the_index(ws, make_reading):
    record_import(ws, make_reading("Notice\nTiedot sa\u0308ilyteta\u0308a\u0308n.", ()), by="Ann")
    portion = next_index_slice(ws)
    assert portion.passages == ((Span(0, 29), "Notice\nTiedot säilytetään."),)

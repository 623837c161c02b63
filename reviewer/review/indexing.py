"""Reads the words of all texts into the search index, a portion at a time: a worker prepares a portion from its own
connection, the thread that writes takes it up. What a crash cuts short goes on where it stopped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from reviewer.model import Block, BlockKind, Span
from reviewer.model.search import IndexSlice
from reviewer.store import Workspace

SLICE = 40_000
"""Characters of a portion: written in a few milliseconds."""

_ENOUGH = 400
"""Characters from which a passage need not take up the next block."""
_LONGEST = 4_000


def next_index_slice(ws: Workspace) -> IndexSlice | None:
    """The next portion to be written; None where everything is in the index. Only reads."""
    with ws.reading():
        unread = ws.search_index.unread()
    if unread is None:
        return None
    spans, end = [], unread.reached
    for span in cut_passages(unread.text, unread.blocks, unread.reached):
        spans.append(span)
        end = span.end
        if end - unread.reached >= SLICE:
            break
    passages = tuple((span, unicodedata.normalize("NFC", unread.text[span.start : span.end])) for span in spans)
    return IndexSlice(unread.version_id, unread.reached, end, passages, end == len(unread.text))


def write_index_slice(ws: Workspace, portion: IndexSlice) -> bool:
    """Takes a prepared portion into the index; False where meanwhile another was written or the text erased."""
    with ws.derived_transaction():
        return ws.search_index.add(portion)


def index_progress(ws: Workspace) -> tuple[int, int]:
    """How many texts are wholly in the index, and how many there are."""
    with ws.reading():
        return ws.search_index.counts()


def clear_index(ws: Workspace) -> None:
    """Empties the index, so that it is made anew."""
    with ws.transaction():
        ws.search_index.clear()


def cut_passages(text: str, blocks: Sequence[Block], start: int) -> Iterator[Span]:
    """Passages that cover the text from `start`, where one begins, to its end. Whole blocks, short ones together, a
    heading with what follows; only what is very long is cut, between words."""
    body = False
    for block in (*blocks, None):
        edge = block.start if block else len(text)
        heading = block is None or block.kind is BlockKind.HEADING
        if edge - start >= _ENOUGH or (edge > start and heading and body):
            yield from _cut_long(text, Span(start, edge))
            start, body = edge, False
        body = (body or not heading) and edge >= start
    if start < len(text):
        yield from _cut_long(text, Span(start, len(text)))


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > 0 else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)

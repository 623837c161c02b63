from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from reviewer.model import Block, BlockKind, Document, Span


def build_document(source: str) -> Document:
    """A document from a few lines: `# heading`, `- item`, `| a | b |` (a table's first row is its head), paragraphs."""
    text, blocks, table, in_table = "", [], 0, False
    for line in source.strip("\n").splitlines():
        line = line.strip()
        start = len(text)
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            text += line.lstrip("# ") + "\n\n"
            blocks.append(Block(start, len(text) - 2, BlockKind.HEADING, level))
        elif line.startswith("- "):
            text += line + "\n"
            blocks.append(Block(start, len(text) - 1, BlockKind.LIST_ITEM, 1))
        elif line.startswith("|"):
            table += not in_table
            cells = [c.strip() for c in line.strip("|").split("|")]
            spans = []
            for cell in cells:
                spans.append(Span(len(text), len(text) + len(cell)))
                text += cell + " | "
            text = text[:-3] + "\n"
            blocks.append(
                Block(start, len(text) - 1, BlockKind.TABLE_ROW, cells=tuple(spans), table=table, header=not in_table)
            )
        elif line:
            text += line + "\n\n"
            blocks.append(Block(start, len(text) - 2, BlockKind.PARAGRAPH))
        in_table = line.startswith("|")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("example.txt", "text/plain", digest, text, tuple(blocks), ())


@pytest.fixture
def make_document() -> Callable[[str], Document]:
    return build_document

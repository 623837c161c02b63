"""From the blocks an importer finds to one Document: the text, its blocks, and where each run stood."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reviewer.model import Block, BlockKind, Box, Document, Origin, Span

CELL_SEPARATOR = " | "

_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2007\u202f"), " ")
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_DROPPED = dict.fromkeys([*map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), *range(9), *range(14, 28), 31, 127])
_VISIBLE = _DROPPED | _BREAKS | _SPACES
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Visible characters: tabs and no-break spaces as spaces, other line breaks as LF; soft hyphens, zero-width and
    control characters go. Everything else stays, without normalisation."""
    text = text.translate(_VISIBLE)
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


@dataclass(slots=True)
class Run:
    """A stretch of a source block's text, `start` to `end`, with its place on a page."""

    start: int
    end: int
    page: int
    box: Box


@dataclass(slots=True)
class SourceBlock:
    """A block as an importer found it, before it has a place in the text.

    `group` is the number of the list or table it belongs to; blocks of one group stand on consecutive lines.
    `emphasised` says that all of it is bold. `ordered` marks items of numbered lists,
    `typed` those whose bullet is a character of the text.
    """

    kind: BlockKind
    text: str
    level: int = 0
    group: int = 0
    cells: tuple[str, ...] = ()
    header: bool = False
    emphasised: bool = False
    ordered: bool = False
    typed: bool = False
    runs: list[Run] = field(default_factory=list)


def table_row(cells: Iterable[str], group: int, *, header: bool = False) -> SourceBlock:
    """A row of the table numbered `group`."""
    kept = tuple(cells)
    return SourceBlock(
        BlockKind.TABLE_ROW, CELL_SEPARATOR.join(kept), group=group, cells=kept, header=header, emphasised=header
    )


def without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a row up to the last one with something in it."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def assemble_document(
    blocks: Iterable[SourceBlock], *, data: bytes, name: str, media_type: str, pages: int | None = None
) -> Document:
    """The Document of the blocks in their order; those without visible text are left out."""
    assembly = _Assembly()
    for block in blocks:
        if block.text.replace(CELL_SEPARATOR.strip(), "").strip():
            assembly.add(block)
    return Document(
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        text="".join(assembly.parts),
        blocks=tuple(assembly.blocks),
        origins=tuple(assembly.origins),
        pages=pages,
    )


class _Assembly:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.origins: list[Origin] = []
        self._length = 0
        self._previous: SourceBlock | None = None
        self._tables: dict[int, int] = {}

    def add(self, block: SourceBlock) -> None:
        if self._previous is not None:
            self._append("\n" if _consecutive(self._previous, block) else "\n\n")
        self._previous = block
        start = self._length
        self._append(block.text)
        self.blocks.append(
            Block(
                start=start,
                end=self._length,
                kind=block.kind,
                level=block.level,
                cells=_cell_spans(block.cells, start),
                table=self._table_number(block),
                header=block.header,
            )
        )
        self._add_origins(block, start)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _table_number(self, block: SourceBlock) -> int:
        if block.kind is not BlockKind.TABLE_ROW:
            return 0
        return self._tables.setdefault(block.group, len(self._tables) + 1)

    def _add_origins(self, block: SourceBlock, start: int) -> None:
        number = len(self.blocks)
        if block.runs:
            self.origins += [Origin(start + r.start, start + r.end, r.page, r.box, number) for r in block.runs]
            return
        for line in re.finditer(r"[^\n]+", block.text):
            self.origins.append(Origin(start + line.start(), start + line.end(), paragraph=number))


def _consecutive(previous: SourceBlock, block: SourceBlock) -> bool:
    if previous.kind is not block.kind:
        return False
    if block.kind is BlockKind.LIST_ITEM and (previous.typed or block.typed):
        return True
    return bool(block.group) and previous.group == block.group


def _cell_spans(cells: tuple[str, ...], start: int) -> tuple[Span, ...]:
    spans = []
    for cell in cells:
        spans.append(Span(start, start + len(cell)))
        start += len(cell) + len(CELL_SEPARATOR)
    return tuple(spans)

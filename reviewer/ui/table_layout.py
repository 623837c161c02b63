"""Columns for tables whose rows are lines of text: how much room each separator takes so that cells stand in line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from PySide6.QtGui import QFont, QFontMetricsF

from reviewer.model import Block, BlockKind

SEPARATOR = " | "


def measure_tables(
    text: str, blocks: Iterable[Block], font: QFont, bold: QFont, width: float
) -> Mapping[int, Sequence[float]]:
    """By the start of a row, the pixels to be added to each of its separators.

    Tables that are wider than `width` with all columns in line are left out: their rows wrap.
    """
    plain, heavy = QFontMetricsF(font), QFontMetricsF(bold)
    padding: dict[int, Sequence[float]] = {}
    rows = [block for block in blocks if block.kind is BlockKind.TABLE_ROW and block.table and block.cells]
    for _, table in groupby(rows, key=lambda block: block.table):
        padding |= _align(text, list(table), plain, heavy, width)
    return padding


def _align(
    text: str, rows: Sequence[Block], plain: QFontMetricsF, heavy: QFontMetricsF, width: float
) -> dict[int, Sequence[float]]:
    advances = [
        [(heavy if row.header else plain).horizontalAdvance(text[cell.start : cell.end]) for cell in row.cells]
        for row in rows
    ]
    # A row's last cell has nothing after it that would have to stand in line.
    columns = [
        max((advance[column] for advance in advances if column < len(advance) - 1), default=0.0)
        for column in range(max(len(advance) for advance in advances))
    ]
    gap = heavy.horizontalAdvance(SEPARATOR)
    widest = max(sum(columns[: len(each) - 1]) + gap * (len(each) - 1) + each[-1] for each in advances)
    if widest > width:
        return {}
    return {
        row.start: [column - cell for column, cell in zip(columns, each[:-1], strict=False)]
        for row, each in zip(rows, advances, strict=True)
    }

"""Tables on PDF pages: where they begin and end, and their lines put together to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.importers.assembly import CELL_SEPARATOR, Run, SourceBlock, table_row
from reviewer.importers.hyphenation import Hyphenation
from reviewer.importers.pdf_page import Row, Rule, Segment

_TOLERANCE = 4.0
_LONE_MARKER = re.compile(r"(?:[^\w\s]|o|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zåäö])[.)]?)$")


def table_regions(rows: Sequence[Row]) -> Iterator[tuple[list[Row], bool]]:
    """The page's rows in stretches, each either running text or one table."""
    pending: list[Row] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end - at >= 2:
            if pending:
                yield pending, False
                pending = []
            yield list(rows[at:end]), True
            at = end
        else:
            pending.append(rows[at])
            at += 1
    if pending:
        yield pending, False


def _table_end(rows: Sequence[Row], start: int) -> int:
    """Where a table ends that begins at a row of several cells; `start` if none does."""
    if not _has_cells(rows[start]):
        return start
    lefts = [s.box.left for s in rows[start]]
    end, full = start + 1, 1
    for index in range(start + 1, len(rows)):
        row, above = rows[index], rows[index - 1]
        if row[0].box.top - max(s.box.bottom for s in above) > 3 * row[0].size:
            break
        if not all(_near(s.box.left, lefts) for s in row):
            if not _has_cells(row) or not any(_near(s.box.left, lefts) for s in row):
                break
            lefts += [s.box.left for s in row]
        if _has_cells(row):
            full, end = full + 1, index + 1
        elif not _fits_cell(row[0], lefts, rows[start]):
            break
        elif index == end:
            end = index + 1
    return end if full >= 2 else start


def _has_cells(row: Row) -> bool:
    return len(row) > 1 and not (len(row) == 2 and _LONE_MARKER.match(row[0].text))


def _near(left: float, lefts: Sequence[float]) -> bool:
    return any(abs(left - other) < _TOLERANCE for other in lefts)


def _fits_cell(segment: Segment, lefts: Sequence[float], first: Row) -> bool:
    """Whether a lone line stays within the column it begins in."""
    further = [left for left in lefts if left > segment.box.left + _TOLERANCE]
    if further:
        return segment.box.right <= min(further) + 2
    return segment.box.left > first[0].box.left + _TOLERANCE


def table_blocks(
    rows: Sequence[Row], rules: Sequence[Rule], group: int, hyphenation: Hyphenation
) -> Iterator[SourceBlock]:
    """A block for each row of a table, whose cells may hold several lines. `group` numbers the table."""
    lefts = _columns(rows)
    for index, lines in enumerate(_table_rows(rows, rules, lefts)):
        cells: list[list[Segment]] = [[] for _ in lefts]
        for line in lines:
            for segment in line:
                cells[_column(segment, lefts)].append(segment)
        bold = all(s.bold for cell in cells for s in cell)
        yield _row_block(cells, group, hyphenation, header=bold and index == 0)


def _columns(rows: Sequence[Row]) -> list[float]:
    """The left edges of the columns."""
    lefts: list[float] = []
    for left in sorted(segment.box.left for row in rows for segment in row):
        if not lefts or left - lefts[-1] > 3 * _TOLERANCE:
            lefts.append(left)
    return lefts


def _column(segment: Segment, lefts: Sequence[float]) -> int:
    return max((i for i, left in enumerate(lefts) if left <= segment.box.left + _TOLERANCE), default=0)


def _table_rows(rows: Sequence[Row], rules: Sequence[Rule], lefts: Sequence[float]) -> Iterator[list[Row]]:
    """Lines of one row: up to the next rule where rules are drawn between rows, else up to the next line that has
    something in its first column."""
    ruled = any(_is_parted(above, below, rules) for above, below in pairwise(rows))
    gathered: list[Row] = []
    for row in rows:
        if gathered and (_is_parted(gathered[-1], row, rules) if ruled else _column(row[0], lefts) == 0):
            yield gathered
            gathered = []
        gathered.append(row)
    if gathered:
        yield gathered


def _is_parted(above: Row, below: Row, rules: Sequence[Rule]) -> bool:
    upper = max(segment.box.top + segment.box.bottom for segment in above) / 2
    lower = min(segment.box.top + segment.box.bottom for segment in below) / 2
    left = min(segment.box.left for segment in below)
    return any(upper < rule.height < lower and rule.left <= left + _TOLERANCE for rule in rules)


def _row_block(
    cells: Sequence[Sequence[Segment]], group: int, hyphenation: Hyphenation, *, header: bool
) -> SourceBlock:
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for cell in cells:
        text, cell_runs = _cell(cell, at, hyphenation)
        texts.append(text)
        runs += cell_runs
        at += len(text) + len(CELL_SEPARATOR)
    block = table_row(texts, group, header=header)
    block.runs = runs
    return block


def _cell(cell: Sequence[Segment], start: int, hyphenation: Hyphenation) -> tuple[str, list[Run]]:
    text = ""
    runs: list[Run] = []
    for segment in cell:
        joint = " " if text else ""
        if text.endswith("-"):
            text, joint = hyphenation.join(text, segment.text)
            runs[-1].end = start + len(text)
        at = start + len(text) + len(joint)
        text += joint + segment.text
        runs.append(Run(at, start + len(text), segment.page, segment.box))
    return text, runs

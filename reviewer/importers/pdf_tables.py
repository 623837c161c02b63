"""Tables on PDF pages: where they begin and end, and their lines put together to rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from reviewer.importers.assembly import CELL_SEPARATOR, Run, SourceBlock, table_row
from reviewer.importers.hyphenation import LINE_END_HYPHENS, Hyphenation
from reviewer.importers.lines import bullet_end
from reviewer.importers.pdf_page import Row, Rule, Segment

_NARROWEST_GUTTER = 3.0
_WIDEST_BREAK = 3.0
_MOST_LINES_OF_REST = 6
_TIGHT = 1.35
_RULE_TOLERANCE = 4.0
_SAME_LEADING = 1.1
_FEWEST_LINES_OF_COLUMNS = 8
_FEWEST_CHARACTERS_OF_COLUMNS = 25

Column = tuple[float, float]
"""Left and right edge of what stands in a column."""

Grid = tuple[float, float]
"""Top and bottom of a table that is drawn with rules."""


def split_regions(
    rows: Sequence[Row], rules: Sequence[Rule], *, goes_on: bool = False
) -> Iterator[tuple[list[Row], bool]]:
    """A page's rows in stretches, in reading order, each with whether it is a table. Text set in two columns gives a
    stretch for each column. `goes_on` says that the page before ends in a table."""
    pending: list[Row] = []
    grids = [grid for grid in _grids(rows, rules) if _holds_columns(rows, grid)]
    at = 0
    while at < len(rows):
        grid = next((grid for grid in grids if _is_within(rows[at], grid)), None)
        end = _grid_end(rows, at, grid) if grid else _table_end(rows, at)
        if grid:
            table = list(rows[at:end])
            if goes_on and at == len(pending) and _ends_row_above(pending, table):
                pending, table = [], [*pending, *table]
            yield pending, False
            yield table, True
            pending, at = [], end
            continue
        if end == at:
            pending.append(rows[at])
            at += 1
            continue
        table = list(rows[at:end])
        if goes_on and at == len(pending) and _ends_row_above(pending, table):
            pending, table = [], [*pending, *table]
        while pending and _stands_above(pending[-1], table):
            table.insert(0, pending.pop())
        yield pending, False
        pending = []
        if _is_set_in_columns(table):
            for column in _columns(table):
                yield _rows_of(column, table), False
        else:
            yield table, True
        at = end
    yield pending, False


def table_blocks(
    rows: Sequence[Row], rules: Sequence[Rule], group: int, hyphenation: Hyphenation
) -> Iterator[SourceBlock]:
    """A block for each row of a table, whose cells may hold several lines. `group` numbers the table."""
    columns = _columns(rows)
    for index, segments in enumerate(_table_rows(rows, rules, columns)):
        cells: list[list[Segment]] = [[] for _ in columns]
        for segment in sorted(segments, key=lambda s: s.box.top):
            cells[_column(segment, columns)].append(segment)
        bold = all(segment.bold for segment in segments)
        yield _row_block(cells, group, hyphenation, header=bold and index == 0)


def go_on(table: Sequence[SourceBlock], below: Sequence[SourceBlock]) -> list[SourceBlock]:
    """The rows of a table on two pages: without a head that is said again, a row that breaks off put together."""
    rest = [replace(row, group=table[0].group) for row in below]
    if rest[0].text == table[0].text:
        rest = rest[1:]
    if rest and not rest[0].cells[0]:
        return [*table[:-1], _joined(table[-1], rest[0]), *rest[1:]]
    return [*table, *rest]


def _joined(upper: SourceBlock, lower: SourceBlock) -> SourceBlock:
    cells: list[str] = []
    runs: list[Run] = []
    at = above = below = 0
    for first, second in zip(upper.cells, lower.cells, strict=True):
        cell = f"{first} {second}".strip()
        lead = len(cell) - len(second)
        runs += [replace(r, start=r.start - above + at, end=r.end - above + at) for r in _within(upper, above, first)]
        runs += [
            replace(r, start=r.start - below + at + lead, end=r.end - below + at + lead)
            for r in _within(lower, below, second)
        ]
        cells.append(cell)
        at, above, below = (n + len(c) + len(CELL_SEPARATOR) for n, c in ((at, cell), (above, first), (below, second)))
    joined = table_row(cells, upper.group, header=upper.header)
    joined.runs = runs
    return joined


def _within(row: SourceBlock, start: int, cell: str) -> list[Run]:
    return [run for run in row.runs if start <= run.start < start + len(cell)]


# where a table is


def _grids(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Grid]:
    """Tables drawn with rules: stretches of rules of one width between which cells stand side by side."""
    grids: list[Grid] = []
    for heights in _rules_of_one_width(rules):
        bands = [
            any(len(row) > 1 and _is_within(row, (upper, lower)) for row in rows) for upper, lower in pairwise(heights)
        ]
        for holds_cells, stretch in groupby(range(len(bands)), key=bands.__getitem__):
            numbers = list(stretch)
            if holds_cells and len(numbers) > 1:
                grids.append((heights[numbers[0]], heights[numbers[-1] + 1]))
    return grids


def _rules_of_one_width(rules: Sequence[Rule]) -> list[list[float]]:
    """The heights of rules, apart for those with other ends."""
    widths: list[tuple[Rule, set[float]]] = []
    for rule in rules:
        for first, heights in widths:
            if abs(first.left - rule.left) < _RULE_TOLERANCE and abs(first.right - rule.right) < _RULE_TOLERANCE:
                heights.add(round(rule.height))
                break
        else:
            widths.append((rule, {round(rule.height)}))
    return [sorted(heights) for _, heights in widths if len(heights) > 2]


def _holds_columns(rows: Sequence[Row], grid: Grid) -> bool:
    """Whether rules enclose columns, not running text between separators."""
    inside = [row for row in rows if _is_within(row, grid)]
    return len(_columns(inside)) > 1 and _keep_apart(inside)


def _is_within(row: Row, grid: Grid) -> bool:
    return grid[0] < (_top(row) + _bottom(row)) / 2 < grid[1]


def _grid_end(rows: Sequence[Row], start: int, grid: Grid) -> int:
    end = start
    while end < len(rows) and _is_within(rows[end], grid):
        end += 1
    return end


def _table_end(rows: Sequence[Row], start: int) -> int:
    """Where a table ends that begins at a row of several cells; `start` if none does."""
    if len(rows[start]) < 2:
        return start
    end, full = start + 1, 1
    for index in range(start + 1, len(rows)):
        gap = _top(rows[index]) - max(_bottom(row) for row in rows[start:index])
        size = rows[index][0].size
        if gap > _WIDEST_BREAK * size or not _keep_apart([*rows[start:end], rows[index]]):
            break
        if len(rows[index]) > 1:
            full, end = full + 1, index + 1
        elif index == end and gap < (_TIGHT - 1) * size and not _adds_column(rows[start:end], rows[index]):
            end = index + 1
        elif index > end + 2:
            break
    return end if full > 1 else start


def _keep_apart(rows: Sequence[Row]) -> bool:
    """Whether what stands side by side in each row still stands in columns of its own."""
    columns = _columns(rows)
    for row in rows:
        for left, right in pairwise(row):
            side_by_side = min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top) > left.size / 2
            if side_by_side and _column(left, columns) == _column(right, columns):
                return False
    return True


def _adds_column(rows: Sequence[Row], row: Row) -> bool:
    return len(_columns([*rows, row])) > len(_columns(rows))


def _stands_above(row: Row, table: Sequence[Row]) -> bool:
    """Whether a lone line belongs to the first row of a table: it stands in a further column, close above."""
    columns = _columns(table)
    gap = _top(table[0]) - _bottom(row)
    close = len(row) == 1 and gap < (_TIGHT - 1) * row[0].size
    return close and len(_columns([row, *table])) == len(columns) and _column(row[0], columns) > 0


def _ends_row_above(lines: Sequence[Row], table: Sequence[Row]) -> bool:
    """Whether the lines at the top of a page are the rest of a row that the page before begins: they stand in further
    columns of the table below."""
    columns = _columns(table)
    same = len(lines) <= _MOST_LINES_OF_REST and len(_columns([*lines, *table])) == len(columns)
    return same and all(_column(segment, columns) > 0 for line in lines for segment in line)


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Stretches of the page's width that are parted by gutters in all the rows."""
    columns: list[Column] = []
    for left, right in sorted((s.box.left, s.box.right) for row in rows for s in row):
        if columns and left - columns[-1][1] < _NARROWEST_GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _column(segment: Segment, columns: Sequence[Column]) -> int:
    return max((i for i, (left, _) in enumerate(columns) if left <= segment.box.left + 1), default=0)


def _is_set_in_columns(rows: Sequence[Row]) -> bool:
    """Whether two columns hold running text: many full lines side by side, which a table does not have."""
    columns = _columns(rows)
    if len(columns) != 2 or len(rows) < _FEWEST_LINES_OF_COLUMNS:
        return False
    for column in columns:
        lines = [row[0] for row in _rows_of(column, rows)]
        long = [line for line in lines if len(line.text) > _FEWEST_CHARACTERS_OF_COLUMNS]
        if len(long) < 0.7 * len(lines) or len(lines) < 0.7 * len(rows):
            return False
    return True


def _rows_of(column: Column, rows: Sequence[Row]) -> list[Row]:
    inside = [s for row in rows for s in row if column[0] - 1 <= s.box.left <= column[1]]
    return [[segment] for segment in sorted(inside, key=lambda s: s.box.top)]


# its rows


def _table_rows(rows: Sequence[Row], rules: Sequence[Rule], columns: Sequence[Column]) -> Iterator[list[Segment]]:
    """The segments of each row: up to the next rule where rules are drawn; else by the space between rows where it is
    wider than between lines; else up to the next line that has something in the first column."""
    if any(_is_parted(above, below, rules) for above, below in pairwise(rows)):
        yield from _up_to(rows, lambda above, below: _is_parted(above, below, rules))
        return
    cells = _spaced_cells(rows, columns)
    if cells is None:
        yield from _up_to(rows, lambda _above, below: _column(below[0], columns) == 0)
        return
    gathered: list[Segment] = []
    bottom = 0.0
    for cell in sorted(cells, key=_top):
        if gathered and _top(cell) > bottom - 0.2 * cell[0].size:
            yield gathered
            gathered = []
        bottom = max(bottom, _bottom(cell)) if gathered else _bottom(cell)
        gathered += cell
    yield gathered


def _up_to(rows: Sequence[Row], parts: Callable[[Row, Row], bool]) -> Iterator[list[Segment]]:
    gathered: list[Segment] = []
    for index, row in enumerate(rows):
        if gathered and parts(rows[index - 1], row):
            yield gathered
            gathered = []
        gathered += row
    yield gathered


def _is_parted(above: Row, below: Row, rules: Sequence[Rule]) -> bool:
    upper, lower = (_top(above) + _bottom(above)) / 2, (_top(below) + _bottom(below)) / 2
    left = min(segment.box.left for segment in below)
    return any(upper < rule.height < lower and rule.left <= left + 4 for rule in rules)


def _spaced_cells(rows: Sequence[Row], columns: Sequence[Column]) -> list[list[Segment]] | None:
    """Lines of one column that stand close make a cell. None where rows stand as close as lines do."""
    lines = [_rows_of(column, rows) for column in columns]
    pitches = sorted(_top(b) - _top(a) for column in lines for a, b in pairwise(column))
    if not pitches or pitches[-1] < pitches[0] * _SAME_LEADING:
        return None
    leading = pitches[0] * _SAME_LEADING
    first = [_top(b) - _top(a) for a, b in pairwise(lines[0])]
    if sum(pitch <= leading for pitch in first) > len(first) / 2:
        return None
    cells: list[list[Segment]] = []
    for column in lines:
        for index, (segment,) in enumerate(column):
            if index and _top([segment]) - _top(column[index - 1]) <= leading:
                cells[-1].append(segment)
            else:
                cells.append([segment])
    return cells


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
        line, joint = segment.text, " " if text else ""
        if end := bullet_end(line):
            line, joint = "- " + line[end:], joint and "\n"
        elif text.endswith(LINE_END_HYPHENS):
            text, joint = hyphenation.join(text, line)
            runs[-1].end = start + len(text)
        at = start + len(text) + len(joint)
        text += joint + line
        runs.append(Run(at, start + len(text), segment.page, segment.box))
    return text, runs


def _top(row: Row) -> float:
    return min(segment.box.top for segment in row)


def _bottom(row: Row) -> float:
    return max(segment.box.bottom for segment in row)

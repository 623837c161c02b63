"""Plain text: the text stays as it is; blocks are found in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.importers.encoding import decode_text
from reviewer.importers.headings import (
    has_contact,
    is_capitals,
    is_label,
    is_plain_heading,
    may_be_heading,
    number_depth,
)
from reviewer.importers.limits import Limits, Progress
from reviewer.importers.lines import BULLET, HOLLOW_BULLET, SENTENCE_END, STAR
from reviewer.importers.media_type import TEXT
from reviewer.model import Block, BlockKind, Document, EmptyFileError, Origin, Span

_LONGEST_WRAPPED = 130
_SHORT = 60
_TITLES = 3
_FEWEST_WORDS_OF_LEAD_IN = 3
_MOST_NAMES = 4
_TITLE, _SECTION, _SUBSECTION, _LABEL, _DEEPEST = 1, 2, 3, 4, 6
_LABELLED = re.compile(r"[^\W\d_][^:.!?]{1,40}:\s+\S")
_ORDINAL = re.compile(r"\(?(?:(\d{1,3})|([a-zåäö])|([ivx]{1,5}))[.)]\s*(?=\S)")
_CELL_BORDER = re.compile(r" +\|(?: +|$)| *\t\s*")
_TABLE_RULE = re.compile(r"[|: ]*-{2,}[-|: ]*")
_NO_CELL = re.compile(r"\W*\w{0,3}(?:\.\w{1,3})*[.)]?|.*:")
"""What stands before a tab without being a table's cell: a bullet, a number, a label."""


def read_plain_text(data: bytes, name: str, limits: Limits, progress: Progress) -> Document:
    """The Document of a plain text file. Raises EmptyFileError and TooLargeError."""
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    limits.check_characters(len(text))
    lines = list(_lines(text))
    if not lines:
        raise EmptyFileError
    progress("read", 0.5)
    return Document(
        name=name,
        media_type=TEXT,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=tuple(_Outline(lines).blocks()),
        origins=tuple(Origin(line.start, line.end, paragraph=line.number) for line in lines),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it. `group` counts the stretches between blank lines; `number` counts lines."""

    start: int
    end: int
    text: str
    indent: int
    group: int
    number: int


def _lines(text: str) -> Iterator[_Line]:
    at = group = 0
    blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        content = raw.strip()
        if content:
            group += blank
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            yield _Line(start, start + len(content), content, indent, group, number)
        blank = not content
        at += len(raw) + 1


@dataclass(slots=True)
class _Part:
    """Consecutive lines that make one block."""

    lines: list[_Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    cells: tuple[Span, ...] = ()
    table: int = 0
    header: bool = False

    @property
    def text(self) -> str:
        return self.lines[0].text

    @property
    def alone(self) -> bool:
        return len(self.lines) == 1


class _Outline:
    """Finds list items and rows of tables, then paragraphs, then headings."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self._wrapped = all(len(line.text) <= _LONGEST_WRAPPED for line in lines)
        self._groups = _group_sizes(lines)
        self._items = self._list_items()
        self._tables = self._table_rows()

    def blocks(self) -> Iterator[Block]:
        parts = self._parts()
        self._mark_headings(parts)
        for part in parts:
            start, end = part.lines[0].start, part.lines[-1].end
            yield Block(start, end, part.kind, part.level, part.cells, part.table, part.header)

    # list items

    def _list_items(self) -> dict[int, int]:
        """The nesting depth of the lines that begin list items, by index."""
        starts = {i for i, line in enumerate(self._lines) if BULLET.match(line.text)}
        starts |= self._numbered_items()
        for pattern in (HOLLOW_BULLET, STAR):
            marked = {i for i, line in enumerate(self._lines) if pattern.match(line.text)}
            starts |= {i for i in marked if {i - 1, i + 1} & (marked | starts)}
        return self._depths(sorted(starts))

    def _numbered_items(self) -> set[int]:
        """Lines whose number is followed or preceded by its neighbour on the next line: items, not headings."""
        numbers = {i: n for i, line in enumerate(self._lines) if (n := _ordinal(line.text))}
        out: set[int] = set()
        for first, second in pairwise(numbers):
            together = second == first + 1 or self._lines[first].group == self._lines[second].group
            if together and numbers[second] == numbers[first] + 1:
                out |= {first, second}
        return out

    def _depths(self, starts: Sequence[int]) -> dict[int, int]:
        depths: dict[int, int] = {}
        indents: list[int] = []
        last = -2
        for index in starts:
            indent = self._lines[index].indent
            if self._lines[index].group > self._lines[max(last, 0)].group + 1:
                indents = []
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            depths[index] = len(indents)
            last = index
        return depths

    # tables

    def _table_rows(self) -> dict[int, int]:
        """The numbers of the tables that lines belong to, by index: lines of one group with as many cells each."""
        out: dict[int, int] = {}
        widths = [0 if i in self._items else _width(line) for i, line in enumerate(self._lines)]
        number = first = 0
        for index in range(1, len(self._lines) + 1):
            if index < len(self._lines) and widths[first] and self._is_row_below(widths, first, index):
                continue
            if index - first > 1:
                number += 1
                out |= dict.fromkeys(range(first, index), number)
            first = index
        return out

    def _is_row_below(self, widths: Sequence[int], first: int, index: int) -> bool:
        same_group = self._lines[first].group == self._lines[index].group
        return same_group and (widths[index] == widths[first] or self._is_table_rule(index))

    def _is_table_rule(self, index: int) -> bool:
        return _TABLE_RULE.fullmatch(self._lines[index].text) is not None

    def _row(self, index: int) -> _Part:
        line, table = self._lines[index], self._tables[index]
        ruled = self._tables.get(index + 1) == table and self._is_table_rule(index + 1)
        return _Part([line], BlockKind.TABLE_ROW, 0, tuple(_cells(line)), table, ruled)

    # paragraphs

    def _parts(self) -> list[_Part]:
        parts: list[_Part] = []
        for index, line in enumerate(self._lines):
            if index in self._items:
                parts.append(_Part([line], BlockKind.LIST_ITEM, self._items[index]))
            elif index in self._tables:
                if not self._is_table_rule(index):
                    parts.append(self._row(index))
            elif (
                parts
                and parts[-1].kind is not BlockKind.TABLE_ROW
                and parts[-1].lines[-1].group == line.group
                and self._continues(parts[-1], line)
            ):
                parts[-1].lines.append(line)
            else:
                parts.append(_Part([line]))
        return parts

    def _continues(self, part: _Part, line: _Line) -> bool:
        """Whether a line of the same group goes on with the block above it."""
        above = part.lines[-1]
        ended = bool(SENTENCE_END.search(above.text))
        if line.text[0].islower() and not ended:
            return True
        if part.kind is BlockKind.LIST_ITEM:
            return line.indent > part.lines[0].indent or (self._wrapped and not ended and len(above.text) > _SHORT)
        if (part.alone and self._is_marked(above)) or self._is_marked(line) or _LABELLED.match(line.text):
            return False
        if above is self._lines[0] and part.alone and is_plain_heading(above.text):
            return False
        if self._wrapped:
            return len(above.text) > _SHORT or not ended or len(line.text) > _SHORT
        return max(len(above.text), len(line.text)) <= _SHORT and not ended

    def _is_marked(self, line: _Line) -> bool:
        """Whether a line is a heading by itself, even without blank lines around it."""
        if is_capitals(line.text) or is_label(line.text):
            return True
        return bool(number_depth(line.text)) and len(line.text) <= _LONGEST_WRAPPED and may_be_heading(line.text)

    # headings

    def _mark_headings(self, parts: list[_Part]) -> None:
        candidates = [self._is_heading(part) for part in parts]
        first_number = next((i for i, p in enumerate(parts) if candidates[i] and number_depth(p.text)), len(parts))
        titles = 0
        for index, part in enumerate(parts):
            in_title = titles == index < _TITLES
            if not candidates[index] or not (in_title or self._heads_something(parts, candidates, index)):
                continue
            part.kind, part.level = BlockKind.HEADING, _level(part.text, index == 0, index > first_number)
            titles += 1

    def _heads_something(self, parts: Sequence[_Part], candidates: Sequence[bool], index: int) -> bool:
        """Numbers and capitals make a heading anyhow. A plain line needs text below it that it does not lead in; of
        two such lines before a numbered heading or the end the second is the text, and so is a name above a telephone
        number or address."""
        if number_depth(parts[index].text) or is_capitals(parts[index].text):
            return True

        def is_plain(at: int) -> bool:
            return 0 <= at < len(parts) and candidates[at] and not number_depth(parts[at].text)

        def is_name(at: int) -> bool:
            """Below a heading and above somebody's telephone number or address."""
            few = is_plain(at) and at > 0 and candidates[at - 1] and len(parts[at].text.split()) <= _MOST_NAMES
            return few and at + 1 < len(parts) and not candidates[at + 1] and has_contact(parts[at + 1].text)

        below = index + 1
        if is_name(index) or is_name(below):
            return not is_name(index)
        if below < len(parts) and not candidates[below]:
            return not _leads_in(parts[index], parts[below])
        ends = below + 1 == len(parts) or (candidates[below + 1 : below + 2] == [True] and not is_plain(below + 1))
        return is_plain(below) and ends and not is_plain(index - 1)

    def _is_heading(self, part: _Part) -> bool:
        if not part.alone or part.kind is not BlockKind.PARAGRAPH:
            return False
        line = part.lines[0]
        if self._is_marked(line):
            return True
        first = line is self._lines[0]
        return (first or self._groups[line.group] == 1) and is_plain_heading(line.text)


def _leads_in(part: _Part, below: _Part) -> bool:
    """Whether a line is the beginning of a sentence that the items of a list below it end."""
    if below.kind is not BlockKind.LIST_ITEM or len(part.text.split()) < _FEWEST_WORDS_OF_LEAD_IN:
        return False
    marker = BULLET.match(below.text) or STAR.match(below.text) or _ORDINAL.match(below.text)
    return marker is not None and below.text[marker.end()].islower()


def _level(text: str, is_title: bool, below_numbers: bool) -> int:
    if is_title:
        return _TITLE
    if depth := number_depth(text):
        return min(_TITLE + depth, _DEEPEST)
    if text.endswith(":"):
        return _LABEL
    return _SUBSECTION if below_numbers else _SECTION


def _width(line: _Line) -> int:
    """How many cells a line has, 0 for one that is no row of a table."""
    cells = list(_cells(line))
    first = line.text[: cells[0].end - line.start]
    if len(cells) < 2 or ("\t" in line.text and "|" not in line.text and _NO_CELL.fullmatch(first)):
        return 0
    return len(cells)


def _cells(line: _Line) -> Iterator[Span]:
    """The cells of a row whose cells are parted by upright lines or tabs, with or without such lines around them."""
    text = line.text
    low, high = 0, len(text)
    if text.startswith("|"):
        low = len(text) - len(text[1:].lstrip())
        high = len(text[:-1].rstrip()) if text.endswith("|") else high
    at = low
    for border in _CELL_BORDER.finditer(text, low, high):
        yield Span(line.start + at, line.start + border.start())
        at = border.end()
    yield Span(line.start + at, line.start + max(at, high))


def _group_sizes(lines: Sequence[_Line]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for line in lines:
        sizes[line.group] = sizes.get(line.group, 0) + 1
    return sizes


def _ordinal(text: str) -> int:
    """The place in a list that a line's number or letter gives it; 0 for none and for "4.1"."""
    found = _ORDINAL.match(text)
    if not found or text[found.end()].isdigit():
        return 0
    number, letter, _ = found.groups()
    return int(number) if number else ord(letter) - ord("a") + 1 if letter else 0

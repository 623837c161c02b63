"""Lines on pages to blocks: paragraphs, list items, headings and tables, over page ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise, takewhile

from reviewer.importers.assembly import Run, SourceBlock
from reviewer.importers.headings import is_capitals, may_be_heading, number_depth, promote_headings
from reviewer.importers.hyphenation import LINE_END_HYPHENS, SOFT_HYPHEN, Hyphenation
from reviewer.importers.lines import SENTENCE_END, bullet_end
from reviewer.importers.pdf_page import (
    Page,
    Row,
    Rule,
    Segment,
    drop_running_heads,
    group_rows,
    merge_row,
    type_bullets,
)
from reviewer.importers.pdf_tables import go_on, split_regions, table_blocks
from reviewer.model import BlockKind

_LARGER = 1.12
_WIDER_PITCH = 1.3
_CONTINUATION = re.compile(r"[^\W\d_A-ZÅÄÖ][^\s@:./\d]*(?:\s|$)")
_BROKEN_ADDRESS = re.compile(r"(?<!\S)[(<]?(?:https?://|[\w-]+\.)[^\s()<>]*/$")
_REST_OF_ADDRESS = re.compile(r"[\w%#?-]{4,}")
"""A web address is broken behind a slash; a short word there is the next one of the sentence."""
_ORDINAL = re.compile(r"\(?(\d{1,3}|[a-zåäö]|[ivx]{1,4})[.)]\s+(?=\S)")


def page_blocks(pages: Sequence[Page]) -> list[SourceBlock]:
    """The blocks of a document's pages in reading order."""
    drop_running_heads(pages)
    for page in pages:
        type_bullets(page)
    style = _Style.of([segment for page in pages for segment in page.segments])
    hyphenation = Hyphenation([segment.text for page in pages for segment in page.segments])
    flow = _Flow(style, hyphenation)
    for page in pages:
        for rows, is_table in split_regions(group_rows(page), page.rules, goes_on=flow.ends_in_table):
            if is_table:
                flow.add_table(rows, page.rules)
            else:
                for row in rows:
                    flow.add_line(merge_row(row))
    return promote_headings(_number_items(flow.finish()))


@dataclass(frozen=True, slots=True)
class _Style:
    """What is usual in a document: size of letters, distance from line to line in sizes, right edge in points."""

    size: float
    pitch: float
    right: float
    larger: tuple[float, ...]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> _Style:
        sizes: Counter[float] = Counter()
        for segment in segments:
            sizes[_rounded(segment.size)] += len(segment.text)
        size = sizes.most_common(1)[0][0] if sizes else 10.0
        body = [s for s in segments if _rounded(s.size) == size]
        rights = sorted(s.box.right for s in body)
        larger = sorted({_rounded(s.size) for s in segments if s.size > size * _LARGER}, reverse=True)
        return cls(size, _usual_pitch(body), rights[int(len(rights) * 0.97)] if rights else 0.0, tuple(larger))

    def heading_level(self, line: Segment) -> int:
        """The level that a line's looks give it, 0 for a line of running text."""
        if line.size > self.size * _LARGER:
            return min(self.larger.index(_rounded(line.size)) + 1, 6) if len(line.text) <= 200 else 0
        stands_out = (line.bold or is_capitals(line.text)) and may_be_heading(line.text)
        return min(len(self.larger) + 1, 6) if stands_out else 0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _usual_pitch(body: Sequence[Segment]) -> float:
    pitches: Counter[float] = Counter()
    for above, below in pairwise(body):
        pitch = (below.box.bottom - above.box.bottom) / max(below.size, 1)
        if above.page == below.page and 0.8 < pitch < 3:
            pitches[round(pitch, 1)] += 1
    return pitches.most_common(1)[0][0] if pitches else 1.2


class _Flow:
    """Puts lines together to blocks, in order, over page ends."""

    def __init__(self, style: _Style, hyphenation: Hyphenation) -> None:
        self._style = style
        self._hyphenation = hyphenation
        self._blocks: list[SourceBlock] = []
        self._groups = count(1)
        self._last: Segment | None = None
        self._level = 0
        self._marker_left: float | None = None
        self._indents: list[float] = []

    def finish(self) -> list[SourceBlock]:
        for block in self._blocks:
            if block.text.endswith(SOFT_HYPHEN):
                block.text = block.text[:-1]
                block.runs[-1].end = len(block.text)
        return self._blocks

    def add_table(self, rows: Sequence[Row], rules: Sequence[Rule]) -> None:
        below = list(table_blocks(rows, rules, next(self._groups), self._hyphenation))
        above = self._last_table()
        if above and below[0].runs[0].page > above[-1].runs[-1].page and len(above[-1].cells) == len(below[0].cells):
            self._blocks[-len(above) :] = go_on(above, below)
        else:
            self._blocks += below
        self._last = None

    @property
    def ends_in_table(self) -> bool:
        return bool(self._last_table())

    def _last_table(self) -> list[SourceBlock]:
        """The rows of the table that the last block belongs to, if it belongs to one."""
        group = self._blocks[-1].group if self._blocks else 0
        rows = takewhile(lambda b: b.kind is BlockKind.TABLE_ROW and b.group == group, reversed(self._blocks))
        return list(rows)[::-1]

    def add_line(self, line: Segment) -> None:
        level = self._style.heading_level(line)
        end = bullet_end(line.text)
        if end:
            self._start_item(line, end)
        elif level:
            self._add_heading(line, level)
        elif self._last is None or self._level or self._begins_block(self._last, line):
            self._start(line, BlockKind.PARAGRAPH)
        else:
            self._append(line, self._joint(self._last, line))
        self._last = line
        self._level = 0 if end else level

    def _start(self, line: Segment, kind: BlockKind, level: int = 0) -> None:
        self._marker_left = None
        run = Run(0, len(line.text), line.page, line.box)
        self._blocks.append(SourceBlock(kind, line.text, level=level, emphasised=line.bold, runs=[run]))

    def _start_item(self, line: Segment, end: int) -> None:
        previous = self._blocks[-1] if self._blocks else None
        follows = previous is not None and previous.kind is BlockKind.LIST_ITEM and self._last is not None
        if not follows:
            self._indents = []
        left = line.box.left
        while self._indents and self._indents[-1] > left + 3:
            self._indents.pop()
        if not self._indents or self._indents[-1] < left - 3:
            self._indents.append(left)
        text = "- " + line.text[end:]
        run = Run(0, len(text), line.page, line.box)
        group = previous.group if follows and previous is not None else next(self._groups)
        self._blocks.append(
            SourceBlock(BlockKind.LIST_ITEM, text, level=len(self._indents), group=group, typed=True, runs=[run])
        )
        self._marker_left = left

    def _add_heading(self, line: Segment, level: int) -> None:
        last = self._last
        goes_on = (
            last is not None
            and self._level == level
            and last.page == line.page
            and self._pitch(last, line) < max(self._style.pitch, 1.2) * _WIDER_PITCH
            and not number_depth(line.text)
            and not (self._fits_above(last, line) and SENTENCE_END.search(last.text))
        )
        if goes_on:
            self._append(line, " ")
        else:
            self._start(line, BlockKind.HEADING, level)

    def _append(self, line: Segment, joint: str) -> None:
        """Add a line to the last block, after a space, a line break or a hyphen that may go."""
        block = self._blocks[-1]
        if joint == " " and block.text.endswith(LINE_END_HYPHENS):
            block.text, joint = self._hyphenation.join(block.text, line.text)
            if block.runs[-1].end > len(block.text):
                block.runs[-1].end = len(block.text)
        elif joint == " " and _BROKEN_ADDRESS.search(block.text) and _REST_OF_ADDRESS.match(line.text):
            joint = ""
        start = len(block.text) + len(joint)
        block.text += joint + line.text
        block.emphasised &= line.bold
        block.runs.append(Run(start, len(block.text), line.page, line.box))

    def _begins_block(self, last: Segment, line: Segment) -> bool:
        ended = bool(SENTENCE_END.search(last.text))
        if last.page != line.page:
            return ended or not (line.text[0].islower() or not self._fits_above(last, line))
        if self._pitch(last, line) > self._style.pitch * _WIDER_PITCH or line.box.bottom <= last.box.top:
            return True
        if last.bold != line.bold and (last.bold or number_depth(line.text)):
            return True
        if self._marker_left is not None:
            hangs = line.box.left > self._marker_left + 3
            return not hangs and self._fits_above(last, line)
        if _ORDINAL.match(line.text) and self._fits_above(last, line):
            return True
        return ended and self._fits_above(last, line) and "\n" not in self._blocks[-1].text[-len(last.text) - 1 :]

    def _joint(self, last: Segment, line: Segment) -> str:
        """A line that could have gone on above was broken on purpose, as in an address."""
        goes_on = last.text.endswith(LINE_END_HYPHENS) or _CONTINUATION.match(line.text)
        if last.page != line.page or self._marker_left is not None or goes_on:
            return " "
        return "\n" if self._fits_above(last, line) else " "

    def _fits_above(self, last: Segment, line: Segment) -> bool:
        """Whether the first word of a line would have had room at the end of the line above."""
        first = line.text.split(" ", 1)[0]
        width = (line.box.right - line.box.left) / max(len(line.text), 1)
        return last.box.right + width * (len(first) + 1.5) < self._style.right

    def _pitch(self, last: Segment, line: Segment) -> float:
        return (line.box.bottom - last.box.bottom) / max(min(last.size, line.size), 1)


def _number_items(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make list items of consecutive paragraphs whose numbers or letters follow one another."""
    ordinals = [_ordinal(block) for block in blocks]
    members: dict[int, int] = defaultdict(int)
    for index in range(1, len(blocks)):
        if ordinals[index - 1] and ordinals[index] == ordinals[index - 1] + 1:
            group = members[index - 1] or -index
            members[index - 1] = members[index] = group
    out = list(blocks)
    for index, group in members.items():
        if group:
            out[index].kind, out[index].level = BlockKind.LIST_ITEM, 1
            out[index].group, out[index].ordered = group, True
    return out


def _ordinal(block: SourceBlock) -> int:
    found = _ORDINAL.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not found:
        return 0
    mark = found[1]
    return int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1 if len(mark) == 1 else 0

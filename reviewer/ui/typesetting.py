"""Sets a policy's text for reading: the characters stay exactly as stored, only their looks are added.

Every line of the text is one block of the QTextDocument, every line feed the boundary between two, so that a position
in the QTextDocument is the UTF-16 offset into the text.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reviewer.model import Block, BlockKind
from reviewer.ui.table_layout import measure_tables
from reviewer.ui.theme import Theme

LINE_HEIGHT = 1.45
LINE_CHARACTERS = 75
DOCUMENT_SCALE = 1.15
"""The text's size against the interface's."""

_HEADING_SCALES = (1.45, 1.2, 1.05)
_PARAGRAPH_GAP = 0.55
_ROW_GAP = 0.4
_GAPS_WITHIN = {BlockKind.LIST_ITEM: 0.2, BlockKind.TABLE_ROW: _ROW_GAP}
_HEADING_GAP = 0.35
"""Room against a line's height: between paragraphs, between items of a list or rows, and above a heading besides."""

_SAMPLE = "the personal data that we collect about you may be stored by our providers for as long as needed"
_MARKER = re.compile(r"[ \t]*(?:[-–—•·▪◦*]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)](?:\d{1,3}[.)]?)*)[ \t]+")

PLAIN, RULED = 0, 1
"""User states of the QTextDocument's blocks; the room above a ruled one, or its own if it is blank, parts two rows of
a table."""

_TOP, _BOTTOM = 24, 64
"""Pixels above and below the whole text."""


def document_font(point_size: float) -> QFont:
    """The system's serif."""
    font = quote_font()
    font.setPointSizeF(point_size)
    return font


def quote_font() -> QFont:
    """The system's serif in the size of whatever it is set in, also when that changes."""
    font = QFont()
    font.setFamily(_serif_family())
    font.setStyleHint(QFont.StyleHint.Serif)
    return font


def fixed_font() -> QFont:
    """The system's letters of one width, in the size of whatever they are set in."""
    font = QFont()
    font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def _serif_family() -> str:
    wanted = {"win32": ("Cambria", "Georgia"), "darwin": ("Charter", "Georgia")}.get(sys.platform, ())
    installed = set(QFontDatabase.families()) if wanted else set()
    return next((family for family in wanted if family in installed), "serif")


def column_width(font: QFont) -> float:
    """The width in pixels at which a line of ordinary prose has at most 75 characters."""
    average = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    # Lines vary by some tenth around the average, so that the widest stay within the limit.
    return average * LINE_CHARACTERS * 0.92


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text from `start` to `end`, in code points. `block` is None on blank lines. `gap` is the height
    against a line's of a blank line, or of the room above a block's first line that no blank line parts from the
    block before."""

    start: int
    end: int
    block: Block | None
    gap: float = 0.0
    ruled: bool = False


class Setting:
    """A document on its way to being whole: `document` holds the lines that are set so far."""

    def __init__(
        self,
        document: QTextDocument,
        length: int,
        lines: Iterator[_Line],
        insert: Callable[[QTextCursor, _Line], None],
    ) -> None:
        """`length` is the whole text's, in UTF-16 units."""
        self.document, self.length = document, length
        self._lines, self._insert = lines, insert
        self._cursor = QTextCursor(document)
        self.done = False

    def lacks(self, position: int) -> int:
        """How many UTF-16 units are still to be set until a position is passed."""
        return 0 if self.done else max(position + 1 - self._cursor.position(), 0)

    def reach(self, position: int) -> None:
        """Sets lines until one ends beyond a position, in UTF-16 units."""
        self._set_while(lambda: self.lacks(position) > 0)

    def work(self, seconds: float) -> None:
        """Sets lines for about so long, at least one."""
        end = time.monotonic() + seconds
        self._set_while(lambda: time.monotonic() < end)

    def finish(self) -> None:
        self._set_while(lambda: True)

    def _set_while(self, wanted: Callable[[], bool]) -> None:
        if self.done or not wanted():
            return
        self._cursor.beginEditBlock()
        while not self.done and wanted():
            line = next(self._lines, None)
            if line is None:
                self.done = True
            else:
                self._insert(self._cursor, line)
        self._cursor.endEditBlock()


class Typesetter:
    """Makes QTextDocuments of one size and theme."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self._font = font
        self._theme = theme
        self._metrics = QFontMetricsF(font)
        self._size = font.pointSizeF()
        self._em = self._metrics.horizontalAdvance("m")
        self._pixels = QFontInfo(font).pixelSize()
        self._padding: Mapping[int, Sequence[float]] = {}

    def set(self, text: str, blocks: Sequence[Block]) -> QTextDocument:
        """A document whose plain text is `text`, line by line."""
        setting = self.begin(text, blocks)
        setting.finish()
        return setting.document

    def begin(self, text: str, blocks: Sequence[Block]) -> Setting:
        """A document that is still empty, to be set line by line."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._font)
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        bold = QFont(self._font)
        bold.setBold(True)
        self._padding = measure_tables(text, blocks, self._font, bold, column_width(self._font))
        frame_format = document.rootFrame().frameFormat()
        frame_format.setTopMargin(_TOP)
        frame_format.setBottomMargin(_BOTTOM)
        document.rootFrame().setFrameFormat(frame_format)
        insert = partial(self._insert_line, text)
        return Setting(document, len(text.encode("utf-16-le")) // 2, _lines(text, blocks), insert)

    def _insert_line(self, text: str, cursor: QTextCursor, line: _Line) -> None:
        block_format, char_format = self._block_format(text, line), self._char_format(line)
        if line.start == 0:
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(char_format)
        else:
            cursor.insertBlock(block_format, char_format)
        cursor.block().setUserState(RULED if line.ruled else PLAIN)
        if line.block is not None and line.block.cells and line.end == line.block.end:
            self._insert_cells(cursor, text, line, char_format)
        else:
            cursor.insertText(text[line.start : line.end], char_format)

    def _insert_cells(self, cursor: QTextCursor, text: str, line: _Line, char_format: QTextCharFormat) -> None:
        """A row in pieces that leave out none of its characters; the first of each separator is as wide as need be."""
        cells = line.block.cells
        padding = self._padding.get(line.block.start, [0.0] * len(cells))
        cursor.insertText(text[line.start : cells[0].end], char_format)
        for before, cell, room in zip(cells, cells[1:], padding, strict=False):
            quiet = QTextCharFormat(char_format)
            quiet.setForeground(QColor(self._theme.hairline))
            wide = QTextCharFormat(quiet)
            wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wide.setFontLetterSpacing(room)
            cursor.insertText(text[before.end : before.end + 1], wide)
            cursor.insertText(text[before.end + 1 : cell.start], quiet)
            cursor.insertText(text[cell.start : cell.end], char_format)
        cursor.insertText(text[cells[-1].end : line.end], char_format)

    def _char_format(self, line: _Line) -> QTextCharFormat:
        char_format = QTextCharFormat()
        block = line.block
        if block is None:
            char_format.setFontPointSize(max(1.0, self._size * line.gap * 0.7))
        elif block.kind is BlockKind.HEADING:
            char_format.setFontPointSize(self._size * self._heading_scale(block))
            char_format.setFontWeight(QFont.Weight.Bold)
        elif block.kind is BlockKind.TABLE_ROW and block.header:
            char_format.setFontWeight(QFont.Weight.Bold)
        elif block.kind is BlockKind.NOTE:
            char_format.setFontPointSize(self._size * 0.9)
        return char_format

    def _heading_scale(self, block: Block) -> float:
        return _HEADING_SCALES[min(max(block.level, 1), len(_HEADING_SCALES)) - 1]

    def _block_format(self, text: str, line: _Line) -> QTextBlockFormat:
        block_format = QTextBlockFormat()
        height = self._pixels * LINE_HEIGHT
        block = line.block
        block_format.setTopMargin(round(self._room_above(line) * height))
        if block is None:
            height *= line.gap
        elif block.kind is BlockKind.HEADING:
            height *= (1 + self._heading_scale(block)) / 2
        elif block.kind is BlockKind.LIST_ITEM:
            self._indent_item(block_format, text, line)
        elif block.kind is BlockKind.TABLE_ROW:
            block_format.setLeftMargin(self._em)
            block_format.setTextIndent(-self._em)
        block_format.setLineHeight(round(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return block_format

    def _room_above(self, line: _Line) -> float:
        if line.block is None or line.start == 0:
            return 0.0
        heading = line.block.kind is BlockKind.HEADING and line.start <= line.block.start
        return line.gap + (_HEADING_GAP if heading else 0.0)

    def _indent_item(self, block_format: QTextBlockFormat, text: str, line: _Line) -> None:
        marker = _MARKER.match(text, line.block.start, line.block.end)
        hang = self._metrics.horizontalAdvance(marker.group()) if marker else 0.0
        block_format.setLeftMargin((max(line.block.level, 1) - 1) * 1.5 * self._em + self._em * 0.5 + hang)
        if line.start <= line.block.start:
            block_format.setTextIndent(-hang)


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    """The lines of the text in order, each with the block that it lies in."""
    ordered = sorted(blocks, key=lambda block: block.start)
    index, start, after_blank = 0, 0, True
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while index < len(ordered) and ordered[index].end <= start:
            index += 1
        if not text[start:end].strip():
            gap = _gap(ordered, index)
            yield _Line(start, end, None, gap, ruled=gap == _ROW_GAP)
            after_blank = True
        else:
            inside = index < len(ordered) and ordered[index].start <= end
            block = ordered[index] if inside else Block(start, end, BlockKind.PARAGRAPH)
            gap = _gap(ordered, index) if block.start >= start and not after_blank else 0.0
            yield _Line(start, end, block, gap, ruled=gap == _ROW_GAP)
            after_blank = False
        start = end + 1


def _gap(ordered: Sequence[Block], index: int) -> float:
    """The room above the block at `index`."""
    if not 0 < index < len(ordered):
        return _PARAGRAPH_GAP
    before, after = ordered[index - 1].kind, ordered[index].kind
    return _GAPS_WITHIN.get(after, _PARAGRAPH_GAP) if before is after else _PARAGRAPH_GAP

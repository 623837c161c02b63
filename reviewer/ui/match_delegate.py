"""Draws the cells of a search: what was found in bold, what repeats the cell above quietly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model import Span
from reviewer.ui.jump_list import MATCHES, REPEATS
from reviewer.ui.text_offsets import TextOffsets
from reviewer.ui.theme import theme_of

_ELLIPSIS = "…"


class MatchDelegate(QStyledItemDelegate):
    """For a cell of one line; what does not fit is left out, and an ellipsis says so."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style = cell.widget.style()
        # As the style draws the text of other cells.
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, cell, cell.widget) + 1
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, cell.widget)
        room.adjust(margin, 0, -margin, 0)
        text, cell.text = cell.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        theme = theme_of(cell.palette)
        layout = _lay_out_in(room.width(), text, cell.font, index.data(MATCHES) or ())
        painter.save()
        painter.setClipRect(room)
        painter.setPen(QColor(theme.second if index.data(REPEATS) else theme.text))
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - layout.boundingRect().height()) / 2))
        painter.restore()


def _lay_out_in(width: int, text: str, font: QFont, matches: Sequence[Span]) -> QTextLayout:
    """As much of the text as there is room for."""
    layout = _lay_out(text, font, matches)
    line = layout.lineAt(0)
    if line.naturalTextWidth() <= width:
        return layout
    room = width - QFontMetrics(font).horizontalAdvance(_ELLIPSIS)
    end = TextOffsets(text).to_code_points(line.xToCursor(room, QTextLine.CursorPosition.CursorOnCharacter))
    kept = [Span(match.start, min(match.end, end)) for match in matches if match.start < end]
    return _lay_out(text[:end].rstrip() + _ELLIPSIS, font, kept)


def _lay_out(text: str, font: QFont, matches: Sequence[Span]) -> QTextLayout:
    """The text on one line, `matches` in bold."""
    offsets, layout = TextOffsets(text), QTextLayout(text, font)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    ranges = []
    for match in matches:
        part = QTextLayout.FormatRange()
        part.start = offsets.to_utf16(match.start)
        part.length = offsets.to_utf16(match.end) - part.start
        part.format = bold
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout

"""Draws a cell with what a search found in it in bold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QFont, QPainter, QPalette, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model import Span
from reviewer.ui.jump_list import MATCHES
from reviewer.ui.text_offsets import TextOffsets


class MatchDelegate(QStyledItemDelegate):
    """For a cell of one line; what does not fit is cut off at the end."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, cell, cell.widget) + 1
        room = cell.rect.adjusted(margin, 0, -margin, 0)
        layout = _lay_out(text, cell.font, index.data(MATCHES) or ())
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(room)
        painter.setPen(cell.palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text))
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - layout.boundingRect().height()) / 2))
        painter.restore()


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

"""Draws the cells of a search: what was found in bold, what repeats the cell above quietly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model import Span
from reviewer.ui.jump_list import MATCHES, REPEATS
from reviewer.ui.text_offsets import TextOffsets
from reviewer.ui.theme import theme_of


class MatchDelegate(QStyledItemDelegate):
    """For a cell of one line; what does not fit is cut off, with an ellipsis where nothing was found in it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style = cell.widget.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, cell.widget)
        text, cell.text = cell.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        matches, theme = index.data(MATCHES) or (), theme_of(cell.palette)
        if not matches:
            text = cell.fontMetrics.elidedText(text, cell.textElideMode, room.width())
        layout = _lay_out(text, cell.font, matches)
        painter.save()
        painter.setClipRect(room)
        painter.setPen(QColor(theme.second if index.data(REPEATS) else theme.text))
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

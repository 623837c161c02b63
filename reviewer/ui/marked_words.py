"""Words that wrap, some of them underlined with dots."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.model import Span
from reviewer.ui.text_offsets import TextOffsets


class MarkedWords(QWidget):
    def __init__(self, words: str, marks: Sequence[Span]) -> None:
        """`marks` are places in `words`."""
        super().__init__()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setPlainText(words)
        self._underline(marks, TextOffsets(words))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _underline(self, marks: Sequence[Span], offsets: TextOffsets) -> None:
        dotted, cursor = QTextCharFormat(), QTextCursor(self._document)
        dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        for mark in marks:
            cursor.setPosition(offsets.to_utf16(mark.start))
            cursor.setPosition(offsets.to_utf16(mark.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(dotted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._document.setDefaultFont(self.font())
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(ceil(self._document.idealWidth()), self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return ceil(self._document.size().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.palette.setColor(QPalette.ColorRole.Text, self.palette().color(QPalette.ColorRole.WindowText))
        self._document.documentLayout().draw(QPainter(self), context)

"""The state of a field or the severity of a finding by word, symbol and colour together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.model import FieldStatus, Severity, ValueState
from reviewer.ui.icons import pixmap
from reviewer.ui.theme import Mark, state_style, theme_of

_PADDING, _GAP, _ICON = 8, 4, 12


PillState = ValueState | FieldStatus | Mark | Severity


class StatePill(QWidget):
    def __init__(self, state: PillState, word: str) -> None:
        super().__init__()
        self._state, self._word = state, word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    @property
    def word(self) -> str:
        return self._word

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._small_font())
        width = metrics.horizontalAdvance(self._word) + 2 * _PADDING + _ICON + _GAP
        return QSize(width, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = state_style(self._state, theme_of(self.palette()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.tint))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        symbol = pixmap(style.icon, style.ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(_PADDING, (self.height() - _ICON) // 2, symbol)
        painter.setFont(self._small_font())
        painter.setPen(QColor(style.ink))
        words = self.rect().adjusted(_PADDING + _ICON + _GAP, 0, -_PADDING + 1, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._word)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

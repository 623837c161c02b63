"""A number to type or to step, with the program's own arrows."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSpinBox

from reviewer.ui.icons import pixmap
from reviewer.ui.theme import theme_of

_SIZE, _MARGIN = 10, 8


class NumberBox(QSpinBox):
    """While a number is typed its first digit is not yet meant: `valueChanged` comes with the whole number."""

    def __init__(self) -> None:
        super().__init__()
        self.setKeyboardTracking(False)
        # Where other lines begin: the style sheet's padding does not reach the line inside.
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = theme_of(self.palette()), QPainter(self)
        left, middle = self.width() - _SIZE - _MARGIN, self.height() // 2
        for name, top, more in (
            ("chevron_up", middle - _SIZE, self.value() < self.maximum()),
            ("chevron_down", middle, self.value() > self.minimum()),
        ):
            ink = theme.second if more and self.isEnabled() else theme.disabled
            painter.drawPixmap(left, top, pixmap(name, ink, _SIZE, self.devicePixelRatioF()))

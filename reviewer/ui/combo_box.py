"""A list to choose from, with the program's own arrow."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from reviewer.ui.icons import pixmap
from reviewer.ui.theme import theme_of

_SIZE, _MARGIN = 12, 8


class ComboBox(QComboBox):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = theme_of(self.palette())
        arrow = pixmap(
            "chevron_down", theme.second if self.isEnabled() else theme.disabled, _SIZE, self.devicePixelRatioF()
        )
        QPainter(self).drawPixmap(self.width() - _SIZE - _MARGIN, (self.height() - _SIZE) // 2, arrow)

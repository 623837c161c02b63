"""Where the window stands on the screen when nothing is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QWidget

_USUAL, _SMALLEST = QSize(1440, 900), QSize(960, 600)
_EDGE = 2
"""What lies as close as that to the size of the screen is taken for a window over the whole of it."""


def fit_to_screen(window: QWidget) -> None:
    """Gives the window its usual size, or as much of it as the screen has room for beside bars and a title; it can be
    made smaller down to what its parts need, but for a screen that is smaller still. Geometry that is restored after
    this is brought onto the screen by Qt."""
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    room = window.screen().availableSize() - QSize(_EDGE, _EDGE + title)
    window.setMinimumSize(_SMALLEST.boundedTo(room))
    window.resize(_USUAL.boundedTo(room))

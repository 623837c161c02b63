"""Work that takes the window's thread long, done in slices between its other work."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

_SLICE = 0.008
"""Seconds that a slice may take."""


class Slices(QObject):
    """Goes through an iterator of steps to its end, or until it is deleted, with its parent or by whoever made it."""

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        end = time.monotonic() + _SLICE
        for _ in self._steps:
            if time.monotonic() > end:
                QTimer.singleShot(0, self, self._go_on)
                return
        self.deleteLater()

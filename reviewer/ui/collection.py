"""Collects cyclic garbage in the window's thread alone.

Python collects in whatever thread happens to allocate. A worker that frees widgets this way, which belong to the
window's thread, takes the program down with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 500
"""Milliseconds between two looks at how much has gathered."""


class Collector(QObject):
    """Takes over from Python's own collecting, by the same thresholds, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(_INTERVAL)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> int | None:
        """Collects the oldest generation that is due; returns which, None where none is."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return generation
        return None

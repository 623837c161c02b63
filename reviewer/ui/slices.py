"""Work that takes the window's thread long, done in slices between its other work."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

_SLICE = 0.008
"""Seconds that a slice may take."""
_BREATH = 4
"""Milliseconds between two slices."""


class AfterPainting(QTimer):
    """A timer that counts from when what is shown now has been painted. Counted from before, its time would be over by
    then, and what it does would come in the same turn of the event loop."""

    def __init__(self, parent: QObject, interval: int, *, single_shot: bool = False) -> None:
        """`interval` is in milliseconds."""
        super().__init__(parent, interval=interval, singleShot=single_shot)
        # Not zero, which comes like a posted event, before painting: a timer has its turn after what is posted.
        self._painting = QTimer(self, singleShot=True, interval=1)
        self._painting.timeout.connect(self._on_painted)

    def start(self) -> None:
        super().stop()
        self._painting.start()

    def stop(self) -> None:
        self._painting.stop()
        super().stop()

    def _on_painted(self) -> None:
        super().start()


class Slices(QObject):
    """Goes through an iterator of steps to its end, from when what is shown now has been painted. It ends with its
    parent, too, or when it is stopped."""

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._turns = AfterPainting(self, _BREATH)
        self._turns.timeout.connect(self._go_on)
        self._turns.start()

    def stop(self) -> None:
        """Leaves the rest undone."""
        self._turns.stop()
        self.deleteLater()

    def _go_on(self) -> None:
        end = time.monotonic() + _SLICE
        for _ in self._steps:
            if time.monotonic() > end:
                return
        self.stop()

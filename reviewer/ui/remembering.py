"""Has the options written when the window has been at rest for a moment: a crash would lose how it stood and where the
reviewer was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

_REST = 2000
"""Milliseconds without any change."""


class Remembering(QObject):
    def __init__(self, keep: Callable[[], None], changes: Iterable[SignalInstance], window: QWidget) -> None:
        """`keep` writes the options; a few milliseconds. `changes` are signals after which they may differ, as they may
        when the window was moved or made larger."""
        super().__init__(window)
        window.installEventFilter(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(keep)
        for change in changes:
            change.connect(self.wait)

    def wait(self) -> None:
        """Something has changed: waits for the next moment of rest."""
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.wait()
        return False

    def stop(self) -> None:
        self._rest.stop()

"""Waits until a window has been seen, and keeps what is pressed before from what would take it unseen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_LONGEST = 1000
"""Milliseconds after which a window is not waited for that lies under others or is minimised, and is never painted."""

_INPUT = {
    *(QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Wheel),
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick),
    *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TabletPress),
}


class InputFilter(QObject):
    """Takes what is pressed and clicked from whatever it is installed on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _INPUT:
            return False
        event.accept()  # of a key: it is no shortcut
        return True


class FirstPaint(InputFilter):
    """Signal: `happened`, once, when a window that is about to be shown has been painted with all that is in it."""

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.winId()  # has the window made in the window system, which says when it is on the screen
        self._native = window.windowHandle()
        self._native.installEventFilter(self)
        self._told = False
        self._longest = QTimer(self, singleShot=True, interval=_LONGEST)
        self._longest.timeout.connect(self._tell)
        self._longest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._longest.stop()
            self._native.removeEventFilter(self)
            self.happened.emit()

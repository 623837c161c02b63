"""Whether somebody waits for what the program is doing, or has gone on with something else meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

_GONE_ON = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}
"""Of a key that does something in the window only the question whether it is a shortcut comes to the window itself."""


class Attention(QObject):
    """What comes by itself takes the keyboard from nobody who uses it: the next key would be an answer to a question
    that was not read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWindow | None = None
        self.waits = True

    def watch(self, part: QWidget) -> None:
        """From now on the first key or click in the window of a widget is going on."""
        self._let_go()
        self.waits, self._watched = True, part.window().windowHandle()
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _GONE_ON:
            self.waits = False
            self._let_go()
        return False

    def _let_go(self) -> None:
        watched, self._watched = self._watched, None
        if watched is not None:
            watched.removeEventFilter(self)

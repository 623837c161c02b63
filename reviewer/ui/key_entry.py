"""A line that takes one key instead of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.ui.shortcuts import portable_key

_LEADING_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyEntry(QLineEdit):
    """Tab leads on, as everywhere. Signals: `pressed(key)` as keys are kept; `left` on Esc."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() in _LEADING_ON:
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # whatever it is the key of, it is meant for this line
        elif event.type() == QEvent.Type.KeyPress:
            self._take(event)
        return True

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
            return
        key = portable_key(event.keyCombination())
        if key:
            self.pressed.emit(key)

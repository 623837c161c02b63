"""Keys that a widget keeps for itself while it has the focus, over the desk's shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent


def presses(event: QKeyEvent) -> bool:
    """Whether a key presses what has the focus: Enter or Space, without Control."""
    plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def leads_out(event: QKeyEvent) -> bool:
    """Whether a key leaves what has the focus: Esc."""
    return event.key() == Qt.Key.Key_Escape


def keeps_key(event: QEvent, own: Callable[[QKeyEvent], bool]) -> bool:
    """Accepts the question whether a key is a shortcut when it is one of the widget's `own`: the key then comes to
    the widget as a press. To be asked in `event`, before the base class is."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and own(event):
        event.accept()
        return True
    return False


class KeyPressable:
    """For a widget that Enter and Space press; it then does `press()`."""

    def event(self, event: QEvent) -> bool:
        return keeps_key(event, presses) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.press()
        else:
            super().keyPressEvent(event)


class Pressable(KeyPressable):
    """The same for a widget that the mouse would not press by itself."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.press()

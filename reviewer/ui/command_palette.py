"""Goes to any field, finding, document, vendor or command by a few letters; it lies over the window's top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.goals import Goal, GoalIndex
from reviewer.ui.jump_list import JumpList, JumpRow
from reviewer.ui.labels import quiet_label

MOST_ROWS = 60
_WIDTH, _HEIGHT, _TOP = 640, 360, 48


class CommandPalette(QFrame):
    """A part of the window, not a window of its own: it goes with Esc, with Enter, or when the keyboard goes elsewhere.
    Signal: `left` when it has gone without leading anywhere."""

    left = Signal()

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        say = translator.gettext
        self.setProperty("look", "palette")
        self._index = GoalIndex(())
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(say("Go to a field, finding, document, vendor or command"))
        self._line.setAccessibleName(say("Go to"))
        self._list = JumpList(say("Places and commands"), ("", "", ""), (38, 14, 28), told=1)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = quiet_label(say("Nothing has these letters."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self._line, self._nothing, self._list):
            layout.addWidget(widget)
        self.setFocusProxy(self._line)
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self.show_matches)
        self._list.pressed_target.connect(self._go)
        parent.installEventFilter(self)
        self.hide()

    @property
    def names(self) -> list[str]:
        """What is offered now, the best first."""
        return [row.cells[0] for row in self._list.rows]

    def open(self, goals: Sequence[Goal]) -> None:
        """Shows the palette with the keyboard in it."""
        self._index = GoalIndex(goals)
        self._line.clear()
        self.show_matches("")
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def close_quietly(self) -> None:
        if self.isVisible():
            self.hide()
            self._index = GoalIndex(())
            self.left.emit()

    def show_matches(self, typed: str) -> None:
        goals = self._index.find(typed, MOST_ROWS)
        self._list.show_rows([JumpRow((goal.name, goal.kind, goal.hint), goal) for goal in goals])
        self._list.setVisible(bool(goals))
        self._nothing.setVisible(not goals)
        if goals:
            self._choose(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event.key())
        if watched is self._line and event.type() == QEvent.Type.FocusOut:
            self.close_quietly()
        if watched is self.parent() and isinstance(event, QResizeEvent):
            self._place()
        return super().eventFilter(watched, event)

    def _take(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key == Qt.Key.Key_Escape:
            self.close_quietly()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._list.rows:
                self._list.press_row(self._list.currentIndex().row())
        elif key in steps:
            self._choose(self._list.currentIndex().row() + steps[Qt.Key(key)])
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        row = min(max(row, 0), len(self._list.rows) - 1)
        self._list.setCurrentIndex(self._list.model().index(row, 0))

    def _go(self, goal: Goal) -> None:
        self.close_quietly()
        goal.go()

    def _place(self) -> None:
        window = self.parentWidget()
        width = min(_WIDTH, window.width() - 2 * _TOP)
        self.setGeometry((window.width() - width) // 2, _TOP, width, min(_HEIGHT, window.height() - 2 * _TOP))

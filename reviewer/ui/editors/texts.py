"""Editors for words: a line, a few lines, a list of names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout

from reviewer.i18n import N_
from reviewer.ui.editors.value_editor import Entry, ValueEditor

_TEXT_LINES, _FEWEST_NAME_LINES, _MOST_NAME_LINES = 3, 2, 12


class LineEditor(ValueEditor):
    """One line: addresses, numbers, links."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        self.setFocusProxy(self._line)
        self._line.returnPressed.connect(self.submitted)
        self._line.textChanged.connect(self.entry_changed)

    def set_entries(self, values: Sequence[Entry]) -> None:
        self._line.setText(str(values[0]) if values else "")
        self._line.selectAll()

    def entries(self) -> tuple[Entry, ...]:
        text = self._line.text().strip()
        return (text,) if text else ()


class TextEditor(ValueEditor):
    """Some lines of text; Enter is done, Shift+Enter breaks the line."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QPlainTextEdit(self)
        self._text.setTabChangesFocus(True)
        self._text.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        self.setFocusProxy(self._text)
        self._text.textChanged.connect(self.entry_changed)
        self._show_lines(_TEXT_LINES)

    def set_entries(self, values: Sequence[Entry]) -> None:
        self._text.setPlainText(str(values[0]) if values else "")
        self._text.selectAll()

    def entries(self) -> tuple[Entry, ...]:
        text = self._text.toPlainText().strip()
        return (text,) if text else ()

    def _show_lines(self, count: int) -> None:
        margins = 2 * (self._text.frameWidth() + int(self._text.document().documentMargin()))
        self._text.setFixedHeight(count * self._text.fontMetrics().lineSpacing() + margins)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _ends_entry(event):
            self.submitted.emit()
            return True
        return super().eventFilter(watched, event)


class NamesEditor(TextEditor):
    """All names of a field, one a line."""

    whole_field = True
    hint = N_("One name a line; Shift+Enter begins the next.")

    def set_entries(self, values: Sequence[Entry]) -> None:
        self._text.setPlainText("\n".join(str(value) for value in values))
        self._show_lines(max(_FEWEST_NAME_LINES, min(len(values) + 1, _MOST_NAME_LINES)))

    def entries(self) -> tuple[Entry, ...]:
        lines = (line.strip() for line in self._text.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


def _ends_entry(event: QKeyEvent) -> bool:
    """Enter, with or without Control; with Shift it breaks the line."""
    breaks = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not breaks

"""The window as the stories work it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import FieldState, FieldStatus, ReviewedValue
from reviewer.model.opinion import FindingState
from reviewer.settings import Settings
from reviewer.ui.field_row import FieldKey
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.main_window import MainWindow
from reviewer.ui.report_bar import ReportBar
from reviewer.ui.workspace_actions import NameBar

READING_LIMIT = 60_000
"""Milliseconds that reading a policy may take."""


class Desk:
    """A window with what a reviewer does at it, by keys wherever there is one. It counts key presses, and a piece of
    typing as one action."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder, self.closed = qtbot, folder, False
        self.actions = 0
        self.window = MainWindow(Settings(folder / "settings"), Translator("en"), lambda: folder)
        self.form, self.view = self.window.desk.form, self.window.desk.text.view
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard is."""
        self.actions += 1
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, words: str) -> None:
        self.actions += 1
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def import_file(self, path: Path) -> None:
        self.window.importing.import_files([path])
        self.qtbot.waitUntil(lambda: self.bar(ImportBar) is not None, timeout=READING_LIMIT)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.session.assessment is not None)

    def start_review(self, policy: Path) -> None:
        """Imports a policy under a reviewer's name and puts the keyboard on the form."""
        self.window.session.set_reviewer("Ada Reviewer")
        self.import_file(policy)
        self.form.setFocus()
        self.actions = 0

    def open_fields(self) -> int:
        return sum(state.status is FieldStatus.OPEN for state in self.states())

    def open_findings(self) -> int:
        return sum(f.state is FindingState.OPEN for f in self.window.session.assessment.findings)

    def bar(self, kind: type) -> object:
        return next((bar for bar in self.window.bars.bars if isinstance(bar, kind)), None)

    def go_to(self, key: FieldKey) -> None:
        self.form.setFocus()
        self.form.go_to(key)

    def states(self) -> tuple[FieldState, ...]:
        assert self.window.session.assessment is not None
        return self.window.session.assessment.fields

    def state(self, key: FieldKey) -> FieldState:
        return next(s for s in self.states() if (s.field, s.document_id) == key)

    def give_name(self, name: str) -> None:
        assert self.bar(NameBar) is not None
        self.type(name)
        self.press(Qt.Key.Key_Return)

    def correct_line(self, key: FieldKey, text: str) -> None:
        """Corrects the first value of a field whose editor takes one line or text."""
        self.go_to(key)
        if len(self.state(key).effective_values) > 1:
            self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_E)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        editor.selectAll()
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def reject_first(self, key: FieldKey) -> ReviewedValue:
        self.go_to(key)
        value = self.state(key).effective_values[0]
        if len(self.state(key).effective_values) > 1:
            self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_Delete)
        return value

    def add_selected(self, key: FieldKey, start: int, end: int) -> None:
        """Selects words in the text by keyboard and adds them as a value."""
        self.go_to(key)
        self.view.setFocus()
        pane = QApplication.focusWidget()
        cursor = pane.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        pane.setTextCursor(cursor)
        self.press(Qt.Key.Key_A)
        if self.form.card is not None and self.form.card.panel is not None:
            self.press(Qt.Key.Key_1)

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def redo(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    def write_report(self) -> Path:
        with self.qtbot.waitSignal(self.window.reporting.written, timeout=READING_LIMIT) as written:
            self.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
            assert self.bar(ReportBar) is not None
            self.press(Qt.Key.Key_Return)
        return written.args[0]

    def close(self) -> None:
        self.closed = True
        self.window.close()
        self.window.deleteLater()

"""One working day at the window: import, decide, close, come back, go on, hand out the report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import FieldState, ReviewedValue, ValueState
from reviewer.paths import resource
from reviewer.settings import Settings
from reviewer.ui.field_row import FieldKey
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.main_window import MainWindow
from reviewer.ui.report_bar import ReportBar
from reviewer.ui.workspace_actions import NameBar

READING_LIMIT = 60_000
SINGLE = ("text", "email", "phone", "url")


class Desk:
    """A window with what a reviewer does at it, by keys wherever there is one."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder, self.closed = qtbot, folder, False
        self.window = MainWindow(Settings(folder / "settings"), Translator("en"), lambda: folder)
        self.form, self.view = self.window.desk.form, self.window.desk.text.view
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def import_file(self, path: Path) -> None:
        self.window.importing.import_files([path])
        self.qtbot.waitUntil(lambda: self._bar(ImportBar) is not None, timeout=READING_LIMIT)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.session.assessment is not None)

    def _bar(self, kind: type) -> object:
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
        assert self._bar(NameBar) is not None
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
            assert self._bar(ReportBar) is not None
            self.press(Qt.Key.Key_Return)
        return written.args[0]

    def close(self) -> None:
        self.closed = True
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> Iterator[Callable[[], Desk]]:
    opened: list[Desk] = []

    def make() -> Desk:
        opened.append(Desk(qtbot, tmp_path))
        return opened[-1]

    yield make
    for desk in opened:
        if not desk.closed:
            desk.close()


def correctable(desk: Desk) -> list[FieldKey]:
    """Three fields with values that are words."""
    types = {spec.id: spec.type.value for spec in _form_fields()}
    keys = [FieldKey(s.field, s.document_id) for s in desk.states() if types[s.field] in SINGLE and s.suggested]
    return keys[:3]


def _form_fields() -> tuple:
    from reviewer.form import load_form

    return load_form().fields


REPLACEMENTS = {"email": "privacy@corrected.example", "phone": "+358401234567", "url": "corrected.example/list"}


def review_whole(desk: Desk, reopen: Callable[[], Desk], policy: Path) -> None:
    desk.import_file(policy)
    corrected = _correct_three(desk)
    rejecting = FieldKey("purposes", None)
    rejected = desk.reject_first(rejecting)
    adding = FieldKey("document.covers", desk.states()[0].document_id)
    words = _words(desk.view.text)
    desk.add_selected(adding, *words[1])
    assert words[0] in {v.value for v in desk.state(adding).values if v.state is ValueState.ADDED}
    desk.undo()
    assert words[0] not in {v.value for v in desk.state(adding).effective_values}
    left_at = desk.form.current
    before = desk.states()
    desk.close()

    again = reopen()
    assert again.window.open_path(Path(Settings(again.folder / "settings").options.last_workspace))
    assert again.states() == before
    assert again.form.current == left_at
    again.form.setFocus()
    again.redo()
    assert words[0] in {v.value for v in again.state(adding).effective_values}
    assert not next(v for v in again.state(rejecting).values if v.id == rejected.id).effective
    text = _report_text(again.write_report())
    for value in corrected:
        assert value in text
    assert words[0] in text


def _correct_three(desk: Desk) -> list[str]:
    keys = correctable(desk)
    assert len(keys) == 3
    types = {spec.id: spec.type.value for spec in _form_fields()}
    values = [REPLACEMENTS.get(types[key.field], f"Corrected wording {n}") for n, key in enumerate(keys)]
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        desk.correct_line(key, value)
        if number == 0:
            desk.give_name("Ada Reviewer")
        first = next(v for v in desk.state(key).values if v.value == value)
        assert first.state is ValueState.CORRECTED
        assert first.decision is not None
        assert first.decision.by == "Ada Reviewer"
        assert first.machine is not None
        assert first.machine.value != value
    return values


def _words(text: str) -> tuple[str, tuple[int, int]]:
    """Some words of one line of the text, and where Qt finds them; taken from the plain part of the plane."""
    start = 0
    for line in text.split("\n"):
        if len(line) > 40 and line.isascii() and line[:30] == line[:30].strip() and text[:start].isascii():
            end = line.index(" ", 20)
            return line[:end], (start, start + end)
        start += len(line) + 1
    # A text with wider characters above its first long line: UTF-16 units and code points are the same in the plane.
    line = next(line for line in text.split("\n") if len(line) > 40)
    start, end = text.index(line), line.index(" ", 20)
    return line[:end], (start, start + end)


def _report_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_review_of_a_sample(open_desk: Callable[[], Desk]) -> None:
    sample = next(iter(sorted(resource("samples").glob("en-*"))))
    review_whole(open_desk(), open_desk, sample)


@pytest.mark.corpus
def test_review_of_a_real_policy(open_desk: Callable[[], Desk]) -> None:
    review_whole(open_desk(), open_desk, _real_policy())


def _real_policy() -> Path:
    folder = Path(os.environ.get("REVIEWER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
    policy = folder / "text" / "en-imagen.txt"
    if not policy.exists():
        pytest.skip("no real policies: REVIEWER_CORPUS is not set and ../shared/corpus is not there")
    return policy

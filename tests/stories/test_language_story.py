"""A reviewer begins in Finnish and goes on in Swedish: the same review, the same undo, a report in its own language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.model import FieldStatus, ValueState
from reviewer.paths import resource
from reviewer.settings import Settings
from reviewer.ui.bars import Bar
from reviewer.ui.field_row import FieldKey
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.interface import Interface
from reviewer.ui.report_bar import ReportBar
from reviewer.ui.workspace_actions import NameBar

READING_LIMIT = 60_000
NAME, EMAIL = FieldKey("controller.name", None), FieldKey("contact.email", None)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """Whatever window the interface shows now, worked by keys."""

    def __init__(self, qtbot: QtBot, interface: Interface) -> None:
        self.qtbot, self.interface = qtbot, interface
        self.wait()

    @property
    def window(self) -> object:
        return self.interface.window

    def wait(self) -> None:
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def bar(self, kind: type[Bar]) -> Bar:
        self.qtbot.waitUntil(lambda: any(isinstance(bar, kind) for bar in self.window.bars.bars), timeout=READING_LIMIT)
        return next(bar for bar in self.window.bars.bars if isinstance(bar, kind))

    def go_to(self, key: FieldKey) -> None:
        self.window.desk.form.setFocus()
        self.window.desk.form.go_to(key)

    def state(self, key: FieldKey) -> object:
        return self.window.desk.form.state_of(key)

    def choose_language(self, own_name: str) -> None:
        menu = self.window.actions_by_id["view.language"].menu()
        next(action for action in menu.actions() if action.text() == own_name).trigger()
        self.wait()

    def said(self) -> str:
        return self.window.status.message


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, nothing_left_behind: None) -> Iterator[Desk]:
    locale = QLocale()
    settings = Settings(tmp_path / "settings")
    settings.options.language = "fi"
    interface = Interface(qapp, settings, lambda: tmp_path)
    yield Desk(qtbot, interface)
    interface.set_language("en")
    interface.window.close()
    interface.window.deleteLater()
    interface.deleteLater()
    QLocale.setDefault(locale)


def test_review_in_two_languages(desk: Desk, tmp_path: Path) -> None:
    _begin_in_finnish(desk)
    _cannot_leave_an_open_entry(desk)
    desk.choose_language("Svenska")
    _go_on_in_swedish(desk)
    _report_in_english(desk)
    assert Settings(tmp_path / "settings").options.language == "sv"


def _begin_in_finnish(desk: Desk) -> None:
    """Import, the first decision with the name it asks for, a correction."""
    texts = [label.text() for label in desk.window.start_page.findChildren(QLabel)]
    assert "Pudota tietosuojaseloste tähän" in texts
    desk.window.importing.import_files([resource("samples", "fi-kuvakaira.txt")])
    desk.bar(ImportBar)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.window.session.assessment is not None)
    assert "arvoa löytyi" in desk.said()
    desk.go_to(NAME)
    desk.press(Qt.Key.Key_Return)
    desk.bar(NameBar)
    desk.type("Aino Lakimies")
    desk.press(Qt.Key.Key_Return)
    assert desk.state(NAME).status is FieldStatus.DECIDED
    desk.go_to(EMAIL)
    desk.press(Qt.Key.Key_E)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    desk.type("tietosuoja@korjattu.example")
    desk.press(Qt.Key.Key_Return)
    assert desk.window.actions_by_id["edit.undo"].text() == "&Kumoa korjaus: Sähköposti"


def _cannot_leave_an_open_entry(desk: Desk) -> None:
    desk.go_to(EMAIL)
    desk.press(Qt.Key.Key_M)
    desk.type("Kysy tarkennus.")
    desk.choose_language("Svenska")
    assert desk.said() == "Viimeistele syöttö tai poistu siitä ensin Esc-näppäimellä."
    desk.window.desk.form.card.panel.setFocus()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.state(EMAIL).note == "Kysy tarkennus."


def _go_on_in_swedish(desk: Desk) -> None:
    """The same field of the same document; what was decided in Finnish is undone in Swedish."""
    assert desk.window.desk.form.current == EMAIL
    assert "granskade" in desk.window.status.summary
    desk.window.desk.form.setFocus()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.state(EMAIL).note == ""
    assert desk.window.actions_by_id["edit.undo"].text() == "&Ångra rättelsen av E-post"
    corrected = [value for value in desk.state(EMAIL).values if value.state is ValueState.CORRECTED]
    assert corrected[0].value == "tietosuoja@korjattu.example"
    assert corrected[0].decision.by == "Aino Lakimies"


def _report_in_english(desk: Desk) -> None:
    """A report speaks the window's language until another is chosen."""
    desk.press(Qt.Key.Key_E, CONTROL)
    bar = desk.bar(ReportBar)
    language = next(box for box in bar.findChildren(QComboBox) if box.findData("en") >= 0)
    assert language.currentData() == "sv"
    assert language.hasFocus()
    desk.press(Qt.Key.Key_Home)
    assert language.currentData() == "en"
    with desk.qtbot.waitSignal(desk.window.reporting.written, timeout=READING_LIMIT) as written:
        desk.press(Qt.Key.Key_Return)
    document = docx.Document(str(written.args[0]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Executive summary" in text
    assert "Sammanfattning" not in text

"""The palette: fits of a few letters, what it leads to, and how fast it answers."""

from __future__ import annotations

import dataclasses
import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.field_row import FieldKey
from reviewer.ui.goals import Goal, GoalIndex
from reviewer.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
LIMIT = 0.05


def goals(*names: str) -> list[Goal]:
    return [Goal(name, "field", lambda: None) for name in names]


def names(index: GoalIndex, typed: str) -> list[str]:
    return [goal.name for goal in index.find(typed, 10)]


def test_beginnings_come_before_words_and_letters() -> None:
    index = GoalIndex(goals("Data retention", "Retention", "Rectification of entries", "Name"))
    assert names(index, "ret") == ["Retention", "Data retention", "Rectification of entries"]


def test_initials_and_several_words_fit() -> None:
    index = GoalIndex(goals("Data protection officer", "Postal address"))
    assert names(index, "dpo") == ["Data protection officer"]
    assert names(index, "off prot") == ["Data protection officer"]
    assert names(index, "xyz") == []


def test_the_fields_of_a_group_come_before_what_has_the_letters_inside_a_word() -> None:
    caret, periods = goals("Open the address at the caret", "Periods")
    index = GoalIndex([caret, dataclasses.replace(periods, hint="Retention")])
    assert names(index, "ret") == ["Periods", "Open the address at the caret"]
    assert names(index, "ret per")[0] == "Periods"


def open_palette(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)


def test_field_is_reached_by_letters(window: MainWindow, qtbot: QtBot) -> None:
    open_palette(window, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "postal")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.desk.form.current == FieldKey("controller.address", None)
    assert QApplication.focusWidget() is window.desk.form
    assert not window.views.palette.isVisible()


def test_command_finding_vendor_and_document_are_offered(window: MainWindow, qtbot: QtBot) -> None:
    open_palette(window, qtbot)
    line = QApplication.focusWidget()
    for typed, name in (("keys", "Keys"), ("havre", "Havre Media AB"), ("supervis", "Supervisory authority")):
        line.setText(typed)
        assert any(name in offered for offered in window.views.palette.names), window.views.palette.names
    line.setText("keys")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window._pages.currentWidget() is window._keys


def test_finding_is_reached(window: MainWindow, qtbot: QtBot) -> None:
    rule = window.session.assessment.findings[-1].rule
    window.views.show_finding(rule)
    assert window.lower.findings.current.rule == rule


def test_escape_and_letters_without_fit(window: MainWindow, qtbot: QtBot) -> None:
    open_palette(window, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "qqqq")
    assert window.views.palette.names == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.views.palette.isVisible()
    assert QApplication.focusWidget() is window.desk.form


def test_each_key_is_answered_at_once_among_a_thousand_documents(window: MainWindow, qtbot: QtBot) -> None:
    many = goals(*(f"Vendor number {n} Oy: Privacy notice of {n}" for n in range(2000)))
    open_palette(window, qtbot)
    window.views.palette.open(many)
    line, slowest = QApplication.focusWidget(), 0.0
    for letter in "notice 1999":
        start = time.process_time()
        qtbot.keyClicks(line, letter)
        slowest = max(slowest, time.process_time() - start)
    assert window.views.palette.names[0].startswith("Vendor number 1999")
    assert slowest < LIMIT

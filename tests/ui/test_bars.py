"""Bars go with what they are about: with the vendor on the desk, with the workspace, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.ui.bars import EntryBar, Question
from reviewer.ui.main_window import MainWindow

from .assessed import make_workspace, read_policy

OF_VENDOR = ("report.write", "report.questions", "report.export", "report.issued", "report.sign_off", "vendor.rating")
OF_WORKSPACE = ("vendor.rename", "engagement.rename", "engagement.add", "workspace.password")
OF_PROGRAM = ("report.save_template",)


def show_other_vendor(window: MainWindow) -> None:
    """Opens a workspace of two vendors and shows the second."""
    session = window.session
    other = next(v.assessment_id for e in session.engagements for v in e.vendors if v.name == "North")
    session.open_assessment(other)


@pytest.fixture
def two(window: MainWindow, tmp_path: Path) -> MainWindow:
    north = read_policy(found=(("controller.name", "North", "Havre Media AB"),), name="north.txt")
    window.open_path(make_workspace(tmp_path / "two.reviewer", read_policy(), north))
    return window


@pytest.mark.parametrize("action", OF_VENDOR)
def test_a_bar_about_the_vendor_goes_when_another_is_shown(two: MainWindow, action: str) -> None:
    two.actions_by_id[action].trigger()
    assert len(two.bars.bars) == 1
    show_other_vendor(two)
    assert two.bars.bars == ()


@pytest.mark.parametrize("action", [*OF_WORKSPACE, *OF_PROGRAM])
def test_a_bar_about_more_than_the_vendor_stays_when_another_is_shown(two: MainWindow, action: str) -> None:
    two.actions_by_id[action].trigger()
    (bar,) = two.bars.bars
    show_other_vendor(two)
    assert two.bars.bars == (bar,)


@pytest.mark.parametrize("action", [*OF_VENDOR, *OF_WORKSPACE])
def test_a_bar_about_a_workspace_goes_with_it(window: MainWindow, tmp_path: Path, action: str) -> None:
    window.actions_by_id[action].trigger()
    assert len(window.bars.bars) == 1
    window.open_path(make_workspace(tmp_path / "other.reviewer"))
    assert window.bars.bars == ()


@pytest.mark.parametrize("action", [*OF_VENDOR, *OF_WORKSPACE, *OF_PROGRAM])
def test_what_is_asked_twice_is_shown_once(window: MainWindow, action: str) -> None:
    for _ in range(2):
        window.actions_by_id[action].trigger()
    assert len(window.bars.bars) == 1
    assert window.bars.isAncestorOf(QApplication.focusWidget())


def test_a_decision_that_waits_for_a_name_is_not_made_on_another_vendor(two: MainWindow, qtbot: QtBot) -> None:
    two.session.settings.options.reviewer = ""
    two.actions_by_id["review.not_stated"].trigger()
    assert len(two.bars.bars) == 1
    show_other_vendor(two)
    assert two.bars.bars == ()
    assert two.session.assessment.undo_kind == ""
    two.session.set_reviewer("Ada")
    assert two.session.assessment.undo_kind == ""


def test_left_bars_give_the_keyboard_back_to_the_form(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["report.export"].trigger()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.bars.bars == ()
    assert window.desk.form.hasFocus()


def test_what_lacks_an_answer_has_the_keyboard(window: MainWindow, translator: Translator, qtbot: QtBot) -> None:
    needed = Question("Name", needed=True, problem="Write a name.")
    window.bars.show_bar(EntryBar("Vendor", [Question("Client"), needed], "Keep", translator))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (bar,) = window.bars.bars
    assert bar._problem.text() == "Write a name."
    assert QApplication.focusWidget() is bar._lines[1]

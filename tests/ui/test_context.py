"""The head of the vendor: the context shown with what is unknown, edited in place, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import Context
from reviewer.ui.context_head import context_text
from reviewer.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def editor(window: MainWindow) -> object:
    assert window.desk.context.editor is not None
    return window.desk.context.editor


def test_unknown_is_said() -> None:
    text = context_text(Context(), Translator("en"))
    assert text.count("unknown") == 4


def test_known_things_stand_in_words() -> None:
    known = Context("product", "Havre Bank", "FI", ("contact",), "2026-11-22")
    text = context_text(known, Translator("en"))
    for words in ("Product (Havre Bank)", "Finland", "22 November 2026"):
        assert words in text
    assert "unknown" not in text


def test_context_is_edited_by_keyboard_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Havre Bank")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Finland")
    press(qtbot, Qt.Key.Key_Return)
    context = window.session.assessment.context
    assert (context.service, context.service_name, context.client_country) == ("product", "Havre Bank", "FI")
    assert "Product (Havre Bank)" in window.desk.context.summary
    assert QApplication.focusWidget() is window.desk.form
    window.actions_by_id["edit.undo"].trigger()
    assert window.session.assessment.context == Context()
    assert "Havre" not in window.desk.context.summary


@pytest.mark.parametrize(("height", "lines"), [(689, 3), (940, 6)])
def test_the_editor_has_room_on_a_small_screen(
    dressed: None, window: MainWindow, qtbot: QtBot, height: int, lines: int
) -> None:
    """Of 768 lines a screen leaves some 690 to a window, which must not grow beyond them."""
    window.resize(1366, height)
    window.desk.context.edit()
    wanted = lines * window.fontMetrics().lineSpacing()
    lists = [expected._list for expected in editor(window)._expected]
    qtbot.waitUntil(lambda: all(shown.height() == wanted for shown in lists))
    assert window.height() == height
    assert window.minimumSizeHint().height() < 690


def test_wrong_entries_are_told_beside_the_editor(window: MainWindow) -> None:
    window.desk.context.edit()
    form = editor(window)
    form._country.set_entries(("Freedonia",))
    form.submit()
    assert "country" in form._problem.text()
    form._country.set_entries(())
    form._day.set_entries(("2026-03",))
    form.submit()
    assert "day" in form._problem.text()
    form._day.set_entries(("2026-03-02",))
    form.submit()
    assert window.session.assessment.context.review_date == "2026-03-02"


def test_escape_leaves_the_context_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["vendor.context"].trigger()
    editor(window)._name.setText("Something")
    editor(window)._name.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.desk.context.editor is None
    assert window.session.assessment.context == Context()


def test_expected_data_is_chosen_from_the_vocabulary(window: MainWindow) -> None:
    window.desk.context.edit()
    editor(window)._expected[0].set_entries(("contact",))
    editor(window).submit()
    assert window.session.assessment.context.expected_data == ("contact",)

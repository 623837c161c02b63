"""Terms of the law in a policy tell their names in the other languages, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from reviewer.i18n import Translator
from reviewer.ui.main_window import MainWindow
from reviewer.ui.term_tips import term_tip

NOTICE = "privacy notice\nintegritetspolicy (Swedish)\ntietosuojaseloste (Finnish)"


def test_the_readers_own_language_comes_first() -> None:
    text = "Rekisterinpitäjän yhteystiedot"
    assert term_tip(text, 3, "fi", Translator("sv")).splitlines() == [
        "rekisterinpitäjä",
        "personuppgiftsansvarig (svenska)",
        "controller (engelska)",
    ]
    assert term_tip(text, len(text) - 2, "fi", Translator("sv")) == ""


def test_a_term_that_is_pointed_at_explains_itself(window: MainWindow) -> None:
    pane = window.desk.text.view._pane
    place = pane.cursorRect().center() + QPoint(12, 0)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, pane.viewport().mapToGlobal(place))
    QApplication.sendEvent(pane.viewport(), event)
    assert QToolTip.text() == NOTICE
    QToolTip.hideText()


def test_the_menu_at_the_caret_says_the_same(window: MainWindow) -> None:
    view = window.desk.text.view
    view.go_to(3)
    view.menu_wanted.emit(QPoint(9, 9), "")
    menu = QApplication.activePopupWidget()
    assert NOTICE.splitlines() == [action.text() for action in menu.actions()][-3:]
    menu.close()

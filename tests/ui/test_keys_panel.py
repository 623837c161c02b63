"""The page of keys: what is on it, and the way back to the desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.buttons import KeyButton
from reviewer.ui.keys_panel import KeysPanel
from reviewer.ui.main_window import MainWindow


def test_the_way_back_can_be_seen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    (keys,) = window.findChildren(KeysPanel)
    (back,) = keys.findChildren(KeyButton)
    assert back.isVisible()
    assert back.accessibleName() == "Back to the desk (Esc)"
    back.click()
    assert window.desk.isVisible()
    assert not keys.isVisible()

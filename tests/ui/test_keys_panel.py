"""The page of keys: what is on it, and the way back to the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.i18n import LANGUAGES, Translator
from reviewer.settings import Settings
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_keys_are_in_sight_on_a_small_screen(
    dressed: None, qtbot: QtBot, tmp_path: Path, nothing_left_behind: None, language: str
) -> None:
    window = MainWindow(Settings(tmp_path), Translator(language), lambda: tmp_path)
    window.resize(1366, 689)
    window.show()
    window.actions_by_id["help.keys"].trigger()
    (keys,) = window.findChildren(KeysPanel)
    qtbot.waitUntil(keys.isVisible)
    for bar in (keys.verticalScrollBar(), keys.horizontalScrollBar()):
        assert bar.maximum() == 0
    window.close()
    window.deleteLater()


def test_the_keys_of_a_column_begin_on_one_line(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["help.keys"].trigger()
    (keys,) = window.findChildren(KeysPanel)
    begin = {label.text(): label.x() for label in keys.findChildren(QLabel)}
    assert begin["Ctrl+N"] == begin["Ctrl+F"] == begin["Ctrl+E"] == begin["F1"]

"""The workspaces opened last, on the empty desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.buttons import KeyButton
from reviewer.ui.first_paint import FirstPaint
from reviewer.ui.main_window import MainWindow
from reviewer.ui.recent_list import RecentList

from .assessed import make_workspace
from .test_accessibility import faults


def recent(window: MainWindow) -> RecentList | None:
    return window.start_page.findChild(RecentList)


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> MainWindow:
    """The window of somebody who has opened two workspaces, of which one is gone."""
    settings = Settings(tmp_path / "settings")
    settings.note_workspace(make_workspace(tmp_path / "Harbour.reviewer"))
    settings.note_workspace(tmp_path / "Gone.reviewer")
    window = MainWindow(settings, Translator("en"), lambda: tmp_path)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: any(row.missing for row in recent(window).rows))
    yield window
    window.close()
    window.deleteLater()


def test_each_says_its_folder_and_when_it_was_opened(empty: MainWindow, tmp_path: Path) -> None:
    gone, there = recent(empty).rows
    today = Translator("en").format_day(empty._settings.place(there.path).opened)
    assert there.accessibleName() == "Harbour"
    assert there.accessibleDescription() == f"{tmp_path} · opened {today}"
    assert gone.accessibleDescription() == f"not found in {tmp_path}"


def test_one_that_is_there_is_opened_by_key(empty: MainWindow, qtbot: QtBot) -> None:
    _, there = recent(empty).rows
    there.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert empty.session.workspace.path.name == "Harbour.reviewer"


def test_one_that_is_gone_is_not_opened_and_can_be_taken_off(empty: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    gone, _ = recent(empty).rows
    gone.press()
    assert empty.session.workspace is None
    assert gone._remove.isVisible()
    gone._remove.click()
    assert [row.path.name for row in recent(empty).rows] == ["Harbour.reviewer"]
    assert Settings(tmp_path / "settings").options.recent == [str(tmp_path / "Harbour.reviewer")]
    assert [action.text() for action in empty._menus["recent"].actions()] == ["Harbour.reviewer"]


def test_nothing_moves_when_the_rows_are_complete(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> None:
    settings = Settings(tmp_path / "settings")
    deep = tmp_path.joinpath(*(["a folder with a long name"] * 4))
    deep.mkdir(parents=True)
    settings.note_workspace(make_workspace(deep / f"{'A client with a long name, ' * 4}.reviewer"))
    settings.note_workspace(deep / "Gone.reviewer")
    window = MainWindow(settings, Translator("en"), lambda: tmp_path, furnished=False)
    seen = FirstPaint(window)
    window.show_page_without_vendor()

    with qtbot.waitSignal(seen.happened):
        window.show()
    gone, there = recent(window).rows
    assert not gone.missing
    buttons = [button for button in window.start_page.findChildren(KeyButton) if button.isVisible()]
    parts = [window.start_page, *buttons, gone, there]
    before = [QRect(part.mapTo(window, part.rect().topLeft()), part.size()) for part in parts]
    qtbot.waitUntil(lambda: gone.missing and "opened" in there.accessibleDescription())
    window.start_page.layout().activate()
    assert [QRect(part.mapTo(window, part.rect().topLeft()), part.size()) for part in parts] == before
    window.close()
    window.deleteLater()


def test_a_first_start_has_none(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> None:
    window = MainWindow(Settings(tmp_path / "settings"), Translator("en"), lambda: tmp_path)
    window.show()
    assert recent(window) is None
    window.close()
    window.deleteLater()


def test_rows_can_be_heard_and_reached_by_keyboard(empty: MainWindow, qtbot: QtBot) -> None:
    assert faults(empty) == []
    gone, there = recent(empty).rows
    reached = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget() or empty, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert there in reached
    assert gone._remove in reached
    assert gone not in reached

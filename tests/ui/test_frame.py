"""The frame is on the screen before anything works in it; what fills it moves nothing, and takes nothing unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.first_paint import FirstPaint
from reviewer.ui.main_window import MainWindow

from .assessed import make_workspace


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings")
    made.options.reviewer = "Ada"
    return made


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, settings: Settings, nothing_left_behind: None) -> Iterator[MainWindow]:
    made = MainWindow(settings, Translator("en"), lambda: tmp_path, furnished=False)
    yield made
    made.close()
    made.deleteLater()


def show(qtbot: QtBot, window: MainWindow) -> None:
    seen = FirstPaint(window)
    with qtbot.waitSignal(seen.happened):
        window.show()


def places(splitter: QSplitter) -> list[QRect]:
    """Where the panes of a bench lie: the desk's and the one below."""
    desk, lower = splitter.widget(0), splitter.widget(1)
    panes: list[QWidget] = [*(desk.widget(number) for number in range(3)), lower]
    return [QRect(pane.mapTo(pane.window(), pane.rect().topLeft()), pane.size()) for pane in panes]


@pytest.mark.parametrize("form_left", [False, True])
def test_nothing_moves_when_the_frame_is_filled(
    form_left: bool, qtbot: QtBot, frame: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    path = make_workspace(tmp_path / "havre.reviewer")
    before = MainWindow(settings, Translator("en"), lambda: tmp_path)
    settings.options.form_left = form_left
    before.show()
    before.resize(1300, 740)
    before.open_path(path)
    before.desk.setSizes([250, 500, 540])
    before.close()
    before.deleteLater()

    window = MainWindow(settings, Translator("en"), lambda: tmp_path, furnished=False)
    window.await_workspace()
    show(qtbot, window)
    shown, empty = window.grab().toImage(), places(window._empty_desk)
    bars = [window.menuBar().geometry(), window._tools.geometry(), window.status.geometry()]
    window.furnish()
    window.open_path(path)
    window.stop_awaiting()
    assert window.grab().size() == shown.size()
    assert places(window._bench) == empty
    assert [window.menuBar().geometry(), window._tools.geometry(), window.status.geometry()] == bars
    window.close()
    window.deleteLater()


def test_the_frame_has_its_menus_and_tools(qtbot: QtBot, frame: MainWindow) -> None:
    frame.await_workspace()
    show(qtbot, frame)
    titles = [action.text().replace("&", "") for action in frame.menuBar().actions()]
    assert titles[:3] == ["File", "Edit", "Review"]
    assert frame._tools.isVisible()
    assert frame.status.isVisible()


def test_a_frame_can_be_closed(qtbot: QtBot, frame: MainWindow, settings: Settings) -> None:
    frame.await_workspace()
    show(qtbot, frame)
    assert frame.close()
    assert not settings.path.exists()


def test_tab_and_actions_do_nothing_in_a_frame(qtbot: QtBot, frame: MainWindow) -> None:
    frame.await_workspace()
    show(qtbot, frame)
    qtbot.keyClick(frame, Qt.Key.Key_Tab)
    for action in ("document.import", "report.write", "edit.undo"):
        frame.actions_by_id[action].trigger()
    assert frame.bars.bars == ()


def test_without_a_workspace_the_frame_is_the_page_to_begin_with(qtbot: QtBot, frame: MainWindow) -> None:
    frame.show_page_without_vendor()
    show(qtbot, frame)
    assert frame.start_page.isVisible()
    page = frame.start_page.geometry()
    frame.furnish()
    frame.stop_awaiting()
    assert frame.start_page.isVisible()
    assert frame.start_page.geometry() == page


def test_a_workspace_that_cannot_be_opened_leads_to_the_page_to_begin_with(
    qtbot: QtBot, frame: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "broken.reviewer").write_bytes(b"SQLite format 3\0" + bytes(40))
    frame.await_workspace()
    show(qtbot, frame)
    frame.furnish()
    assert not frame.open_path(tmp_path / "broken.reviewer")
    frame.stop_awaiting()
    assert frame.start_page.isVisible()
    assert frame.status.message


def test_a_window_that_is_never_painted_is_not_waited_for(qtbot: QtBot) -> None:
    hidden = QWidget()
    qtbot.addWidget(hidden)
    with qtbot.waitSignal(FirstPaint(hidden).happened, timeout=5000):
        pass

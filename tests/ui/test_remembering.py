"""Where the reviewer is and how the window stands is written at a moment of rest, so that no crash loses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reviewer.settings import Settings
from reviewer.ui.main_window import MainWindow


@pytest.fixture
def restless(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose moments of rest are short, and that has had one."""
    rest = window._remembering._rest
    rest.setInterval(1)
    rest.start()
    qtbot.waitUntil(lambda: not rest.isActive())
    return window


def wait_for_rest(window: MainWindow, qtbot: QtBot) -> Settings:
    """The options as a start after a crash would read them."""
    assert window._remembering._rest.isActive()
    qtbot.waitUntil(lambda: not window._remembering._rest.isActive())
    return Settings(window._settings.path.parent)


def test_the_field_is_written(restless: MainWindow, qtbot: QtBot) -> None:
    restless.actions_by_id["field.next"].trigger()
    kept = wait_for_rest(restless, qtbot).place(restless.session.workspace.path)
    assert kept.field == restless.desk.form.current.field
    assert kept.assessment == restless.session.assessment.id


def test_the_widths_are_written(restless: MainWindow, qtbot: QtBot) -> None:
    handle, before = restless.desk.handle(1), restless._settings.options.layout
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 90))
    qtbot.mouseMove(handle, QPoint(60, 90))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 90))
    assert wait_for_rest(restless, qtbot).options.layout not in ("", before)


def test_size_and_panel_are_written(restless: MainWindow, qtbot: QtBot) -> None:
    before = restless._settings.options.geometry
    restless.resize(restless.width() - 40, restless.height())
    assert wait_for_rest(restless, qtbot).options.geometry not in ("", before)
    restless.lower.show_tab("history")
    assert wait_for_rest(restless, qtbot).options.lower_tab == "history"
    restless.actions_by_id["view.lower"].trigger()
    assert not wait_for_rest(restless, qtbot).options.show_lower


def test_nothing_is_written_where_nothing_differs(restless: MainWindow, qtbot: QtBot) -> None:
    path = restless._settings.path
    path.unlink()
    restless._remembering.wait()
    wait_for_rest(restless, qtbot)
    assert not path.exists()


def test_options_that_cannot_be_written_are_told_once_and_hold_up_nothing(
    restless: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    restless._settings.path.with_suffix(".partial").mkdir()
    restless.actions_by_id["field.next"].trigger()
    wait_for_rest(restless, qtbot)
    assert str(restless._settings.path) in restless.status.message
    restless.status.say("")
    restless.actions_by_id["field.next"].trigger()
    wait_for_rest(restless, qtbot)
    assert restless.status.message == ""
    restless.close()
    assert restless.session.workspace is None
    assert sorted(path.name for path in tmp_path.glob("havre.reviewer*")) == ["havre.reviewer"]


def test_a_closed_window_writes_nothing_more(restless: MainWindow) -> None:
    restless.actions_by_id["field.next"].trigger()
    restless.close()
    assert not restless._remembering._rest.isActive()

"""What the desktop of macOS wants opened is told and taken, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui import file_requests
from reviewer.ui.file_requests import FileRequests


@pytest.fixture
def requests(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileRequests]:
    monkeypatch.setattr(file_requests, "BY_EVENT", True)
    made = FileRequests(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def test_a_file_is_told_and_kept(qtbot: QtBot, qapp: QApplication, requests: FileRequests, tmp_path: Path) -> None:
    path = tmp_path / "Åsa & co.reviewer"
    with qtbot.waitSignal(requests.arrived) as arrived:
        assert qapp.sendEvent(qapp, QFileOpenEvent(str(path)))
    assert arrived.args == [path]
    assert requests.latest == path


def test_other_events_go_their_way(qtbot: QtBot, qapp: QApplication, requests: FileRequests) -> None:
    with qtbot.assertNotEmitted(requests.arrived):
        qapp.sendEvent(qapp, QEvent(QEvent.Type.User))
    assert requests.latest is None

"""The day's copy of a workspace is made beside the window's work."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from reviewer.settings import Settings
from reviewer.store import Workspace, list_backups
from reviewer.ui.session import Session

from .assessed import make_workspace


def open_session(folder: Path) -> Session:
    session = Session(Settings(folder / "settings"))
    assert session.open_workspace(make_workspace(folder / "matter.reviewer"))
    return session


def test_a_copy_is_made_and_the_file_closes_whole(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    path = session.workspace.path
    assert list_backups(path) == ()
    session.make_daily_copy()
    session.close_workspace()
    (copy,) = list_backups(path)
    with Workspace.open(path) as ws, Workspace.open(copy.path, read_only=True) as kept:
        assert kept.audit.head() == ws.audit.head()
    assert {p.name for p in tmp_path.iterdir()} == {"matter.reviewer", "matter.backups", "settings"}


def test_there_is_one_a_day(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    for _ in range(2):
        session.make_daily_copy()
    path = session.workspace.path
    session.close_workspace()
    assert len(list_backups(path)) == 1


def test_what_prevents_it_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    (tmp_path / "matter.backups").write_text("in the way")
    with qtbot.waitSignal(session.failed, timeout=10_000):
        session.make_daily_copy()
    session.close_workspace()

"""Only what was asked for last is handed out, and nothing once the reader was closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.store import Workspace
from reviewer.ui.workspace_reader import WorkspaceReader

from .assessed import make_workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "havre.reviewer")


@pytest.fixture
def opened() -> list[Workspace]:
    """The connections that the reading thread made."""
    return []


@pytest.fixture
def reader(path: Path, opened: list[Workspace], nothing_left_behind: None) -> WorkspaceReader:
    def open_reader() -> Workspace:
        opened.append(Workspace.open(path, read_only=True))
        return opened[-1]

    return WorkspaceReader(open_reader)


def test_of_many_searches_the_last_is_answered(reader: WorkspaceReader, opened: list[Workspace], qtbot: QtBot) -> None:
    found = []
    reader.found.connect(found.append)
    for words in ("ne", "new", "news", "newsletters"):
        reader.search(words)
    qtbot.waitUntil(lambda: bool(found))
    reader.search("havre")
    qtbot.waitUntil(lambda: len(found) == 2)
    reader.close()
    assert [result.versions for result in found] == [1, 1]
    assert len(opened) == 1


def test_a_search_that_is_dropped_is_not_answered(reader: WorkspaceReader, qtbot: QtBot) -> None:
    found, prepared = [], []
    reader.found.connect(found.append)
    reader.prepared.connect(prepared.append)
    reader.search("newsletters")
    reader.drop_search()
    reader.prepare_slice()
    qtbot.waitUntil(lambda: bool(prepared))
    reader.close()
    assert (found, prepared[0].finished) == ([], True)


def test_nothing_comes_after_closing_and_another_file_can_follow(
    reader: WorkspaceReader, opened: list[Workspace], qtbot: QtBot
) -> None:
    found, prepared = [], []
    reader.found.connect(found.append)
    reader.prepared.connect(prepared.append)
    reader.search("newsletters")
    reader.prepare_slice()
    reader.close()
    qtbot.wait(1)
    assert (found, prepared) == ([], [])
    with qtbot.waitSignal(reader.found):
        reader.search("newsletters")
    reader.close()
    assert len(opened) == 2


def test_what_fails_is_told(path: Path, qtbot: QtBot, nothing_left_behind: None) -> None:
    reader = WorkspaceReader(lambda: Workspace.open(path.with_name("gone.reviewer"), read_only=True))
    with qtbot.waitSignal(reader.failed) as failure:
        reader.search("newsletters")
    assert failure.args[0].code == "workspace.missing"
    with qtbot.waitSignal(reader.prepared) as prepared:
        reader.prepare_slice()
    assert prepared.args == [None]
    reader.close()

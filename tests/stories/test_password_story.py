"""A reviewer locks a workspace, goes home, comes back, mistypes, goes on working, and lays it open again at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer.cli import run
from reviewer.i18n import Translator
from reviewer.paths import resource
from reviewer.review import list_engagements
from reviewer.settings import Settings
from reviewer.store import Workspace, inspect_workspace, is_encrypted, list_backups, unlock
from reviewer.ui.buttons import KeyButton
from reviewer.ui.field_row import FieldKey
from reviewer.ui.main_window import MainWindow
from reviewer.ui.password_bar import CopiesBar, NewPasswordBar, OtherPasswordBar, UnlockBar

FROZEN = Path(__file__).parents[1] / "data" / "databases" / "v004.reviewer"
PASSWORD, OTHER = "räksmörgås på Åland", "kolme kaunista kalaa"
FIELD = "retention.items"
LIMIT = 60_000


class Day:
    """A window from the start of the program to its end."""

    def __init__(self, qtbot: QtBot, folder: Path, workspace: Path) -> None:
        self.qtbot, self.workspace, self.over = qtbot, workspace, False
        self.window = MainWindow(Settings(folder / "settings"), Translator("en"), lambda: folder)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.open_path(workspace)

    def bar(self, kind: type) -> object:
        def found() -> object:
            return next((bar for bar in self.window.bars.bars if isinstance(bar, kind)), None)

        self.qtbot.waitUntil(lambda: found() is not None, timeout=LIMIT)
        return found()

    def answer(self, kind: type, *words: str) -> None:
        """Fills the lines of a bar and accepts it."""
        bar = self.bar(kind)
        for line, word in zip(bar._lines, words, strict=True):
            line.setText(word)
        bar.accept()

    def trigger(self, action_id: str) -> None:
        self.window.actions_by_id[action_id].trigger()

    def value(self, field: str) -> object:
        return self.window.session.assessment.states_of(field)[0].values

    def end(self) -> None:
        if not self.over:
            self.over = True
            self.window.close()
            self.window.deleteLater()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copy(FROZEN, tmp_path / "matter.reviewer"))


@pytest.fixture
def begin_day(qtbot: QtBot, tmp_path: Path, workspace: Path, nothing_left_behind: None) -> Iterator[type]:
    days: list[Day] = []

    def begin() -> Day:
        days.append(Day(qtbot, tmp_path, workspace))
        days[-1].window._settings.options.reviewer = "Ada"
        return days[-1]

    yield begin
    for day in days:
        day.end()


def test_a_workspace_is_locked_over_night(begin_day: object, workspace: Path, qtbot: QtBot, tmp_path: Path) -> None:
    monday = begin_day()
    suggested = monday.value(FIELD)
    monday.window.desk.form.go_to(FieldKey(FIELD, None))
    monday.trigger("review.confirm")
    decided = monday.value(FIELD)
    assert decided != suggested
    monday.trigger("workspace.password")
    monday.answer(NewPasswordBar, PASSWORD, PASSWORD)
    outcome = monday.bar(CopiesBar)
    next(b for b in outcome.findChildren(KeyButton) if "Remove these copies" in b.accessibleName()).click()
    qtbot.waitUntil(lambda: "copies were removed" in monday.window.status.message, timeout=LIMIT)
    assert monday.value(FIELD) == decided
    monday.end()
    assert all(is_encrypted(path) for path in (workspace, *(b.path for b in list_backups(workspace))))

    tuesday = begin_day()
    tuesday.answer(UnlockBar, "räksmörgås på åland")
    asked = tuesday.bar(UnlockBar)
    qtbot.waitUntil(lambda: "does not open" in "".join(x.text() for x in asked.findChildren(QLabel)), timeout=LIMIT)
    tuesday.answer(UnlockBar, PASSWORD)
    qtbot.waitUntil(lambda: tuesday.window.session.assessment is not None, timeout=LIMIT)
    assert tuesday.value(FIELD) == decided
    tuesday.trigger("edit.undo")
    assert tuesday.value(FIELD) == suggested
    tuesday.trigger("edit.redo")
    assert tuesday.value(FIELD) == decided
    tuesday.trigger("workspace.password")
    tuesday.answer(OtherPasswordBar, PASSWORD, OTHER, OTHER)
    tuesday.bar(CopiesBar)
    tuesday.end()

    password, policy = tmp_path / "password.txt", tmp_path / "policy.txt"
    password.write_text(OTHER, encoding="utf-8")
    shutil.copy(next(resource("samples").glob("*.txt")), policy)
    given = ["--workspace", str(workspace), "--password-file", str(password)]
    assert run(["import", *given, "--vendor", "Saari", str(policy)]) == 0
    assert run(["workspace", "password", str(workspace), "--password-file", str(password), "--remove"]) == 0
    assert unlock(workspace, "") is None
    assert inspect_workspace(workspace) == ()
    with Workspace.open(workspace) as ws:
        vendors = [vendor.name for engagement in list_engagements(ws) for vendor in engagement.vendors]
        operations = [row.operation for row in ws.audit.records()]
    assert "Saari" in vendors
    assert [o for o in operations if "password" in o] == ["set_password", "change_password", "remove_password"]

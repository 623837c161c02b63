"""A workspace's password in the window: set, asked for, wrong, changed, removed; with the copies that lie open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer import review, store
from reviewer.model import WorkspaceError
from reviewer.settings import Settings
from reviewer.store import Workspace, cipher, is_encrypted, list_backups, set_password, unlock
from reviewer.ui.buttons import KeyButton
from reviewer.ui.main_window import MainWindow
from reviewer.ui.password_bar import CopiesBar, NewPasswordBar, OtherPasswordBar, UnlockBar

from .assessed import make_workspace

PASSWORD, OTHER = "sinivuokko ja kielo", "kielo ja sinivuokko"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "_ROUNDS", 10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An encrypted workspace that is not open."""
    path = make_workspace(tmp_path / "locked.reviewer")
    set_password(path, PASSWORD)
    return path


def shown(window: MainWindow, kind: type) -> object:
    return next((bar for bar in window.bars.bars if isinstance(bar, kind)), None)


def fill(qtbot: QtBot, *words: str) -> None:
    """Types the lines of the bar that has the keyboard, and presses Enter."""
    for number, word in enumerate(words):
        if number:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), word)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def press(bar: object, words: str) -> None:
    next(button for button in bar.findChildren(KeyButton) if words in button.accessibleName()).click()


def texts(bar: object) -> str:
    return "\n".join(label.text() for label in bar.findChildren(QLabel))


def wait_for(qtbot: QtBot, window: MainWindow, kind: type) -> object:
    qtbot.waitUntil(lambda: shown(window, kind) is not None)
    return shown(window, kind)


def set_one(window: MainWindow) -> None:
    """Fills in a new password and accepts it; the window takes no key from then on."""
    window.actions_by_id["workspace.password"].trigger()
    asked = shown(window, NewPasswordBar)
    for line in asked._lines:
        line.setText(PASSWORD)
    asked.accept()


def encrypt(window: MainWindow, qtbot: QtBot) -> CopiesBar:
    set_one(window)
    return wait_for(qtbot, window, CopiesBar)


def test_the_warning_stands_before_the_password_is_set(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["workspace.password"].trigger()
    asked = shown(window, NewPasswordBar)
    assert "forgotten password cannot be helped" in texts(asked)
    fill(qtbot, "short", "short")
    assert "8 characters" in texts(asked)
    fill(qtbot, "longer than it was", "longer than it is")
    assert "not the same" in texts(asked)
    assert asked._lines[0].selectedText()
    assert not is_encrypted(window.session.workspace.path)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert window.bars.bars == ()


def test_a_password_is_set_and_the_desk_is_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    review.write_note(session.workspace, session.assessment.id, "purposes", "ask them", by="Ada")
    path, vendor, field = session.workspace.path, session.assessment.vendor, window.desk.form.current
    told: list[tuple[str, float, bool]] = []
    window.workspaces.passwords.progressed.connect(lambda text, part: told.append((text, part, window.isEnabled())))
    outcome = encrypt(window, qtbot)
    assert is_encrypted(path)
    assert len(told) > 2
    assert {(text, enabled) for text, _, enabled in told} == {("Writing the workspace anew", False)}
    assert [part for _, part, _ in told] == sorted(part for _, part, _ in told)
    assert window.isEnabled()
    assert (session.assessment.vendor, window.desk.form.current) == (vendor, field)
    assert session.assessment.states_of("purposes")[0].note == "ask them"
    assert session.assessment.undo_kind
    assert "is encrypted" in texts(outcome)
    assert "overwritten" in texts(outcome)
    assert "solid-state" in texts(outcome)
    assert not outcome.asks
    assert window.status._bar.isHidden()
    with pytest.raises(WorkspaceError):
        Workspace.open(path, read_only=True)
    session.open_reader().close()


def test_copies_that_lie_open_are_named_and_removed_at_a_press(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.session.workspace
    copy = workspace.back_up()
    outcome = encrypt(window, qtbot)
    assert copy.name in texts(outcome).replace("\u200b", "")
    assert "does not protect" in texts(outcome)
    press(outcome, "Remove these copies")
    qtbot.waitUntil(lambda: "copies were removed" in window.status.message)
    assert not copy.exists()
    (kept,) = list_backups(workspace.path)
    assert is_encrypted(kept.path)


def test_a_copy_that_cannot_be_removed_is_named(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = window.session.workspace.back_up()
    monkeypatch.setattr(store, "dispose_of", lambda path: False)
    press(encrypt(window, qtbot), "Remove these copies")
    qtbot.waitUntil(lambda: copy.name in window.status.message)


def test_an_encrypted_workspace_asks_and_asks_again(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    before = window.session.workspace.path
    assert not window.open_path(path)
    asked = shown(window, UnlockBar)
    assert path.name in texts(asked)
    assert window.session.workspace.path == before
    fill(qtbot, "sinivuokko")
    qtbot.waitUntil(lambda: "does not open" in texts(asked))
    assert asked.isEnabled()
    assert "damaged" in texts(asked)
    assert window.session.workspace.path == before
    asked._lines[0].clear()
    fill(qtbot, PASSWORD)
    qtbot.waitUntil(lambda: window.session.workspace.path == path)
    assert window.bars.bars == ()
    assert window.session.assessment is not None
    assert window._settings.options.last_workspace == str(path)


def test_a_question_that_was_left_opens_nothing(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    before = window.session.workspace.path
    window.open_path(path)
    asked = shown(window, UnlockBar)
    qtbot.keyClicks(asked._lines[0], PASSWORD)
    asked.accept()
    asked.dismiss()
    window.workspaces.passwords._background._pool.waitForDone()
    QApplication.processEvents()
    assert window.session.workspace.path == before
    window.open_path(path)
    window.open_path(path)
    assert len(window.bars.bars) == 1


def test_a_password_is_changed_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    path = window.session.workspace.path
    encrypt(window, qtbot).dismiss()
    window.actions_by_id["workspace.password"].trigger()
    asked = shown(window, OtherPasswordBar)
    fill(qtbot, "sinivuokko", OTHER, OTHER)
    qtbot.waitUntil(lambda: "does not open" in texts(asked))
    asked._lines[0].setText(PASSWORD)
    asked.accept()
    outcome = wait_for(qtbot, window, CopiesBar)
    assert "another password now" in texts(outcome)
    assert unlock(path, OTHER) == window.session.workspace.key
    outcome.dismiss()
    window.actions_by_id["workspace.password"].trigger()
    asked = shown(window, OtherPasswordBar)
    press(asked, "Remove the password")
    assert "present password" in texts(asked)
    qtbot.keyClicks(asked._lines[0], OTHER)
    press(asked, "Remove the password")
    outcome = wait_for(qtbot, window, CopiesBar)
    assert "not encrypted any more" in texts(outcome)
    assert not is_encrypted(path)
    assert window.session.workspace.key is None
    rows = [row.operation for row in window.session.workspace.audit.records()]
    assert rows[-3:] == ["set_password", "change_password", "remove_password"]


def test_an_outcome_takes_the_place_of_the_one_before_it(window: MainWindow, qtbot: QtBot) -> None:
    encrypt(window, qtbot)
    window.actions_by_id["workspace.password"].trigger()
    asked = shown(window, OtherPasswordBar)
    asked._lines[0].setText(PASSWORD)
    press(asked, "Remove the password")
    qtbot.waitUntil(lambda: not is_encrypted(window.session.workspace.path) if window.session.workspace else False)
    (outcome,) = window.bars.bars
    assert "not encrypted any more" in texts(outcome)


def test_what_is_looked_for_in_the_text_is_found_again_after_encryption(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["edit.find"].trigger()
    find_bar = window.desk.text.find_bar
    find_bar._line.setText("Ltd")
    find_bar.find_next()
    count = find_bar._count.text()
    assert count.endswith("of 3")
    encrypt(window, qtbot)
    assert find_bar._count.text() == count


def test_what_fails_is_told_and_the_workspace_is_open_as_before(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise WorkspaceError("workspace.full")

    monkeypatch.setattr(store, "set_password", refuse)
    path = window.session.workspace.path
    set_one(window)
    qtbot.waitUntil(lambda: "disk is full" in window.status.message)
    assert window.isEnabled()
    assert window.session.workspace.path == path
    assert window.session.assessment is not None
    assert not is_encrypted(path)


def test_nothing_is_encrypted_while_something_is_being_entered(window: MainWindow) -> None:
    window.actions_by_id["review.note"].trigger()
    assert window.desk.form.has_open_panel
    window.actions_by_id["workspace.password"].trigger()
    assert shown(window, NewPasswordBar) is None
    assert "Finish the entry" in window.status.message


def test_a_window_that_is_closed_waits_until_the_file_is_whole(window: MainWindow, qtbot: QtBot) -> None:
    path = window.session.workspace.path
    set_one(window)
    window.close()
    assert unlock(path, PASSWORD) is not None
    assert {p.name for p in path.parent.iterdir() if path.stem in p.name} == {path.name, "havre.backups"}


@pytest.fixture
def bare_window(
    path: Path, tmp_path: Path, translator: object, nothing_left_behind: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window of a program without what encrypts."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    made = MainWindow(Settings(tmp_path / "settings"), translator, lambda: tmp_path)
    yield made
    made.close()
    made.deleteLater()


def test_without_the_driver_the_menu_and_the_message_say_what_is_missing(
    bare_window: MainWindow, path: Path, tmp_path: Path
) -> None:
    assert bare_window.open_path(make_workspace(tmp_path / "plain.reviewer"))
    action = bare_window.actions_by_id["workspace.password"]
    assert "not installed" in action.text()
    assert not action.isEnabled()
    assert not bare_window.open_path(path)
    assert bare_window.bars.bars == ()
    assert "not installed" in bare_window.status.message

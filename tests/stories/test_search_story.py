"""Three policies come in; a word of two of them is gone to by keyboard; a vendor is erased, and its words with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.store import Workspace
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.main_window import MainWindow

READING_LIMIT = 60_000
POLICIES = {
    "Alder Mail Ltd": "Parcels pass through the Tamarack depot.",
    "Birch Maps Ltd": "Routes are planned by Tamarack Cartography.",
    "Cedar Forms Ltd": "Forms are shredded after two years.",
}
_CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> Iterator[OpenWindow]:
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Settings(tmp_path / "settings"), Translator("en"), lambda: tmp_path)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def import_policy(window: MainWindow, qtbot: QtBot, path: Path, vendor: str) -> None:
    window.importing.import_files([path])
    qtbot.waitUntil(lambda: any(isinstance(bar, ImportBar) for bar in window.bars.bars), timeout=READING_LIMIT)
    press(qtbot, Qt.Key.Key_Return)
    names = lambda: [v.name for engagement in window.session.engagements for v in engagement.vendors]  # noqa: E731
    qtbot.waitUntil(lambda: vendor in names())


def look_for(window: MainWindow, qtbot: QtBot, words: str) -> None:
    press(qtbot, Qt.Key.Key_F, _CONTROL_SHIFT)
    qtbot.keyClicks(QApplication.focusWidget(), words)


def test_a_word_is_gone_to_and_erased_with_its_vendor(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    for number, (vendor, text) in enumerate(POLICIES.items()):
        path = tmp_path / f"policy {number}.txt"
        controller = f"{vendor} is the controller of your personal data."
        path.write_text(f"Privacy policy\n\n{controller} {text}\n", encoding="utf-8")
        import_policy(window, qtbot, path, vendor)

    look_for(window, qtbot, "tamara")
    search = window.lower.search
    qtbot.waitUntil(lambda: search.state_text == "2 places in 2 documents")
    vendors = [row.cells[0] for row in search.list.rows]
    assert sorted(vendors) == ["Alder Mail Ltd", "Birch Maps Ltd"]
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert window.session.assessment.vendor == vendors[1]
    view = window.desk.text.view
    span = view.selected_span()
    assert view.text[span.start : span.end] == "Tamarack"
    assert view.isAncestorOf(QApplication.focusWidget())
    workspace = window.session.workspace.path
    window.close()

    with Workspace.open(workspace) as ws:
        (engagement,) = review.list_engagements(ws)
        erased = next(vendor for vendor in engagement.vendors if vendor.name == "Alder Mail Ltd")
        assert review.erase_vendor(ws, erased.id, by="Ada").scrubbed
    assert b"depot" not in workspace.read_bytes()

    window = open_window()
    window.open_path(workspace)
    look_for(window, qtbot, "tamara")
    qtbot.waitUntil(lambda: window.lower.search.state_text == "1 place in 1 document")
    assert [row.cells[0] for row in window.lower.search.list.rows] == ["Birch Maps Ltd"]
    press(qtbot, Qt.Key.Key_Return)
    assert window.session.assessment.vendor == "Birch Maps Ltd"
    look_for(window, qtbot, "depot")
    qtbot.waitUntil(lambda: window.lower.search.state_text.startswith("No document has these words"))

"""What the program tells of itself: what leaves the machine, what it is made of, what may be copied for help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from reviewer import __version__, diagnostics, paths
from reviewer.i18n import Translator
from reviewer.ui.about_window import AboutWindow, read_parts
from reviewer.ui.diagnostic_window import DiagnosticWindow


@pytest.fixture
def about(qtbot: QtBot, translator: Translator) -> AboutWindow:
    made = AboutWindow(translator)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield diagnostics.start_log(tmp_path)
    diagnostics.stop_log()


@pytest.fixture
def clipboard(qapp: object) -> Iterator[object]:
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_it_says_version_and_what_leaves_the_machine(about: AboutWindow) -> None:
    words = " ".join(label.text() for label in about.findChildren(QLabel))
    assert __version__ in words
    assert "What leaves this computer: nothing." in words


def test_every_part_stands_with_version_and_licence(qtbot: QtBot, about: AboutWindow) -> None:
    rows = {row.cells[0]: row for row in about.parts.rows}
    assert {"PySide6_Essentials", "lxml", "Python"} <= set(rows)
    assert len(rows) == len(read_parts())
    assert all(all(row.cells) for row in rows.values())
    with qtbot.waitSignal(about.address_pressed) as pressed:
        qtbot.keyClick(about.parts, Qt.Key.Key_Home)
        qtbot.keyClick(about.parts, Qt.Key.Key_Return)
    assert pressed.args == [about.parts.rows[0].target]


def test_a_bundle_leads_to_the_texts_of_its_licences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.licence_folder() is None
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "reviewer"))
    assert paths.licence_folder() is None
    (tmp_path / "licences").mkdir()
    assert paths.licence_folder() == tmp_path / "licences"


def test_an_app_of_macos_leads_to_the_texts_among_its_resources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(tmp_path / "Frameworks"), raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "MacOS" / "reviewer"))
    (tmp_path / "Resources" / "licences").mkdir(parents=True)
    assert paths.licence_folder() == tmp_path / "Resources" / "licences"


def test_nothing_is_copied_that_was_not_shown(
    qtbot: QtBot, translator: Translator, log: Path, clipboard: object
) -> None:
    diagnostics.note("import.ended", seconds=1.5)
    window = DiagnosticWindow({"documents": 3}, translator)
    qtbot.addWidget(window)
    window.show()
    assert clipboard.text() == ""
    assert "documents: 3" in window.text
    assert "import.ended seconds=1.500" in window.text
    assert "platform: " in window.text
    assert str(Path.home()) not in window.text
    diagnostics.note("import.ended", seconds=2.5)
    next(b for b in window.findChildren(QAbstractButton) if b.text() == "Copy").click()
    assert clipboard.text() == window.text
    assert "2.500" not in clipboard.text()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_rows_are_as_high_as_everywhere(dressed: None, qtbot: QtBot, translator: Translator) -> None:
    made = AboutWindow(translator)
    qtbot.addWidget(made)
    made.show()
    first = made.parts.model().index(0, 0)
    around = 8
    qtbot.waitUntil(lambda: made.parts.visualRect(first).height() == made.parts.fontMetrics().height() + around)

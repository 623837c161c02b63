"""Words of strangers are shown as they are written: no label and no tool tip takes them for HTML, which could name
pictures on this computer or another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.labels import plain_tip
from reviewer.ui.main_window import MainWindow
from reviewer.ui.outline import Outline
from reviewer.ui.report_writing import WritingBar

from .assessed import TEXT, make_workspace, read_policy

TAG = '<img src="file:///etc/hostname">'


@pytest.fixture
def hostile(qtbot: QtBot, tmp_path: Path, translator: Translator, nothing_left_behind: None) -> Iterator[MainWindow]:
    """A window on a policy whose heading, vendor and file name look like HTML."""
    text = TEXT.replace("Privacy notice", f"Privacy notice {TAG}").replace("Havre Media AB", f"Havre {TAG} AB")
    found = (("controller.name", f"Havre {TAG} AB", f"Havre {TAG} AB"), ("recipients.named", TAG, TAG))
    settings = Settings(tmp_path / "settings")
    settings.options.reviewer = TAG
    window = MainWindow(settings, translator, lambda: tmp_path)
    window.show()
    window.open_path(make_workspace(tmp_path / "hostile.reviewer", read_policy(text, found, name=f"{TAG}.txt")))
    yield window
    window.close()
    window.deleteLater()


def labels_taking_html(window: QWidget) -> list[str]:
    plain = Qt.TextFormat.PlainText
    return [
        f"{label.parent()}: {label.text()}"
        for label in window.findChildren(QLabel)
        if "<" in label.text() and label.textFormat() != plain
    ]


def tips(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        if isinstance(widget, QTabBar):
            yield from (widget.tabToolTip(tab) for tab in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and isinstance(widget.model(), QAbstractItemModel):
            model = widget.model()
            for row in range(model.rowCount()):
                cells = takewhile(QModelIndex.isValid, (model.index(row, column) for column in count()))
                yield from (str(cell.data(Qt.ItemDataRole.ToolTipRole) or "") for cell in cells)


def check(window: MainWindow) -> None:
    assert labels_taking_html(window) == []
    assert [tip for tip in tips(window) if "<img" in tip] == []


def test_desk_and_panels(hostile: MainWindow) -> None:
    assert any("<img" in label.text() for label in hostile.findChildren(QLabel))
    check(hostile)
    hostile.desk.decisions.note()
    check(hostile)
    hostile.desk.form.close_panel()
    for tab in ("notes", "history", "findings"):
        hostile.lower.show_tab(tab)
        hostile.lower.refresh()
        check(hostile)


def test_bars_and_messages(qtbot: QtBot, hostile: MainWindow) -> None:
    hostile.status.say(TAG)
    hostile.status.show_progress(TAG, 0.5)
    hostile.actions_by_id["vendor.rename"].trigger()
    hostile.actions_by_id["report.write"].trigger()
    check(hostile)
    hostile.importing.queue.finished.emit(_job(), read_policy(name=f"{TAG}.txt"))
    assert any(isinstance(bar, ImportBar) for bar in hostile.bars.bars)
    check(hostile)
    next(bar for bar in hostile.bars.bars if isinstance(bar, ImportBar)).discard()


def test_headings(qtbot: QtBot, hostile: MainWindow) -> None:
    outline = hostile.desk.text.findChild(Outline)
    outline.open_list()
    check(hostile)
    outline.window().setFocus()


@pytest.mark.parametrize("text", [TAG, "a < b", "&lt;b>", "<b>x</b>\nsecond"])
def test_a_tip_shows_what_is_written(text: str) -> None:
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(plain_tip(text))
    assert document.toPlainText().split() == text.split()


def test_an_ordinary_tip_stays_as_it_is() -> None:
    assert plain_tip("Fish & Chips Ltd") == "Fish & Chips Ltd"


def _job() -> object:
    from reviewer.ui.import_queue import Job

    return Job(98, f"{TAG}.txt")


def test_the_bar_of_a_report_being_written(qtbot: QtBot, translator: Translator) -> None:
    bar = WritingBar(f"{TAG}.docx", translator)
    qtbot.addWidget(bar)
    assert labels_taking_html(bar) == []

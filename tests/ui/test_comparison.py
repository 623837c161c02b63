"""Vendors side by side on screen, by keyboard; and what else the Report menu writes: questions, comparison, data."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.i18n import Translator
from reviewer.model import Rating
from reviewer.settings import Settings
from reviewer.store import Workspace
from reviewer.ui.comparison_window import ComparisonWindow
from reviewer.ui.exporting import ExportBar
from reviewer.ui.main_window import MainWindow
from reviewer.ui.order_bar import OrderBar, Paper
from reviewer.ui.report_writing import WrittenBar

from .assessed import FOUND, TEXT, read_policy
from .test_reporting import LIMIT, bar, shown, written

NORTH = TEXT.replace("Havre Media AB", "North Media AB")
NORTH_FOUND = tuple(
    (field, value, quote) for field, value, quote in FOUND if field not in ("controller.name", "recipients.named")
)


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> Iterator[MainWindow]:
    """A window on an engagement of two vendors."""
    path = tmp_path / "choice.reviewer"
    with Workspace.create(path) as workspace:
        engagement = review.add_engagement(workspace, client="Client", matter="Choice", by="Ada")
        for name, reading in (
            ("Havre", read_policy()),
            ("North", read_policy(NORTH, NORTH_FOUND, "north.txt")),
        ):
            review.record_import(workspace, reading, engagement_id=engagement, vendor=name)
    settings = Settings(tmp_path / "settings")
    settings.options.reviewer = "Ada"
    settings.options.show_all_fields = True
    made = MainWindow(settings, Translator("en"), lambda: tmp_path)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open_path(path)
    yield made
    made.close()
    made.deleteLater()


def compare(window: MainWindow, qtbot: QtBot) -> ComparisonWindow:
    shows = window.companions.show("report.compare")
    assert isinstance(shows, ComparisonWindow)
    qtbot.waitUntil(lambda: shows.table.model() is not None, timeout=LIMIT)
    return shows


def cell(shows: ComparisonWindow, label: str, vendor: str) -> tuple[int, int]:
    cells = shows.table.model()
    heads = [cells.headerData(c, Qt.Orientation.Horizontal) for c in range(cells.columnCount())]
    rows = [cells.index(r, 0).data().split("\n")[0] for r in range(cells.rowCount())]
    return rows.index(label), heads.index(vendor)


def text(shows: ComparisonWindow, label: str, vendor: str) -> str:
    return shows.table.model().index(*cell(shows, label, vendor)).data()


# On screen


def test_vendors_stand_side_by_side_with_words_and_places(two: MainWindow, qtbot: QtBot) -> None:
    two.actions_by_id["report.compare"].trigger()
    shows = compare(two, qtbot)
    assert text(shows, "Retention", "Havre").startswith("✓ Stated")
    assert "\n" in text(shows, "Retention", "Havre")
    assert text(shows, "Recipients", "North") == "○ Nothing found; not yet reviewed"
    assert text(shows, "Overall rating", "North").endswith("Suggested, not yet decided")
    assert "High:" in text(shows, "Findings", "Havre")
    high = [int(text(shows, "Findings", v).split("High:\N{NO-BREAK SPACE}")[1].split(" ")[0]) for v in _vendors(shows)]
    assert high == sorted(high, reverse=True)


def _vendors(shows: ComparisonWindow) -> list[str]:
    cells = shows.table.model()
    return [cells.headerData(c, Qt.Orientation.Horizontal) for c in range(1, cells.columnCount())]


@pytest.mark.parametrize("width", [110, 118, 126, 134, 142, 150, 158, 166])
def test_no_cell_is_cut(dressed: None, two: MainWindow, qtbot: QtBot, width: int) -> None:
    table = compare(two, qtbot).table
    cells = table.model()
    for column in range(cells.columnCount()):
        table.setColumnWidth(column, width)
    table.resizeRowsToContents()
    indexes = [cells.index(row, column) for row in range(cells.rowCount()) for column in range(cells.columnCount())]
    assert [index.data() for index in indexes if cut(table, index)] == []


def cut(table: QTableView, index: QModelIndex) -> bool:
    """Whether a cell's words are higher than the place that the style leaves them."""
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = table.visualRect(index)
    table.itemDelegate().initStyleOption(option, index)
    place = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    margin = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1
    room = QRect(0, 0, place.width() - 2 * margin, 10_000)
    wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
    return bool(option.fontMetrics.boundingRect(room, wrap, index.data() or "").height() > place.height())


def test_enter_leads_to_the_field_of_that_vendor(two: MainWindow, qtbot: QtBot) -> None:
    shows = compare(two, qtbot)
    table = shows.table
    for vendor in ("North", "Havre"):
        table.setCurrentIndex(table.model().index(*cell(shows, "Retention", vendor)))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert two.session.assessment.vendor == vendor
        assert two.desk.form.current.field == "retention.items"
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert two.desk.form.current.field == "retention.items"


def test_the_arrows_move_and_enter_leads_to_a_finding(two: MainWindow, qtbot: QtBot) -> None:
    shows = compare(two, qtbot)
    table, cells = shows.table, shows.table.model()
    row = next(r for r in range(cells.heading + 1, cells.rowCount()) if cells.index(r, 1).data() != "–")
    table.setCurrentIndex(cells.index(row - 1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == row
    qtbot.keyClick(table, Qt.Key.Key_Return)
    rule = cells.index(row, 0).data().split(" ")[0]
    assert two.lower.tab == "findings"
    assert two.lower.findings.current.rule == rule
    assert two.session.assessment.vendor == _vendors(shows)[0]


def test_an_open_entry_is_not_lost_to_the_comparison(two: MainWindow, qtbot: QtBot) -> None:
    shows = compare(two, qtbot)
    two.actions_by_id["review.note"].trigger()
    before = two.session.assessment.vendor
    other = next(v for v in _vendors(shows) if v != before)
    shows.table.setCurrentIndex(shows.table.model().index(*cell(shows, "Retention", other)))
    qtbot.keyClick(shows.table, Qt.Key.Key_Return)
    assert two.session.assessment.vendor == before
    assert "Finish the entry" in two.status.message


def test_what_was_decided_meanwhile_is_read_when_it_is_looked_at(two: MainWindow, qtbot: QtBot) -> None:
    shows = compare(two, qtbot)
    two.activateWindow()
    qtbot.waitUntil(two.isActiveWindow)
    vendor = two.session.assessment.vendor
    two.session.decide(review.set_rating, Rating.NOT_RECOMMENDED, "Too much is open")
    with qtbot.waitSignal(shows.compared, timeout=LIMIT):
        shows.activateWindow()
    assert text(shows, "Overall rating", vendor) == "Not recommended at present"


def test_the_comparison_goes_with_its_workspace(two: MainWindow, qtbot: QtBot) -> None:
    shows = compare(two, qtbot)
    two.session.close_workspace()
    assert not shows.isVisible()


def test_one_vendor_is_not_compared(window: MainWindow) -> None:
    for action in ("report.compare", "report.write_comparison"):
        window.status.say("")
        window.actions_by_id[action].trigger()
        assert "one vendor" in window.status.message
    assert not shown(window, OrderBar)


# Written


def test_the_comparison_is_written_from_its_window(two: MainWindow, qtbot: QtBot) -> None:
    compare(two, qtbot).document_wanted.emit()
    asked = bar(two, OrderBar)
    document = docx.Document(str(written(two, asked, qtbot)))
    assert {c.text for c in document.tables[0].rows[0].cells} == {"Item", "Havre", "North"}
    assert shown(two, WrittenBar)


def test_the_questions_are_written_ready_to_send(two: MainWindow, qtbot: QtBot) -> None:
    two.actions_by_id["report.questions"].trigger()
    asked = two.reporting.bar
    asked._language.setCurrentIndex(asked._language.findData("sv"))
    path = written(two, asked, qtbot)
    assert path.name.startswith("Questions to ")
    assert [c.text for c in docx.Document(str(path)).tables[0].rows[0].cells] == ["Nr.", "Fråga", "Svar"]
    # What a report is to include is not changed by a letter.
    assert two._settings.options.left_out == []
    assert two.reporting.bar is None


@pytest.mark.parametrize("paper", [Paper.QUESTIONS, Paper.COMPARISON])
def test_what_was_asked_about_one_vendor_goes_with_it(two: MainWindow, paper: Paper) -> None:
    two.reporting.ask(paper)
    two.session.open_assessment(two.session.assessment.id)
    assert not shown(two, OrderBar)


# Data


def export_bar(window: MainWindow) -> ExportBar:
    window.actions_by_id["report.export"].trigger()
    return bar(window, ExportBar)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_data_is_written_in_each_format(two: MainWindow, tmp_path: Path, qtbot: QtBot, ending: str) -> None:
    asked = export_bar(two)
    asked._format.setCurrentIndex(asked._format.findData(ending))
    assert asked._path.text().endswith(f".{ending}")
    asked._scope.setCurrentIndex(1)
    asked._path.setText(str(tmp_path / "data"))
    with qtbot.waitSignal(two.exporting.written, timeout=LIMIT):
        asked.accept()
    path = tmp_path / f"data.{ending}"
    assert {"Havre", "North"} <= _names(path)
    assert shown(two, WrittenBar)


def _names(path: Path) -> set[str]:
    if path.suffix == ".json":
        return {entry["vendor"] for entry in json.loads(path.read_text(encoding="utf-8"))["assessments"]}
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            text = package.read("xl/sharedStrings.xml").decode()
    else:
        text = path.read_text(encoding="utf-8-sig")
    return {word for word in ("Havre", "North") if word in text}


@pytest.mark.parametrize("gone_on", [False, True])
def test_written_data_takes_the_keyboard_from_nobody_who_uses_it(two: MainWindow, qtbot: QtBot, gone_on: bool) -> None:
    asked = export_bar(two)
    with qtbot.waitSignal(two.exporting.written, timeout=LIMIT):
        asked.accept()
        if gone_on:
            QTest.keyClick(two.windowHandle(), Qt.Key.Key_J)
    assert bar(two, WrittenBar).isAncestorOf(QApplication.focusWidget()) is not gone_on


def test_data_of_the_vendor_on_the_desk(two: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    asked = export_bar(two)
    asked._format.setCurrentIndex(asked._format.findData("json"))
    asked._path.setText(str(tmp_path / "one.json"))
    with qtbot.waitSignal(two.exporting.written, timeout=LIMIT):
        asked.accept()
    assert _names(tmp_path / "one.json") == {two.session.assessment.vendor}


def test_data_that_cannot_be_written_is_told(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = export_bar(two)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "nowhere" / "x.xlsx"), ""))
    asked._browse()
    asked.accept()
    assert not asked._problem.isHidden()
    (tmp_path / "taken.xlsx").mkdir()
    asked._path.setText(str(tmp_path / "taken.xlsx"))
    asked.accept()
    qtbot.waitUntil(lambda: "could not be written" in two.status.message, timeout=LIMIT)

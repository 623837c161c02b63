"""A firm's reports over three days: its template chosen, remembered after a restart, gone; a final report handed out,
and what changed since; an assessment signed off and reopened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.conclusion_bars import SignOffBar
from reviewer.ui.issued_reports import IssuedBar
from reviewer.ui.main_window import MainWindow
from reviewer.ui.report_bar import ReportBar

from ..ui.assessed import make_workspace  # noqa: TID252
from ..unit.report.templates.firm import COLOUR, letterhead  # noqa: TID252

LIMIT = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier


class Day:
    """A window on the same workspace, from opening to closing."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, settings = qtbot, Settings(folder / "settings")
        settings.options.reviewer = "Ada"
        self.window = MainWindow(settings, Translator("en"), lambda: folder)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.open_path(folder / "matter.reviewer")

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def ask(self) -> ReportBar:
        self.press(Qt.Key.Key_E, CTRL)
        return self.window.reporting.bar

    def bar(self, kind: type) -> object:
        return next((bar for bar in self.window.bars.bars if isinstance(bar, kind)), None)

    def tried(self, asked: ReportBar) -> str:
        """What is said of the template once it was tried."""
        self.qtbot.waitUntil(lambda: "being tried" not in asked.template.note, timeout=LIMIT)
        return asked.template.note

    def write(self) -> Path:
        with self.qtbot.waitSignal(self.window.reporting.written, timeout=LIMIT) as written:
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Escape)
        return written.args[0]

    def end(self) -> None:
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def begin_day(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> Iterator[Callable[[], Day]]:
    days: list[Day] = []

    def begin() -> Day:
        if days:
            days[-1].end()
        days.append(Day(qtbot, tmp_path))
        return days[-1]

    make_workspace(tmp_path / "matter.reviewer")
    yield begin
    days[-1].end()


def test_a_firms_template_over_three_days(begin_day: Callable[[], Day], tmp_path: Path, qtbot: QtBot) -> None:
    firms = tmp_path / "Firm.docx"
    firms.write_bytes(letterhead("What was written to somebody else"))
    day = begin_day()
    asked = day.ask()
    asked.template.choose(firms)
    assert day.tried(asked).startswith("Used as letterhead")
    first = docx.Document(str(day.write()))
    assert str(first.styles["Heading 1"].font.color.rgb) == COLOUR
    assert first.sections[0].first_page_header.paragraphs[0].text == "DRAFT"

    day = begin_day()
    asked = day.ask()
    assert asked.template.path == firms
    assert day.tried(asked).startswith("Used as letterhead")
    assert docx.Document(str(day.write())).paragraphs[1].text == first.paragraphs[1].text
    firms.unlink()

    day = begin_day()
    asked = day.ask()
    assert "Firm.docx is not there" in day.tried(asked)
    day.press(Qt.Key.Key_Return)
    assert day.window.reporting.bar is asked
    asked.template.choose(None)
    _decide_everything(day)
    asked = day.ask()
    assert asked.missing_row.texts == ()
    asked.template.choose(None)
    asked._final.setChecked(True)
    final = day.write()
    assert day.window.desk.record.text.startswith("Issue 1 handed out on ")

    day = begin_day()
    assert day.ask().template.path is None
    day.press(Qt.Key.Key_Escape)
    day.window.session.decide(review.flag_field, "purposes")
    assert day.window.desk.record.text.endswith("differs from issue 1")
    day.window.desk.record.pressed.emit()
    assert any(isinstance(bar, IssuedBar) for bar in day.window.bars.bars)
    day.window.reporting.issued.save_copy(1, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == final.read_bytes()
    day.press(Qt.Key.Key_Escape)


def test_from_the_review_to_the_sign_off_and_back(begin_day: Callable[[], Day], qtbot: QtBot) -> None:
    day = begin_day()
    day.window.actions_by_id["report.sign_off"].trigger()
    asked = day.bar(SignOffBar)
    assert asked.missing_row.texts
    day.press(Qt.Key.Key_Return)
    assert day.bar(SignOffBar) is asked
    day.press(Qt.Key.Key_Escape)

    _decide_everything(day)
    session = day.window.session
    session.decide(review.flag_field, "purposes")
    day.window.actions_by_id["report.sign_off"].trigger()
    day.press(Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Bo Virta")
    day.press(Qt.Key.Key_Return)
    assert day.window.desk.record.text.endswith("by Ada and Bo Virta")

    day = begin_day()
    day.ask()._final.setChecked(True)
    (signatures,) = [t for t in docx.Document(str(day.write())).tables if t.cell(0, 3).text == "Signature"]
    assert [row.cells[1].text for row in signatures.rows[1:]] == ["Ada", "Bo Virta", ""]
    record, session = day.window.desk.record, day.window.session
    assert "Issue 1 handed out" in record.text
    assert "differs" not in record.text
    # Neither a decision nor undo goes on under a sign-off.
    session.decide(review.unflag_field, "purposes")
    assert "signed off" in day.window.status.message
    day.press(Qt.Key.Key_Z, CTRL)
    assert session.assessment.states_of("purposes")[0].flagged
    day.window.actions_by_id["vendor.reopen"].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "a new annex")
    day.press(Qt.Key.Key_Return)
    assert session.assessment.sign_off is None
    assert "differs" not in record.text
    day.press(Qt.Key.Key_Z, CTRL)
    assert not session.assessment.states_of("purposes")[0].flagged
    assert record.text.endswith("differs from issue 1")


def _decide_everything(day: Day) -> None:
    session = day.window.session
    for state in session.assessment.fields:
        line = {"action": "confirm" if state.suggested else "not_stated", "field": state.field}
        review.apply_decision(session.workspace, line, "Ada")
    for finding in review.load_assessment(session.workspace, session.assessment.id).findings:
        review.accept_finding(session.workspace, session.assessment.id, finding.rule, by="Ada")
    session.open_assessment(session.assessment.id)

"""The report bar: template, what to include, what is missing; writing with cancel; what was handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import ReportSection
from reviewer.review.history import read_history
from reviewer.settings import Settings
from reviewer.ui.background import Background
from reviewer.ui.bars import EntryBar
from reviewer.ui.issued_reports import IssuedBar
from reviewer.ui.main_window import MainWindow
from reviewer.ui.missing_row import Missing
from reviewer.ui.order_bar import ReportOrder
from reviewer.ui.report_bar import ReportBar
from reviewer.ui.report_writing import WritingBar, WrittenBar
from reviewer.ui.starter_bar import StarterBar

LIMIT = 60_000


def bar(window: MainWindow, kind: type) -> object:
    return next(shown for shown in window.bars.bars if isinstance(shown, kind))


def shown(window: MainWindow, kind: type) -> bool:
    return any(isinstance(entry, kind) for entry in window.bars.bars)


def decide_all(window: MainWindow) -> None:
    """Everything decided as quickly as can be, by somebody else."""
    session = window.session
    for state in session.assessment.fields:
        line = {"action": "confirm" if state.suggested else "not_stated", "field": state.field}
        review.apply_decision(session.workspace, line, "Ann")
    for finding in review.load_assessment(session.workspace, session.assessment.id).findings:
        review.accept_finding(session.workspace, session.assessment.id, finding.rule, by="Ann")
    session.open_assessment(session.assessment.id)


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Virta & Lind"
    path = tmp_path / "Firm.docx"
    document.save(str(path))
    return path


@pytest.fixture
def ask(window: MainWindow) -> Callable[[], ReportBar]:
    def open_bar() -> ReportBar:
        window.actions_by_id["report.write"].trigger()
        return bar(window, ReportBar)

    return open_bar


def written(window: MainWindow, asked: ReportBar, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(window.reporting.written, timeout=LIMIT) as done:
        asked.accept()
    return done.args[0]


# The file


def test_the_file_is_named_after_its_language_and_what_it_is(window: MainWindow, ask: Callable[[], ReportBar]) -> None:
    asked, vendor = ask(), window.session.assessment.vendor
    assert Path(asked._path.text()).name == f"{vendor} (draft, English).docx"
    asked._language.setCurrentIndex(asked._language.findData("fi"))
    assert Path(asked._path.text()).name == f"{vendor} (draft, Finnish).docx"
    asked.show_missing(Missing(0, 0))
    asked._final.setChecked(True)
    assert Path(asked._path.text()).name == f"{vendor} (Finnish).docx"


def test_a_file_that_the_reviewer_has_named_keeps_its_name(ask: Callable[[], ReportBar]) -> None:
    asked = ask()
    asked._path.setText("/elsewhere/Mine.docx")
    asked._language.setCurrentIndex(asked._language.findData("fi"))
    assert asked._path.text() == "/elsewhere/Mine.docx"


# What is missing


def test_open_fields_and_high_findings_stand_in_the_way_of_a_final_report(ask: Callable[[], ReportBar]) -> None:
    asked = ask()
    asked.show_missing(Missing(3, 1))
    assert asked.missing_row.texts == ("3 fields are open", "1 high finding is open")
    assert not asked._final.isEnabled()
    asked.show_missing(Missing(0, 2))
    assert asked.missing_row.texts == ("2 high findings are open",)
    assert not asked._final.isEnabled()
    asked.show_missing(Missing(0, 0))
    assert (asked.missing_row.texts, asked._final.isEnabled(), asked.missing_row.isVisible()) == ((), True, False)
    asked._final.setChecked(True)
    asked.show_missing(Missing(1, 0))
    assert asked._draft.isChecked()


def test_what_stays_empty_is_said_of_a_final_report_alone(ask: Callable[[], ReportBar]) -> None:
    asked = ask()
    asked.show_missing(Missing(0, 0, ("the client", "the sign-off")))
    assert not asked.blanks.isVisible()
    asked._final.setChecked(True)
    assert asked.blanks.isVisible()
    assert asked.blanks.text() == "Not filled in, and left empty in the report: the client and the sign-off."
    asked.show_missing(Missing(0, 0))
    assert not asked.blanks.isVisible()


def test_what_is_missing_is_led_to(window: MainWindow, ask: Callable[[], ReportBar]) -> None:
    asked = ask()
    window.desk._filter.setCurrentIndex(2)
    asked.missing_row.links[0].press()
    assert window.desk._filter.currentIndex() == 0
    blocking = window.session.whole_assessment().blocking
    window.lower.show_tab("notes")
    asked.missing_row.links[1].press()
    assert blocking
    assert window.lower.tab == "findings"
    assert window.lower.findings.current.rule == blocking[0].rule


def test_what_is_missing_follows_the_decisions(window: MainWindow, ask: Callable[[], ReportBar]) -> None:
    asked = ask()
    before = asked.missing_row.texts[0]
    window.session.decide(review.confirm_field, "controller.name")
    assert asked.missing_row.texts[0] != before


def test_a_name_that_is_given_while_the_bar_is_open_stands_in_the_report(
    window: MainWindow, ask: Callable[[], ReportBar]
) -> None:
    window.session.settings.options.reviewer = ""
    asked = ask()
    window.session.decide(review.confirm_field, "controller.name")
    window.session.set_reviewer("Ann Reviewer")
    assert asked._reviewer.text() == "Ann Reviewer"
    asked._reviewer.setText("Bea Partner")
    window.session.decide(review.confirm_field, "contact.email")
    assert asked._reviewer.text() == "Bea Partner"


def test_a_report_asked_for_one_vendor_is_not_written_of_another(
    window: MainWindow, ask: Callable[[], ReportBar]
) -> None:
    ask()
    window.session.open_assessment(window.session.assessment.id)
    assert not shown(window, ReportBar)


# What goes in


def test_what_is_included_is_chosen_and_remembered(
    window: MainWindow, ask: Callable[[], ReportBar], tmp_path: Path, qtbot: QtBot
) -> None:
    asked = ask()
    asked._boxes[ReportSection.GLOSSARY].setChecked(False)
    asked._boxes[ReportSection.QUESTIONS].setChecked(False)
    path = written(window, asked, qtbot)
    headings = [p.text for p in docx.Document(str(path)).paragraphs if p.style.name in ("Heading 1", "Appendix")]
    assert not {"Questions to the vendor", "Appendix E. Glossary"} & set(headings)
    assert Settings(tmp_path / "settings").options.left_out == ["questions", "glossary"]
    again = ask()
    assert [s for s, box in again._boxes.items() if not box.isChecked()] == [
        ReportSection.QUESTIONS,
        ReportSection.GLOSSARY,
    ]


# Templates


def test_a_template_is_tried_used_and_remembered_for_the_workspace(
    window: MainWindow, ask: Callable[[], ReportBar], firms: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    asked = ask()
    asked.template.choose(firms)
    qtbot.waitUntil(lambda: asked.template.note.startswith("Used as letterhead"), timeout=LIMIT)
    path = written(window, asked, qtbot)
    header = docx.Document(str(path)).sections[0].header
    assert [p.text for p in header.paragraphs] == ["DRAFT", "Virta & Lind"]
    place = Settings(tmp_path / "settings").place(window.session.workspace.path)
    assert place.template == str(firms)
    again = ask()
    assert (again.template.path, again.template._list.currentText()) == (firms, "Firm.docx")
    again.template.choose(None)
    assert again.template.note == ""


def test_a_template_with_an_unknown_tag_is_told_and_not_used(
    window: MainWindow, ask: Callable[[], ReportBar], firms: Path, qtbot: QtBot
) -> None:
    document = docx.Document(str(firms))
    document.add_paragraph("Report on {{ vendr }}")
    document.save(str(firms))
    asked = ask()
    asked.template.choose(firms)
    qtbot.waitUntil(lambda: asked.template.refused, timeout=LIMIT)
    assert "not known: vendr" in asked.template.note
    asked.accept()
    assert shown(window, ReportBar)
    assert "Choose another" in asked._problem.text()


def test_a_template_that_is_gone_is_told_and_the_built_in_one_is_the_users_choice(
    window: MainWindow, ask: Callable[[], ReportBar], tmp_path: Path, qtbot: QtBot
) -> None:
    window._settings.place(window.session.workspace.path).template = str(tmp_path / "Gone.docx")
    asked = ask()
    qtbot.waitUntil(lambda: asked.template.refused, timeout=LIMIT)
    assert "Gone.docx is not there" in asked.template.note
    asked.accept()
    assert shown(window, ReportBar)
    asked.template.choose(None)
    assert written(window, asked, qtbot).exists()


def test_a_template_spoilt_after_it_was_tried_leads_back_to_the_bar(
    window: MainWindow, ask: Callable[[], ReportBar], firms: Path, qtbot: QtBot
) -> None:
    asked = ask()
    asked.template.choose(firms)
    qtbot.waitUntil(lambda: asked.template.note.startswith("Used as letterhead"), timeout=LIMIT)
    firms.write_bytes(b"spoilt")
    asked.accept()
    qtbot.waitUntil(lambda: shown(window, ReportBar) and bar(window, ReportBar) is not asked, timeout=LIMIT)
    again = bar(window, ReportBar)
    assert "not a Word file" in again._problem.text()
    assert not Path(again._path.text()).exists()
    qtbot.waitUntil(lambda: again.template.refused, timeout=LIMIT)


def test_another_template_is_chosen_by_file(
    ask: Callable[[], ReportBar], firms: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = ask()
    picker = asked.template
    answers = iter([("", ""), (str(firms), "")])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: next(answers))
    picker._on_activated(1)
    assert (picker.path, picker._list.currentIndex()) == (None, 0)
    picker._on_activated(1)
    assert (picker.path, picker._list.count()) == (firms, 3)
    picker._on_activated(0)
    picker._on_activated(1)
    assert picker.path == firms
    qtbot.waitUntil(lambda: picker.note.startswith("Used as letterhead"), timeout=LIMIT)


def test_the_starter_template_is_saved_in_the_language_chosen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.actions_by_id["report.save_template"].trigger()
    asked = bar(window, StarterBar)
    asked._path.setText(str(tmp_path / "nowhere" / "T.docx"))
    asked.accept()
    assert not asked._problem.isHidden()
    asked._language.setCurrentIndex(asked._language.findData("sv"))
    asked._path.setText(str(tmp_path / "T"))
    with qtbot.waitSignal(window.reporting.written, timeout=LIMIT):
        asked.accept()
    texts = [p.text for p in docx.Document(str(tmp_path / "T.docx")).paragraphs]
    assert "Granskning av dataskyddsdokumentation" in texts or "{{ section.summary }}" in texts
    assert shown(window, WrittenBar)


def test_enter_opens_what_was_written_and_esc_closes_the_bar(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(WrittenBar, "_open", lambda _, target: opened.append(target))
    window.bars.show_bar(WrittenBar(tmp_path / "r.docx", window._translator))
    button = window.focusWidget()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert opened == [tmp_path / "r.docx"]
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert not shown(window, WrittenBar)


# Writing


def test_writing_is_cancelled_with_esc(window: MainWindow, firms: Path, tmp_path: Path, qtbot: QtBot) -> None:
    order = ReportOrder(tmp_path / "r.docx", "en", False, "Ada", "", firms)
    window.reporting.write(window.session.whole_assessment(), order)
    assert window.reporting.busy
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.reporting.busy, timeout=LIMIT)
    assert "cancelled" in window.status.message
    assert not shown(window, WritingBar)
    assert not shown(window, ReportBar)
    assert not (tmp_path / "r.docx").exists()


def test_closing_the_window_cancels_what_is_written(window: MainWindow, firms: Path, tmp_path: Path) -> None:
    order = ReportOrder(tmp_path / "r.docx", "en", False, "Ada", "", firms)
    window.reporting.write(window.session.whole_assessment(), order)
    window.close()
    assert not (tmp_path / "r.docx").exists()


def test_background_brings_results_and_shares_to_the_window(qtbot: QtBot) -> None:
    background, seen = Background(), []

    def work(tell: Callable[[float], None]) -> str:
        tell(0.5)
        return "made"

    def stumble(tell: Callable[[float], None]) -> None:
        raise OSError("full")

    background.run(work, seen.append, seen.append, seen.append)
    qtbot.waitUntil(lambda: seen == [0.5, "made"])
    background.run(stumble, seen.append, lambda error: seen.append(str(error)))
    qtbot.waitUntil(lambda: seen[2:] == ["full"])
    background.wait()


# What was handed out


def test_what_was_handed_out_is_shown_and_saved_again(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    decide_all(window)
    path = tmp_path / "final.docx"
    with qtbot.waitSignal(window.reporting.written, timeout=LIMIT):
        window.reporting.write(window.session.assessment, ReportOrder(path, "sv", True, "Ada", ""))
    record = window.desk.record
    assert not record.isHidden()
    assert record.text.startswith("Issue 1 handed out on ")
    assert "differs" not in record.text
    record._link.press()
    issued = bar(window, IssuedBar)
    texts = [label.text() for label in issued.findChildren(QLabel)]
    assert any("Swedish" in text and "SHA-256" in text and "as the assessment stands" in text for text in texts)
    window.reporting.issued.save_copy(1, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()
    window.session.decide(review.flag_field, "purposes")
    assert record.text.endswith("differs from issue 1")
    assert bar(window, IssuedBar) is issued
    assert any("has changed since" in label.text() for label in issued.findChildren(QLabel))


def test_a_written_report_takes_the_keyboard_from_nobody_who_types(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.reporting.ask()
    asked = bar(window, ReportBar)
    with qtbot.waitSignal(window.reporting.written, timeout=60_000):
        asked.accept()
        window.desk.form.setFocus()
        window.actions_by_id["review.note"].trigger()
        typed_in = QApplication.focusWidget()
    assert shown(window, WrittenBar)
    assert QApplication.focusWidget() is typed_in


def test_a_signed_off_assessment_is_reopened_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["vendor.reopen"].trigger()
    assert "not signed off" in window.status.message
    decide_all(window)
    window.session.decide(review.sign_off, prepared_by="Ada", reviewed_by="Bo")
    assert window.desk.record.text.startswith("Signed off on ")
    assert window.desk.record.text.endswith("by Ada and Bo")
    window.actions_by_id["report.issued"].trigger()
    bar(window, IssuedBar).reopening_wanted.emit()
    asked = bar(window, EntryBar)
    asked.accept()
    assert shown(window, EntryBar)
    qtbot.keyClicks(asked._lines[0], "a new annex")
    asked.accept()
    assert window.session.assessment.sign_off is None
    assert window.desk.record.isHidden()
    (entry, *_) = read_history(window.session.workspace, window.session.assessment.id)
    assert entry.operation == "reopen_assessment"

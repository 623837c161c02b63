"""Findings, notes and history below the desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import Severity
from reviewer.model.opinion import FindingState
from reviewer.ui.field_row import FieldKey
from reviewer.ui.lower_panel import LowerPanel
from reviewer.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lower(window: MainWindow) -> LowerPanel:
    window.lower.findings.setFocus()
    return window.lower


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def tab_texts(lower: LowerPanel) -> list[str]:
    bar = lower.findChild(QTabBar)
    return [bar.tabText(place) for place in range(bar.count())]


def decided(window: MainWindow, rule: str) -> object:
    return next(f for f in window.session.assessment.findings if f.rule == rule)


def test_findings_stand_by_severity(lower: LowerPanel) -> None:
    weights = [entry.finding.severity.weight for entry in lower.findings.entries]
    assert weights == sorted(weights, reverse=True)
    assert tab_texts(lower)[0] == f"Findings {len(weights)}"
    assert len(weights) > 3


def test_enter_accepts_and_goes_on(window: MainWindow, lower: LowerPanel, qtbot: QtBot) -> None:
    first = lower.findings.current.rule
    press(qtbot, Qt.Key.Key_Return)
    assert decided(window, first).state is FindingState.ACCEPTED
    assert lower.findings.current.rule != first
    window.actions_by_id["edit.undo"].trigger()
    assert decided(window, first).state is FindingState.OPEN


def test_rewording_keeps_the_words(window: MainWindow, lower: LowerPanel, qtbot: QtBot) -> None:
    rule = lower.findings.current.rule
    press(qtbot, Qt.Key.Key_E)
    QApplication.focusWidget().setPlainText("In our words.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert decided(window, rule).wording == "In our words."
    assert decided(window, rule).state is FindingState.ACCEPTED


def test_what_is_entered_is_seen_with_its_question_and_its_buttons(
    dressed: None, window: MainWindow, lower: LowerPanel, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_E)
    findings = lower.findings
    panel = findings.entries[0].panel
    top, bottom = panel.rect().topLeft(), panel.rect().bottomLeft()
    qtbot.waitUntil(lambda: findings.viewport().rect().contains(panel.mapTo(findings.viewport(), bottom)))
    assert findings.viewport().rect().contains(panel.mapTo(findings.viewport(), top))
    press(qtbot, Qt.Key.Key_Escape)


def test_dismissal_wants_a_reason(window: MainWindow, lower: LowerPanel, qtbot: QtBot) -> None:
    rule = lower.findings.current.rule
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert decided(window, rule).state is FindingState.OPEN
    assert "reason" in window.status.message.casefold()
    press(qtbot, Qt.Key.Key_Delete)
    qtbot.keyClicks(QApplication.focusWidget(), "Told on the phone")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert decided(window, rule).reason == "Told on the phone"
    assert tab_texts(lower)[0] == f"Findings {len(window.session.assessment.findings) - 1}"


def test_severity_is_changed_with_a_reason(window: MainWindow, lower: LowerPanel, qtbot: QtBot) -> None:
    rule = lower.findings.entries[-1].finding.rule
    lower.findings.go_to_rule(rule)
    press(qtbot, Qt.Key.Key_S)
    press(qtbot, Qt.Key.Key_1)
    qtbot.keyClicks(QApplication.focusWidget(), "It matters here")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    finding = decided(window, rule)
    assert (finding.severity, finding.severity_reason) == (Severity.HIGH, "It matters here")
    assert finding.finding.severity is not Severity.HIGH
    assert lower.findings.current.rule == rule


def test_findings_follow_the_fields(window: MainWindow, lower: LowerPanel) -> None:
    before = [entry.finding for entry in lower.findings.entries]
    key = FieldKey("controller.name", None)
    value = window.desk.form.state_of(key).values[0]
    window.session.decide(review.reject_value, value.id)
    after = [entry.finding for entry in lower.findings.entries]
    assert after != before
    assert after == list(window.session.assessment.findings)


def test_open_entry_is_not_taken_away(window: MainWindow, lower: LowerPanel) -> None:
    lower.findings.reword()
    panel = lower.findings.entries[0].panel
    value = window.desk.form.state_of(FieldKey("controller.name", None)).values[0]
    window.session.decide(review.reject_value, value.id)
    assert lower.findings.entries[0].panel is panel
    panel.dismissed.emit()
    assert [e.finding for e in lower.findings.entries] == list(window.session.assessment.findings)


def test_ground_is_shown_in_the_text(window: MainWindow, lower: LowerPanel, qtbot: QtBot) -> None:
    entry = next(entry for entry in lower.findings.entries if entry.finding.finding.grounds)
    lower.findings.go_to_rule(entry.finding.rule)
    with qtbot.waitSignal(lower.passage_pressed) as shown:
        press(qtbot, Qt.Key.Key_Space)
    ground = entry.finding.finding.grounds[0].evidence
    assert (shown.args[1].start, shown.args[1].end) == (ground.start, ground.end)


def test_without_notes_the_tab_says_what_stands_there(window: MainWindow, lower: LowerPanel) -> None:
    lower.show_tab("notes")
    assert lower._no_notes.isVisible()
    window.session.decide(review.write_note, "contact.email", "Ask")
    assert not lower._no_notes.isVisible()


def test_notes_lead_to_their_field(window: MainWindow, lower: LowerPanel) -> None:
    window.session.decide(review.write_note, "contact.email", "Ask whether it is read")
    lower.show_tab("notes")
    assert tab_texts(lower)[1] == "Notes 1"
    assert lower.notes.rows[0].cells == ("E-mail", "Ask whether it is read")
    lower.notes.press_row(0)
    assert window.desk.form.current == FieldKey("contact.email", None)


def test_history_tells_who_did_what(window: MainWindow, lower: LowerPanel) -> None:
    value = window.desk.form.state_of(FieldKey("contact.email", None)).values[0]
    window.session.decide(review.correct_value, value.id, "privacy@havre.example")
    lower.show_tab("history")
    when, who, what, machine, now = lower.history.list.rows[0].cells
    assert (who, machine, now) == ("Ada", "data@havre.example", "privacy@havre.example")
    assert "corrected" in what
    assert "20" in when
    window.session.decide(review.undo)
    assert lower.history.list.rows[0].cells[2].startswith("Undone")
    lower.history.list.press_row(0)
    assert window.desk.form.current == FieldKey("contact.email", None)


def test_effort_is_shown_to_the_reviewer(window: MainWindow, lower: LowerPanel) -> None:
    lower.show_tab("history")
    window.session.decide(review.confirm_field, "contact.email")
    assert "1 of 1 machine values accepted untouched (100 %)" in lower.history.effort


def test_panel_hides_and_stays_hidden(window: MainWindow, lower: LowerPanel) -> None:
    lower.show_tab("notes")
    window.actions_by_id["view.lower"].trigger()
    assert not lower.isVisible()
    assert window._settings.options.show_lower is False
    assert window._settings.options.lower_tab == "notes"
    window.actions_by_id["view.lower"].trigger()
    assert lower.isVisible()


def test_filter_shows_the_fields_that_findings_concern(window: MainWindow, lower: LowerPanel) -> None:
    desk = window.desk
    assert desk._filter.tabText(1) == tab_texts(lower)[0]
    desk._filter.setCurrentIndex(1)
    shown = {key for s in desk.form.sections for key in s.keys if not s.widget(key).isHidden()}
    assert FieldKey("rights.authority", None) in shown
    assert shown < set(desk.form.keys)
    desk._filter.setCurrentIndex(2)
    assert {key for s in desk.form.sections for key in s.keys if not s.widget(key).isHidden()} == set(desk.form.keys)


def test_vendors_in_the_list_tell_their_high_findings(window: MainWindow, qtbot: QtBot) -> None:
    from .assessed import read_policy

    window.session.record_import(read_policy(name="other.txt"), vendor="Other Oy")
    qtbot.waitUntil(lambda: len(window.desk._counts._known) == 2)
    rule = window.session.assessment.findings[0].rule
    window.session.decide(review.set_finding_severity, rule, Severity.HIGH, "It matters")
    high = sum(f.severity is Severity.HIGH for f in window.session.assessment.findings)
    assert window.desk.engagements.names[0].endswith(f", {high} high")
    window.session.decide(review.dismiss_finding, rule, "No")
    assert window.desk.engagements.names[0].endswith(f", {high - 1} high" if high > 1 else " of 46")

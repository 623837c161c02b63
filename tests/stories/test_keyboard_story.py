"""Reviews by the keyboard alone, with the keys counted; what goes wrong on the way is put right."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.model import BlockKind, FieldStatus, ValueState
from reviewer.paths import resource
from reviewer.settings import Settings
from reviewer.ui.field_row import FieldKey
from reviewer.ui.import_bar import ImportBar

from .desk import READING_LIMIT, Desk

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_ACTIONS = 4
WEB_PAGE = """
<h1>Privacy notice</h1>
<p>Tuulikello Oy, Rantakatu 4, 90100 Oulu, Finland, is the controller of your personal data.</p>
<h2>How long we keep data</h2>
<ul><li>Invoices are kept for seven years.</li><li>Newsletter addresses are kept for two years.</li></ul>
<p>Questions: <a href="mailto:privacy@tuulikello.example">privacy@tuulikello.example</a></p>
"""


def sample(language: str) -> Path:
    return next(iter(sorted(resource("samples").glob(f"{language}-*"))))


def real_policy(name: str) -> Path:
    folder = Path(os.environ.get("REVIEWER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
    policy = folder / "text" / name
    if not policy.exists():
        pytest.skip("no real policies: REVIEWER_CORPUS is not set and ../shared/corpus is not there")
    return policy


def review_by_keys(open_desk: Callable[[], Desk], policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first half of the fields on one day, the others and the findings on the next."""
    desk = open_desk()
    desk.start_review(policy)
    fields = len(desk.states())
    decide_by_keys(desk, until=fields // 2)
    before, keys = desk.states(), desk.actions
    desk.close()

    again = open_desk()
    assert again.window.open_path(Path(Settings(again.folder / "settings").options.last_workspace))
    assert again.states() == before
    again.form.setFocus()
    decide_by_keys(again)
    keys += again.actions
    assert keys <= fields, "more than one key a field"
    # Hidden and shown again, the list of findings has the keyboard.
    again.press(Qt.Key.Key_F6)
    again.press(Qt.Key.Key_F6)
    findings = again.open_findings()
    for _ in range(findings):
        again.press(Qt.Key.Key_Return)
    assert again.open_findings() == 0
    assert again.window.session.assessment.ready_for_final
    with capsys.disabled():
        sys.stdout.write(f"\n{policy.name}: {keys} keys for {fields} fields, {findings} more for as many findings\n")


def decide_by_keys(desk: Desk, until: int = 0) -> None:
    """Confirms what is right and says what is not stated, until so many fields are open."""
    presses = len(desk.states())
    while desk.open_fields() > until:
        state = desk.form.state
        assert state is not None
        desk.press(Qt.Key.Key_Return if state.effective_values else Qt.Key.Key_N)
        presses -= 1
        assert presses >= 0, "more than one key a field"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_whole_review_by_keyboard(
    open_desk: Callable[[], Desk], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    review_by_keys(open_desk, sample(language), capsys)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["fi-imagoplus.txt", "sv-imageshop.txt"])
def test_whole_review_of_a_real_policy(
    open_desk: Callable[[], Desk], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    review_by_keys(open_desk, real_policy(name), capsys)


def test_wrong_date_is_typed_and_repaired(open_desk: Callable[[], Desk], capsys: pytest.CaptureFixture[str]) -> None:
    desk = open_desk()
    desk.start_review(sample("en"))
    key = FieldKey("document.version_date", desk.states()[0].document_id)
    desk.go_to(key)
    desk.press(Qt.Key.Key_E)
    desk.type("31.2.2024")
    desk.press(Qt.Key.Key_Return)
    panel = desk.form.card.panel
    assert panel is not None
    assert "Write a date such as" in panel._problem.text()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    desk.type("3.2.2024")
    desk.press(Qt.Key.Key_Return)
    (value,) = desk.state(key).effective_values
    assert (value.value, value.state) == ("2024-02-03", ValueState.CORRECTED)

    desk.actions = 0
    desk.press(Qt.Key.Key_E)
    desk.type("4.2.2024")
    desk.press(Qt.Key.Key_Return)
    assert desk.state(key).effective_values[0].value == "2024-02-04"
    assert desk.actions <= MOST_ACTIONS
    with capsys.disabled():
        sys.stdout.write(f"\n{desk.actions} actions to correct one wrong value\n")


def test_pasted_page_keeps_its_headings_and_is_reviewed(open_desk: Callable[[], Desk], qtbot: QtBot) -> None:
    desk = open_desk()
    desk.window.session.set_reviewer("Ada Reviewer")
    page = QMimeData()  # the clipboard owns it from here on; cleared below, before the application goes
    page.setHtml(WEB_PAGE)
    page.setText(re.sub("<[^>]+>", "", WEB_PAGE))
    QGuiApplication.clipboard().setMimeData(page)
    desk.press(Qt.Key.Key_V, CONTROL | SHIFT)
    QGuiApplication.clipboard().clear()
    qtbot.waitUntil(lambda: desk.bar(ImportBar) is not None, timeout=READING_LIMIT)
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.session.assessment is not None)
    version = desk.window.session.assessment.documents[0].version
    headings = [version.text[b.start : b.end] for b in version.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["Privacy notice", "How long we keep data"]
    key = FieldKey("contact.email", None)
    desk.go_to(key)
    desk.press(Qt.Key.Key_Return)
    (mail,) = desk.state(key).effective_values
    assert (mail.value, mail.state) == ("privacy@tuulikello.example", ValueState.CONFIRMED)
    decide_by_keys(desk)
    assert desk.open_fields() == 0
    (items,) = {state.status for state in desk.states() if state.field == "retention.items"}
    assert items is FieldStatus.DECIDED


def test_correction_is_undone_after_a_restart(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    desk.start_review(sample("en"))
    key = FieldKey("contact.email", None)
    before = desk.state(key).values
    desk.correct_line(key, "someone@corrected.example")
    assert desk.state(key).effective_values[0].state is ValueState.CORRECTED
    desk.close()

    again = open_desk()
    assert again.window.open_path(Path(Settings(again.folder / "settings").options.last_workspace))
    assert again.state(key).effective_values[0].value == "someone@corrected.example"
    again.form.setFocus()
    again.undo()
    assert again.state(key).values == before


def test_group_is_confirmed_only_as_far_as_it_was_seen(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    desk.start_review(sample("en"))
    total_unseen = 0
    for section in desk.form.sections:
        desk.go_to(section.keys[0])
        desk.press(Qt.Key.Key_Return, CONTROL)
        values = [value for key in section.keys for value in desk.state(key).values]
        left = [value for value in values if value.state is ValueState.SUGGESTED]
        seen = desk.window.desk.decisions.seen
        assert all((value in seen) == (value.state is ValueState.CONFIRMED) for value in values)
        told = desk.window.status.message
        assert (f"{len(left)} left open" in told) == bool(left)
        total_unseen += len(left)
    silent = [state for state in desk.states() if not state.values]
    assert total_unseen > 0
    assert all(state.status is FieldStatus.OPEN for state in silent)

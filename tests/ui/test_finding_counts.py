"""The list of engagements says how many high findings each vendor has, also of vendors that are not on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.store import Workspace
from reviewer.ui.finding_counts import count_open_high
from reviewer.ui.main_window import MainWindow

from .assessed import TEXT, make_workspace, read_policy

LIMIT = 20_000


def counts_of(window: MainWindow) -> dict[int, int]:
    """What is counted from now on, by assessment."""
    counted: dict[int, int] = {}
    window.desk._counts.counted.connect(counted.__setitem__)
    return counted


def expected(window: MainWindow, assessment_id: int) -> int:
    return count_open_high(review.load_assessment(window.session.workspace, assessment_id))


def with_two(path: Path) -> Path:
    make_workspace(path)
    with Workspace.open(path) as workspace:
        review.record_import(workspace, read_policy(TEXT + "More.", name="other.txt"), vendor="Other Ltd")
    return path


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=LIMIT)


def test_vendors_that_are_not_open_are_counted_when_the_workspace_opens(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    counted = counts_of(window)
    window.open_path(with_two(tmp_path / "two.reviewer"))
    until(qtbot, lambda: 2 in counted)
    assert counted[2] == expected(window, 2) > 0


def test_a_vendor_that_gets_a_document_is_counted_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    counted = counts_of(window)
    window.open_path(with_two(tmp_path / "two.reviewer"))
    until(qtbot, lambda: 2 in counted)
    counted.clear()
    more = read_policy("Our legal bases are consent. Write to us.", (("legal_bases", "consent", "consent"),), "b.txt")
    window.session.record_import(more, vendor="Other Ltd")
    until(qtbot, lambda: 2 in counted)
    assert counted[2] == expected(window, 2)


def test_what_is_counted_of_a_workspace_that_was_closed_belongs_to_no_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_path(with_two(tmp_path / "two.reviewer"))
    counts = window.desk._counts
    until(qtbot, lambda: counts._thread is not None)
    counted = counts_of(window)
    window.session.close_workspace()
    assert counts._thread is None
    qtbot.wait(50)
    assert counted == {}


def test_what_the_reviewer_has_decided_waits_no_more(window: MainWindow) -> None:
    rows, session = window.desk.engagements.rows, window.session
    assert rows.high_text(session.assessment.id)
    for finding in session.assessment.blocking:
        session.decide(review.accept_finding, finding.rule)
    assert rows.high_text(session.assessment.id) == ""

"""What is done to the file beside the window: its pages are checked before anything is written, imports are recorded,
and what the reviewer decides meanwhile is not lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import FieldStatus
from reviewer.review import load_assessment
from reviewer.settings import Settings
from reviewer.store import Workspace, list_backups
from reviewer.ui import session as module
from reviewer.ui.file_tasks import FileTasks
from reviewer.ui.session import Session

from .assessed import make_workspace, read_policy

PAGE = 4096
FIELD = "contact.email"
ORIGINAL = b"ORIGINAL" * 10_000


@pytest.fixture
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOON_READ", 0)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    settings = Settings(tmp_path / "settings")
    settings.options.reviewer = "Ada"
    made = Session(settings)
    yield made
    made.close_workspace()


def status(session: Session) -> FieldStatus:
    return next(state.status for state in session.assessment.fields if state.field == FIELD)


def spoil(path: Path) -> None:
    """Puts noise over the file that was imported, which nothing reads before it is wanted."""
    data = path.read_bytes()
    place = (data.index(b"ORIGINAL" * 500) // PAGE + 3) * PAGE
    with path.open("r+b") as file:
        file.seek(place)
        file.write(random.Random(1).randbytes(PAGE))


@pytest.mark.usefixtures("every_file_is_large")
def test_a_decision_waits_for_the_check(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    assert session.open_assessment(1)
    assert session.busy
    session.decide(review.confirm_field, FIELD)
    assert status(session) is FieldStatus.OPEN
    qtbot.waitUntil(lambda: not session.busy)
    assert status(session) is FieldStatus.DECIDED


@pytest.mark.usefixtures("every_file_is_large")
def test_one_decision_waits_and_a_second_is_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    session.open_assessment(1)
    session.decide(review.confirm_field, FIELD)
    with qtbot.waitSignal(session.failed) as told:
        session.decide(review.flag_field, "purposes")
    assert told.args[0].code == "decision.too_soon"
    qtbot.waitUntil(lambda: not session.busy)
    assert status(session) is FieldStatus.DECIDED
    assert not any(state.flagged for state in session.assessment.fields)


@pytest.mark.usefixtures("every_file_is_large")
def test_damage_closes_the_workspace_before_anything_is_written(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = make_workspace(tmp_path / "matter.reviewer", replace(read_policy(), original=ORIGINAL))
    spoil(path)
    before = path.read_bytes()
    assert session.open_workspace(path)
    session.open_assessment(1)
    session.decide(review.confirm_field, FIELD)
    session.record_import(read_policy(name="other.txt"), vendor="Other Oy")
    session.make_daily_copy()
    with qtbot.waitSignal(session.failed) as told:
        pass
    assert told.args[0].code == "workspace.damaged"
    assert session.workspace is None
    assert str(path) not in session.settings.options.recent
    assert path.read_bytes() == before
    assert list_backups(path) == ()


@pytest.mark.usefixtures("every_file_is_large")
def test_a_workspace_closed_during_its_check_is_as_it_lay(session: Session, tmp_path: Path) -> None:
    path = make_workspace(tmp_path / "matter.reviewer")
    before = path.read_bytes()
    session.open_workspace(path)
    session.close_workspace()
    assert path.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"matter.reviewer", "settings"}


@pytest.mark.usefixtures("every_file_is_large")
def test_another_session_goes_on_with_the_check(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    workspace = session.release_workspace()
    other = Session(session.settings)
    other.take_workspace(workspace)
    qtbot.waitUntil(lambda: not other.busy)
    other.open_assessment(1)
    other.decide(review.confirm_field, FIELD)
    assert status(other) is FieldStatus.DECIDED
    other.close_workspace()


def test_a_decision_during_an_import_is_done_after_it(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    session.open_assessment(1)
    came = []
    session.record_import(read_policy(name="other.txt"), came.append, vendor="Other Oy", into=("Client", "Matter"))
    session.decide(review.confirm_field, FIELD)
    assert session.busy
    qtbot.waitUntil(lambda: not session.busy)
    assert status(session) is FieldStatus.DECIDED
    (imported,) = came
    assert load_assessment(session.workspace, imported.assessment_id).client == "Client"
    operations = [record.operation for record in session.workspace.audit.records()]
    assert operations[-3:] == ["add_engagement", "record_import", "confirm_field"]


def test_imports_are_recorded_in_their_order(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    came = []
    for number in range(3):
        session.record_import(
            read_policy(name=f"{number}.txt"), lambda imported, number=number: came.append(number), vendor=str(number)
        )
    qtbot.waitUntil(lambda: not session.busy)
    assert came == [0, 1, 2]
    assert [vendor.name for vendor in session.engagements[0].vendors][1:] == ["0", "1", "2"]


def test_an_import_is_recorded_to_its_end_and_what_waits_is_dropped(session: Session, tmp_path: Path) -> None:
    path = make_workspace(tmp_path / "matter.reviewer")
    session.open_workspace(path)
    came = []
    for number in range(2):
        session.record_import(read_policy(name=f"{number}.txt"), came.append, vendor=str(number))
    session.close_workspace()
    assert came == []
    with Workspace.open(path) as ws:
        assert [vendor.name for vendor in ws.engagements.vendors()][1:] == ["0"]


def test_what_an_import_cannot_do_is_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open_workspace(make_workspace(tmp_path / "matter.reviewer"))
    with qtbot.waitSignal(session.failed) as told:
        session.record_import(read_policy(), replaces=99)
    assert told.args[0].code == "decision.unknown_document"
    qtbot.waitUntil(lambda: not session.busy)


def test_a_fault_of_the_program_is_raised_in_the_windows_thread(qtbot: QtBot) -> None:
    tasks = FileTasks(None)

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(tasks.rested):
        tasks.add(fail, lambda result: None, lambda error: None)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]

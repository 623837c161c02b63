"""A copy a day when something was done, the newest ten, whatever the clock says; and the way back."""

from __future__ import annotations

import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import Workspace, inspect_workspace, list_backups, restore_backup, verify_chain
from reviewer.store.backups import KEPT, backup_folder

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def work(path, moment, client="Nummi Oy"):
    """Opens the workspace at a moment and does something in it."""
    with Workspace.open(path, clock=lambda: moment) as ws, ws.transaction():
        ws.engagements.insert(client, "")
        ws.audit.append(at=ws.now(), by="Ann", operation="add_engagement", assessment_id=None, details={"c": client})


def clients(path):
    with Workspace.open(path, read_only=True) as ws:
        return [e.client for e in ws.engagements.all()]


def test_one_copy_a_day_of_what_was_there_when_the_day_began(path):
    work(path, MORNING, "Monday")
    assert list_backups(path) == ()
    work(path, MORNING + timedelta(hours=3), "Monday too")
    work(path, MORNING + timedelta(hours=6), "Monday late")
    (monday,) = list_backups(path)
    assert (monday.number, monday.at[:10]) == (1, "2026-03-02")
    assert clients(monday.path) == ["Monday"]
    work(path, MORNING + timedelta(days=1), "Tuesday")
    tuesday = list_backups(path)[-1]
    assert clients(tuesday.path) == ["Monday", "Monday too", "Monday late"]


def test_no_copy_where_nothing_was_done(path):
    work(path, MORNING)
    for day in range(1, 5):
        Workspace.open(path, clock=lambda day=day: MORNING + timedelta(days=day)).close()
    assert len(list_backups(path)) == 1


def test_the_newest_ten_are_kept(path):
    for day in range(KEPT + 5):
        work(path, MORNING + timedelta(days=day), f"day {day}")
    kept = list_backups(path)
    assert len(kept) == KEPT
    assert len(clients(kept[-1].path)) == KEPT + 4
    assert [b.number for b in kept] == list(range(5, 5 + KEPT))


@pytest.mark.parametrize("wanted", [1, 3, KEPT + 2])
def test_as_many_are_kept_as_are_wanted(path, wanted):
    for day in range(KEPT + 4):
        moment = MORNING + timedelta(days=day)
        with Workspace.open(path, kept_backups=wanted, clock=lambda moment=moment: moment) as ws, ws.transaction():
            ws.audit.append(at=ws.now(), by="Ann", operation="note", assessment_id=None, details={"day": day})
    numbers = [backup.number for backup in list_backups(path)]
    assert numbers == list(range(KEPT + 4 - wanted, KEPT + 4))


def test_who_does_not_know_how_many_are_wanted_removes_none_of_them(path):
    for day in range(KEPT + 6):
        with Workspace.open(path, kept_backups=KEPT + 4, clock=lambda day=day: MORNING + timedelta(days=day)) as ws:
            ws.back_up()
    assert len(list_backups(path)) == KEPT + 4
    with Workspace.open(path) as ws:
        newest = ws.back_up()
    assert len(list_backups(path)) == KEPT + 4
    assert list_backups(path)[-1].path == newest


def test_a_clock_that_jumps_hides_no_copy_and_breaks_no_history(path):
    moments = [MORNING, MORNING.replace(year=2099), MORNING.replace(year=1999), MORNING + timedelta(days=1)]
    for number in range(4 * KEPT):
        work(path, moments[number % 4] + timedelta(days=number), f"{number}")
    newest = list_backups(path)[-1]
    assert len(clients(newest.path)) == 4 * KEPT - 1
    assert len(list_backups(path)) == KEPT
    with Workspace.open(path) as ws:
        report = verify_chain(ws.audit)
        assert (report.whole, report.rows) == (True, 4 * KEPT + 1)


def test_a_copy_that_cannot_be_made_stops_nobody(path):
    work(path, MORNING)
    backup_folder(path).write_text("in the way", encoding="utf-8")
    with Workspace.open(path, clock=lambda: MORNING + timedelta(days=1)) as ws:
        assert isinstance(ws.backup_fault, WorkspaceError)
        assert ws.engagements.all()
    backup_folder(path).unlink()
    with Workspace.open(path, clock=lambda: MORNING + timedelta(days=2)) as ws:
        assert ws.backup_fault is None
    assert len(list_backups(path)) == 1


def test_half_a_copy_is_none(path):
    work(path, MORNING)
    backup_folder(path).mkdir()
    (backup_folder(path) / "unfinished.part").write_bytes(b"SQLite format 3\0 half")
    (backup_folder(path) / "holiday.jpg").write_bytes(b"mine")
    assert list_backups(path) == ()
    with Workspace.open(path) as ws:
        ws.back_up()
        assert len(ws.backups()) == 2
    assert sorted(p.suffix for p in backup_folder(path).iterdir()) == [".jpg", ".reviewer", ".reviewer"]


def test_restoring_brings_the_copy_back_and_keeps_what_was_there(path):
    work(path, MORNING, "kept")
    with Workspace.open(path) as ws:
        ws.back_up()
    work(path, MORNING, "later")
    first = list_backups(path)[0]
    kept = restore_backup(path, first, by="Ann")
    assert clients(path) == ["kept"]
    assert clients(kept) == ["kept", "later"]
    with Workspace.open(path) as ws:
        assert list(ws.audit.records())[-1].operation == "restore_backup"
        assert verify_chain(ws.audit).whole


def test_a_damaged_workspace_is_put_aside_for_the_copy(path):
    work(path, MORNING, "kept")
    with Workspace.open(path) as ws:
        ws.back_up()
    path.write_bytes(b"gone")
    path.with_name(path.name + "-wal").write_bytes(b"left over")
    kept = restore_backup(path, list_backups(path)[0], by="Ann")
    assert clients(path) == ["kept"]
    assert kept.read_bytes() == b"gone"
    assert inspect_workspace(path) == ()


def test_a_damaged_copy_is_not_put_in_place(path):
    work(path, MORNING, "kept")
    with Workspace.open(path) as ws:
        backup = ws.back_up()
    content = bytearray(backup.read_bytes())
    content[8192:12000] = b"\xff" * (12000 - 8192)
    backup.write_bytes(content)
    with pytest.raises(WorkspaceError) as refusal:
        restore_backup(path, list_backups(path)[-1], by="Ann")
    assert refusal.value.code == "workspace.damaged"
    assert clients(path) == ["kept"]


def test_nothing_is_restored_over_an_open_workspace(path):
    work(path, MORNING)
    with Workspace.open(path) as ws:
        ws.back_up()
        with pytest.raises(WorkspaceError) as refusal:
            restore_backup(path, ws.backups()[0], by="Ann")
    assert refusal.value.code == "workspace.busy"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_a_full_disk_costs_the_last_operation_only(path):
    """A limit on file sizes makes every file end where the disk would."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    done = 0
    with Workspace.open(path) as ws:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 300_000, hard))
        try:
            with pytest.raises(WorkspaceError) as refusal:  # noqa: PT012 (until the disk is full)
                for _ in range(1000):
                    with ws.transaction():
                        ws.engagements.insert("x" * 10_000, str(done))
                    done += 1
            assert [int(e.matter) for e in ws.engagements.all()] == list(range(done))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        with ws.transaction():
            ws.engagements.insert("after", str(done))
    assert done > 5
    assert refusal.value.code in {"workspace.full", "workspace.unreachable"}
    assert len(clients(path)) == done + 1
    assert inspect_workspace(path) == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anything")
def test_a_file_made_read_only_while_open_is_told(path):
    with Workspace.open(path) as ws:
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            assert ws.engagements.all() == ()
        finally:
            path.parent.chmod(0o755)


def plant(path, *statements):
    plain = sqlite3.connect(path)
    for statement in statements:
        plain.execute(statement)
    plain.commit()
    plain.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER harm AFTER INSERT ON audit BEGIN DELETE FROM field_values; END",
        "CREATE VIEW versions_view AS SELECT * FROM versions",
        "CREATE TABLE more (a)",
        "CREATE INDEX slow ON audit (upper(details))",
        "CREATE VIRTUAL TABLE words USING fts5(a)",
        "ALTER TABLE engagements ADD COLUMN spy AS (hex(zeroblob(100000000)))",
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_what_a_stranger_put_into_the_schema_is_refused(path, statement, read_only):
    plant(path, statement)
    before = path.read_bytes()
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path, read_only)
    assert refusal.value.code == "workspace.unsafe"
    assert path.read_bytes() == before
    assert {p.kind for p in inspect_workspace(path)} == {"schema"}


def test_a_view_in_the_place_of_a_table_is_refused(path):
    plant(path, "DROP TABLE runs", "CREATE VIEW runs AS SELECT randomblob(1000000000) AS extraction")
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace.unsafe"


def test_a_value_without_end_is_refused_and_not_read(path):
    plant(path, "INSERT INTO engagements (client, matter) VALUES (zeroblob(300000000), '')")
    with pytest.raises(WorkspaceError) as refusal, Workspace.open(path, read_only=True) as ws, ws.transaction():
        ws.engagements.all()
    assert refusal.value.code == "workspace.damaged"


def test_a_missing_guard_is_named(path):
    plant(path, "DROP TRIGGER audit_no_delete")
    assert [(p.kind, p.detail) for p in inspect_workspace(path)] == [("schema", "missing: trigger audit_no_delete")]

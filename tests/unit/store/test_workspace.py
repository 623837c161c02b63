from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import Workspace, workspace
from reviewer.store.connection import APPLICATION_ID, connect
from reviewer.store.lock import lock_path
from reviewer.store.migrations import STEPS
from reviewer.store.workspace import timestamp


@contextmanager
def refused(code):
    with pytest.raises(WorkspaceError) as refusal:
        yield refusal
    assert refusal.value.code == code


def patch_header(path, offset, number):
    content = bytearray(path.read_bytes())
    struct.pack_into(">I", content, offset, number)
    path.write_bytes(content)


def files(path):
    return sorted(p.name for p in path.parent.iterdir())


def test_open_it_keeps_a_log_and_a_lock_closed_it_is_one_plain_file(path):
    assert files(path) == ["matter.reviewer"]
    with Workspace.open(path) as ws, ws.transaction():
        ws.engagements.insert("Nummi Oy", "")
        assert {"matter.reviewer-wal", "matter.reviewer.lock"} <= set(files(path))
    assert files(path) == ["matter.reviewer"]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log is expected by the next to open it


def test_the_file_says_what_it_is(path):
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    plain.close()


def test_what_is_written_is_there_when_opened_again(path):
    with Workspace.open(path) as ws, ws.transaction():
        ws.engagements.insert("Nummi Oy", "Bookings")
    with Workspace.open(path) as ws:
        assert [e.client for e in ws.engagements.all()] == ["Nummi Oy"]


def test_closing_twice_is_closing_once(path):
    ws = Workspace.open(path)
    ws.close()
    ws.close()
    assert files(path) == ["matter.reviewer"]


def test_foreign_keys_are_kept(ws):
    with pytest.raises(sqlite3.IntegrityError), ws.transaction():
        ws.engagements.insert_vendor(99, "Nobody")


def test_the_schema_is_not_trusted_to_call_functions(path):
    database = connect(path, "rw")
    assert database.execute("PRAGMA trusted_schema").fetchone() == (0,)
    database.close()


def insert_two_and_fail(ws):
    with ws.transaction():
        ws.engagements.insert("Nummi Oy", "")
        with ws.transaction():
            ws.engagements.insert("Other", "")
        raise ZeroDivisionError


def test_a_transaction_is_whole_or_not_at_all(ws):
    with pytest.raises(ZeroDivisionError):
        insert_two_and_fail(ws)
    assert ws.engagements.all() == ()


def test_a_name_with_marks_of_web_addresses_is_only_a_name(tmp_path):
    path = tmp_path / "Ä & Ö #1? 100%.reviewer"
    Workspace.create(path).close()
    with Workspace.open(path) as ws:
        assert ws.path == path
    assert files(path) == [path.name]


def test_nothing_is_overwritten_by_creating(path):
    before = path.read_bytes()
    with refused("workspace.exists"):
        Workspace.create(path)
    assert (path.read_bytes(), files(path)) == (before, ["matter.reviewer"])


def test_creating_where_there_is_no_folder_is_told(tmp_path):
    with refused("workspace.missing"):
        Workspace.create(tmp_path / "nowhere" / "a.reviewer")


def test_a_creation_that_breaks_off_leaves_nothing_that_looks_whole(tmp_path, monkeypatch):
    def fail(database):
        raise ZeroDivisionError

    path = tmp_path / "a.reviewer"
    with monkeypatch.context() as patched:
        patched.setattr(workspace, "apply_pending", fail)
        with pytest.raises(ZeroDivisionError):
            Workspace.create(path)
    assert not path.exists()
    assert not lock_path(path).exists()
    Workspace.create(path).close()
    assert files(path) == ["a.reviewer"]


def test_a_missing_file_is_told(tmp_path):
    with refused("workspace.missing"):
        Workspace.open(tmp_path / "a.reviewer")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workspace.damaged"),
        (b"a letter to the client", "workspace.foreign"),
        (b"SQLite format 3\0", "workspace.damaged"),
        (b"%PDF-1.7\n" * 50, "workspace.foreign"),
    ],
)
def test_another_file_is_told_and_left_alone(tmp_path, content, code):
    path = tmp_path / "a.reviewer"
    path.write_bytes(content)
    with refused(code):
        Workspace.open(path)
    assert (path.read_bytes(), files(path)) == (content, ["a.reviewer"])


def test_a_path_that_leads_nowhere_is_told(path):
    with refused("workspace.unreachable"):
        Workspace.open(path / "inner.reviewer")


def test_a_folder_is_no_workspace(tmp_path):
    with refused("workspace.foreign"):
        Workspace.open(tmp_path)


def test_another_programs_database_is_told_and_left_alone(tmp_path):
    path = tmp_path / "a.reviewer"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE letters (id)")
    plain.close()
    before = path.read_bytes()
    with refused("workspace.foreign"):
        Workspace.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_file_is_refused_unharmed(path, read_only):
    patch_header(path, 60, len(STEPS) + 1)
    before = path.read_bytes()
    with refused("workspace.newer") as refusal:
        Workspace.open(path, read_only)
    assert refusal.value.facts["schema"] == len(STEPS) + 1
    assert (path.read_bytes(), files(path)) == (before, ["matter.reviewer"])


def test_a_file_without_schema_is_damaged(path):
    patch_header(path, 60, 0)
    with refused("workspace.damaged"):
        Workspace.open(path)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_breaks_off_is_damaged(path, read_only):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with refused("workspace.damaged"):
        Workspace.open(path, read_only)
    assert files(path) == ["matter.reviewer"]


def test_a_damaged_page_is_told_when_it_is_read(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with refused("workspace.damaged"):
        Workspace.open(path)


def test_a_disk_that_is_full_is_told_and_leaves_what_was(ws):
    pages = ws._database.execute("PRAGMA page_count").fetchone()[0]
    ws._database.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with refused("workspace.full"), ws.transaction():
        ws.engagements.insert("Nummi Oy", "x" * 100_000)
    assert ws.engagements.all() == ()


def test_read_only_reads_and_refuses_to_write(path):
    with Workspace.open(path, read_only=True) as ws:
        assert ws.read_only
        with refused("workspace.read_only"), ws.transaction():
            ws.engagements.insert("Nummi Oy", "")
        assert ws.engagements.all() == ()
    assert files(path) == ["matter.reviewer"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anything")
def test_a_write_protected_file_is_told(path):
    path.chmod(0o444)
    with refused("workspace.read_only"):
        Workspace.open(path)
    Workspace.open(path, read_only=True).close()


def test_where_no_lock_can_be_made_only_reading_is_possible(path):
    lock_path(path).mkdir()
    with refused("workspace.read_only"):
        Workspace.open(path)
    Workspace.open(path, read_only=True).close()


def test_a_reader_sees_one_moment_while_another_writes(path):
    with Workspace.open(path) as writer, Workspace.open(path, read_only=True) as reader:
        with reader.transaction():
            assert reader.engagements.all() == ()
            with writer.transaction():
                writer.engagements.insert("Nummi Oy", "")
            assert reader.engagements.all() == ()
        assert len(reader.engagements.all()) == 1


def test_closing_while_another_reads_loses_nothing(path):
    reader = Workspace.open(path, read_only=True)
    with Workspace.open(path) as writer, writer.transaction():
        writer.engagements.insert("Nummi Oy", "")
    assert len(reader.engagements.all()) == 1
    reader.close()
    Workspace.open(path).close()
    assert files(path) == ["matter.reviewer"]


def test_a_workspace_belongs_to_its_thread(ws):
    caught = []

    def read():
        try:
            ws.engagements.all()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(caught) == 1


KILLED = """
import os, sys
from reviewer.store import Workspace
ws = Workspace.open(sys.argv[1])
with ws.transaction():
    ws.engagements.insert("kept", "")
with ws.transaction():
    ws.engagements.insert("lost", "")
    os._exit(9)
"""


def test_what_was_answered_survives_a_killed_process_and_nothing_else_does(path):
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    assert "matter.reviewer.lock" in files(path)
    with Workspace.open(path) as ws:
        assert [e.client for e in ws.engagements.all()] == ["kept"]
    assert files(path) == ["matter.reviewer"]


def test_times_are_utc_to_the_millisecond():
    moment = datetime(2026, 3, 2, 11, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    assert timestamp(moment) == "2026-03-02T09:00:00.123Z"

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import Workspace
from reviewer.store import lock as lock_module
from reviewer.store.lock import LockHolder, WriterLock, lock_path, read_holder

HOLDING = """
import sys
from reviewer.store import Workspace
ws = Workspace.open(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


def leave_lock(path, host):
    holder = {"user": "bo", "host": host, "process": 4242, "since": "2026-03-02T08:00:00.000Z"}
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")


def test_a_second_writer_is_told_who_has_it_and_may_read(path):
    with Workspace.open(path) as first:
        with pytest.raises(WorkspaceError) as refusal:
            Workspace.open(path)
        assert refusal.value.code == "workspace.busy"
        assert refusal.value.facts["process"] == os.getpid()
        assert refusal.value.facts["host"] == platform.node()
        assert str(refusal.value.facts["since"]).startswith("20")
        with Workspace.open(path, read_only=True) as reader:
            assert reader.engagements.all() == first.engagements.all()
    Workspace.open(path).close()


def test_a_writer_in_another_process_keeps_it_until_it_is_gone(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(WorkspaceError) as refusal:
            Workspace.open(path)
        assert (refusal.value.code, refusal.value.facts["process"]) == ("workspace.busy", other.pid)
        other.kill()
    with Workspace.open(path):
        assert read_holder(path).process == os.getpid()
    assert not lock_path(path).exists()


def test_what_a_crash_left_behind_on_this_machine_is_taken_over(path):
    leave_lock(path, platform.node())
    Workspace.open(path).close()
    assert not lock_path(path).exists()


def test_what_another_machine_left_is_taken_over_only_when_told_to(path):
    leave_lock(path, "elsewhere")
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert (refusal.value.facts["user"], refusal.value.facts["host"]) == ("bo", "elsewhere")
    assert read_holder(path).host == "elsewhere"
    Workspace.open(path, take_over=True).close()
    assert not lock_path(path).exists()


def test_a_live_writer_is_not_set_aside_even_when_told_to(path):
    with Workspace.open(path), pytest.raises(WorkspaceError):
        Workspace.open(path, take_over=True)


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"user": "bo"}'])
def test_an_unreadable_lock_file_names_nobody_and_blocks_nobody(path, content):
    lock_path(path).write_text(content, encoding="utf-8")
    assert read_holder(path) is None
    Workspace.open(path).close()


def test_the_lock_says_who_and_since_when(path):
    lock = WriterLock.acquire(path, since="2026-03-02T09:00:00.000Z")
    holder = read_holder(path)
    lock.release()
    assert holder == LockHolder(holder.user, platform.node(), os.getpid(), "2026-03-02T09:00:00.000Z")
    lock.release()
    assert read_holder(path) is None


def test_a_failed_opening_gives_the_lock_back(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(WorkspaceError):
        Workspace.open(path)
    assert not lock_path(path).exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "workspace.full"),
        (errno.EROFS, "workspace.read_only"),
        (errno.EIO, "workspace.unreachable"),
    ],
)
def test_a_lock_that_cannot_be_written_is_told_and_not_left(path, monkeypatch, number, code):
    def fail(descriptor, holder):
        raise OSError(number, "fault")

    monkeypatch.setattr(lock_module, "_write", fail)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == code
    assert not lock_path(path).exists()


def test_a_drive_without_locks_is_not_taken_for_another_writer(path, monkeypatch):
    def fail(descriptor):
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(lock_module, "_lock", fail)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace.unreachable"

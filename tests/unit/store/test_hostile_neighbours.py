"""What lies beside a workspace may come from a stranger too: an unpacked archive, a shared folder. Nothing of it leads
the program to a file of somebody else."""

from __future__ import annotations

import os
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer.model import WorkspaceError
from reviewer.report.memorandum import replace_file
from reviewer.store import Workspace, list_backups, restore_backup, salvage_workspace
from reviewer.store.lock import lock_path, read_holder

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
THESIS = b"three years of work" * 1000


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A file of somebody else."""
    (tmp_path / "elsewhere").mkdir()
    made = tmp_path / "elsewhere" / "thesis.docx"
    made.write_bytes(THESIS)
    return made


def work(path: Path) -> None:
    with Workspace.open(path) as ws, ws.transaction():
        ws.engagements.insert("Nummi Oy", "")


@links
@pytest.mark.parametrize("ending", [".lock", ".new", ".old", ".new-journal", ".new-wal", ".new-shm"])
def test_a_link_in_the_place_of_our_own_files_is_not_followed(path: Path, thesis: Path, ending: str) -> None:
    planted = path.with_name(path.name + ending)
    planted.symlink_to(thesis)
    work(path)
    assert thesis.read_bytes() == THESIS
    assert not planted.is_symlink()


@links
def test_a_link_in_the_place_of_an_unfinished_copy_is_not_followed(path: Path, thesis: Path) -> None:
    folder = path.with_suffix(".backups")
    folder.mkdir()
    (folder / "unfinished.part").symlink_to(thesis)
    with Workspace.open(path) as ws:
        ws.back_up()
    assert thesis.read_bytes() == THESIS


@links
def test_restoring_writes_through_no_link(path: Path, thesis: Path) -> None:
    with Workspace.open(path) as ws:
        ws.back_up()
    path.with_name(path.name + ".new").symlink_to(thesis)
    restore_backup(path, list_backups(path)[0], by="Ann")
    assert thesis.read_bytes() == THESIS
    assert not path.is_symlink()


@links
def test_a_report_is_written_through_no_link(tmp_path: Path, thesis: Path) -> None:
    (tmp_path / "report.docx.part").symlink_to(thesis)
    replace_file(tmp_path / "report.docx", b"a report")
    assert thesis.read_bytes() == THESIS
    assert (tmp_path / "report.docx").read_bytes() == b"a report"


@links
def test_a_dangling_link_makes_no_file_elsewhere(path: Path, thesis: Path) -> None:
    for ending in (".lock", ".new", ".old"):
        path.with_name(path.name + ending).symlink_to(thesis.with_name(f"made{ending}"))
    work(path)
    assert [p.name for p in thesis.parent.iterdir()] == ["thesis.docx"]


@links
def test_a_second_name_of_another_file_is_no_lock(path: Path, thesis: Path) -> None:
    os.link(thesis, lock_path(path))
    work(path)
    assert thesis.read_bytes() == THESIS


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_nobody_waits_at_a_pipe_in_the_place_of_the_lock(path: Path) -> None:
    os.mkfifo(lock_path(path))
    assert read_holder(path) is None


def journal_naming(victim: Path, pages: int) -> bytes:
    """A journal of a transaction over several files, as SQLite writes it; nothing is to be rolled back."""
    magic, name = bytes.fromhex("d9d505f920a163d7"), str(victim).encode()
    head = magic + struct.pack(">IIIII", 0, 1234, pages, 512, 4096)
    signed = sum(byte if byte < 128 else byte - 256 for byte in name) & 0xFFFFFFFF
    tail = struct.pack(">I", (1 << 30) // 4096 + 1) + name + struct.pack(">II", len(name), signed) + magic
    return head.ljust(512, b"\0") + tail


def test_a_journal_that_names_another_file_removes_nothing(path: Path, thesis: Path, tmp_path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(journal_naming(thesis, path.stat().st_size // 4096))
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert refusal.value.code == "workspace.unsafe"
    assert thesis.read_bytes() == THESIS
    at = datetime(2026, 3, 2, tzinfo=UTC).isoformat()
    salvage_workspace(path, tmp_path / "recovered.reviewer", at=at)
    assert thesis.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"user":"a","host":"b","process":1,"since":"x","more":' + b"[" * 100_000,
        b'{"user":["a"],"host":{"b":1},"process":"x","since":3}',
        b'{"user":"' + b"a" * 1000 + b'","host":"b","process":1,"since":"x"}',
        b"\xff\xfe",
        b"null",
    ],
    ids=["deep", "deep inside", "other types", "long", "no text", "nothing"],
)
def test_a_lock_of_a_stranger_names_nobody_and_stops_nobody(path: Path, content: bytes) -> None:
    lock_path(path).write_bytes(content)
    assert read_holder(path) is None
    work(path)

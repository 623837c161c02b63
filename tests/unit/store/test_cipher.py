"""A key, what it fits, and both drivers' errors under one name."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from reviewer.model import WorkspaceError
from reviewer.store import Workspace, cipher
from reviewer.store.cipher import PAGE_BYTES, Key, database_errors, is_encryption_available, looks_encrypted
from reviewer.store.connection import connect, is_encrypted, naming_faults

SALT = bytes(range(16))
KEY = Key(bytes(range(32)), SALT)


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "small.reviewer"
    database = connect(path, "rwc", KEY)
    database.execute("CREATE TABLE words (word TEXT UNIQUE)")
    with database.atomic():
        for number in range(2000):
            database.execute("INSERT INTO words VALUES (?)", (f"saari {number}",))
    database.close()
    return path


def test_the_password_is_that_of_sqlcipher_itself(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    foreign = dbapi2.connect(str(path))
    foreign.execute("PRAGMA key = 'sinivuokko ja kielo'")
    foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    key = Key.derive("sinivuokko ja kielo", path.read_bytes()[:16])
    assert key.fits(path)
    assert not Key.derive("sinivuokko ja kiela", key.salt).fits(path)
    with naming_faults(path):
        database = connect(path, "ro", key)
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
        database.close()


def test_letters_composed_in_two_ways_are_one_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "_ROUNDS", 10)
    composed = "räksmörgås på Åland"
    assert Key.derive(composed, SALT) == Key.derive(unicodedata.normalize("NFD", composed), SALT)
    assert Key.derive(composed, SALT) != Key.derive(composed.lower(), SALT)


def test_a_key_tells_nothing_of_itself() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert str(KEY) == "Key(…)"


@given(st.binary(min_size=16, max_size=16), st.integers(1, 2**31))
def test_a_page_that_was_not_written_with_the_key_never_fits(salt: bytes, number: int) -> None:
    assert not Key(KEY.secret, salt).wrote(number, bytes(PAGE_BYTES))


def test_every_page_carries_its_code_and_one_is_enough(encrypted: Path) -> None:
    content = encrypted.read_bytes()
    pages = [content[at : at + PAGE_BYTES] for at in range(0, len(content), PAGE_BYTES)]
    assert len(pages) > 20
    assert all(KEY.wrote(number, page) for number, page in enumerate(pages, start=1))
    assert not KEY.wrote(2, pages[2])
    assert not KEY.wrote(3, bytes([pages[2][0] ^ 1]) + pages[2][1:])
    encrypted.write_bytes(os.urandom((len(pages) - 1) * PAGE_BYTES) + pages[-1])
    assert KEY.fits(encrypted)
    encrypted.write_bytes(os.urandom(len(content)))
    assert not KEY.fits(encrypted)


def test_a_file_of_noise_is_told_from_others(tmp_path: Path, encrypted: Path, path: Path) -> None:
    assert is_encrypted(encrypted)
    assert not is_encrypted(path)
    photograph, cut = tmp_path / "photograph.jpg", tmp_path / "cut.reviewer"
    photograph.write_bytes(os.urandom(PAGE_BYTES + 77))
    cut.write_bytes(encrypted.read_bytes()[: PAGE_BYTES + 77])
    assert not is_encrypted(photograph)
    assert is_encrypted(cut)
    assert not looks_encrypted(path.read_bytes()[:PAGE_BYTES])
    assert not looks_encrypted(b"short")


def test_both_drivers_fail_under_one_name(path: Path, encrypted: Path) -> None:
    assert not issubclass(dbapi2.DatabaseError, sqlite3.DatabaseError)
    for file, key in ((path, None), (encrypted, KEY)):
        database = connect(file, "ro", key)
        with pytest.raises(database_errors(), match="no such table"):
            database.execute("SELECT * FROM nowhere")
        database.close()


def test_faults_of_both_drivers_have_one_code(path: Path, encrypted: Path) -> None:
    for file, key in ((path, None), (encrypted, KEY)):
        reader = connect(file, "ro", key)
        with pytest.raises(WorkspaceError) as refusal, naming_faults(file):
            reader.execute("CREATE TABLE more (a)")
        assert refusal.value.code == "workspace.read_only"
        reader.close()
        first, second = connect(file, "rw", key), connect(file, "rw", key)
        second.execute("PRAGMA busy_timeout = 0").fetchone()
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError) as refusal, naming_faults(file):
            second.execute("BEGIN IMMEDIATE")
        assert refusal.value.code == "workspace.busy"
        first.execute("ROLLBACK")
        first.execute("PRAGMA max_page_count = 1").fetchone()
        with pytest.raises(WorkspaceError) as refusal, naming_faults(file), first.atomic():
            first.execute("CREATE TABLE more AS SELECT zeroblob(2000000) AS a")
        assert refusal.value.code == "workspace.full"
        first.close()
        second.close()


def test_a_broken_rule_of_the_schema_is_a_fault_of_the_program(encrypted: Path) -> None:
    database = connect(encrypted, "rw", KEY)
    with pytest.raises(dbapi2.IntegrityError), naming_faults(encrypted), database.atomic():
        database.execute("INSERT INTO words VALUES ('saari 1')")
    assert not database.conn.in_transaction
    database.close()


def test_temporary_files_are_in_memory_and_the_size_of_values_is_bounded(encrypted: Path) -> None:
    database = connect(encrypted, "rw", KEY)
    assert database.execute("PRAGMA temp_store").fetchone() == (2,)
    assert database.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert database.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert 0 < database.execute("PRAGMA hard_heap_limit").fetchone()[0] <= 2**30
    database.close()


def test_nothing_is_written_to_standard_error_by_a_key_that_does_not_fit(
    encrypted: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WorkspaceError) as refusal, naming_faults(encrypted):
        connect(encrypted, "ro", Key(SALT + SALT, SALT))
    assert refusal.value.code == "workspace.damaged"
    assert capfd.readouterr() == ("", "")


def test_a_plain_workspace_does_without_the_driver(path: Path) -> None:
    script = f"""
import sys
from reviewer.store import Workspace, inspect_workspace, list_backups
Workspace.open({str(path)!r}).close()
inspect_workspace(__import__("pathlib").Path({str(path)!r}))
assert not [name for name in sys.modules if name.startswith("sqlcipher3")]
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_the_driver_an_encrypted_file_says_what_is_missing(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_encryption_available()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(encrypted)
    assert refusal.value.code == "workspace.no_encryption"

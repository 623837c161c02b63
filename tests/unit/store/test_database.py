"""What is read together is of one moment; what is written is written in whole transactions, and only then is what
writes read."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(sqlite3.connect(tmp_path / "a.db"))
    made.execute("PRAGMA journal_mode = WAL").fetchone()
    made.execute("CREATE TABLE word (text TEXT UNIQUE)")
    yield made
    made.close()


def words(database: Database) -> list[str]:
    return [text for (text,) in database.execute("SELECT text FROM word ORDER BY text")]


def add(database: Database, text: str) -> None:
    database.execute("INSERT INTO word VALUES (?)", (text,))


def test_what_is_executed_alone_takes_effect_at_once(database: Database, tmp_path: Path) -> None:
    add(database, "a")
    assert not database.conn.in_transaction
    with contextlib.closing(Database(sqlite3.connect(tmp_path / "a.db"))) as other:
        assert words(other) == ["a"]


def test_all_or_nothing(database: Database) -> None:
    with contextlib.suppress(ValueError), database.atomic():
        add(database, "a")
        raise ValueError
    assert words(database) == []
    with database.atomic():
        add(database, "a")
        with contextlib.suppress(ValueError), database.atomic():
            add(database, "b")
            raise ValueError
        add(database, "c")
    assert words(database) == ["a", "c"]


def test_a_snapshot_is_of_one_moment(database: Database, tmp_path: Path) -> None:
    add(database, "a")
    with contextlib.closing(Database(sqlite3.connect(tmp_path / "a.db"))) as other, other.snapshot():
        assert words(other) == ["a"]
        add(database, "b")
        assert words(other) == ["a"]
    assert words(database) == ["a", "b"]


def test_a_snapshot_leaves_nothing_behind(database: Database) -> None:
    with database.snapshot():
        add(database, "a")
    assert not database.conn.in_transaction
    assert words(database) == []


def test_a_snapshot_inside_a_transaction_is_part_of_it(database: Database) -> None:
    with database.atomic():
        add(database, "a")
        with database.snapshot():
            assert words(database) == ["a"]
        add(database, "b")
    assert words(database) == ["a", "b"]


READ = """
import sys
from reviewer.review import list_engagements
from reviewer.store import Workspace
from reviewer.store.database import prepare_writing
with Workspace.open(sys.argv[1], daily_copy=False) as workspace:
    list_engagements(workspace)
    assert "sqlite_utils" not in sys.modules
prepare_writing()
assert "sqlite_utils" in sys.modules
"""


def test_a_workspace_is_read_without_what_writes(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""Whole transactions, parts of them that fail alone, and nothing left open."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(sqlite3.connect(tmp_path / "a.db"))
    made.execute("CREATE TABLE word (text TEXT UNIQUE)")
    made.execute("CREATE TABLE note (word TEXT REFERENCES word(text) DEFERRABLE INITIALLY DEFERRED)")
    made.execute("PRAGMA foreign_keys = ON")
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


def test_a_statement_that_fails_alone_leaves_no_transaction_open(database: Database) -> None:
    add(database, "a")
    with pytest.raises(sqlite3.IntegrityError):
        add(database, "a")
    assert not database.conn.in_transaction


def test_all_or_nothing(database: Database) -> None:
    with contextlib.suppress(ValueError), database.atomic():
        add(database, "a")
        raise ValueError
    assert words(database) == []
    with database.atomic():
        add(database, "a")
        add(database, "b")
    assert words(database) == ["a", "b"]


def test_a_part_can_fail_alone(database: Database) -> None:
    with database.atomic():
        add(database, "a")
        with contextlib.suppress(ValueError), database.atomic():
            add(database, "b")
            with database.atomic():
                add(database, "c")
            raise ValueError
        add(database, "d")
    assert words(database) == ["a", "d"]


def test_a_part_goes_with_the_whole(database: Database) -> None:
    with contextlib.suppress(ValueError), database.atomic():
        with database.atomic():
            add(database, "a")
        raise ValueError
    assert words(database) == []


def test_what_cannot_be_committed_is_undone(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.atomic():
        database.execute("INSERT INTO note VALUES ('nowhere')")
    assert not database.conn.in_transaction
    assert database.execute("SELECT count(*) FROM note").fetchone() == (0,)


def test_a_trigger_that_undoes_everything_is_what_is_told(database: Database) -> None:
    database.execute("CREATE TRIGGER no BEFORE INSERT ON note BEGIN SELECT RAISE(ROLLBACK, 'no notes'); END")
    with pytest.raises(sqlite3.IntegrityError, match="no notes"), database.atomic(), database.atomic():
        database.execute("INSERT INTO note VALUES ('a')")
    assert not database.conn.in_transaction


def test_what_replace_removes_is_removed_under_the_triggers(database: Database) -> None:
    database.execute("CREATE TRIGGER stay BEFORE DELETE ON word BEGIN SELECT RAISE(ABORT, 'stays'); END")
    add(database, "a")
    with pytest.raises(sqlite3.IntegrityError, match="stays"):
        database.execute("INSERT OR REPLACE INTO word VALUES ('a')")

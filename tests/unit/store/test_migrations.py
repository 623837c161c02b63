from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import Workspace, connection, verify_chain, workspace
from reviewer.store.migrations import STEPS, apply_pending, schema_version

DATABASES = Path(__file__).parents[2] / "data" / "databases"


def add_colours(database):
    database.execute("CREATE TABLE colours (id INTEGER PRIMARY KEY)")


def fail_half_way(database):
    add_colours(database)
    raise ZeroDivisionError


@pytest.fixture
def with_steps(monkeypatch):
    """Lets the program believe that the schema has gone further."""

    def extend(*steps):
        known = (*STEPS, *steps)
        monkeypatch.setattr(workspace, "STEPS", known)
        monkeypatch.setattr(connection, "STEPS", known)
        monkeypatch.setattr(workspace, "apply_pending", lambda database: apply_pending(database, known))

    return extend


def tables(path):
    with contextlib.closing(sqlite3.connect(path)) as plain:
        return {name for (name,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def backups(path):
    return sorted(path.with_suffix(".backups").glob("*"))


def test_an_older_file_is_backed_up_and_upgraded(path, with_steps):
    with_steps(add_colours)
    with Workspace.open(path) as ws:
        assert schema_version(ws._database) == len(STEPS) + 1
        assert verify_chain(ws.audit).whole
    assert "colours" in tables(path)
    (backup,) = backups(path)
    assert backup.name.endswith(f" schema {len(STEPS)}.reviewer")
    assert "colours" not in tables(backup)
    assert path.with_suffix(".backups").name == "matter.backups"


def test_the_backup_is_a_workspace_of_its_own(path, with_steps, monkeypatch):
    with Workspace.open(path) as ws, ws.transaction():
        ws.engagements.insert("Nummi Oy", "")
    with_steps(add_colours)
    Workspace.open(path).close()
    monkeypatch.undo()
    (backup,) = backups(path)
    with Workspace.open(backup) as ws:
        assert [e.client for e in ws.engagements.all()] == ["Nummi Oy"]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path, with_steps, monkeypatch):
    before = path.read_bytes()
    with_steps(fail_half_way)
    with pytest.raises(ZeroDivisionError):
        Workspace.open(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    Workspace.open(path).close()


def test_an_older_file_is_not_upgraded_by_reading(path, with_steps):
    before = path.read_bytes()
    with_steps(add_colours)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path, read_only=True)
    assert refusal.value.code == "workspace.older"
    assert (path.read_bytes(), backups(path)) == (before, [])


def test_without_a_backup_nothing_is_upgraded(path, with_steps):
    with_steps(add_colours)
    path.with_suffix(".backups").write_text("a file where the folder should be", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(WorkspaceError):
        Workspace.open(path)
    assert path.read_bytes() == before


def test_a_file_of_this_schema_is_not_backed_up(path):
    Workspace.open(path).close()
    assert backups(path) == []


def test_every_schema_has_its_frozen_file():
    assert sorted(p.name for p in DATABASES.glob("*.reviewer")) == [
        f"v{number:03}.reviewer" for number in range(1, len(STEPS) + 1)
    ]


@pytest.mark.parametrize("frozen", sorted(DATABASES.glob("*.reviewer")), ids=lambda p: p.stem)
def test_a_frozen_file_opens_and_has_the_schema_of_a_new_one(frozen, tmp_path, path):
    copy = Path(shutil.copy(frozen, tmp_path / "old.reviewer"))
    with Workspace.open(copy) as ws:
        assert verify_chain(ws.audit).whole
    assert schema(copy) == schema(path)


def schema(path):
    with contextlib.closing(sqlite3.connect(path)) as plain:
        return set(plain.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))

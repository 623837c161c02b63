"""Whole copies of a workspace, in `NAME.backups/` beside it; made by SQLite's own backup, so whole while in use.

A copy's name holds a number that only grows, so that a clock that jumps neither hides a copy nor lets an old one stand
for a new one.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from reviewer.model import WorkspaceError
from reviewer.store.audit import AuditRepository
from reviewer.store.cipher import Key
from reviewer.store.connection import connect, file_fault, is_encrypted, naming_faults
from reviewer.store.database import Database
from reviewer.store.replacement import dispose_of, dispose_of_leftovers, sync_file

KEPT = 10
"""How many copies are kept where nobody says otherwise; the oldest go first."""

_NAME = re.compile(r"(?P<number>\d{4,}) (?P<at>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z) schema (?P<schema>\d+)\.\w+$")


@dataclass(frozen=True, slots=True)
class Backup:
    """`at` is ISO 8601 in UTC, `schema` the schema's version."""

    path: Path
    number: int
    at: str
    schema: int
    bytes: int


def backup_folder(workspace: Path) -> Path:
    """Where the copies of a workspace lie; it need not be there."""
    return workspace.with_suffix(".backups")


def list_backups(workspace: Path) -> tuple[Backup, ...]:
    """The copies of a workspace, oldest first."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        found = (_backup(path, workspace) for path in backup_folder(workspace).iterdir())
        return tuple(sorted((b for b in found if b), key=lambda backup: backup.number))
    return ()


def clear_leftovers(workspace: Path) -> None:
    """Gets rid of what dead processes left of the workspace and of its copies. Only its writer may."""
    dispose_of_leftovers(workspace.resolve())
    dispose_of(_draft(workspace))


def write_backup(
    database: Database, workspace: Path, *, at: str, schema: int, keep: int | None = None, key: Key | None = None
) -> Path:
    """Copies the whole database, under another name first, so that what looks like a copy is one; with the database's
    `key` the copy is encrypted too. `at` (ISO 8601) and the schema's version go into the name. Then the oldest copies
    beyond `keep` are removed; who does not know how many the user wants removes none beyond one for the new one, and
    none while there are fewer than `KEPT`."""
    folder, draft = backup_folder(workspace), _draft(workspace)
    try:
        folder.mkdir(exist_ok=True)
        draft.unlink(missing_ok=True)  # of a copy that a crash cut short
        _copy(database, draft, key)
        known = list_backups(workspace)
        number = known[-1].number + 1 if known else 1
        target = folder / f"{workspace.stem} {number:04} {at.replace(':', '-')} schema {schema}{workspace.suffix}"
        draft.replace(target)
    except OSError as error:
        raise file_fault(workspace, error) from error
    for old in known[: max(0, len(known) + 1 - (keep or max(KEPT, len(known))))]:
        with contextlib.suppress(OSError):
            old.path.unlink()
    return target


def back_up_daily(
    database: Database, workspace: Path, *, at: str, schema: int, keep: int | None = None, key: Key | None = None
) -> Path | None:
    """A copy, unless there is one of this day (UTC) or nothing was done since the last one, or ever."""
    head = AuditRepository(database).head()
    known = list_backups(workspace)
    if known and (known[-1].at[:10] == at[:10] or _head(known[-1], key) == head):
        return None
    if not known and database.execute("SELECT count(*) FROM (SELECT 1 FROM audit LIMIT 2)").fetchone()[0] < 2:
        return None
    return write_backup(database, workspace, at=at, schema=schema, keep=keep, key=key)


def holds_rows(backup: Path, hashes: tuple[str, ...], key: Key | None = None) -> bool:
    """Whether a copy still holds the content of any of these rows of the history. One that cannot be read may."""
    try:
        with contextlib.closing(_open(backup, key)) as database, naming_faults(backup):
            return AuditRepository(database).has_content(hashes)
    except WorkspaceError:
        return True


def _copy(database: Database, target: Path, key: Key | None) -> None:
    with contextlib.closing(connect(target, "rwc", key)) as copy:
        database.conn.backup(copy.conn)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    sync_file(target)


def _head(backup: Backup, key: Key | None) -> str:
    """The head of a copy's history; empty where it cannot be read."""
    try:
        with contextlib.closing(_open(backup.path, key)) as database, naming_faults(backup.path):
            return AuditRepository(database).head()
    except WorkspaceError:
        return ""


def _open(backup: Path, key: Key | None) -> Database:
    """With the workspace's key, unless the copy was made before there was one."""
    with naming_faults(backup):
        return connect(backup, "ro", key if is_encrypted(backup) else None)


def _draft(workspace: Path) -> Path:
    return backup_folder(workspace) / "unfinished.part"


def _backup(path: Path, workspace: Path) -> Backup | None:
    found = _NAME.search(path.name)
    if found is None or not path.name.startswith(workspace.stem):
        return None
    day, _, time = found["at"].partition("T")
    at = f"{day}T{time.replace('-', ':')}"
    return Backup(path, int(found["number"]), at, int(found["schema"]), path.stat().st_size)

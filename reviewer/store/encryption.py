"""Gives a workspace a password, changes it, takes it away; and tells whether a password opens one.

The file is written anew beside the old one, compared with it row by row, and put in its place in one step. Whatever
ends the process, one of the two is there whole.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reviewer import diagnostics
from reviewer.model import WorkspaceError
from reviewer.store.audit import AuditRepository
from reviewer.store.backups import list_backups
from reviewer.store.cipher import Key, connect_cipher, database_errors, is_encryption_available, read_salt
from reviewer.store.connection import BUSY_SECONDS, connect, file_fault, file_uri, is_encrypted, naming_faults, pragma
from reviewer.store.database import Database
from reviewer.store.lock import WriterLock
from reviewer.store.replacement import dispose_of_leftovers, draft_path, swap
from reviewer.store.restoration import files_set_aside
from reviewer.store.workspace import Clock, Workspace, timestamp, utc_now

SHORTEST_PASSWORD = 8
"""Characters."""

Progress = Callable[[float], None]
"""Is told how far the work is, from 0 to 1."""

_STEPS_A_REPORT = 1000
_EXPORT_FAULTS = {
    "database or disk is full": "workspace.full",
    "disk I/O error": "workspace.unreachable",
    "database disk image is malformed": "workspace.damaged",
}
_ENTRIES = """
    SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name
"""
_TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_stat%' ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """`key` opens the workspace from now on. `overwritten`: whether the former file was overwritten, not only removed.
    `copies` are the backups, and the files set aside by a restoration, that `key` does not open; a new backup stands
    beside them then."""

    key: Key | None
    overwritten: bool
    copies: tuple[Path, ...]


def unlock(path: Path, password: str) -> Key | None:
    """The key of an encrypted file; None for a plain one. Takes some tenths of a second. WorkspaceError `.password`
    with `facts["wrong"]` 1 if no page of the file fits the password, `.no_encryption`, and as of reading the file.

    One page that fits shows that the password is right, so that damage elsewhere is not taken for a wrong one. Where
    the file's first bytes are lost, which the key depends on, those of its newest copy serve.
    """
    if not is_encrypted(path):
        return None
    _require_encryption(path)
    copies = [backup.path for backup in list_backups(path) if is_encrypted(backup.path)]
    for salt in dict.fromkeys(map(read_salt, (path, *copies[-1:]))):
        key = Key.derive(password, salt)
        if key.fits(path):
            return key
    raise WorkspaceError("workspace.password", "no page fits", name=path.name, wrong=1)


def set_password(
    path: Path,
    password: str,
    key: Key | None = None,
    *,
    by: str = "",
    clock: Clock = utc_now,
    progress: Progress = lambda part: None,
) -> Rekeyed:
    """Encrypts a workspace, or with its present key encrypts it anew under another password. WorkspaceError
    `.password_short`, `.no_encryption`, and as of opening and writing; then the file is as it was."""
    if len(password) < SHORTEST_PASSWORD:
        raise WorkspaceError("workspace.password_short", name=path.name, least=SHORTEST_PASSWORD)
    operation = "set_password" if key is None else "change_password"
    return _replace_key(path, key, Key.make(password), operation, by, clock, progress)


def remove_password(
    path: Path, key: Key, *, by: str = "", clock: Clock = utc_now, progress: Progress = lambda part: None
) -> Rekeyed:
    """Makes an encrypted workspace plain. WorkspaceError as of opening and writing; then the file is as it was."""
    return _replace_key(path, key, None, "remove_password", by, clock, progress)


def _replace_key(
    path: Path, old: Key | None, new: Key | None, operation: str, by: str, clock: Clock, progress: Progress
) -> Rekeyed:
    _require_encryption(path)
    Workspace.open(path, key=old, daily_copy=False, clock=clock).close()  # of this schema, its log folded in
    at = timestamp(clock())
    place = path.resolve()
    lock = WriterLock.acquire(path, since=at)
    try:
        with naming_faults(path):
            _refuse_readers(place, old)
            _copy(place, old, new, progress)
            with contextlib.closing(connect(draft_path(place), "rw", new)) as draft, draft.atomic():
                AuditRepository(draft).append(at=at, by=by, operation=operation, assessment_id=None, details={})
        overwritten = swap(draft_path(place), place)
    except OSError as error:
        raise file_fault(path, error) from error
    finally:
        dispose_of_leftovers(place)
        lock.release()
    diagnostics.note("workspace.rekeyed", workspace=path, overwritten=overwritten)
    copies = _other_copies(path, new)
    if copies:
        _back_up(path, new, clock)
    progress(1.0)
    return Rekeyed(new, overwritten, copies)


def _back_up(path: Path, key: Key | None, clock: Clock) -> None:
    """So that the copies that another key opens may go."""
    with (
        contextlib.suppress(WorkspaceError),
        Workspace.open(path, key=key, daily_copy=False, clock=clock) as workspace,
    ):
        workspace.back_up()


def _require_encryption(path: Path) -> None:
    if not is_encryption_available():
        raise WorkspaceError("workspace.no_encryption", name=path.name)


def _refuse_readers(place: Path, key: Key | None) -> None:
    """A log that a reader elsewhere keeps, or a full disk, would be taken for that of the new file."""
    if place.with_name(place.name + "-wal").exists():
        with contextlib.closing(connect(place, "rw", key)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        raise WorkspaceError("workspace.busy", "a reader has it open", name=place.name)


def _copy(place: Path, old: Key | None, new: Key | None, progress: Progress) -> None:
    """Writes the draft and compares it with what it was made from."""
    draft, size = draft_path(place), place.stat().st_size
    _export(place, old, draft, new, lambda: progress(_part(draft.stat().st_size, size) / 2))
    with contextlib.closing(connect(place, "ro", old)) as source, contextlib.closing(connect(draft, "ro", new)) as copy:
        done = 0
        for compared in _compare(source, copy):
            done += compared
            progress(0.5 + _part(done, size) / 2)


def _part(done: int, size: int) -> float:
    return min(1.0, done / size)


def _export(place: Path, old: Key | None, draft: Path, new: Key | None, report: Callable[[], None]) -> None:
    """The draft has no journal: until it is put in place it may be thrown away."""
    connection: Any = connect_cipher(file_uri(place, "ro"), old, BUSY_SECONDS)
    with contextlib.closing(connection):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("ATTACH ? AS draft KEY ?", (file_uri(draft, "rwc"), new.literal if new else ""))
        connection.execute("PRAGMA draft.journal_mode = OFF").fetchone()
        connection.execute("PRAGMA draft.synchronous = OFF")
        connection.execute("PRAGMA draft.cache_size = -512")  # kB: the file grows as the work goes on
        connection.set_progress_handler(lambda: report(), _STEPS_A_REPORT)
        with _naming_export_faults(place):
            connection.execute("SELECT sqlcipher_export('draft')").fetchone()
        for name in ("application_id", "user_version"):
            number = connection.execute(f"PRAGMA main.{name}").fetchone()[0]
            connection.execute(f"PRAGMA draft.{name} = {number}")
        connection.execute("DETACH draft")


@contextlib.contextmanager
def _naming_export_faults(place: Path) -> Iterator[None]:
    """The function hands on the words of what ails the file, and no code."""
    try:
        yield
    except database_errors() as error:
        if (code := _EXPORT_FAULTS.get(str(error))) is None:
            raise
        raise WorkspaceError(code, str(error), name=place.name) from error


def _compare(source: Database, copy: Database) -> Iterator[int]:
    """WorkspaceError `.damaged` unless both hold the same; gives the bytes compared, a row at a time."""
    same = pragma(copy, "quick_check(1)") == "ok" and not copy.execute("PRAGMA cipher_integrity_check").fetchall()
    same = same and source.execute(_ENTRIES).fetchall() == copy.execute(_ENTRIES).fetchall()
    for (table,) in source.execute(_TABLES).fetchall():
        statement = f'SELECT * FROM "{table}"'
        for ours, theirs in zip_longest(source.execute(statement), copy.execute(statement)):
            same = same and ours == theirs
            if not same:
                raise WorkspaceError("workspace.damaged", f"the copy of {table} differs")
            yield sum(len(value) for value in ours if isinstance(value, str | bytes))


def _other_copies(path: Path, key: Key | None) -> tuple[Path, ...]:
    """The whole copies of a workspace that another key opens, or none."""
    copies = (*(backup.path for backup in list_backups(path)), *files_set_aside(path))
    return tuple(copy for copy in copies if _needs_other(copy, key))


def _needs_other(copy: Path, key: Key | None) -> bool:
    try:
        return is_encrypted(copy) if key is None else not key.fits(copy)
    except (WorkspaceError, OSError):
        return True

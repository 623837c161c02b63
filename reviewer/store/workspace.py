"""The workspace file: everything about a reviewer's engagements in one SQLite file.

While open for writing it keeps a write-ahead log and a lock file beside it; closed, it is one plain file.
A Workspace belongs to the thread that opened it. Other threads open their own, read-only, or one that writes while the
first is held: SQLite lets one write at a time, and whoever waits for that stands still.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reviewer import diagnostics
from reviewer.model import WorkspaceError
from reviewer.store.audit import AuditRepository
from reviewer.store.backups import Backup, back_up_daily, clear_leftovers, list_backups, write_backup
from reviewer.store.cipher import Key
from reviewer.store.connection import APPLICATION_ID, check_header, check_identity, connect, naming_faults, pragma
from reviewer.store.database import Database
from reviewer.store.documents import DocumentRepository
from reviewer.store.engagements import EngagementRepository
from reviewer.store.erasure import RemovalRepository
from reviewer.store.issued_reports import IssuedReportRepository
from reviewer.store.lock import WriterLock
from reviewer.store.migrations import STEPS, apply_pending, schema_version
from reviewer.store.operations import OperationRepository
from reviewer.store.opinions import OpinionRepository
from reviewer.store.page_check import PageCheck
from reviewer.store.schema import unexpected_entries
from reviewer.store.search_index import SearchIndexRepository
from reviewer.store.values import MarkRepository, ValueRepository

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Workspace:
    """An open workspace. Made by `create` and `open`; `clock` gives the time of every decision."""

    def __init__(
        self,
        path: Path,
        database: Database,
        lock: WriterLock | None,
        clock: Clock,
        key: Key | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.key = key
        """What opens the file, where it is encrypted; other threads need it too."""
        self.kept_backups: int | None = None
        """How many copies the user wants; None where that is not known."""
        self.backup_fault: WorkspaceError | None = None
        """Why today's copy could not be made, where that is so; the work goes on without."""
        self.read_only = read_only
        self._database = database
        self._lock = lock
        self._clock = clock
        self._open = True
        self.engagements = EngagementRepository(database)
        self.documents = DocumentRepository(database)
        self.values = ValueRepository(database)
        self.marks = MarkRepository(database)
        self.opinions = OpinionRepository(database)
        self.issued_reports = IssuedReportRepository(database)
        self.operations = OperationRepository(database)
        self.audit = AuditRepository(database)
        self.removals = RemovalRepository(database)
        self.search_index = SearchIndexRepository(database)

    @classmethod
    def create(cls, path: Path | str, *, by: str = "", clock: Clock = utc_now) -> Self:
        """A new workspace, open for writing. WorkspaceError `.exists` if something lies at `path` already,
        `.missing` if its folder is not there, `.read_only`, `.full`."""
        path = Path(path)
        if not path.parent.is_dir():
            raise WorkspaceError("workspace.missing", "no such folder", name=path.parent.name)
        lock = WriterLock.acquire(path, since=timestamp(clock()), take_over=True)
        with _releasing(lock):
            if path.exists():
                raise WorkspaceError("workspace.exists", name=path.name)
            clear_leftovers(path)
            _build(path, by, timestamp(clock()))
            return cls(path, _connect_for_writing(path, clock), lock, clock)

    @classmethod
    def open(
        cls,
        path: Path | str,
        read_only: bool = False,
        *,
        key: Key | None = None,
        take_over: bool = False,
        daily_copy: bool = True,
        kept_backups: int | None = None,
        check_pages: bool = True,
        clock: Clock = utc_now,
    ) -> Self:
        """An existing workspace; an older one is backed up and brought to this schema. Only one writer at a time:
        WorkspaceError `.busy` names the other (facts user, host, process, since). `take_over` sets aside a lock left
        by another machine. An encrypted one wants the `key` that `unlock` gives: `.password`, or `.no_encryption` where
        the program lacks what opens it. Further codes: `.missing`, `.foreign`, `.damaged`, `.unsafe`, `.newer`,
        `.read_only`, `.unreachable`. On the first opening of a day a copy is made if anything was done since the last
        one, and the newest `kept_backups` stay.

        Without `check_pages` nobody has read yet whether the file is whole: it is held, so that damage is not written
        to, until `admit` is called by whoever had a `PageCheck` run. One that has to be brought to this schema is
        checked all the same.
        """
        path = Path(path)
        key = check_header(path, key)
        if read_only:
            return cls(path, _connect_for_reading(path, key, check_pages), None, clock, key, read_only=True)
        if not os.access(path, os.W_OK):
            raise WorkspaceError("workspace.read_only", name=path.name)
        lock = WriterLock.acquire(path, since=timestamp(clock()), take_over=take_over)
        with _releasing(lock):
            clear_leftovers(path)
            workspace = cls(path, _connect_for_writing(path, clock, key, check_pages), lock, clock, key)
        diagnostics.note("workspace.opened", workspace=path, bytes=path.stat().st_size)
        workspace.kept_backups = kept_backups
        if daily_copy:
            workspace._try_daily_copy()
        return workspace

    @property
    def held(self) -> bool:
        """Whether writing is refused for now."""
        return not self.read_only and bool(pragma(self._database, "query_only"))

    def hold(self) -> None:
        """Refuses to write until `admit`: WorkspaceError `.read_only` for whoever tries."""
        self._database.execute("PRAGMA query_only = ON")

    def admit(self) -> None:
        """Writes again, or for the first time."""
        self._database.execute("PRAGMA query_only = OFF")

    def open_beside(self) -> Self:
        """Another connection that writes, for the thread that calls, while this one is held. It must be closed before
        `admit`."""
        with naming_faults(self.path):
            database = connect(self.path, "rw", self.key)
            with _closing_on_failure(database):
                _keep_log(database)
        return type(self)(self.path, database, None, self._clock, self.key)

    def now(self) -> str:
        """The time of what is done now: ISO 8601 in UTC."""
        return timestamp(self._clock())

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Several things read inside are seen at one moment."""
        with naming_faults(self.path), self._database.snapshot():
            yield

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """The only way to write: all statements inside take effect together or not at all. Nested ones belong to the
        outermost."""
        with naming_faults(self.path), self._database.atomic():
            yield

    @contextlib.contextmanager
    def derived_transaction(self) -> Iterator[None]:
        """For what is made from the rest and can be made again: it does not wait until the disk has it. A power cut
        may take the last of them away, each whole. Not to be nested."""
        with naming_faults(self.path):
            self._database.execute("PRAGMA synchronous = NORMAL")
            try:
                with self._database.atomic():
                    yield
            finally:
                self._database.execute("PRAGMA synchronous = FULL")

    def back_up(self) -> Path:
        """Makes a copy now; WorkspaceError `.full`, `.read_only`, `.unreachable`."""
        with naming_faults(self.path):
            return write_backup(self._database, self.path, **self._backup_facts())

    def backups(self) -> tuple[Backup, ...]:
        """The copies that are kept, oldest first."""
        return list_backups(self.path)

    def scrub(self) -> bool:
        """Writes the file anew without what was deleted, and empties the write-ahead log. False where that could not
        be done now: the disk is full, or another process reads. What was deleted is overwritten in any case."""
        try:
            self._database.execute("VACUUM")
            busy = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except self._database.conn.OperationalError:
            return False
        return not busy

    def _backup_facts(self) -> dict[str, Any]:
        return {"at": self.now(), "schema": len(STEPS), "keep": self.kept_backups, "key": self.key}

    def back_up_daily(self) -> None:
        """Makes today's copy, unless there is one or nothing was done; a connection that only reads can do it too.
        WorkspaceError as for `back_up`."""
        try:
            with naming_faults(self.path):
                back_up_daily(self._database, self.path, **self._backup_facts())
        except WorkspaceError as error:
            diagnostics.note("workspace.not_backed_up", error=error)
            raise

    def _try_daily_copy(self) -> None:
        """The work goes on where today's copy cannot be made, and `backup_fault` says why."""
        if self.held:
            return
        try:
            self.back_up_daily()
        except WorkspaceError as error:
            self.backup_fault = error

    def close(self) -> None:
        """Leaves one plain file, unless a reader still has it open; then the next writer to close does."""
        if not self._open:
            return
        self._open = False
        try:
            if self._lock and not self.held:
                _fold_log(self._database)
        finally:
            self._database.close()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextlib.contextmanager
def _releasing(lock: WriterLock) -> Iterator[None]:
    """Gives the lock back if what follows fails."""
    try:
        yield
    except BaseException:
        lock.release()
        raise


@contextlib.contextmanager
def _closing_on_failure(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _build(path: Path, by: str, at: str) -> None:
    """Builds the file under another name first, so that it is whole or not there."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)  # of a creation that a crash cut short
    with naming_faults(path), contextlib.closing(connect(draft, "rwc")) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply_pending(database)
        with database.atomic():
            AuditRepository(database).append(
                at=at, by=by, operation="create_workspace", assessment_id=None, details={"schema": len(STEPS)}
            )
    draft.rename(path)


def _connect_for_writing(path: Path, clock: Clock, key: Key | None = None, check_pages: bool = True) -> Database:
    with naming_faults(path):
        database = connect(path, "rw", key)
        with _closing_on_failure(database):
            _check(path, database)
            if check_pages or schema_version(database) < len(STEPS):
                PageCheck(path, key).run()
                _upgrade(path, database, clock, key)
                _keep_log(database)
            else:
                database.execute("PRAGMA query_only = ON")
            return database


def _connect_for_reading(path: Path, key: Key | None, check_pages: bool) -> Database:
    with naming_faults(path):
        database = connect(path, "ro", key)
        with _closing_on_failure(database):
            _check(path, database)
            if check_pages:
                PageCheck(path, key, mode="ro").run()
            if schema_version(database) < len(STEPS):
                raise WorkspaceError("workspace.older", name=path.name, schema=schema_version(database))
            return database


def _check(path: Path, database: Database) -> None:
    """Reads through SQLite what `check_header` read from the file: the log may hold more. Then nothing may be in the
    file that this program did not put there."""
    schema = schema_version(database)
    check_identity(path, int(pragma(database, "application_id")), schema)
    if unexpected := unexpected_entries(database, STEPS[:schema]):
        raise WorkspaceError("workspace.unsafe", ", ".join(unexpected), name=path.name)
    database.execute("SELECT count(*) FROM audit").fetchone()


def _upgrade(path: Path, database: Database, clock: Clock, key: Key | None) -> None:
    schema = schema_version(database)
    if schema < len(STEPS):
        write_backup(database, path, at=timestamp(clock()), schema=schema, key=key)
        apply_pending(database)


def _keep_log(database: Database) -> None:
    """From now on in a log written ahead; a network drive may refuse, the default is as safe there."""
    pragma(database, "journal_mode = WAL")


def _fold_log(database: Database) -> None:
    """A reader elsewhere may prevent it; nothing is lost, the log stays beside the file."""
    with contextlib.suppress(database.conn.OperationalError):
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.conn.execute("PRAGMA busy_timeout = 200")
        pragma(database, "journal_mode = DELETE")

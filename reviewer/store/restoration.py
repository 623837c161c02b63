"""Puts a copy back in the place of a workspace; what was there is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from reviewer.model import WorkspaceError
from reviewer.store.backups import Backup, write_backup
from reviewer.store.connection import check_header, connect, file_fault, naming_faults
from reviewer.store.inspection import inspect_workspace
from reviewer.store.lock import WriterLock
from reviewer.store.migrations import schema_version
from reviewer.store.workspace import Clock, Workspace, timestamp, utc_now


def restore_backup(path: Path, backup: Backup, *, by: str, clock: Clock = utc_now) -> Path | None:
    """Returns where the file is that was at `path`: another copy, or beside it where it is damaged; None if there was
    none. WorkspaceError `.busy` while it is open, and as of opening where the copy is no whole workspace."""
    at = timestamp(clock())
    lock = WriterLock.acquire(path, since=at)
    try:
        draft = path.with_name(path.name + ".new")
        shutil.copyfile(backup.path, draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        _check_whole(draft)
        kept = _set_aside(path, at)
        for ending in ("-wal", "-shm", "-journal"):  # of the file that was there; they would be taken for this one's
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
    except OSError as error:
        raise file_fault(path, error) from error
    finally:
        lock.release()
    with Workspace.open(path, clock=clock) as workspace, workspace.transaction():
        details = {"copy": backup.number, "of": backup.at}
        workspace.audit.append(
            at=workspace.now(), by=by, operation="restore_backup", assessment_id=None, details=details
        )
    return kept


def _check_whole(draft: Path) -> None:
    if problems := inspect_workspace(draft):
        draft.unlink()
        raise WorkspaceError("workspace.damaged", problems[0].detail, name=draft.stem)


def _set_aside(path: Path, at: str) -> Path | None:
    if not path.exists():
        return None
    with contextlib.suppress(WorkspaceError):
        check_header(path)
        with naming_faults(path), contextlib.closing(connect(path, "rw")) as database:
            return write_backup(database, path, at=at, schema=schema_version(database))
    aside = path.with_name(f"{path.stem} damaged {at.replace(':', '-')}{path.suffix}")
    shutil.copyfile(path, aside)
    return aside

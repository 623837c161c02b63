"""Puts a copy back in the place of a workspace; what was there is kept."""

from __future__ import annotations

import contextlib
import glob
import shutil
from pathlib import Path

from reviewer.model import WorkspaceError
from reviewer.store.backups import Backup, write_backup
from reviewer.store.cipher import Key
from reviewer.store.connection import check_header, connect, file_fault, is_encrypted, naming_faults
from reviewer.store.inspection import inspect_workspace
from reviewer.store.lock import WriterLock
from reviewer.store.migrations import schema_version
from reviewer.store.replacement import draft_path, sync_file
from reviewer.store.workspace import Clock, Workspace, timestamp, utc_now


def restore_backup(
    path: Path, backup: Backup, *, by: str, key: Key | None = None, clock: Clock = utc_now
) -> Path | None:
    """Returns where the file is that was at `path`: another copy, or beside it where it cannot be opened; None if there
    was none. `key` is the copy's, if it is encrypted; the workspace has that password then. WorkspaceError `.busy`
    while it is open, `.plain_copy` where the workspace is encrypted and the copy is not, and as of opening where the
    copy is no whole workspace."""
    at = timestamp(clock())
    lock = WriterLock.acquire(path, since=at)
    try:
        if path.exists() and is_encrypted(path) and not is_encrypted(backup.path):
            raise WorkspaceError("workspace.plain_copy", name=path.name)
        draft = draft_path(path)
        draft.unlink(missing_ok=True)  # of a stranger's link, what it leads to would be overwritten
        shutil.copyfile(backup.path, draft)
        sync_file(draft)
        _check_whole(draft, key)
        kept = _set_aside(path, at, key)
        for ending in ("-wal", "-shm", "-journal"):  # of the file that was there; they would be taken for this one's
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
    except OSError as error:
        raise file_fault(path, error) from error
    finally:
        lock.release()
    with Workspace.open(path, key=key, clock=clock) as workspace, workspace.transaction():
        details = {"copy": backup.number, "of": backup.at}
        workspace.audit.append(
            at=workspace.now(), by=by, operation="restore_backup", assessment_id=None, details=details
        )
    return kept


def files_set_aside(path: Path) -> tuple[Path, ...]:
    """The files that restorations found at `path`, could not open and kept."""
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.stem)} set aside *{path.suffix}")))


def _check_whole(draft: Path, key: Key | None) -> None:
    try:
        if problems := inspect_workspace(draft, key):
            raise WorkspaceError("workspace.damaged", problems[0].detail, name=draft.stem)
    except WorkspaceError:
        draft.unlink()
        raise


def _set_aside(path: Path, at: str, key: Key | None) -> Path | None:
    if not path.exists():
        return None
    with contextlib.suppress(WorkspaceError):
        needed = check_header(path, key)
        with naming_faults(path), contextlib.closing(connect(path, "rw", needed)) as database:
            return write_backup(database, path, at=at, schema=schema_version(database), key=needed)
    aside = path.with_name(f"{path.stem} set aside {at.replace(':', '-')}{path.suffix}")
    shutil.copyfile(path, aside)
    return aside

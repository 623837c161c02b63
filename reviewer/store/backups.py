"""Whole copies of a workspace, in `NAME.backups/` beside it; made by SQLite's own backup, so whole while in use."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from reviewer.store.connection import connect, file_fault


def backup_folder(workspace: Path) -> Path:
    return workspace.with_suffix(".backups")


def write_backup(database: Database, workspace: Path, *, at: str, schema: int) -> Path:
    """Copies the whole database; `at` (ISO 8601) and the schema's version go into the name."""
    folder = backup_folder(workspace)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise file_fault(workspace, error) from error
    moment = at.replace(":", "-")
    target = folder / f"{workspace.stem} {moment} schema {schema}{workspace.suffix}"
    copy = connect(target, "rwc")
    try:
        database.conn.backup(copy.conn)
    finally:
        copy.close()
    return target

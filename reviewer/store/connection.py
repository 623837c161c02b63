"""Opens the SQLite file: tells a workspace from other files, sets what every connection needs, and names what is wrong.

The header is read before SQLite touches the file, so that a newer or a foreign file is refused exactly as it lay.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec

from reviewer.model import WorkspaceError
from reviewer.store.cipher import (
    PAGE_BYTES,
    Key,
    connect_cipher,
    database_errors,
    is_encryption_available,
    looks_encrypted,
)
from reviewer.store.database import Database
from reviewer.store.migrations import STEPS

APPLICATION_ID = 0x52565752  # "RVWR" at offset 68 of the file
ENDING = ".reviewer"
BUSY_SECONDS = 5.0
LONGEST_VALUE = 256 * 1024 * 1024
"""Bytes of one text or file: far above what an import lets in, far below what would take the memory away."""

_MAGIC = b"SQLite format 3\0"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68
_HEADER_BYTES = 100

_CODES = {
    sqlite3.SQLITE_BUSY: "workspace.busy",
    sqlite3.SQLITE_LOCKED: "workspace.busy",
    sqlite3.SQLITE_READONLY: "workspace.read_only",
    sqlite3.SQLITE_PERM: "workspace.read_only",
    sqlite3.SQLITE_FULL: "workspace.full",
    sqlite3.SQLITE_CORRUPT: "workspace.damaged",
    sqlite3.SQLITE_NOTADB: "workspace.damaged",
    sqlite3.SQLITE_TOOBIG: "workspace.damaged",
    sqlite3.SQLITE_CANTOPEN: "workspace.unreachable",
    sqlite3.SQLITE_IOERR: "workspace.unreachable",
}

_FILE_CODES = {
    errno.ENOSPC: "workspace.full",
    errno.EDQUOT: "workspace.full",
    errno.EACCES: "workspace.read_only",
    errno.EPERM: "workspace.read_only",
    errno.EROFS: "workspace.read_only",
    errno.EISDIR: "workspace.read_only",
}


def check_header(path: Path, key: Key | None = None) -> Key | None:
    """WorkspaceError `.missing`, `.unreachable`, `.damaged`, `.foreign`, `.newer`, `.password` or `.no_encryption`
    unless `path` is a workspace that can be opened. Returns what it is opened with: the key if it is encrypted; what
    such a file holds can only be told by opening it."""
    header = _read_header(path)
    if not header:
        raise WorkspaceError("workspace.damaged", "the file is empty", name=path.name)
    if _is_encrypted(path, header):
        return _needed_key(path, key)
    if not header.startswith(_MAGIC):
        raise WorkspaceError("workspace.foreign", "not an SQLite file", name=path.name)
    if len(header) < _HEADER_BYTES:
        raise WorkspaceError("workspace.damaged", "the header breaks off", name=path.name)
    check_identity(path, _number(header, _APPLICATION_ID_AT), _number(header, _USER_VERSION_AT))
    return None


def is_encrypted(path: Path) -> bool:
    """Whether a file needs a password; as `check_header` where it cannot be read."""
    return _is_encrypted(path, _read_header(path))


def _is_encrypted(path: Path, header: bytes) -> bool:
    """A workspace by its ending or by its whole pages, and noise from the first one on."""
    if header.startswith(_MAGIC) or not looks_encrypted(header):
        return False
    return path.suffix == ENDING or path.stat().st_size % PAGE_BYTES == 0


def _needed_key(path: Path, key: Key | None) -> Key:
    if not is_encryption_available():
        raise WorkspaceError("workspace.no_encryption", name=path.name)
    if key is None:
        raise WorkspaceError("workspace.password", name=path.name)
    if not key.fits(path):
        raise WorkspaceError("workspace.password", "the key of another file", name=path.name, wrong=1)
    return key


def check_identity(path: Path, application_id: int, schema: int) -> None:
    """WorkspaceError `.foreign`, `.damaged` or `.newer` unless these two numbers are a workspace's."""
    if application_id != APPLICATION_ID:
        raise WorkspaceError("workspace.foreign", f"application id {application_id:#x}", name=path.name)
    if schema < 1:
        raise WorkspaceError("workspace.damaged", "no schema version", name=path.name)
    if schema > len(STEPS):
        raise WorkspaceError("workspace.newer", name=path.name, schema=schema, known=len(STEPS))


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(PAGE_BYTES)
    except FileNotFoundError as error:
        raise WorkspaceError("workspace.missing", str(error), name=path.name) from error
    except IsADirectoryError as error:
        raise WorkspaceError("workspace.foreign", "a folder", name=path.name) from error
    except OSError as error:
        raise WorkspaceError("workspace.unreachable", str(error), name=path.name) from error


def _number(header: bytes, offset: int) -> int:
    return int(struct.unpack_from(">I", header, offset)[0])


def connect(path: Path, mode: str, key: Key | None = None) -> Database:
    """A connection in SQLite's `mode` (`ro`, `rw`, `rwc`), of the thread that opens it; with a key to an encrypted
    file. WorkspaceError `.unsafe` where the journal beside it names a file."""
    _refuse_foreign_journal(path)
    if key is None:
        connection = sqlite3.connect(file_uri(path, mode), uri=True, timeout=BUSY_SECONDS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10)
    else:
        connection = connect_cipher(file_uri(path, mode), key, BUSY_SECONDS)
    database = Database(connection)
    try:
        _prepare(database, mode)
    except BaseException:
        database.close()
        raise
    return database


def _refuse_foreign_journal(path: Path) -> None:
    """A journal of several files ends with the name of one more, which SQLite removes once it has rolled back,
    whatever it is. None of ours does: no transaction here reaches over two files."""
    journal = path.resolve()
    with contextlib.suppress(OSError), journal.with_name(journal.name + "-journal").open("rb") as file:
        file.seek(-len(_JOURNAL_MAGIC), os.SEEK_END)
        if file.read() == _JOURNAL_MAGIC:
            raise WorkspaceError("workspace.unsafe", "the journal names another file", name=path.name)


def _prepare(database: Database, mode: str) -> None:
    for pragma in (
        "foreign_keys = ON",
        "recursive_triggers = ON",  # what REPLACE removes is removed under them too, which keep the history as it is
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "secure_delete = ON",  # what is erased is overwritten, not only let go
        "temp_store = MEMORY",
        "synchronous = FULL",  # an operation that was answered survives a power cut
        f"query_only = {'ON' if mode == 'ro' else 'OFF'}",
    ):
        database.execute(f"PRAGMA {pragma}")


def file_uri(path: Path, mode: str) -> str:
    """What SQLite is told to open."""
    text = path.absolute().as_posix()
    if not text.startswith("/"):  # a drive letter
        text = "/" + text
    return f"file://{quote(text)}?mode={mode}"


def pragma(database: Database, name: str) -> str | int:
    """The answer to a pragma; it may be another than the one asked for (`journal_mode`)."""
    answer: str | int = database.execute(f"PRAGMA {name}").fetchone()[0]
    return answer


def file_fault(path: Path, error: OSError) -> WorkspaceError:
    """What an error of the file system beside the workspace at `path` means for it."""
    code = _FILE_CODES.get(error.errno or 0, "workspace.unreachable")
    return WorkspaceError(code, str(error), name=path.name)


@contextlib.contextmanager
def naming_faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says about the file into a WorkspaceError, and rows that hold what no program of ours writes;
    faults of the program pass as they are."""
    try:
        yield
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError, RecursionError) as error:
        raise WorkspaceError("workspace.damaged", str(error), name=path.name) from error
    except database_errors() as error:
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code is None and "Could not decode to UTF-8" in str(error):
            code = "workspace.damaged"
        if code is None:
            raise
        raise WorkspaceError(code, str(error), name=path.name) from error

"""Reads a damaged workspace file, as far as it can be read, from a copy that may be mended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reviewer.model import WorkspaceError
from reviewer.store.backups import list_backups
from reviewer.store.cipher import PAGE_BYTES, Key, database_errors
from reviewer.store.connection import connect, is_encrypted
from reviewer.store.database import Database

_HEADER_BYTES = 100
_PAGE_COUNT = slice(28, 32)


def copy_damaged(path: Path, copy: Path, new: Path, key: Key | None) -> None:
    """Copies the file with its write-ahead log, and mends its beginning; `new` is a new workspace. WorkspaceError
    `.password` where it is encrypted and there is no key."""
    if key is None and is_encrypted(path):
        raise WorkspaceError("workspace.password", name=path.name)
    shutil.copyfile(path, copy)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    if key is None:
        _mend_header(copy, new)
    else:
        _take_first_page(path, copy, key)


def unreadable() -> tuple[type[Exception], ...]:
    """What a place raises that cannot be read; SQLite quotes damaged names in its errors."""
    return (*database_errors(), UnicodeDecodeError)


class DamagedFile:
    """SQLCipher reads nothing more after a page that it could not decipher, so after each fault there is a new
    connection to an encrypted file."""

    def __init__(self, copy: Path, path: Path, key: Key | None) -> None:
        """`copy` is read, `path` is named in errors: WorkspaceError `.nothing_readable`."""
        self._copy, self._path, self._key = copy, path, key
        self._database = self._open()

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> Iterator[Sequence[Any]]:
        try:
            yield from self._database.execute(statement, parameters)
        except unreadable():
            if self._key is not None:
                self._database.close()
                self._database = self._open()
            raise

    def row(self, statement: str, parameters: Sequence[Any] = ()) -> Sequence[Any] | None:
        """The first one."""
        return next(self.rows(statement, parameters), None)

    def close(self) -> None:
        self._database.close()

    def _open(self) -> Database:
        try:
            database = connect(self._copy, "rw", self._key)
        except unreadable() as error:
            raise WorkspaceError("workspace.nothing_readable", str(error), name=self._path.name) from error
        database.conn.text_factory = _lenient_text
        return database


def _mend_header(copy: Path, new: Path) -> None:
    """A header that is gone is taken from a new file: it is the same in every workspace. The page count is left out,
    and then told from the file's length."""
    with copy.open("rb+") as file:
        if file.read(16) != b"SQLite format 3\0":
            header = bytearray(new.read_bytes()[:_HEADER_BYTES])
            header[_PAGE_COUNT] = bytes(4)
            file.seek(0)
            file.write(header)


def _take_first_page(path: Path, copy: Path, key: Key) -> None:
    """An encrypted first page is lost whole where it is damaged. That of a copy says where most things lie."""
    with copy.open("rb+") as file:
        if key.wrote(1, file.read(PAGE_BYTES)):
            return
        for backup in reversed(list_backups(path)):
            with backup.path.open("rb") as kept:
                page = kept.read(PAGE_BYTES)
            if key.wrote(1, page):
                file.seek(0)
                file.write(page)
                return


def _lenient_text(data: bytes) -> str:
    return data.decode(errors="replace")

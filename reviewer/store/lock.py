"""One writer a workspace: a lock file beside it that says who.

The operating system's lock on that file ends with the process, whatever ended it; so a file left behind by a crash is
simply taken over. The names in it are for the person who has to wait. A file left by another machine may reach us
through a synchronised folder, which carries no locks: it is taken over only when the person says so.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from reviewer.model import WorkspaceError
from reviewer.store.connection import file_fault
from reviewer.store.replacement import open_itself

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the names, which others must be able to read

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LARGEST = 4096
"""Bytes of the file that are read."""

_Word = Annotated[str, msgspec.Meta(max_length=255)]


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who holds the lock; `since` is ISO 8601 UTC, `process` the number on `host`."""

    user: _Word
    host: _Word
    process: int
    since: _Word


def lock_path(workspace: Path) -> Path:
    return workspace.with_name(workspace.name + ".lock")


def read_holder(workspace: Path) -> LockHolder | None:
    """Who the lock file names; None without a readable one. It may come from anybody."""
    with (
        contextlib.suppress(OSError, ValueError, RecursionError),
        open(lock_path(workspace), "rb", opener=open_itself) as file,
    ):
        return msgspec.json.decode(file.read(_LARGEST), type=LockHolder)
    return None


class WriterLock:
    """Held from `acquire` to `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, workspace: Path, *, since: str, take_over: bool = False) -> WriterLock:
        """WorkspaceError `.busy` (facts: user, host, process, since) while another writer has it, `.read_only`,
        `.full` or `.unreachable` where no lock file can be made. `take_over` sets aside what another machine left."""
        path = lock_path(workspace)
        descriptor = _open_locked(path, workspace)
        left = read_holder(workspace)
        if left and left.host != platform.node() and not take_over:
            os.close(descriptor)
            raise _busy(workspace, left)
        lock = cls(path, descriptor)
        try:
            _write(descriptor, LockHolder(_user(), platform.node(), os.getpid(), since))
        except OSError as error:
            lock.release()
            raise file_fault(workspace, error) from error
        return lock

    def release(self) -> None:
        """Gives the lock back and removes its file; nothing for one that was released."""
        if self._descriptor is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
        self._descriptor = None


def _open_locked(path: Path, workspace: Path) -> int:
    while True:
        try:
            if path.is_symlink():  # no program of ours lays one, and what it leads to would be overwritten
                path.unlink()
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except OSError as error:
            raise file_fault(workspace, error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            held = isinstance(error, BlockingIOError | PermissionError)
            raise (_busy(workspace, read_holder(workspace)) if held else file_fault(workspace, error)) from error
        if _still_there(path, descriptor):
            if os.fstat(descriptor).st_nlink == 1:
                return descriptor
            path.unlink()  # another file's second name
        os.close(descriptor)  # the holder removed it between our opening and locking it


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write(descriptor: int, holder: LockHolder) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(holder)).encode())


def _busy(workspace: Path, holder: LockHolder | None) -> WorkspaceError:
    facts = asdict(holder) if holder else {"user": "", "host": "", "process": 0, "since": ""}
    return WorkspaceError("workspace.busy", name=workspace.name, **facts)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user entry
        return ""

"""Puts one file in the place of another in one step, and gets rid of files that must not be found again.

What is overwritten here may live on where no program reaches: in the spare blocks of a solid-state disk, in snapshots
and journals of the file system, in folders that are synchronised, in backups of the system.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import BinaryIO

_CHUNK = bytes(1024 * 1024)


def draft_path(path: Path) -> Path:
    """Where a file is written that is to take the place of `path`."""
    return path.with_name(path.name + ".new")


def sync_file(path: Path) -> None:
    """Returns when the disk has it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def swap(draft: Path, path: Path) -> bool:
    """Puts the draft at `path`; at every instant the old or the new file is there whole. Returns whether the old one
    was overwritten before its place was given back."""
    former = _former_path(path)
    sync_file(draft)
    shutil.copymode(path, draft)
    if path.stat().st_nlink == 1:  # else another name leads to it, a snapshot's perhaps
        with contextlib.suppress(OSError):  # not every file system knows second names
            os.link(path, former)
    try:
        draft.replace(path)
        _sync_folder(path.parent)
    finally:
        overwritten = _dispose_of_former(path)
    return overwritten


def dispose_of(path: Path) -> bool:
    """Overwrites a file and removes it, as far as it is there. False where its content may live on: it has another
    name, or the system refuses. Of a link that a stranger laid there only the link goes."""
    overwritten = False
    with contextlib.suppress(OSError), open(path, "rb+", opener=open_itself) as file:
        state = os.fstat(file.fileno())
        if stat.S_ISREG(state.st_mode) and state.st_nlink == 1:
            _overwrite(file)
            overwritten = True
    with contextlib.suppress(OSError):
        path.unlink()
    return overwritten and not path.exists()


def dispose_of_leftovers(path: Path) -> None:
    """Gets rid of what a process left beside `path` that died while it replaced it."""
    draft = draft_path(path)
    for left in (draft, *(draft.with_name(draft.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        if os.path.lexists(left):
            dispose_of(left)
    _dispose_of_former(path)


def _dispose_of_former(path: Path) -> bool:
    """Overwrites and removes the file that was at `path`; where it still is there, only its second name goes."""
    former = _former_path(path)
    if not os.path.lexists(former):
        return False
    if not former.is_symlink() and path.exists() and former.samefile(path):
        former.unlink()
        return False
    return dispose_of(former)


def _former_path(path: Path) -> Path:
    return path.with_name(path.name + ".old")


def open_itself(path: str | Path, flags: int) -> int:
    """Opens for `open`: OSError where a link leads elsewhere, and no waiting for anybody at a pipe."""
    if Path(path).is_symlink():  # Windows knows no flag for it
        raise OSError(errno.ELOOP, "a link", path)
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _overwrite(file: BinaryIO) -> None:
    left = file.seek(0, os.SEEK_END)
    file.seek(0)
    while left > 0:
        left -= file.write(_CHUNK[:left])
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives refuse
            os.fsync(descriptor)
    finally:
        os.close(descriptor)

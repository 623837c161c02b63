"""Whether the pages of a workspace are whole: read through from the first to the last, which takes a large file longer
than a window can wait."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from reviewer.model import WorkspaceError
from reviewer.store.cipher import Key, database_errors
from reviewer.store.connection import connect, naming_faults, pragma


class PageCheck:
    """One reading of one file. `run` opens a connection of its own in the thread that calls: SQLite 3.40 keeps a table
    locked after this check."""

    def __init__(self, path: Path, key: Key | None = None, *, mode: str = "rw") -> None:
        """`mode` is SQLite's."""
        self._path, self._key, self._mode = path, key, mode
        self._stopped = threading.Event()
        self._interrupt: Callable[[], None] | None = None

    def run(self) -> bool:
        """WorkspaceError `.damaged` where a page is not whole; False if it was stopped before it could tell."""
        with naming_faults(self._path), contextlib.closing(connect(self._path, self._mode, self._key)) as database:
            self._interrupt = database.conn.interrupt
            try:
                found = "ok" if self._stopped.is_set() else pragma(database, "quick_check(1)")
            except database_errors():
                if not self._stopped.is_set():
                    raise
            finally:
                self._interrupt = None
        if self._stopped.is_set():
            return False
        if found != "ok":
            raise WorkspaceError("workspace.damaged", str(found), name=self._path.name)
        return True

    def stop(self) -> None:
        """Ends `run` early; from any thread."""
        self._stopped.set()
        interrupt = self._interrupt
        if interrupt is not None:
            with contextlib.suppress(*database_errors()):  # it has just been closed
                interrupt()

"""A connection that is read from as it is and written to by transactions of sqlite-utils.

sqlite-utils is read when something is written for the first time: it brings as much with it as all else that opening
a workspace reads, and a desk is filled without it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

Parameters = Sequence[object] | Mapping[str, object]


class Database:
    """A connection, and the transactions on it. `conn` is for what has no other name here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        connection.isolation_level = None  # Python would begin transactions by itself, and leave them open
        self._writing: sqlite_utils.Database | None = None

    def execute(self, statement: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """What is written outside of `atomic` takes effect at once."""
        return self.conn.execute(statement, parameters)

    def insert(self, statement: str, parameters: Parameters = ()) -> int:
        """Carries out a statement that inserts one row; the row's id."""
        row_id = self.execute(statement, parameters).lastrowid
        assert row_id is not None
        return row_id

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment. Nothing can be written inside, unless it is part of `atomic`."""
        if self.conn.in_transaction:
            yield
            return
        self.conn.execute("BEGIN")
        try:
            yield
        finally:
            if self.conn.in_transaction:  # a damaged file may have ended it
                self.conn.execute("ROLLBACK")

    def atomic(self) -> AbstractContextManager[object]:
        """All statements inside take effect together or not at all; those of one inside another can fail alone."""
        if self._writing is None:
            from sqlite_utils import Database as Writing

            self._writing = Writing(self.conn, execute_plugins=False)
        return self._writing.atomic()

    def close(self) -> None:
        self.conn.close()


def prepare_writing() -> None:
    """Reads what the first transaction would have to read, in whatever thread has the time."""
    import sqlite_utils  # noqa: F401

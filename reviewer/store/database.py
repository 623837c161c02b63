"""A connection to SQLite, of the standard library or of SQLCipher, that writes in whole transactions."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

Parameters = Sequence[object] | Mapping[str, object]

_WHOLE = ("BEGIN", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


class Database:
    """Takes over a connection: what is executed outside of `atomic` takes effect at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        # Python would begin transactions by itself and leave them open.
        connection.isolation_level = None
        # What REPLACE removes is removed under the triggers too, which keep the history as it is.
        connection.execute("PRAGMA recursive_triggers = ON")

    def execute(self, statement: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        return self.conn.execute(statement, parameters)

    @contextlib.contextmanager
    def atomic(self) -> Iterator[None]:
        """All statements inside take effect together or not at all; those of one inside another can fail alone."""
        nested = self.conn.in_transaction
        begin, keep, undo = _PART if nested else _WHOLE
        self.conn.execute(begin)
        try:
            yield
            self.conn.execute(keep)
        except BaseException:
            # A full disk or a trigger may have undone everything, and what made it fail is to be told.
            for statement in undo if self.conn.in_transaction else ():
                self.conn.execute(statement)
            raise

    def close(self) -> None:
        self.conn.close()

"""What a workspace's schema must be: a file from a stranger may hold tables and triggers that no program of ours made.

A trigger or a view is a program that runs when the file is read or written, so nothing of the kind is let in; neither
is a table of another shape, whose generated columns and checks are programs as well.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from reviewer.store.database import Database
from reviewer.store.migrations import Step

Entry: TypeAlias = tuple[str, str, str]
"""Type, name and statement of something in a schema."""

_ENTRIES = """
    SELECT type, name, coalesce(sql, '') FROM sqlite_schema
    WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))
        AND NOT (type = 'index' AND sql IS NULL)
"""


def unexpected_entries(database: Database, steps: Sequence[Step]) -> tuple[str, ...]:
    """What the schema holds that these steps did not make or made otherwise: type and name of each."""
    return _names(_entries(database) - _expected(tuple(steps)))


def missing_entries(database: Database, steps: Sequence[Step]) -> tuple[str, ...]:
    """What these steps made and the schema lacks, or has otherwise."""
    return _names(_expected(tuple(steps)) - _entries(database))


@lru_cache(maxsize=8)
def _expected(steps: tuple[Step, ...]) -> frozenset[Entry]:
    """The schema that the steps make, built in memory."""
    database = Database(sqlite3.connect(":memory:"))
    try:
        for step in steps:
            step(database)
        return _entries(database)
    finally:
        database.close()


def _entries(database: Database) -> frozenset[Entry]:
    return frozenset((kind, name, re.sub(r"\s+", " ", sql)) for kind, name, sql in database.execute(_ENTRIES))


def _names(entries: frozenset[Entry]) -> tuple[str, ...]:
    return tuple(sorted(f"{kind} {name}" for kind, name, _ in entries))

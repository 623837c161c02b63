"""Numbered steps from one schema to the next; the number of the last one is the schema's version.

A released step is never changed: files made by it are out in the world. Each has a frozen sample in
`tests/data/databases/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.store.database import Database
from reviewer.store.migrations import m0001_first_schema, m0002_removal, m0003_opinions, m0004_search_index

Step = Callable[[Database], None]

STEPS: tuple[Step, ...] = (
    m0001_first_schema.migrate,
    m0002_removal.migrate,
    m0003_opinions.migrate,
    m0004_search_index.migrate,
)


def schema_version(database: Database) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def apply_pending(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Bring the database to the newest schema, one transaction a step."""
    for number in range(schema_version(database) + 1, len(steps) + 1):
        with database.atomic():
            steps[number - 1](database)
            database.execute(f"PRAGMA user_version = {number}")

"""Removing and erasing: what is removed is marked and stays; what is erased leaves its rows of the history empty.

A row of the history is salted, so that the hash that stays of an emptied one cannot be tried against guesses.
"""

from __future__ import annotations

from reviewer.store.database import Database

_KEPT = ("id", "at", "by", "operation", "assessment_id", "previous", "hash")


def migrate(database: Database) -> None:
    for table in ("engagements", "vendors", "documents"):
        database.execute(f"ALTER TABLE {table} ADD COLUMN removed_at TEXT")
    database.execute("ALTER TABLE audit ADD COLUMN salt TEXT NOT NULL DEFAULT ''")
    database.execute("DROP TRIGGER audit_no_update")
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _KEPT)
    database.execute(
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        f"WHEN {changed} OR NEW.details IS NOT '' OR NEW.salt IS NOT '' "
        f"BEGIN SELECT RAISE(ABORT, 'history is only emptied, never changed'); END"
    )

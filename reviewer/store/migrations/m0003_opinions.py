"""Decisions on findings, the rating and the sign-off of an assessment, and the final reports that were handed out."""

from __future__ import annotations

from reviewer.store.database import Database

_TABLES = (
    """
    CREATE TABLE finding_marks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        assessment_id INTEGER NOT NULL REFERENCES assessments (id),
        rule TEXT NOT NULL,
        marks TEXT NOT NULL,
        UNIQUE (assessment_id, rule)
    )
    """,
    """
    CREATE TABLE opinions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        assessment_id INTEGER NOT NULL UNIQUE REFERENCES assessments (id),
        rating TEXT,
        sign_off TEXT
    )
    """,
    """
    CREATE TABLE issued_reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        assessment_id INTEGER NOT NULL REFERENCES assessments (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        history_head TEXT NOT NULL,
        content BLOB NOT NULL,
        UNIQUE (assessment_id, number)
    )
    """,
)
_UNCHANGING = (
    "CREATE TRIGGER issued_reports_no_update BEFORE UPDATE ON issued_reports "
    "BEGIN SELECT RAISE(ABORT, 'issued_reports never change'); END"
)


def migrate(database: Database) -> None:
    for statement in (*_TABLES, _UNCHANGING):
        database.execute(statement)

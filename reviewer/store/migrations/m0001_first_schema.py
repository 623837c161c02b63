"""The first schema.

Texts, originals, runs and history never change once written: triggers say so, not only the code. `scope_id` is the
document of a field that is decided for each document apart (`document.*`), and 0 for all other fields.
"""

from __future__ import annotations

from reviewer.store.database import Database

_TABLES = (
    """
    CREATE TABLE engagements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        client TEXT NOT NULL,
        matter TEXT NOT NULL,
        closed INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE vendors (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        engagement_id INTEGER NOT NULL REFERENCES engagements (id),
        name TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE assessments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        vendor_id INTEGER NOT NULL UNIQUE REFERENCES vendors (id),
        context TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        vendor_id INTEGER NOT NULL REFERENCES vendors (id),
        name TEXT NOT NULL,
        kind TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        number INTEGER NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        pages INTEGER,
        source TEXT NOT NULL,
        retrieved TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL,
        origins TEXT NOT NULL,
        UNIQUE (document_id, number)
    )
    """,
    """
    CREATE TABLE originals (
        version_id INTEGER PRIMARY KEY REFERENCES versions (id),
        content BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        version_id INTEGER NOT NULL REFERENCES versions (id),
        rule_set TEXT NOT NULL,
        language TEXT NOT NULL,
        made_at TEXT NOT NULL,
        extraction TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE field_values (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        assessment_id INTEGER NOT NULL REFERENCES assessments (id),
        field TEXT NOT NULL,
        document_id INTEGER REFERENCES documents (id),
        version_id INTEGER REFERENCES versions (id),
        state TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'corrected', 'rejected', 'added')),
        value TEXT NOT NULL,
        machine TEXT,
        evidence TEXT NOT NULL,
        source TEXT NOT NULL,
        translation TEXT NOT NULL,
        decided_by TEXT,
        decided_at TEXT,
        scope_id INTEGER GENERATED ALWAYS AS
            (CASE WHEN substr(field, 1, 9) = 'document.' THEN document_id ELSE 0 END)
    )
    """,
    """
    CREATE TABLE field_marks (
        assessment_id INTEGER NOT NULL REFERENCES assessments (id),
        field TEXT NOT NULL,
        scope_id INTEGER NOT NULL,
        not_stated INTEGER NOT NULL,
        flagged INTEGER NOT NULL,
        note TEXT NOT NULL,
        decided_by TEXT,
        decided_at TEXT,
        PRIMARY KEY (assessment_id, field, scope_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE operations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        assessment_id INTEGER NOT NULL REFERENCES assessments (id),
        kind TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        operation TEXT NOT NULL,
        assessment_id INTEGER,
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    )
    """,
)

_INDEXES = (
    "CREATE INDEX vendors_by_engagement ON vendors (engagement_id)",
    "CREATE INDEX documents_by_vendor ON documents (vendor_id)",
    "CREATE INDEX runs_by_version ON runs (version_id)",
    "CREATE INDEX field_values_by_field ON field_values (assessment_id, field, scope_id, state)",
    "CREATE INDEX field_values_by_document ON field_values (document_id)",
    "CREATE INDEX operations_by_assessment ON operations (assessment_id, undone)",
    "CREATE INDEX audit_by_assessment ON audit (assessment_id)",
)

_APPEND_ONLY = """
    CREATE TRIGGER audit_appends BEFORE INSERT ON audit
    WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit)
        OR NEW.previous IS NOT coalesce((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), '')
    BEGIN SELECT RAISE(ABORT, 'history is only ever appended to'); END
"""


def migrate(database: Database) -> None:
    for statement in (*_TABLES, *_INDEXES, _APPEND_ONLY):
        database.execute(statement)
    for table in ("versions", "originals", "runs", "audit"):
        _forbid(database, table, "UPDATE")
    _forbid(database, "audit", "DELETE")


def _forbid(database: Database, table: str, action: str) -> None:
    database.execute(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} never change'); END"
    )

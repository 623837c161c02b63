"""Looks through a whole workspace file without changing it, and names everything that is not as it should be."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer.store.audit import AuditRepository, verify_chain
from reviewer.store.cipher import Key, database_errors
from reviewer.store.connection import check_header, connect, naming_faults
from reviewer.store.database import Database
from reviewer.store.migrations import STEPS, schema_version
from reviewer.store.schema import missing_entries, unexpected_entries


class ProblemKind(StrEnum):
    """What can be wrong with a workspace."""

    FILE = "file"
    """SQLite finds the file damaged; the detail is what it says."""
    SCHEMA = "schema"
    """The detail names a part that does not belong there, or one that is missing."""
    REFERENCE = "reference"
    """Rows of a table point to rows that are not there; the detail is the table."""
    TEXT = "text"
    """A document's text is not the one that was imported; the detail is its name."""
    ORIGINAL = "original"
    """A document's original file is not the one that was imported; the detail is its name."""
    HISTORY = "history"
    """Rows of the history were changed; the detail says which."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be; `detail` is what its kind says."""

    kind: ProblemKind
    detail: str


def inspect_workspace(path: Path, key: Key | None = None) -> tuple[Problem, ...]:
    """Everything found wrong. WorkspaceError where the file is no workspace or cannot be opened at all."""
    key = check_header(path, key)
    with naming_faults(path), contextlib.closing(connect(path, "ro", key)) as database:
        problems: list[Problem] = []
        for find in (_file_problems, _schema_problems, _reference_problems, _content_problems, _history_problems):
            try:
                problems += find(database)
            except database_errors() as error:
                problems.append(Problem(ProblemKind.FILE, str(error)))
        return tuple(dict.fromkeys(problems))


def _file_problems(database: Database) -> Iterator[Problem]:
    for check in ("cipher_integrity_check", "integrity_check(20)"):  # the first says nothing of a plain file
        for (found,) in database.execute(f"PRAGMA {check}"):
            if found != "ok":
                yield Problem(ProblemKind.FILE, str(found))


def _schema_problems(database: Database) -> Iterator[Problem]:
    steps = STEPS[: schema_version(database)]
    for name in unexpected_entries(database, steps):
        yield Problem(ProblemKind.SCHEMA, f"unexpected: {name}")
    for name in missing_entries(database, steps):
        yield Problem(ProblemKind.SCHEMA, f"missing: {name}")


def _reference_problems(database: Database) -> Iterator[Problem]:
    for table in sorted({str(row[0]) for row in database.execute("PRAGMA foreign_key_check")}):
        yield Problem(ProblemKind.REFERENCE, table)


def _content_problems(database: Database) -> Iterator[Problem]:
    rows = database.execute(
        """
        SELECT documents.name, versions.text, versions.text_sha256, versions.sha256, originals.content
        FROM versions JOIN documents ON documents.id = versions.document_id
            LEFT JOIN originals ON originals.version_id = versions.id
        """
    )
    for name, text, text_sha256, sha256, original in rows:
        if _sha256(text) != text_sha256:
            yield Problem(ProblemKind.TEXT, str(name))
        if _sha256(original) != sha256:
            yield Problem(ProblemKind.ORIGINAL, str(name))


def _history_problems(database: Database) -> Iterator[Problem]:
    for fault in verify_chain(AuditRepository(database)).faults:
        yield Problem(ProblemKind.HISTORY, f"row {fault.row}: {fault.kind}")


def _sha256(content: object) -> str:
    if isinstance(content, str):
        content = content.encode(errors="surrogatepass")
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""

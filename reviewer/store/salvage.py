"""Saves what can be read of a damaged workspace into a new file, and says what is missing.

The damaged file is only copied, never changed. Rows are taken one by one, past the places that cannot be read; what is
left hanging gets something to hang on, so that no decision goes because the row above it did.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from reviewer.model import (
    Block,
    Context,
    DocumentKind,
    Evidence,
    Extraction,
    Origin,
    OverallRating,
    Retention,
    SignOff,
    Value,
    WorkspaceError,
)
from reviewer.store.audit import AuditRepository
from reviewer.store.cipher import Key, database_errors
from reviewer.store.connection import APPLICATION_ID, connect, file_fault, naming_faults
from reviewer.store.damaged_file import DamagedFile, copy_damaged, unreadable
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, encode
from reviewer.store.migrations import apply_pending
from reviewer.store.records import FindingMarks, Image

TABLES = (
    "engagements",
    "vendors",
    "assessments",
    "documents",
    "versions",
    "originals",
    "runs",
    "field_values",
    "field_marks",
    "finding_marks",
    "opinions",
    "issued_reports",
    "operations",
    "audit",
)
"""Parents before children."""

PLACEHOLDER = "Recovered"
"""The name of what had to be made so that what hangs on it could be kept."""

_ASSESSED = ("field_values", "field_marks", "finding_marks", "opinions", "issued_reports", "operations")
_KEYS = {"originals": "version_id", "field_marks": ""}
_SINCE = {"finding_marks": 3, "opinions": 3, "issued_reports": 3}
_MOST_PROBES = 100_000

_Check = Callable[[Mapping[str, Any]], object]


@dataclass(slots=True)
class Salvage:
    """What came of it: rows saved of each table; tables not all of whose rows could be read; rows that were read but
    make no sense; names of documents whose text is lost."""

    path: Path
    saved: dict[str, int] = field(default_factory=dict)
    incomplete: list[str] = field(default_factory=list)
    senseless: dict[str, int] = field(default_factory=dict)
    lost_documents: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not (self.incomplete or self.senseless or self.lost_documents)


def salvage_workspace(path: Path, target: Path, *, at: str, by: str = "", key: Key | None = None) -> Salvage:
    """Writes `target` anew, encrypted with the same `key` if there is one. WorkspaceError `.missing`, `.exists`
    (something lies at `target`), `.password`, `.nothing_readable`, `.full`, `.read_only`, `.unreachable`."""
    if not path.is_file():
        raise WorkspaceError("workspace.missing", name=path.name)
    if target.exists():
        raise WorkspaceError("workspace.exists", name=target.name)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".repair-") as folder:
            return _salvage(path, target, Path(folder), at, by, key)
    except OSError as error:
        raise file_fault(target, error) from error


def _salvage(path: Path, target: Path, folder: Path, at: str, by: str, key: Key | None) -> Salvage:
    draft, copy = folder / "new", folder / "damaged"
    salvage = Salvage(target)
    with naming_faults(target), contextlib.closing(connect(draft, "rwc", key)) as new:
        _build(new)
        copy_damaged(path, copy, draft, key)
        with contextlib.closing(DamagedFile(copy, path, key)) as damaged, new.atomic():
            triggers = _take_triggers(new)
            for table in TABLES:
                _copy_table(damaged, new, table, salvage)
            if not any(salvage.saved.values()):
                raise WorkspaceError("workspace.nothing_readable", name=path.name)
            _mend(new, salvage)
            for statement in triggers:
                new.execute(statement)
            _record(new, path, salvage, at, by)
    draft.replace(target)
    return salvage


def _build(new: Database) -> None:
    new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    apply_pending(new)
    new.execute("PRAGMA foreign_keys = OFF")  # until all is there


def _take_triggers(new: Database) -> list[str]:
    """Takes the triggers off, which forbid what is done here; returns what makes them again."""
    rows = new.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in rows:
        new.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in rows]


def _copy_table(damaged: DamagedFile, new: Database, table: str, salvage: Salvage) -> None:
    columns = _columns(damaged, new, table)
    salvage.saved[table] = 0
    if not columns:
        if not _came_later(damaged, table):
            salvage.incomplete.append(table)
        return
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    for row in _rows(damaged, table, names, salvage):
        try:
            _CHECKS.get(table, _accept)(dict(zip(columns, row, strict=True)))
            new.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
            salvage.saved[table] += 1
        except _senseless():
            salvage.senseless[table] = salvage.senseless.get(table, 0) + 1


def _senseless() -> tuple[type[Exception], ...]:
    return (*database_errors(), msgspec.MsgspecError, ValueError, TypeError, LookupError, AttributeError)


def _came_later(damaged: DamagedFile, table: str) -> bool:
    """Whether the schema of the damaged file had no such table yet."""
    try:
        version = damaged.row("PRAGMA user_version")
    except unreadable():
        return False
    return version is not None and version[0] < _SINCE.get(table, 1)


def _columns(damaged: DamagedFile, new: Database, table: str) -> list[str]:
    """Those that both files have; none where there is no such table, or something else under its name."""
    wanted = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
    try:
        kind = damaged.row("SELECT type, sql FROM sqlite_schema WHERE name = ?", (table,))
        if kind is None or kind[0] != "table" or "VIRTUAL" in str(kind[1]).upper().split("(")[0]:
            return []
        known = {row[1] for row in damaged.rows(f"PRAGMA table_info({table})")}
    except unreadable():
        return []
    return [column for column in wanted if column in known]


def _rows(damaged: DamagedFile, table: str, names: str, salvage: Salvage) -> Iterator[Sequence[Any]]:
    """From the front as far as can be read, from the back likewise, and what can be had of the middle one by one."""
    key = _KEYS.get(table, "id")
    first, last = 0, _largest(damaged, table, key)
    front, back = f"SELECT {key or 0}, {names} FROM {table}", f"ORDER BY {key or 'assessment_id'}"
    try:
        for number, *row in damaged.rows(front + (f" {back}" if key else "")):
            first = number
            yield row
        return
    except unreadable():
        salvage.incomplete.append(table)
    if not key:
        return
    with contextlib.suppress(*unreadable()):
        for number, *row in damaged.rows(f"{front} WHERE {key} > ? {back} DESC", (first,)):
            last = number - 1
            yield row
    for number in range(first + 1, min(last, first + _MOST_PROBES) + 1):
        with contextlib.suppress(*unreadable()):
            yield from (row for _, *row in damaged.rows(f"{front} WHERE {key} = ?", (number,)))


def _largest(damaged: DamagedFile, table: str, key: str) -> int:
    """The largest number ever given in a table, as far as can be told."""
    for statement in (f"SELECT max({key}) FROM {table}", f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'"):
        with contextlib.suppress(*unreadable()):
            row = damaged.row(statement)
            if key and row and isinstance(row[0], int):
                return row[0]
    return 0


# sense


_BLOCKS, _ORIGINS, _EXTRACTION = Decoder(tuple[Block, ...]), Decoder(tuple[Origin, ...]), Decoder(Extraction)
_CONTEXT, _IMAGE, _MACHINE = Decoder(Context), Decoder(Image), Decoder(Value)
_VALUE: Decoder[str | Retention] = Decoder(str | Retention)
_EVIDENCE = Decoder(tuple[Evidence, ...])
_FINDING, _RATING, _SIGN_OFF = Decoder(FindingMarks), Decoder(OverallRating), Decoder(SignOff)


def _accept(row: Mapping[str, Any]) -> None:
    pass


def _check_version(row: Mapping[str, Any]) -> None:
    if hashlib.sha256(row["text"].encode()).hexdigest() != row["text_sha256"]:
        raise ValueError("the text was changed")
    _BLOCKS.decode(row["blocks"])
    _ORIGINS.decode(row["origins"])


def _check_value(row: Mapping[str, Any]) -> None:
    _VALUE.decode(row["value"])
    _EVIDENCE.decode(row["evidence"])
    if row["machine"]:
        _MACHINE.decode(row["machine"])


def _check_operation(row: Mapping[str, Any]) -> None:
    _IMAGE.decode(row["before"])
    _IMAGE.decode(row["after"])


def _check_opinion(row: Mapping[str, Any]) -> None:
    if row["rating"]:
        _RATING.decode(row["rating"])
    if row["sign_off"]:
        _SIGN_OFF.decode(row["sign_off"])


_CHECKS: dict[str, _Check] = {
    "assessments": lambda row: _CONTEXT.decode(row["context"]),
    "documents": lambda row: DocumentKind(row["kind"]),
    "versions": _check_version,
    "runs": lambda row: _EXTRACTION.decode(row["extraction"]),
    "field_values": _check_value,
    "finding_marks": lambda row: _FINDING.decode(row["marks"]),
    "opinions": _check_opinion,
    "operations": _check_operation,
}


# what is left hanging


def _mend(new: Database, salvage: Salvage) -> None:
    """Every row gets the rows above it; a document without a text goes, and values stay without their passages."""
    new.execute("DELETE FROM originals WHERE version_id NOT IN (SELECT id FROM versions)")
    new.execute("DELETE FROM runs WHERE version_id NOT IN (SELECT id FROM versions)")
    for document_id in _missing(new, ("versions",), "document_id", "documents"):
        new.execute(
            "INSERT INTO documents (id, vendor_id, name, kind) VALUES (?, 0, ?, 'other')", (document_id, PLACEHOLDER)
        )
    _drop_empty_documents(new, salvage)
    for assessment_id in _missing(new, _ASSESSED, "assessment_id", "assessments"):
        vendor_id = _assessed_vendor(new, assessment_id)
        _add_assessment(new, vendor_id, assessment_id)
    for vendor_id in _missing(new, ("assessments", "documents"), "vendor_id", "vendors"):
        _add_vendor(new, vendor_id)
    for (vendor_id,) in new.execute(
        "SELECT id FROM vendors WHERE id NOT IN (SELECT vendor_id FROM assessments)"
    ).fetchall():
        _add_assessment(new, vendor_id, None)
    for engagement_id in _missing(new, ("vendors",), "engagement_id", "engagements"):
        new.execute("INSERT INTO engagements (id, client, matter) VALUES (?, ?, '')", (engagement_id, PLACEHOLDER))
    _give_runs(new)
    if not salvage.whole:
        new.execute("DELETE FROM operations")  # undo would bring back what is not there


def _drop_empty_documents(new: Database, salvage: Salvage) -> None:
    empty = "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM versions)"
    salvage.lost_documents += [row[0] for row in new.execute(empty.replace("id", "name", 1))]
    gone = f"document_id IS NOT NULL AND (document_id IN ({empty}) OR document_id NOT IN (SELECT id FROM documents))"
    new.execute(f"DELETE FROM field_values WHERE field LIKE 'document.%' AND {gone}")
    new.execute(f"DELETE FROM field_marks WHERE scope_id <> 0 AND scope_id IN ({empty})")
    lost = "version_id IS NOT NULL AND version_id NOT IN (SELECT id FROM versions)"
    new.execute(f"UPDATE field_values SET version_id = NULL, evidence = '[]', source = ? WHERE {lost}", (PLACEHOLDER,))
    new.execute(f"UPDATE field_values SET document_id = NULL WHERE {gone}")
    new.execute(f"DELETE FROM documents WHERE id IN ({empty})")


def _missing(new: Database, tables: Sequence[str], column: str, parent: str) -> list[int]:
    """The parents that rows of these tables name and that are not there."""
    named = " UNION ".join(f"SELECT {column} AS parent FROM {table}" for table in tables)
    rows = new.execute(f"SELECT DISTINCT parent FROM ({named}) WHERE parent NOT IN (SELECT id FROM {parent})")
    return [row[0] for row in rows.fetchall()]


def _assessed_vendor(new: Database, assessment_id: int) -> int:
    """The vendor whose documents an assessment's values come from, if that has no assessment; else a new one."""
    found = new.execute(
        """
        SELECT vendor_id FROM documents WHERE id IN (SELECT document_id FROM field_values WHERE assessment_id = ?)
            AND vendor_id NOT IN (SELECT vendor_id FROM assessments)
        """,
        (assessment_id,),
    ).fetchone()
    vendor_id: int = (found or new.execute("SELECT coalesce(max(id), 0) + 1 FROM vendors").fetchone())[0]
    if not found:
        _add_vendor(new, vendor_id)
    return vendor_id


def _add_vendor(new: Database, vendor_id: int) -> None:
    new.execute("INSERT INTO vendors (id, engagement_id, name) VALUES (?, 0, ?)", (vendor_id, PLACEHOLDER))


def _add_assessment(new: Database, vendor_id: int, assessment_id: int | None) -> None:
    context = encode(Context())
    new.execute(
        "INSERT INTO assessments (id, vendor_id, context) VALUES (?, ?, ?)", (assessment_id, vendor_id, context)
    )


def _give_runs(new: Database) -> None:
    """A version without a reading gets an empty one; it can be read again."""
    rows = new.execute("SELECT id FROM versions WHERE id NOT IN (SELECT version_id FROM runs)").fetchall()
    empty = Extraction(language="en", rule_set="", values=())
    for (version_id,) in rows:
        new.execute(
            "INSERT INTO runs (version_id, rule_set, language, made_at, extraction) VALUES (?, '', 'en', '', ?)",
            (version_id, encode(empty)),
        )


def _record(new: Database, path: Path, salvage: Salvage, at: str, by: str) -> None:
    """The history goes on from what could be read of it."""
    with path.open("rb") as file:
        source = hashlib.file_digest(file, "sha256").hexdigest()
    details = {
        "source_sha256": source,
        "incomplete": salvage.incomplete,
        "senseless": salvage.senseless,
        "lost_documents": len(salvage.lost_documents),
    }
    AuditRepository(new).append(at=at, by=by, operation="salvage_workspace", assessment_id=None, details=details)

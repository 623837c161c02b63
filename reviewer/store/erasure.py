"""Removing engagements, vendors and documents, bringing them back, and erasing them with every trace of their content.

What is removed is marked and does not show. What is erased is deleted, its before-images go, and the rows of the
history that speak of it are emptied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, count

from reviewer.store.audit import ERASING, AuditRepository
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, encode
from reviewer.store.records import AuditRecord, Image
from reviewer.store.search_index import SearchIndexRepository

_IMAGE = Decoder(Image)


class Subject(StrEnum):
    """What can be removed."""

    ENGAGEMENT = "engagement"
    VENDOR = "vendor"
    DOCUMENT = "document"


_TABLES = {Subject.ENGAGEMENT: "engagements", Subject.VENDOR: "vendors", Subject.DOCUMENT: "documents"}
_REMOVED = """
    SELECT 'engagement', id, trim(client || ' · ' || matter, ' ·'), '', removed_at FROM engagements
    UNION ALL
    SELECT 'vendor', vendors.id, name, trim(client || ' · ' || matter, ' ·'), vendors.removed_at
    FROM vendors JOIN engagements ON engagements.id = engagement_id
    UNION ALL
    SELECT 'document', documents.id, documents.name, vendors.name, documents.removed_at
    FROM documents JOIN vendors ON vendors.id = vendor_id
"""


@dataclass(frozen=True, slots=True)
class RemovedRecord:
    """Something that was removed and can be brought back; `place` is the vendor of a document, the engagement of a
    vendor."""

    kind: Subject
    id: int
    name: str
    place: str
    removed_at: str


@dataclass(frozen=True, slots=True)
class ErasedRows:
    """The rows of the history that were emptied: seals by number, and their hashes."""

    seals: dict[str, str]
    hashes: tuple[str, ...]


class RemovalRepository:
    """Marks what is removed, and deletes what is erased."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._audit = AuditRepository(database)

    def mark(self, kind: Subject, identity: int, at: str | None) -> bool:
        """Marks as removed at that time, or with None as there again. False where there is nothing to change."""
        cursor = self._database.execute(
            f"UPDATE {_TABLES[kind]} SET removed_at = ? WHERE id = ? AND (removed_at IS NULL) = ?",
            (at, identity, at is not None),
        )
        return bool(cursor.rowcount)

    def removed(self) -> tuple[RemovedRecord, ...]:
        """The last one removed first."""
        rows = self._database.execute(f"SELECT * FROM ({_REMOVED}) WHERE removed_at IS NOT NULL ORDER BY 5 DESC, 2")
        return tuple(RemovedRecord(Subject(kind), *rest) for kind, *rest in rows)

    def exists(self, kind: Subject, identity: int) -> bool:
        """Whether it is there, removed or not."""
        return bool(self._database.execute(f"SELECT 1 FROM {_TABLES[kind]} WHERE id = ?", (identity,)).fetchone())

    def assessment_of(self, kind: Subject, identity: int) -> int | None:
        """The assessment of a vendor or of a document's vendor, removed or not; None for an engagement."""
        if kind is Subject.ENGAGEMENT:
            return None
        vendor = "?" if kind is Subject.VENDOR else "(SELECT vendor_id FROM documents WHERE id = ?)"
        row = self._database.execute(f"SELECT id FROM assessments WHERE vendor_id = {vendor}", (identity,)).fetchone()
        return row[0] if row else None

    def free_document_name(self, document_id: int) -> None:
        """Gives a document that comes back a number, if its name was given to another of the vendor's meanwhile."""
        name, vendor_id = self._database.execute(
            "SELECT name, vendor_id FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        taken = {
            row[0]
            for row in self._database.execute(
                "SELECT name FROM documents WHERE vendor_id = ? AND id <> ?", (vendor_id, document_id)
            )
        }
        names = chain([name], (f"{name} ({number})" for number in count(2)))
        free = next(n for n in names if n not in taken)
        if free != name:
            self._database.execute("UPDATE documents SET name = ? WHERE id = ?", (free, document_id))

    def erase(self, kind: Subject, identity: int) -> ErasedRows:
        """Deletes it with all that hangs on it, and empties the history's rows about it. The search index is emptied
        whole, and is to be made anew."""
        scope = _Scope.of(self._database, kind, identity)
        records = [r for r in self._audit.records() if not r.operation.startswith(ERASING) and scope.is_told_by(r)]
        self._rewrite_images(scope)
        self._delete(scope)
        return ErasedRows(self._audit.empty(records), tuple(r.hash for r in records))

    def _rewrite_images(self, scope: _Scope) -> None:
        """What undo would put back loses what is erased; an operation on nothing else goes."""
        rows = self._database.execute(
            f"SELECT id, before, after FROM operations WHERE assessment_id IN ({_marks(scope.touched)})", scope.touched
        ).fetchall()
        for operation_id, *texts in rows:
            images = [_IMAGE.decode(text) for text in texts]
            kept = [scope.without(image) for image in images]
            if kept == [Image(), Image()]:
                self._database.execute("DELETE FROM operations WHERE id = ?", (operation_id,))
            elif kept != images:
                self._database.execute(
                    "UPDATE operations SET before = ?, after = ? WHERE id = ?", (*map(encode, kept), operation_id)
                )

    def _delete(self, scope: _Scope) -> None:
        """Children before parents."""
        SearchIndexRepository(self._database).clear()
        for table, column, keys in (
            ("operations", "assessment_id", scope.assessments),
            ("field_values", "id", scope.values),
            ("field_marks", "assessment_id", scope.assessments),
            ("field_marks", "scope_id", scope.documents),
            ("finding_marks", "assessment_id", scope.assessments),
            ("issued_reports", "assessment_id", scope.touched),
            ("opinions", "assessment_id", scope.assessments),
            ("runs", "version_id", scope.versions),
            ("originals", "version_id", scope.versions),
            ("versions", "id", scope.versions),
            ("documents", "id", scope.documents),
            ("assessments", "id", scope.assessments),
            ("vendors", "id", scope.vendors),
            ("engagements", "id", scope.engagements),
        ):
            for key in keys:
                self._database.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))


@dataclass(frozen=True, slots=True)
class _Scope:
    """Everything that goes: row ids by table. `touched` are the assessments that lose something and stay or go."""

    engagements: tuple[int, ...]
    vendors: tuple[int, ...]
    assessments: tuple[int, ...]
    touched: tuple[int, ...]
    documents: tuple[int, ...]
    versions: tuple[int, ...]
    values: tuple[int, ...]

    @classmethod
    def of(cls, database: Database, kind: Subject, identity: int) -> _Scope:
        def ids(table: str, column: str, keys: Sequence[int]) -> tuple[int, ...]:
            return _ids(database, f"SELECT id FROM {table} WHERE {column} IN ({_marks(keys)})", keys)

        one = (identity,)
        engagements = one if kind is Subject.ENGAGEMENT else ()
        vendors = one if kind is Subject.VENDOR else ids("vendors", "engagement_id", engagements)
        assessments = ids("assessments", "vendor_id", vendors)
        documents = one if kind is Subject.DOCUMENT else ids("documents", "vendor_id", vendors)
        homes = _ids(database, f"SELECT vendor_id FROM documents WHERE id IN ({_marks(documents)})", documents)
        touched = tuple({*assessments, *ids("assessments", "vendor_id", homes)})
        versions = ids("versions", "document_id", documents)
        values = {
            *ids("field_values", "assessment_id", assessments),
            *ids("field_values", "document_id", documents),
            *ids("field_values", "version_id", versions),
        }
        values |= set(_values_in_images(database, touched, documents, versions))
        return cls(engagements, vendors, assessments, touched, documents, versions, tuple(values))

    def without(self, image: Image) -> Image:
        gone = set(self.values)
        return replace(
            image,
            values=tuple(v for v in image.values if v.id not in gone),
            absent=tuple(value_id for value_id in image.absent if value_id not in gone),
            marks=tuple(m for m in image.marks if m.document_id not in self.documents),
        )

    def is_told_by(self, record: AuditRecord) -> bool:
        """Whether a row of the history speaks of what goes."""
        if not record.details:
            return False
        if record.assessment_id in self.assessments:
            return True
        details = json.loads(record.details)
        if record.assessment_id is None:
            return details.get("engagement") in self.engagements
        return record.assessment_id in self.touched and self._is_about_document(details)

    def _is_about_document(self, details: dict[str, object]) -> bool:
        if details.get("document") in self.documents or details.get("version") in self.versions:
            return True
        values, marks = details.get("values"), details.get("marks")
        return any(self._is_about_value(v) for v in _objects(values)) or any(
            m.get("document") in self.documents for m in _objects(marks)
        )

    def _is_about_value(self, value: dict[str, object]) -> bool:
        states = _objects([value.get("from"), value.get("to")])
        return value.get("id") in self.values or any(
            s.get("document") in self.documents or s.get("version") in self.versions for s in states
        )


def _values_in_images(
    database: Database, assessments: Sequence[int], documents: Sequence[int], versions: Sequence[int]
) -> Iterator[int]:
    """Values of the documents that are not in the form any more but that undo would bring back."""
    rows = database.execute(
        f"SELECT before, after FROM operations WHERE assessment_id IN ({_marks(assessments)})", assessments
    )
    for texts in rows:
        for text in texts:
            values = _IMAGE.decode(text).values
            yield from (v.id for v in values if v.document_id in documents or v.version_id in versions)


def _objects(things: object) -> Iterable[dict[str, object]]:
    return (thing for thing in things if isinstance(thing, dict)) if isinstance(things, list) else ()


def _ids(database: Database, statement: str, keys: Sequence[int]) -> tuple[int, ...]:
    return tuple(row[0] for row in database.execute(statement, keys))


def _marks(keys: Sequence[int]) -> str:
    return ", ".join("?" * len(keys))

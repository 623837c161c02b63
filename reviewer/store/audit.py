"""The history: who did what and when, append-only, each row's hash covering the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from reviewer.store.records import AuditRecord

_COLUMNS = "id, at, by, operation, assessment_id, details, previous, hash"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`broken_at` is the first row whose hash, link or number does not fit; None where the chain is whole."""

    rows: int
    head: str
    broken_at: int | None = None


class AuditRepository:
    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self, *, at: str, by: str, operation: str, assessment_id: int | None, details: Mapping[str, Any]
    ) -> AuditRecord:
        number, previous = self._tip()
        text = json.dumps(details, ensure_ascii=False, sort_keys=True)
        fields = (number + 1, at, by, operation, assessment_id, text, previous)
        record = AuditRecord(*fields, hash=_digest(*fields))
        self._database.execute(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*fields, record.hash)
        )
        return record

    def head(self) -> str:
        """The hash of the last row, empty before the first."""
        return self._tip()[1]

    def records(self, assessment_id: int | None = None) -> Iterator[AuditRecord]:
        """All rows, or those of one assessment, oldest first."""
        where, parameters = ("", ()) if assessment_id is None else ("WHERE assessment_id = ?", (assessment_id,))
        for row in self._database.execute(f"SELECT {_COLUMNS} FROM audit {where} ORDER BY id", parameters):
            yield AuditRecord(*row)

    def _tip(self) -> tuple[int, str]:
        row = self._database.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, "")


def verify_chain(audit: AuditRepository) -> ChainReport:
    """Recomputes every hash from the first row on."""
    previous, rows = "", 0
    for record in audit.records():
        fields = (record.id, record.at, record.by, record.operation, record.assessment_id, record.details)
        if (record.id, record.previous, record.hash) != (rows + 1, previous, _digest(*fields, previous)):
            return ChainReport(rows, previous, record.id)
        rows, previous = record.id, record.hash
    return ChainReport(rows, previous)


def _digest(*fields: str | int | None) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()

"""The history: who did what and when, append-only, each row's hash covering the row before it.

A row whose subject was erased keeps its place, time, person, operation and hash; its details are emptied. The row of
the erasing, later in the chain, holds a seal of each such row, so that what is left of it cannot change unseen.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from reviewer.store.database import Database
from reviewer.store.records import AuditRecord

ERASING = "erase_"
"""How the names of operations begin that empty rows of the history."""

_MOST_NAMED = 1000  # rows of one gap; a number from a stranger's file may be any
_MOST_TRIED = 20  # rows for which another place is looked for, which takes as long as reading the whole history

_COLUMNS = "id, at, by, operation, assessment_id, details, previous, hash, salt"


class FaultKind(StrEnum):
    """What can be wrong with a row of the chain."""

    ALTERED = "altered"
    MISSING = "missing"
    MOVED = "moved"
    """The row stands at another's place."""
    EMPTIED = "emptied"
    """Its details are gone, and no erasing accounts for that."""


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A row that is not as it was written, or is missing."""

    row: int
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`head` is the last row's hash, `erased` the number of rows that were rightly emptied. Rows taken off the end
    cannot be told from the file alone: compare `head`, or look for the head that a report printed."""

    rows: int
    head: str
    faults: tuple[ChainFault, ...] = ()
    erased: int = 0

    @property
    def whole(self) -> bool:
        return not self.faults


class AuditRepository:
    """Appends to the history and reads it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self, *, at: str, by: str, operation: str, assessment_id: int | None, details: Mapping[str, Any]
    ) -> AuditRecord:
        """Adds a row to the chain, within the transaction of what it records."""
        number, previous = self._tip()
        text = json.dumps(details, ensure_ascii=False, sort_keys=True)
        fields = (number + 1, at, by, operation, assessment_id, text, previous)
        salt = secrets.token_hex(16)
        record = AuditRecord(*fields, hash=_digest(*fields, salt), salt=salt)
        self._database.execute(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*fields, record.hash, salt)
        )
        return record

    def head(self) -> str:
        """The hash of the last row, empty before the first."""
        return self._tip()[1]

    def records(self, assessment_id: int | None = None) -> Iterator[AuditRecord]:
        """All rows, or those of one assessment, oldest first. The details of an emptied row are an empty text."""
        where, parameters = ("", ()) if assessment_id is None else ("WHERE assessment_id = ?", (assessment_id,))
        for row in self._database.execute(f"SELECT {_COLUMNS} FROM audit {where} ORDER BY id", parameters):
            yield AuditRecord(*row)

    def decided_since(self, assessment_id: int, head: str) -> bool:
        """Whether the assessment changed after the row of that hash; signing off and issuing change nothing."""
        row = self._database.execute(
            "SELECT 1 FROM audit WHERE assessment_id = ? AND id > coalesce((SELECT id FROM audit WHERE hash = ?), 0) "
            "AND operation NOT IN ('sign_off', 'reopen_assessment', 'issue_report') LIMIT 1",
            (assessment_id, head),
        ).fetchone()
        return row is not None

    def empty(self, records: Iterable[AuditRecord]) -> dict[str, str]:
        """Takes the details away; returns the seal of each row by its number, for the row of the erasing."""
        seals = {}
        for record in records:
            self._database.execute("UPDATE audit SET details = '', salt = '' WHERE id = ?", (record.id,))
            seals[str(record.id)] = _seal(record)
        return seals

    def has_content(self, hashes: Iterable[str]) -> bool:
        """Whether any of these rows is here and not emptied."""
        return any(
            self._database.execute("SELECT 1 FROM audit WHERE hash = ? AND details <> ''", (each,)).fetchone()
            for each in hashes
        )

    def _tip(self) -> tuple[int, str]:
        row = self._database.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, "")


def verify_chain(audit: AuditRepository) -> ChainReport:
    """Recomputes every hash from the first row on, and names each row that does not fit."""
    chain = _Chain()
    for record in audit.records():
        chain.add(record)
    return chain.report()


@dataclass
class _Chain:
    """The rows seen so far. `strays` do not fit where they stand; `emptied` wait for an erasing, with their seals."""

    last: AuditRecord | None = None
    faults: list[ChainFault] = field(default_factory=list)
    emptied: dict[int, str] = field(default_factory=dict)
    strays: list[AuditRecord] = field(default_factory=list)
    seals: dict[int, str] = field(default_factory=dict)
    last_fits: bool = True
    rows: int = 0

    def add(self, record: AuditRecord) -> None:
        expected, previous = (max(self.last.id, 0) + 1, self.last.hash) if self.last else (1, "")
        self.faults += [ChainFault(number, FaultKind.MISSING) for number in _gap(expected, record.id)]
        linked = record.previous == previous or record.id > expected or not self.last_fits
        self.last_fits = record.id >= expected and linked and _is_written_by_us(record) and self._fits(record)
        if not self.last_fits:
            self.strays.append(record)
        elif record.operation.startswith(ERASING):
            self._take_seals(record)
        self.rows, self.last = self.rows + 1, record

    def _fits(self, record: AuditRecord) -> bool:
        if not record.details:
            self.emptied[record.id] = _seal(record)
            return True
        return _hash_of(record, record.id) == record.hash

    def _take_seals(self, record: AuditRecord) -> None:
        try:
            self.seals |= _seals(record)
        except msgspec.MsgspecError:
            self.faults.append(ChainFault(record.id, FaultKind.ALTERED))

    def _fits_elsewhere(self, record: AuditRecord) -> bool:
        numbers = range(1, self.rows + _MOST_NAMED)
        return _is_written_by_us(record) and any(_hash_of(record, number) == record.hash for number in numbers)

    def report(self) -> ChainReport:
        for tried, record in enumerate(self.strays):
            moved = tried < _MOST_TRIED and self._fits_elsewhere(record)
            self.faults.append(ChainFault(record.id, FaultKind.MOVED if moved else FaultKind.ALTERED))
        accounted = [number for number, seal in self.emptied.items() if self.seals.get(number) == seal]
        self.faults += [ChainFault(n, FaultKind.EMPTIED) for n in self.emptied if n not in accounted]
        faults = tuple(sorted(self.faults, key=lambda fault: fault.row))
        last = self.last
        return ChainReport(last.id if last else 0, last.hash if last else "", faults, len(accounted))


def _gap(start: int, end: int) -> Iterator[int]:
    """The numbers from `start` to before `end`; of a wide gap the first ones and the last."""
    yield from range(start, min(end, start + _MOST_NAMED))
    if end > start + _MOST_NAMED:
        yield end - 1


def _is_written_by_us(record: AuditRecord) -> bool:
    """SQLite keeps in any column what is put there."""
    texts = (record.at, record.by, record.operation, record.details, record.previous, record.hash, record.salt)
    return all(isinstance(text, str) for text in texts) and isinstance(record.assessment_id, int | None)


class _Erasing(msgspec.Struct):
    """What is read of the details of an erasing."""

    emptied: dict[int, str] = {}


def _seals(record: AuditRecord) -> dict[int, str]:
    """MsgspecError where the details are none of ours."""
    return msgspec.json.decode(record.details, type=_Erasing).emptied if record.details else {}


def _seal(record: AuditRecord) -> str:
    """Covers what stays of a row that is emptied."""
    fields = (record.id, record.at, record.by, record.operation, record.assessment_id, record.previous)
    return _digest(*fields, record.hash)


def _hash_of(record: AuditRecord, number: int) -> str:
    fields = (number, record.at, record.by, record.operation, record.assessment_id, record.details)
    return _digest(*fields, record.previous, *([record.salt] if record.salt else []))


def _digest(*fields: str | int | None) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()

"""The values of the form with their states, and the marks on fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reviewer.model import Decision, Evidence, Retention, ReviewedValue, Value, ValueState
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, convert, encode
from reviewer.store.records import FieldMarks

_VALUE: Decoder[str | Retention] = Decoder(str | Retention)
_MACHINE = Decoder(Value)
_EVIDENCE = Decoder(tuple[Evidence, ...])

_COLUMNS = (
    "id, field, state, value, machine, evidence, document_id, version_id, source, translation, decided_by, decided_at"
)
_WRITE = f"""
    INSERT INTO field_values ({_COLUMNS}, assessment_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, value = excluded.value, machine = excluded.machine,
        evidence = excluded.evidence, document_id = excluded.document_id, version_id = excluded.version_id,
        source = excluded.source, translation = excluded.translation, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at
"""


_SHOWN = "(document_id IS NULL OR document_id NOT IN (SELECT id FROM documents WHERE removed_at IS NOT NULL))"
"""Values of a document that was removed do not show."""


class ValueRepository:
    """Values with their states; a removed document's values do not show, but are found by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, assessment_id: int, value: ReviewedValue) -> ReviewedValue:
        """The value under its new id; an id is never given twice."""
        return replace(value, id=self._database.insert(_WRITE, (None, *_columns(value)[1:], assessment_id)))

    def write(self, assessment_id: int, value: ReviewedValue) -> None:
        """Writes the value under its own id, anew where it was deleted."""
        self._database.execute(_WRITE, (*_columns(value), assessment_id))

    def delete(self, value_id: int) -> None:
        self._database.execute("DELETE FROM field_values WHERE id = ?", (value_id,))

    def find(self, assessment_id: int, value_id: int) -> ReviewedValue | None:
        """None for one that the assessment does not have."""
        return next(self._values("assessment_id = ? AND id = ?", (assessment_id, value_id)), None)

    def of_field(self, assessment_id: int, field: str) -> tuple[ReviewedValue, ...]:
        """In the order in which they were found or added, rejected ones included."""
        return tuple(self._values(f"assessment_id = ? AND field = ? AND {_SHOWN}", (assessment_id, field)))

    def of_assessment(self, assessment_id: int) -> tuple[ReviewedValue, ...]:
        """In the order in which they were found or added, rejected ones included."""
        return tuple(self._values(f"assessment_id = ? AND {_SHOWN}", (assessment_id,)))

    def of_document(self, document_id: int) -> tuple[ReviewedValue, ...]:
        """All of a document, those included that do not show."""
        return tuple(self._values("document_id = ?", (document_id,)))

    def by_document(self, fields: Sequence[str]) -> dict[tuple[int, str], str]:
        """The effective text value of each (document, field), over all documents; the last where there are several."""
        marks = ", ".join("?" * len(fields))
        rows = self._database.execute(
            f"SELECT document_id, field, value FROM field_values"
            f" WHERE assessment_id IN (SELECT id FROM assessments) AND field IN ({marks}) AND state <> 'rejected'"
            f" AND {_SHOWN} ORDER BY id",
            tuple(fields),
        )
        return {(document_id, field): str(_VALUE.decode(value)) for document_id, field, value in rows}

    def decided_fields(self) -> dict[int, int]:
        """How many fields of each assessment are not open."""
        rows = self._database.execute(
            f"""
            SELECT assessment_id, count(*) FROM (
                SELECT assessment_id, field, scope_id, max(state = 'suggested') AS undecided,
                    max(state <> 'rejected') AS effective
                FROM field_values WHERE {_SHOWN} GROUP BY assessment_id, field, scope_id
                UNION ALL
                SELECT assessment_id, field, scope_id, 0, 1 FROM field_marks AS marks
                WHERE not_stated AND scope_id NOT IN (SELECT id FROM documents WHERE removed_at IS NOT NULL)
                    AND NOT EXISTS (
                    SELECT 1 FROM field_values AS v WHERE v.assessment_id = marks.assessment_id
                        AND v.field = marks.field AND v.scope_id = marks.scope_id AND v.state <> 'rejected'
                        AND {_SHOWN}
                )
            ) WHERE effective AND NOT undecided GROUP BY assessment_id
            """
        )
        return dict(rows.fetchall())

    def _values(self, where: str, parameters: Sequence[object]) -> Iterator[ReviewedValue]:
        for row in self._database.execute(f"SELECT {_COLUMNS} FROM field_values WHERE {where} ORDER BY id", parameters):
            yield _value(row)


class MarkRepository:
    """What is said of a field as a whole: not stated, flag and note."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, assessment_id: int, field: str, document_id: int | None) -> FieldMarks:
        """The field's marks, blank ones where nothing was said of it."""
        found = self._marks("field = ? AND scope_id = ?", (assessment_id, field, document_id or 0))
        return next(found, FieldMarks(field, document_id))

    def of_assessment(self, assessment_id: int) -> dict[tuple[str, int | None], FieldMarks]:
        return {(marks.field, marks.document_id): marks for marks in self._marks("1", (assessment_id,))}

    def write(self, assessment_id: int, marks: FieldMarks) -> None:
        """Writes what is said of the field; blank marks leave no row."""
        key = (assessment_id, marks.field, marks.document_id or 0)
        self._database.execute("DELETE FROM field_marks WHERE assessment_id = ? AND field = ? AND scope_id = ?", key)
        if marks.blank:
            return
        decision = marks.not_stated
        self._database.execute(
            """
            INSERT INTO field_marks (assessment_id, field, scope_id, not_stated, flagged, note, decided_by, decided_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                *key,
                int(decision is not None),
                int(marks.flagged),
                marks.note,
                decision and decision.by,
                decision and decision.at,
            ),
        )

    def _marks(self, where: str, parameters: Sequence[object]) -> Iterator[FieldMarks]:
        rows = self._database.execute(
            f"SELECT field, scope_id, not_stated, flagged, note, decided_by, decided_at FROM field_marks"
            f" WHERE assessment_id = ? AND {where}",
            parameters,
        )
        for field, scope_id, not_stated, flagged, note, by, at in rows:
            decision = Decision(by, at) if not_stated else None
            yield FieldMarks(field, scope_id or None, decision, bool(flagged), note)


def _columns(value: ReviewedValue) -> tuple[object, ...]:
    return (
        value.id,
        value.field,
        value.state.value,
        encode(value.value),
        encode(value.machine) if value.machine else None,
        encode(value.evidence),
        value.document_id,
        value.version_id,
        value.source,
        value.translation,
        value.decision and value.decision.by,
        value.decision and value.decision.at,
    )


def _value(row: Sequence[Any]) -> ReviewedValue:
    value_id, field, state, value, machine, evidence, document_id, version_id, source, translation, by, at = row
    return ReviewedValue(
        id=value_id,
        field=field,
        state=convert(state, ValueState),
        value=_VALUE.decode(value),
        machine=_MACHINE.decode(machine) if machine else None,
        evidence=_EVIDENCE.decode(evidence),
        document_id=document_id,
        version_id=version_id,
        source=source,
        translation=translation,
        decision=None if at is None else Decision(by, at),
    )

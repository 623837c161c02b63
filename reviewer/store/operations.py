"""The undo stack of each assessment: what an operation found and what it left, as JSON of model values."""

from __future__ import annotations

from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, convert, encode
from reviewer.store.records import Image, OperationRecord

_IMAGE = Decoder(Image)


class OperationRepository:
    """The stack of each assessment: what was done, and above it what was undone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def push(self, assessment_id: int, kind: str, before: Image, after: Image) -> None:
        """Puts an operation on the stack; what could be redone is dropped."""
        self.drop_undone(assessment_id)
        self._database.execute(
            "INSERT INTO operations (assessment_id, kind, before, after) VALUES (?, ?, ?, ?)",
            (assessment_id, kind, encode(before), encode(after)),
        )

    def drop_undone(self, assessment_id: int) -> None:
        """Nothing can be redone any more."""
        self._database.execute("DELETE FROM operations WHERE assessment_id = ? AND undone", (assessment_id,))

    def last_done(self, assessment_id: int) -> OperationRecord | None:
        """What undo would take back."""
        return self._one(assessment_id, undone=False)

    def first_undone(self, assessment_id: int) -> OperationRecord | None:
        """What redo would repeat."""
        return self._one(assessment_id, undone=True)

    def set_undone(self, operation_id: int, undone: bool) -> None:
        self._database.execute("UPDATE operations SET undone = ? WHERE id = ?", (int(undone), operation_id))

    def _one(self, assessment_id: int, *, undone: bool) -> OperationRecord | None:
        order = "ASC" if undone else "DESC"
        row = self._database.execute(
            f"SELECT id, kind, before, after FROM operations WHERE assessment_id = ? AND undone = ?"
            f" ORDER BY id {order} LIMIT 1",
            (assessment_id, int(undone)),
        ).fetchone()
        if row is None:
            return None
        operation_id, kind, before, after = row
        return OperationRecord(
            operation_id, assessment_id, convert(kind, str), _IMAGE.decode(before), _IMAGE.decode(after)
        )

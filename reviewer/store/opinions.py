"""Decisions on findings, and the rating and sign-off of each assessment."""

from __future__ import annotations

from reviewer.model import OverallRating, SignOff
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, encode
from reviewer.store.records import FindingMarks

_MARKS, _RATING, _SIGN_OFF = Decoder(FindingMarks), Decoder(OverallRating), Decoder(SignOff)


class OpinionRepository:
    """What a person thinks of findings and of the whole, by assessment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def finding(self, assessment_id: int, rule: str) -> FindingMarks:
        """What was decided on the rule's finding; blank marks where nothing was."""
        return self.findings(assessment_id).get(rule, FindingMarks(rule))

    def findings(self, assessment_id: int) -> dict[str, FindingMarks]:
        """What was decided on findings, by rule, those included that are not suggested any more."""
        rows = self._database.execute(
            "SELECT rule, marks FROM finding_marks WHERE assessment_id = ? ORDER BY id", (assessment_id,)
        )
        return {rule: _MARKS.decode(marks) for rule, marks in rows}

    def write_finding(self, assessment_id: int, marks: FindingMarks) -> None:
        """Blank marks leave no row."""
        key = (assessment_id, marks.rule)
        self._database.execute("DELETE FROM finding_marks WHERE assessment_id = ? AND rule = ?", key)
        if not marks.blank:
            self._database.execute(
                "INSERT INTO finding_marks (assessment_id, rule, marks) VALUES (?, ?, ?)", (*key, encode(marks))
            )

    def rating(self, assessment_id: int) -> OverallRating | None:
        text = self._column("rating", assessment_id)
        return _RATING.decode(text) if text else None

    def set_rating(self, assessment_id: int, rating: OverallRating | None) -> None:
        self._set("rating", assessment_id, encode(rating) if rating else None)

    def sign_off(self, assessment_id: int) -> SignOff | None:
        text = self._column("sign_off", assessment_id)
        return _SIGN_OFF.decode(text) if text else None

    def set_sign_off(self, assessment_id: int, sign_off: SignOff | None) -> None:
        self._set("sign_off", assessment_id, encode(sign_off) if sign_off else None)

    def _column(self, column: str, assessment_id: int) -> str | None:
        row = self._database.execute(
            f"SELECT {column} FROM opinions WHERE assessment_id = ?", (assessment_id,)
        ).fetchone()
        return row[0] if row else None

    def _set(self, column: str, assessment_id: int, text: str | None) -> None:
        self._database.execute(
            f"INSERT INTO opinions (assessment_id, {column}) VALUES (?, ?) "
            f"ON CONFLICT (assessment_id) DO UPDATE SET {column} = excluded.{column}",
            (assessment_id, text),
        )

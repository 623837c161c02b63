"""The final reports that were handed out, kept as they were."""

from __future__ import annotations

import hashlib

from reviewer.model import IssuedReport
from reviewer.store.database import Database


class IssuedReportRepository:
    """Reports handed out; they are added and read, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(
        self, assessment_id: int, *, kind: str, language: str, at: str, history_head: str, content: bytes
    ) -> IssuedReport:
        """Keeps the file under the assessment's next number."""
        number: int = self._database.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM issued_reports WHERE assessment_id = ?", (assessment_id,)
        ).fetchone()[0]
        report = IssuedReport(number, kind, language, at, hashlib.sha256(content).hexdigest(), history_head)
        self._database.execute(
            "INSERT INTO issued_reports "
            "(assessment_id, number, kind, language, issued_at, sha256, history_head, content) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (assessment_id, number, kind, language, at, report.sha256, history_head, content),
        )
        return report

    def of_assessment(self, assessment_id: int) -> tuple[IssuedReport, ...]:
        """In the order in which they were handed out, without their content."""
        rows = self._database.execute(
            "SELECT number, kind, language, issued_at, sha256, history_head FROM issued_reports "
            "WHERE assessment_id = ? ORDER BY number",
            (assessment_id,),
        )
        return tuple(IssuedReport(*row) for row in rows)

    def content(self, assessment_id: int, number: int) -> bytes | None:
        """The file; None where there is no such report."""
        row = self._database.execute(
            "SELECT content FROM issued_reports WHERE assessment_id = ? AND number = ?", (assessment_id, number)
        ).fetchone()
        return row[0] if row else None

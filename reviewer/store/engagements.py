"""Engagements, their vendors, and the one assessment of each vendor; what was removed does not show."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model import Context
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, encode
from reviewer.store.records import EngagementRecord, VendorRecord

_CONTEXT = Decoder(Context)
_VENDOR = """
    SELECT vendors.id, assessments.id, vendors.engagement_id, vendors.name
    FROM vendors JOIN assessments ON assessments.vendor_id = vendors.id
        JOIN engagements ON engagements.id = vendors.engagement_id
    WHERE vendors.removed_at IS NULL AND engagements.removed_at IS NULL
"""


class EngagementRepository:
    """Engagements and vendors by id; who is not there or was removed is None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, client: str, matter: str) -> int:
        """The new engagement's id."""
        return self._database.insert("INSERT INTO engagements (client, matter) VALUES (?, ?)", (client, matter))

    def rename(self, engagement_id: int, client: str, matter: str) -> None:
        self._database.execute(
            "UPDATE engagements SET client = ?, matter = ? WHERE id = ?", (client, matter, engagement_id)
        )

    def set_closed(self, engagement_id: int, closed: bool) -> None:
        self._database.execute("UPDATE engagements SET closed = ? WHERE id = ?", (int(closed), engagement_id))

    def all(self) -> tuple[EngagementRecord, ...]:
        """In the order in which they were made."""
        rows = self._database.execute(
            "SELECT id, client, matter, closed FROM engagements WHERE removed_at IS NULL ORDER BY id"
        )
        return tuple(EngagementRecord(i, client, matter, bool(closed)) for i, client, matter, closed in rows)

    def find(self, engagement_id: int) -> EngagementRecord | None:
        return next((e for e in self.all() if e.id == engagement_id), None)

    def insert_vendor(self, engagement_id: int, name: str) -> VendorRecord:
        """The vendor with a new, empty assessment."""
        vendor_id = self._database.insert(
            "INSERT INTO vendors (engagement_id, name) VALUES (?, ?)", (engagement_id, name)
        )
        assessment_id = self._database.insert(
            "INSERT INTO assessments (vendor_id, context) VALUES (?, ?)", (vendor_id, encode(Context()))
        )
        return VendorRecord(vendor_id, assessment_id, engagement_id, name)

    def rename_vendor(self, vendor_id: int, name: str) -> None:
        self._database.execute("UPDATE vendors SET name = ? WHERE id = ?", (name, vendor_id))

    def vendors(self) -> tuple[VendorRecord, ...]:
        """All vendors of all engagements, in the order in which they were made."""
        rows = self._database.execute(f"{_VENDOR} ORDER BY vendors.id")
        return tuple(VendorRecord(*row) for row in rows)

    def find_vendor(self, vendor_id: int) -> VendorRecord | None:
        return self._one_vendor("vendors.id = ?", (vendor_id,))

    def find_assessment(self, assessment_id: int) -> VendorRecord | None:
        """The vendor that is assessed there."""
        return self._one_vendor("assessments.id = ?", (assessment_id,))

    def context(self, assessment_id: int) -> Context:
        """What a person has said of the assessment; empty where nobody has."""
        row = self._database.execute("SELECT context FROM assessments WHERE id = ?", (assessment_id,)).fetchone()
        return _CONTEXT.decode(row[0])

    def set_context(self, assessment_id: int, context: Context) -> None:
        self._database.execute("UPDATE assessments SET context = ? WHERE id = ?", (encode(context), assessment_id))

    def _one_vendor(self, where: str, parameters: Sequence[int]) -> VendorRecord | None:
        row = self._database.execute(f"{_VENDOR} AND {where}", parameters).fetchone()
        return VendorRecord(*row) if row else None

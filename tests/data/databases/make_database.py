"""Makes the frozen workspace of the newest schema, of an invented vendor, with every kind of decision in it.

Run it once, when a schema is released, and commit the file; later programs must open it. Files of earlier schemas are
never made again.

    python tests/data/databases/make_database.py
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from reviewer import review
from reviewer.model import (
    Block,
    BlockKind,
    Box,
    Context,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    Incomplete,
    Origin,
    Rating,
    Retention,
    Severity,
    Silence,
    Span,
    Value,
)
from reviewer.review.reading import Reading
from reviewer.store import Workspace
from reviewer.store.migrations import STEPS

TEXT = """Privacy notice of Tuuli Mail

Tuuli Mail Oy is the controller. Updated 3 May 2024.
We process personal data on the basis of a contract and of consent.
Letters are kept for two years.
"""
FOUND = (
    ("document.language", "en", "Privacy notice of Tuuli Mail"),
    ("document.version_date", "2024-05-03", "3 May 2024"),
    ("controller.name", "Tuuli Mail Oy", "Tuuli Mail Oy"),
    ("controller.country", "FI", "Oy"),
    ("legal_bases", "contract", "a contract"),
    ("legal_bases", "consent", "consent"),
    ("retention.items", Retention("letters", "P2Y"), "two years"),
)


def write_database(path: Path) -> None:
    """Two documents, one of them in two versions; values in every state, marks, context, and something to redo."""
    seconds = count()
    begin = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with Workspace.create(path, by="Ann", clock=lambda: begin + timedelta(seconds=next(seconds))) as ws:
        review.add_engagement(ws, client="Nummi Oy", matter="Newsletters", by="Ann")
        policy = review.record_import(ws, _reading("tuuli.pdf", TEXT), source="https://tuuli.example", by="Ann")
        review.record_import(ws, _reading("annex.pdf", TEXT), kind=DocumentKind.DPA, by="Ann")
        _decide(ws, policy.assessment_id, policy.version_id)
        newer = TEXT.replace("consent", "agreement")
        review.record_import(ws, _reading("tuuli-2.pdf", newer), replaces=policy.document_id, by="Bo")
        _conclude(ws, policy.assessment_id)
        review.flag_field(ws, policy.assessment_id, "law.changes", by="Bo")
        review.undo(ws, policy.assessment_id, by="Bo")
        _index(ws)


def _index(ws: Workspace) -> None:
    """The newest two versions; the first is still to be read in."""
    for _ in range(2):
        portion = review.next_index_slice(ws)
        assert portion is not None
        review.write_index_slice(ws, portion)


def _decide(ws: Workspace, assessment_id: int, version_id: int) -> None:
    fields = {f.field: f.values for f in review.load_assessment(ws, assessment_id).fields}
    contract, consent, *_ = fields["legal_bases"]
    review.confirm_field(ws, assessment_id, "legal_bases", value_ids=[consent.id], by="Ann")
    review.reject_value(ws, assessment_id, contract.id, by="Ann")
    review.correct_value(ws, assessment_id, fields["controller.name"][0].id, "Tuuli Mail Ab", by="Ann")
    review.write_translation(ws, assessment_id, fields["retention.items"][0].id, "kaksi vuotta", by="Ann")
    review.add_value(ws, assessment_id, "contact.person", "Aino Lampi", source="letter of 1 March", by="Ann")
    review.add_value(
        ws, assessment_id, "document.covers", "Tuuli Mail", version_id=version_id, evidence=Span(18, 28), by="Ann"
    )
    review.mark_not_stated(ws, assessment_id, "rights.authority", by="Ann")
    review.write_note(ws, assessment_id, "rights.authority", "ask the vendor", by="Ann")
    review.set_context(ws, assessment_id, Context("product", "Tuuli", "FI", ("identity",), "2026-03-01"), by="Ann")


def _conclude(ws: Workspace, assessment_id: int) -> None:
    first, second, third, *_ = (f.rule for f in review.load_assessment(ws, assessment_id).findings)
    review.accept_finding(ws, assessment_id, first, by="Bo")
    review.set_finding_severity(ws, assessment_id, first, Severity.LOW, "the annex says more", by="Bo")
    review.reword_finding(ws, assessment_id, second, "The notice is short on this point.", by="Bo")
    review.dismiss_finding(ws, assessment_id, third, "answered by letter", by="Bo")
    review.set_rating(ws, assessment_id, Rating.INFORMATION_REQUIRED, "the annex is awaited", by="Bo")
    head = review.load_assessment(ws, assessment_id).history_head
    review.keep_issued_report(
        ws, assessment_id, b"PK report", kind="assessment", language="fi", history_head=head, by="Bo"
    )


def _reading(name: str, text: str) -> Reading:
    original = b"%PDF-1.7 " + text.encode()
    heading = text.index("\n")
    document = Document(
        name=name,
        media_type="application/pdf",
        sha256=hashlib.sha256(original).hexdigest(),
        text=text,
        blocks=(Block(0, heading, BlockKind.HEADING, 1), Block(heading + 2, len(text) - 1, BlockKind.PARAGRAPH)),
        origins=(Origin(0, heading, 1, Box(72, 72, 300, 90)), Origin(heading + 2, len(text), 1, None)),
        pages=1,
    )
    values = tuple(_value(text, *found) for found in FOUND if found[2] in text)
    broken_off = Incomplete("data.categories", (Evidence(0, 7, text[:7], 1),))
    silence = Silence("rights.authority", 12, ("supervisory authority",))
    return Reading(document, Extraction("en", "1", values, (broken_off,), (silence,)), original)


def _value(text: str, field: str, value: str | Retention, quote: str) -> Value:
    start = text.index(quote)
    return Value(field, value, 0.9, f"{field}.en.sample", (Evidence(start, start + len(quote), quote, 1),))


if __name__ == "__main__":
    write_database(Path(__file__).with_name(f"v{len(STEPS):03}.reviewer"))

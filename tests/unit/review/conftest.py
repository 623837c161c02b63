"""An invented vendor's policy, as read, and a workspace with a clock that the test moves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer.model import (
    Assessment,
    Block,
    BlockKind,
    Document,
    Evidence,
    Extraction,
    FieldState,
    Incomplete,
    Retention,
    ReviewedValue,
    Silence,
    Value,
)
from reviewer.review import Imported, load_assessment, record_import
from reviewer.review.reading import Reading
from reviewer.store import Workspace

POLICY = """Privacy notice of Lumo Bookings

Lumo Bookings Oy, Rantatie 4, Oulu, is the controller. Write to privacy@lumobookings.example. \U0001f4ee
Updated 3 May 2024.

We process your data on the basis of a contract and of your consent.
Job applications are kept for two years. Invoices are kept for six years.
Data is stored by Example Mail Ltd in the United States. Example Mail Ltd is certified.
"""

FOUND = (
    ("document.language", "en", "Privacy notice of Lumo Bookings"),
    ("document.version_date", "2024-05-03", "3 May 2024"),
    ("controller.name", "Lumo Bookings Oy", "Lumo Bookings Oy"),
    ("controller.country", "FI", "Rantatie 4, Oulu"),
    ("contact.email", "privacy@lumobookings.example", "privacy@lumobookings.example"),
    ("legal_bases", "contract", "on the basis of a contract"),
    ("legal_bases", "consent", "your consent"),
    ("retention.items", Retention("job applications", "P2Y"), "kept for two years"),
    ("retention.items", Retention("invoices", "P6Y"), "kept for six years"),
    ("recipients.named", "Example Mail Ltd", "Example Mail Ltd"),
)


@dataclass
class MovingClock:
    """A second passes at every look."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def passage(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote)


def make_reading(
    text: str = POLICY,
    found: tuple[tuple[str, str | Retention, str], ...] = FOUND,
    *,
    name: str = "lumo.txt",
    rule_set: str = "1",
) -> Reading:
    """A policy as read; `found` are (field, value, quote)."""
    values = tuple(
        Value(
            field=field_id,
            value=value,
            confidence=0.9,
            rule=f"{field_id}.en.sample",
            evidence=(passage(text, quote),),
        )
        for field_id, value, quote in found
    )
    original = text.encode()
    document = Document(
        name=name,
        media_type="text/plain",
        sha256=hashlib.sha256(original).hexdigest(),
        text=text,
        blocks=(Block(0, text.index("\n"), BlockKind.HEADING, level=1),),
        origins=(),
    )
    extraction = Extraction(
        language="en",
        rule_set=rule_set,
        values=values,
        incomplete=(Incomplete("data.categories", (Evidence(0, 7, text[:7]),)),),
        silences=(Silence("rights.authority", cues=12, examples=("supervisory authority",)),),
    )
    return Reading(document=document, extraction=extraction, original=original)


@dataclass
class Desk:
    """A workspace with one imported policy, and short ways to look at its assessment."""

    ws: Workspace
    imported: Imported

    @property
    def id(self) -> int:
        return self.imported.assessment_id

    @property
    def assessment(self) -> Assessment:
        return load_assessment(self.ws, self.id)

    def state(self, field_id: str, document_id: int | None = None) -> FieldState:
        states = self.assessment.states_of(field_id)
        return next(state for state in states if document_id in (None, state.document_id))

    def value(self, field_id: str, index: int = 0) -> ReviewedValue:
        return self.state(field_id).values[index]

    @property
    def text(self) -> str:
        return self.assessment.documents[0].version.text


@pytest.fixture(name="make_reading")
def _make_reading() -> Callable[..., Reading]:
    return make_reading


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def ws(tmp_path: Path, clock: MovingClock) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "matter.reviewer", by="Ann", clock=clock) as workspace:
        yield workspace


@pytest.fixture
def desk(ws: Workspace) -> Desk:
    return Desk(ws, record_import(ws, make_reading(), by="Ann"))

"""An invented policy as read by the machine, in a workspace, for the tests of the desk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reviewer.model import (
    Block,
    BlockKind,
    Document,
    Evidence,
    Extraction,
    Incomplete,
    Retention,
    Silence,
    Value,
)
from reviewer.review import record_import
from reviewer.review.reading import Reading
from reviewer.store import Workspace

TEXT = """Privacy notice \U0001f4ee

Havre Media AB, Storgatan 1, Umeå, is responsible for your data. Updated 04/05/2024.
Write to data@havre.example or call us.

Purposes: we send newsletters, keep accounts and may profile visitors.
Invoices are kept for seven years.
We share data with Example Mail Ltd, Example Cloud Ltd and Example Maps Ltd.

Our legal bases are:

You may ask us anything about this notice at any time of the year.
"""

FOUND = (
    ("document.version_date", "2024-05-04", "04/05/2024"),
    ("controller.name", "Havre Media AB", "Havre Media AB"),
    ("controller.country", "SE", "Umeå"),
    ("contact.email", "data@havre.example", "data@havre.example"),
    ("purposes", "marketing", "we send newsletters"),
    ("purposes", "service", "keep accounts"),
    ("purposes", "analytics", "may profile visitors"),
    ("retention.items", Retention("Invoices", "P7Y"), "kept for seven years"),
    ("recipients.named", "Example Mail Ltd", "Example Mail Ltd"),
    ("recipients.named", "Example Cloud Ltd", "Example Cloud Ltd"),
    ("recipients.named", "Example Maps Ltd", "Example Maps Ltd"),
)


def evidence_of(quote: str, text: str = TEXT) -> Evidence:
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote)


def read_policy(text: str = TEXT, found: tuple = FOUND, name: str = "havre.txt") -> Reading:
    data = text.encode()
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            kind = BlockKind.HEADING if start == 0 else BlockKind.PARAGRAPH
            blocks.append(Block(start, start + len(line), kind, 1 if start == 0 else 0))
        start += len(line) + 1
    document = Document(name, "text/plain", hashlib.sha256(data).hexdigest(), text, tuple(blocks), ())
    values = tuple(_value(*entry, text) for entry in found)
    incomplete = (Incomplete("legal_bases", (evidence_of("Our legal bases are:", text),)),) if text == TEXT else ()
    silences = (Silence("contact.dpo", 14, ("data protection officer",), (evidence_of("Write to", text),)),)
    extraction = Extraction("en", "test", values, incomplete, silences if text == TEXT else ())
    return Reading(document, extraction, data)


def _value(field: str, value: str | Retention, quote: str, text: str) -> Value:
    readings = ("2024-05-04", "2024-04-05") if field == "document.version_date" else ()
    hedged = "may" in quote
    return Value(field, value, 0.9, f"{field}.en.test", (evidence_of(quote, text),), hedged, readings)


def make_workspace(path: Path, *readings: Reading) -> Path:
    """A workspace with one vendor a reading; without readings, one of `read_policy`."""
    with Workspace.create(path) as workspace:
        for reading in readings or (read_policy(),):
            record_import(workspace, reading)
    return path


def wait_until_recorded(window: object) -> None:
    """Until an import that was submitted is in the workspace and on the desk."""
    from PySide6.QtTest import QTest

    for _ in range(2_000):
        if not window.session.busy:
            return
        QTest.qWait(5)
    raise AssertionError("the import was not recorded")

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from reviewer.model import (
    Block,
    BlockKind,
    Box,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    Incomplete,
    Origin,
    Original,
    Retention,
    Silence,
    Span,
    Value,
)

TEXT = "Privacy notice\n\nWe keep logs for 30 days \U0001f4ee | ä́\n"


@pytest.fixture
def document():
    return Document(
        name="a.pdf",
        media_type="application/pdf",
        sha256="00",
        text=TEXT,
        blocks=(
            Block(0, 14, BlockKind.HEADING, level=1),
            Block(16, 44, BlockKind.TABLE_ROW, cells=(Span(16, 40), Span(43, 44)), table=1, header=True),
        ),
        origins=(Origin(0, 14, 1, Box(10.5, 20, 30, 40)), Origin(16, 44, 2, None, 7)),
        pages=2,
    )


@pytest.fixture
def extraction():
    evidence = (Evidence(16, 40, TEXT[16:40], 2),)
    return Extraction(
        language="en",
        rule_set="7",
        values=(
            Value(
                "retention.items", Retention("logs", "P30D", None, "x"), 0.5, "r", evidence, True, ("a",), {"b": "c"}
            ),
        ),
        incomplete=(Incomplete(None, evidence),),
        silences=(Silence("legal_bases", 3, ("consent",), evidence),),
    )


@pytest.fixture
def version_id(ws, document, extraction):
    with ws.transaction():
        vendor = ws.engagements.insert_vendor(ws.engagements.insert("", ""), "Lumo")
        document_id = ws.documents.insert(vendor.id, "a.pdf", DocumentKind.DPA)
        version_id = ws.documents.insert_version(
            document_id, document, b"%PDF\0bytes", source="https://lumo.example", retrieved="2026-03-01", at=ws.now()
        )
        ws.documents.insert_run(version_id, extraction, ws.now())
    return version_id


def test_a_version_is_read_as_it_was_written(ws, version_id, document, extraction):
    assert ws.documents.document(version_id) == document
    version, read = ws.documents.version(version_id)
    assert read == extraction
    assert (version.number, version.source, version.retrieved) == (1, "https://lumo.example", "2026-03-01")
    assert version.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert ws.documents.original(version_id) == Original(b"%PDF\0bytes", document.origins)


def test_the_newest_version_is_the_current_one(ws, version_id, document, extraction):
    with ws.transaction():
        newer = ws.documents.insert_version(1, document, b"", source="", retrieved="", at=ws.now())
        ws.documents.insert_run(newer, extraction, ws.now())
    record = ws.documents.find(1)
    assert (record.version_id, record.versions, record.kind) == (newer, 2, DocumentKind.DPA)
    assert ws.documents.find_by_version(version_id) == record
    assert ws.documents.of_vendor(1) == (record,)


def test_what_is_not_there_is_not_there(ws):
    assert ws.documents.find(1) is None
    assert ws.documents.find_by_version(1) is None
    assert ws.documents.original(1) is None
    with pytest.raises(KeyError):
        ws.documents.document(1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions SET text = 'other'",
        "UPDATE versions SET text_sha256 = ''",
        "UPDATE originals SET content = x''",
        "UPDATE runs SET extraction = '{}'",
    ],
)
def test_texts_originals_and_runs_never_change(ws, version_id, document, statement):
    with pytest.raises(sqlite3.IntegrityError):
        ws._database.execute(statement)
    assert ws.documents.document(version_id) == document

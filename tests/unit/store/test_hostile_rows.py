"""Rows that no program of ours writes, in a file whose schema is right: each is told as damage."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer import review
from reviewer.model import WorkspaceError
from reviewer.review.search import search_documents
from reviewer.store import Workspace

LISTS, OBJECTS, VALUES = "[" * 20_000, '{"x":' * 20_000, '{"value":' * 20_000
NEWEST = sorted((Path(__file__).parents[2] / "data" / "databases").glob("v*.reviewer"))[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(NEWEST, tmp_path / "matter.reviewer"))


def plant(path: Path, statement: str) -> None:
    """Writes past the program; the guards stand again afterwards."""
    Workspace.open(path).close()
    plain = sqlite3.connect(path)
    guards = plain.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        plain.execute(f"DROP TRIGGER {name}")
    plain.execute(statement)
    for _, guard in guards:
        plain.execute(guard)
    plain.commit()
    plain.close()


def use(path: Path) -> None:
    """What a reviewer does first."""
    with Workspace.open(path) as ws:
        search_documents(ws, "data")
        with ws.transaction():
            ws.search_index.unread()
        for engagement in review.list_engagements(ws):
            for vendor in engagement.vendors:
                review.load_assessment(ws, vendor.assessment_id)
                review.undo(ws, vendor.assessment_id, by="Ann")


def test_without_harm_all_goes_well(path: Path) -> None:
    plant(path, "SELECT 1")
    use(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_passages SET start = 'x', length = 'y'",
        "UPDATE search_passages SET start = -5, length = -9",
        "UPDATE search_passages SET start = x'00'",
        "DELETE FROM search_words_data",
        "UPDATE operations SET kind = x'ff'",
        "UPDATE operations SET before = '{\"values\":['",
        "UPDATE operations SET before = x'ff', after = x'00'",
        f"UPDATE operations SET before = '{LISTS}'",
        f"UPDATE operations SET before = '{OBJECTS}'",
        f"UPDATE field_values SET machine = '{VALUES}'",
        f"UPDATE versions SET blocks = '{LISTS}'",
    ],
)
def test_a_row_of_a_stranger_is_damage(path: Path, statement: str) -> None:
    plant(path, statement)
    with pytest.raises(WorkspaceError) as told:
        use(path)
    assert told.value.code == "workspace.damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_passages SET start = 9223372036854775807, length = 9223372036854775807",
        "UPDATE search_progress SET finished = 0, reached = -4",
        "UPDATE search_progress SET finished = 0, reached = 9223372036854775807",
    ],
)
def test_an_index_out_of_its_text_finds_what_it_can(path: Path, statement: str) -> None:
    plant(path, statement)
    use(path)

"""What can be read of a damaged workspace is saved into a new file; the damaged one is never touched."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.model import WorkspaceError
from reviewer.review import confirm_field, list_engagements, load_assessment, undo
from reviewer.store import Workspace, inspect_workspace, salvage_workspace, verify_chain

FROZEN = Path(__file__).parents[2] / "data" / "databases" / "v002.reviewer"
AT = "2026-03-02T09:00:00.000Z"


@pytest.fixture
def damaged(tmp_path):
    return Path(shutil.copy(FROZEN, tmp_path / "matter.reviewer"))


def salvage(path):
    target = path.with_name("recovered.reviewer")
    target.unlink(missing_ok=True)
    before = path.read_bytes()
    result = salvage_workspace(path, target, at=AT, by="Ann")
    assert path.read_bytes() == before
    assert {p.kind for p in inspect_workspace(target)} <= {"history", "original"}
    return result


def everything(path):
    with Workspace.open(path) as ws:
        assessments = [load_assessment(ws, v.assessment_id) for e in list_engagements(ws) for v in e.vendors]
        return list_engagements(ws), assessments


def change(path, *statements):
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA writable_schema = ON")
    for (trigger,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        plain.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        plain.execute(statement)
    plain.commit()
    plain.close()


def spoil_pages(path, table):
    """Overwrites the pages that hold a table's rows, beyond its root."""
    plain = sqlite3.connect(path)
    (root,) = plain.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    plain.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_a_whole_file_is_saved_whole(damaged):
    before = everything(damaged)
    result = salvage(damaged)
    assert result.whole
    engagements, (assessment,) = everything(result.path)
    assert engagements == before[0]
    assert (assessment.fields, assessment.documents) == (before[1][0].fields, before[1][0].documents)
    with Workspace.open(result.path) as ws:
        assert verify_chain(ws.audit).whole
        undo(ws, 1, by="Ann")
    assert sorted(p.name for p in damaged.parent.iterdir() if p.is_file()) == ["matter.reviewer", "recovered.reviewer"]


@pytest.mark.parametrize("table", ["engagements", "vendors", "assessments"])
def test_what_hung_on_lost_rows_gets_something_to_hang_on(damaged, table):
    before = everything(damaged)[1][0]
    spoil_pages(damaged, table)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(damaged)
    assert refusal.value.code == "workspace.damaged"
    result = salvage(damaged)
    assert result.incomplete == [table]
    _, (after,) = everything(result.path)
    assert [f.values for f in after.fields] == [f.values for f in before.fields]
    assert after.documents == before.documents


def test_decisions_stay_when_a_text_is_lost(damaged):
    before = everything(damaged)[1][0]
    change(damaged, "UPDATE versions SET text = 'Another ' || text WHERE document_id = 2")
    assert {(p.kind, p.detail) for p in inspect_workspace(damaged)} > {("text", "annex.pdf")}
    result = salvage(damaged)
    assert result.lost_documents == ["annex.pdf"]
    _, (after,) = everything(result.path)
    assert [d.name for d in after.documents] == ["tuuli.pdf"]
    decided = [v for f in before.fields for v in f.values if v.decision and v.field[:9] != "document."]
    kept = {v.id: v for f in after.fields for v in f.values}
    assert {(v.id, v.state, v.value) for v in decided} == {(v.id, kept[v.id].state, kept[v.id].value) for v in decided}


def test_a_lost_history_begins_anew(damaged):
    spoil_pages(damaged, "audit")
    result = salvage(damaged)
    assert "audit" in result.incomplete
    with Workspace.open(result.path) as ws:
        assert list(ws.audit.records())[-1].operation == "salvage_workspace"
        confirm_field(ws, 1, "retention.items", by="Ann")


def test_rows_that_make_no_sense_are_left_out_and_counted(damaged):
    change(damaged, "UPDATE field_values SET evidence = 'no json' WHERE id = 3", "UPDATE runs SET extraction = '{}'")
    result = salvage(damaged)
    assert result.senseless == {"field_values": 1, "runs": 3}
    assert everything(result.path)[1][0].documents


def test_a_header_that_is_gone_is_made_anew(damaged):
    before = everything(damaged)
    content = bytearray(damaged.read_bytes())
    content[:100] = bytes(100)
    damaged.write_bytes(content)
    result = salvage(damaged)
    assert result.whole
    assert everything(result.path)[0] == before[0]


def test_strangers_triggers_views_and_tables_stay_behind(damaged):
    change(
        damaged,
        "CREATE TABLE more (a)",
        "CREATE VIEW spy AS SELECT text FROM versions",
        "CREATE TRIGGER harm AFTER INSERT ON audit BEGIN DELETE FROM field_values; END",
    )
    result = salvage(damaged)
    assert result.whole
    with Workspace.open(result.path) as ws:
        confirm_field(ws, 1, "retention.items", by="Ann")
        assert load_assessment(ws, 1).states_of("controller.name")[0].values


@pytest.mark.parametrize("content", [b"", b"a letter", bytes(50_000), b"SQLite format 3\0" + b"\xff" * 20_000])
def test_where_nothing_can_be_read_that_is_told(tmp_path, content):
    path = tmp_path / "matter.reviewer"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError) as refusal:
        salvage_workspace(path, tmp_path / "recovered.reviewer", at=AT)
    assert refusal.value.code == "workspace.nothing_readable"
    assert [p.name for p in tmp_path.iterdir()] == ["matter.reviewer"]


def test_nothing_is_overwritten_by_repairing(damaged):
    other = damaged.with_name("other.reviewer")
    other.write_bytes(b"mine")
    with pytest.raises(WorkspaceError) as refusal:
        salvage_workspace(damaged, other, at=AT)
    assert (refusal.value.code, other.read_bytes()) == ("workspace.exists", b"mine")


def outcome(function, path):
    """The code of the refusal, empty where there is none."""
    try:
        function(path)
    except WorkspaceError as error:
        return error.code
    return ""


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_random_damage_opens_or_is_refused_and_is_repaired_or_refused(damaged, seed):
    chance = random.Random(seed)
    content = bytearray(damaged.read_bytes())
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randrange(len(content))
        content[place : place + chance.choice((1, 16, 300))] = chance.randbytes(chance.choice((1, 16, 300)))
    if seed % 5 == 0:
        del content[chance.randrange(len(content)) :]
    damaged.write_bytes(content)
    refusals = {"workspace.damaged", "workspace.foreign", "workspace.unsafe", "workspace.newer"}
    assert outcome(everything, damaged) in {"", *refusals}
    repaired = outcome(salvage, damaged)
    assert repaired in {"", "workspace.nothing_readable"}
    if not repaired:
        everything(damaged.with_name("recovered.reviewer"))

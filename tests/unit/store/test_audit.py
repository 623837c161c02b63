from __future__ import annotations

import sqlite3

import pytest

from reviewer.store import Workspace, verify_chain


def append(ws):
    return ws.audit.append(
        at=ws.now(), by="Ann", operation="rename_vendor", assessment_id=None, details={"name": "Lumo"}
    )


def append_and_fail(ws):
    with ws.transaction():
        append(ws)
        raise ZeroDivisionError


@pytest.fixture
def forged(path):
    """Writes to the file past the program and its triggers."""
    with Workspace.open(path) as ws, ws.transaction():
        for _ in range(3):
            append(ws)

    def forge(statement):
        plain = sqlite3.connect(path)
        for (trigger,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(statement)
        plain.execute("UPDATE audit SET id = -id WHERE id < 0")
        plain.commit()
        plain.close()
        with Workspace.open(path) as ws:
            return verify_chain(ws.audit)

    return forge


def test_the_chain_begins_with_the_file(ws):
    (first,) = ws.audit.records()
    assert (first.id, first.operation, first.by, first.previous) == (1, "create_workspace", "Ann", "")
    assert first.at == "2026-03-02T09:00:00.000Z"
    report = verify_chain(ws.audit)
    assert (report.rows, report.head, report.faults) == (1, first.hash, ())


def test_each_row_covers_the_one_before(ws):
    with ws.transaction():
        second, third = append(ws), append(ws)
    assert third.previous == second.hash
    assert ws.audit.head() == third.hash
    assert verify_chain(ws.audit).rows == 3


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("UPDATE audit SET by = 'Bo' WHERE id = 2", [(2, "altered")]),
        ("UPDATE audit SET details = '{}' WHERE id = 4", [(4, "altered")]),
        ("UPDATE audit SET salt = '' WHERE id = 4", [(4, "altered")]),
        ("UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1", [(1, "altered")]),
        ("UPDATE audit SET hash = 'ff' WHERE id = 3", [(3, "altered")]),
        ("DELETE FROM audit WHERE id = 1", [(1, "missing")]),
        ("DELETE FROM audit WHERE id = 3", [(3, "missing")]),
        ("UPDATE audit SET assessment_id = 1 WHERE id = 3", [(3, "altered")]),
        ("UPDATE audit SET by = 'Bo' WHERE id IN (2, 4)", [(2, "altered"), (4, "altered")]),
        ("UPDATE audit SET details = '', salt = '' WHERE id = 3", [(3, "emptied")]),
        ("UPDATE audit SET id = CASE id WHEN 2 THEN -3 ELSE -2 END WHERE id IN (2, 3)", [(2, "moved"), (3, "moved")]),
    ],
)
def test_rows_that_were_changed_or_taken_out_are_named(forged, statement, faults):
    assert [(fault.row, fault.kind) for fault in forged(statement).faults] == faults


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET by = 'Bo'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT id, at, 'Bo', operation, NULL, details, previous, hash, salt FROM audit",
        "INSERT INTO audit SELECT id + 5, at, by, operation, assessment_id, details, hash, hash, salt FROM audit",
        "INSERT INTO audit SELECT id + 1, at, by, operation, assessment_id, details, 'other', hash, salt FROM audit",
    ],
)
def test_the_file_itself_refuses_to_change_its_history(ws, statement):
    before = list(ws.audit.records())
    with pytest.raises(sqlite3.IntegrityError):
        ws._database.execute(statement)
    assert list(ws.audit.records()) == before


def test_what_fails_leaves_no_row(ws):
    with pytest.raises(ZeroDivisionError):
        append_and_fail(ws)
    assert verify_chain(ws.audit).rows == 1

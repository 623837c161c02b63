from __future__ import annotations

import sqlite3

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import Workspace, verify_chain
from reviewer.store.audit import _digest


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


# A chain forged in part, whose hashes are right: verifying names rows and comes to an end


def hash_of(number, operation, details, previous):
    return _digest(number, "2026-03-02T09:00:00.000Z", "Ann", operation, None, details, previous)


@pytest.fixture
def planted(path):
    """Puts rows with right hashes behind the first, past the program and its triggers."""

    def plant(*rows):
        plain = sqlite3.connect(path)
        for (trigger,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {trigger}")
        previous = plain.execute("SELECT hash FROM audit").fetchone()[0]
        for number, operation, details in rows:
            known = hash_of(number, operation, details if isinstance(details, str) else "{}", previous)
            row = (number, "2026-03-02T09:00:00.000Z", "Ann", operation, details, previous, known)
            plain.execute(
                "INSERT INTO audit (id, at, by, operation, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
            previous = known
        plain.commit()
        plain.close()
        with Workspace.open(path) as ws:
            return verify_chain(ws.audit)

    return plant


@pytest.mark.parametrize(
    "details", ["[]", "no json", '{"emptied": 5}', '{"emptied": {"two": "x"}}', '{"emptied": {"2": ["x"]}}']
)
def test_an_erasing_that_no_program_of_ours_wrote_is_named(planted, details):
    report = planted((2, "rename_vendor", "{}"), (3, "erase_vendor", details))
    assert [(fault.row, fault.kind) for fault in report.faults] == [(3, "altered")]


def test_bytes_in_the_place_of_words_are_named(planted):
    report = planted((2, "rename_vendor", b"\x00\xff"), (3, "rename_vendor", "{}"))
    assert [(fault.row, fault.kind) for fault in report.faults] == [(2, "altered")]


def test_words_that_are_no_text_are_told(path):
    plain = sqlite3.connect(path)
    plain.execute("DROP TRIGGER audit_no_update")
    plain.execute("UPDATE audit SET by = CAST(x'fffe' AS TEXT)")
    plain.commit()
    plain.close()
    with Workspace.open(path, read_only=True) as ws, pytest.raises(WorkspaceError) as told, ws.transaction():
        verify_chain(ws.audit)
    assert told.value.code == "workspace.damaged"


def test_a_row_before_the_first_is_named(planted):
    assert (-5, "altered") in [(fault.row, fault.kind) for fault in planted((-5, "rename_vendor", "{}")).faults]


@pytest.mark.parametrize("operation", ["rename_vendor", "erase_vendor"])
def test_a_number_beyond_all_counting_is_named_and_counted_to_no_end(planted, path, operation):
    last = 2**63 - 1
    report = planted((last, operation, "{}"))
    named = [fault.row for fault in report.faults]
    assert (named[0], named[-1], len(named)) == (2, last - 1, 1001)
    with Workspace.open(path) as ws, pytest.raises(WorkspaceError) as told, ws.transaction():
        append(ws)
    assert told.value.code == "workspace.damaged"


def test_many_rows_of_wrong_hashes_and_high_numbers_are_named_in_time(planted):
    report = planted(*((2**60 + number, "rename_vendor", b"x") for number in range(30)))
    assert {fault.row for fault in report.faults if fault.kind == "altered"} == {2**60 + n for n in range(30)}

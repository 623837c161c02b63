"""A fault between two statements of an operation leaves nothing of it behind."""

from __future__ import annotations

import sqlite3

import pytest

from reviewer.model import Context, Span
from reviewer.review import (
    add_evidence,
    add_value,
    confirm_field,
    confirm_group,
    correct_value,
    flag_field,
    list_engagements,
    load_assessment,
    mark_not_stated,
    move_evidence,
    record_extraction,
    record_import,
    redo,
    reject_value,
    reopen_field,
    set_context,
    undo,
    write_note,
    write_translation,
)
from reviewer.store import verify_chain


def moved(desk, field):
    value = desk.value(field)
    place = Span(value.evidence[0].start, value.evidence[0].end)
    return move_evidence(desk.ws, desk.id, value.id, place, Span(0, 7), by="Ann")


OPERATIONS = {
    "confirm": lambda d, r: confirm_field(d.ws, d.id, "legal_bases", by="Ann"),
    "correct": lambda d, r: correct_value(d.ws, d.id, d.value("contact.email").id, "a@lumo.example", by="Ann"),
    "reject": lambda d, r: reject_value(d.ws, d.id, d.value("contact.email").id, by="Ann"),
    "add": lambda d, r: add_value(d.ws, d.id, "controller.country", "SE", source="letter", by="Ann"),
    "add_evidence": lambda d, r: add_evidence(d.ws, d.id, d.value("contact.email").id, Span(0, 7), by="Ann"),
    "move_evidence": lambda d, r: moved(d, "contact.email"),
    "confirm_group": lambda d, r: confirm_group(
        d.ws, d.id, [(f, None, [d.value(f).id]) for f in ("legal_bases", "contact.email")], by="Ann"
    ),
    "translation": lambda d, r: write_translation(d.ws, d.id, d.value("contact.email").id, "posti", by="Ann"),
    "not_stated": lambda d, r: mark_not_stated(d.ws, d.id, "legal_bases", by="Ann"),
    "reopen": lambda d, r: reopen_field(d.ws, d.id, "controller.name", by="Ann"),
    "flag": lambda d, r: flag_field(d.ws, d.id, "legal_bases", by="Ann"),
    "note": lambda d, r: write_note(d.ws, d.id, "legal_bases", "ask", by="Ann"),
    "context": lambda d, r: set_context(d.ws, d.id, Context(service="both"), by="Ann"),
    "undo": lambda d, r: undo(d.ws, d.id, by="Ann"),
    "redo": lambda d, r: redo(d.ws, d.id, by="Ann"),
    "import": lambda d, r: record_import(d.ws, r(), vendor="New", by="Ann"),
    "version": lambda d, r: record_import(d.ws, r(d.text + "More.\n"), replaces=d.imported.document_id, by="Ann"),
    "extraction": lambda d, r: record_extraction(d.ws, d.imported.version_id, r(found=()).extraction, by="Ann"),
}


def everything(desk):
    return load_assessment(desk.ws, desk.id), list_engagements(desk.ws), desk.ws.documents.names()


@pytest.fixture
def prepared(desk):
    """A desk on which every operation has something to do."""
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    flag_field(desk.ws, desk.id, "cookies.used", by="Ann")
    undo(desk.ws, desk.id, by="Ann")
    return desk


@pytest.mark.parametrize("name", OPERATIONS)
def test_nothing_is_left_when_the_history_cannot_be_written(prepared, make_reading, name):
    before = everything(prepared)
    prepared.ws._database.execute(
        "CREATE TEMP TRIGGER fault BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'fault'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        OPERATIONS[name](prepared, make_reading)
    prepared.ws._database.execute("DROP TRIGGER fault")
    assert everything(prepared) == before
    OPERATIONS[name](prepared, make_reading)
    assert everything(prepared) != before
    assert verify_chain(prepared.ws.audit).whole


class FailingRepository:
    """Passes everything on until a number of calls was made, then fails."""

    def __init__(self, repository, calls):
        self.repository = repository
        self.calls = calls

    def __getattr__(self, name):
        if self.calls == 0:
            raise ZeroDivisionError
        self.calls -= 1
        return getattr(self.repository, name)


@pytest.mark.parametrize(
    ("repository", "calls"),
    [("documents", 0), ("documents", 2), ("documents", 3), ("operations", 0), ("values", 0), ("values", 5)],
)
def test_an_import_is_whole_or_not_there(prepared, make_reading, monkeypatch, repository, calls):
    before = everything(prepared)
    with monkeypatch.context() as patched:
        failing = FailingRepository(getattr(prepared.ws, repository), calls)
        patched.setattr(prepared.ws, repository, failing)
        with pytest.raises(ZeroDivisionError):
            record_import(prepared.ws, make_reading(), vendor="New", by="Ann")
    assert everything(prepared) == before

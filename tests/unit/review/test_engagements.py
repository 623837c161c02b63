from __future__ import annotations

import json
import sqlite3

import pytest

from reviewer.model import DecisionError
from reviewer.review import (
    add_engagement,
    close_engagement,
    confirm_field,
    correct_value,
    list_engagements,
    load_assessment,
    mark_not_stated,
    record_import,
    rename_engagement,
    rename_vendor,
    reopen_engagement,
)

CONTENTS = ("text", "blocks", "origins", "content", "extraction", "machine", "evidence")


def test_engagements_are_added_renamed_closed_and_reopened(ws):
    first = add_engagement(ws, client="Nummi Oy", matter="Booking system", by="Ann")
    changes = rename_engagement(ws, first, client="Nummi Oyj", matter="Bookings", by="Ann")
    assert (changes.operation, changes.structure) == ("rename_engagement", True)
    close_engagement(ws, first, by="Ann")
    (engagement,) = list_engagements(ws)
    assert (engagement.client, engagement.matter, engagement.closed) == ("Nummi Oyj", "Bookings", True)
    reopen_engagement(ws, first, by="Ann")
    assert not list_engagements(ws)[0].closed


def test_each_of_these_is_in_the_history(ws):
    first = add_engagement(ws, client="Nummi Oy", by="Ann")
    rename_engagement(ws, first, client="Nummi Oyj", matter="Bookings", by="Bo")
    *_, last = ws.audit.records()
    assert (last.operation, last.by) == ("rename_engagement", "Bo")
    assert json.loads(last.details) == {
        "engagement": first,
        "was": ["Nummi Oy", ""],
        "client": "Nummi Oyj",
        "matter": "Bookings",
    }


@pytest.mark.parametrize("operation", [close_engagement, reopen_engagement])
def test_an_unknown_engagement_is_told(ws, operation):
    with pytest.raises(DecisionError) as refusal:
        operation(ws, 7, by="Ann")
    assert refusal.value.code == "decision.unknown_engagement"
    with pytest.raises(DecisionError):
        rename_engagement(ws, 7, client="", matter="", by="Ann")


def test_a_vendor_is_renamed(desk):
    changes = rename_vendor(desk.ws, desk.imported.vendor_id, "Lumo", by="Ann")
    assert (changes.assessment_id, changes.structure) == (desk.id, True)
    assert desk.assessment.vendor == "Lumo"
    with pytest.raises(DecisionError) as refusal:
        rename_vendor(desk.ws, 99, "Lumo", by="Ann")
    assert refusal.value.code == "decision.unknown_vendor"


def test_the_list_shows_documents_and_progress(desk, make_reading):
    second = record_import(desk.ws, make_reading(found=(), name="dpa.txt"), vendor_id=desk.imported.vendor_id, by="Ann")
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    mark_not_stated(desk.ws, desk.id, "document.title", document_id=second.document_id, by="Ann")
    mark_not_stated(desk.ws, desk.id, "contact.email", by="Ann")
    confirm_field(desk.ws, desk.id, "legal_bases", value_ids=[desk.value("legal_bases").id], by="Ann")
    ((vendor,),) = [e.vendors for e in list_engagements(desk.ws)]
    assert vendor.documents == ((1, "lumo.txt", "en", "2024-05-03"), (2, "dpa.txt", "en", ""))
    assert (vendor.decided, vendor.total) == (3, len(desk.assessment.fields))


def test_the_list_shows_what_the_reviewer_made_of_language_and_date(desk):
    for field, value in (("document.language", "sv"), ("document.version_date", "2024-05-04")):
        correct_value(desk.ws, desk.id, desk.value(field).id, value, by="Ann")
    ((vendor,),) = [e.vendors for e in list_engagements(desk.ws)]
    assert vendor.documents == ((1, "lumo.txt", "sv", "2024-05-04"),)


def test_an_empty_workspace_lists_nothing(ws):
    assert list_engagements(ws) == ()


def test_the_list_reads_no_text(desk):
    def forbid_contents(action, table, column, *rest):
        reads_content = action == sqlite3.SQLITE_READ and column in CONTENTS
        return sqlite3.SQLITE_DENY if reads_content else sqlite3.SQLITE_OK

    desk.ws._database.conn.set_authorizer(forbid_contents)
    with pytest.raises(sqlite3.DatabaseError):
        desk.ws.documents.text(desk.imported.version_id)
    assert len(list_engagements(desk.ws)) == 1
    desk.ws._database.conn.set_authorizer(None)


def test_an_assessment_and_the_list_are_read_at_one_moment(desk):
    statements = []
    desk.ws._database.conn.set_trace_callback(statements.append)
    load_assessment(desk.ws, desk.id)
    list_engagements(desk.ws)
    desk.ws._database.conn.set_trace_callback(None)
    assert [s for s in statements if s in ("BEGIN", "COMMIT", "ROLLBACK")] == ["BEGIN", "ROLLBACK"] * 2
    assert (statements[0], statements[-1]) == ("BEGIN", "ROLLBACK")

"""What is removed comes back whole; what is erased is gone from every file, and the history still verifies."""

from __future__ import annotations

import pytest

from reviewer.model import Context, DecisionError
from reviewer.review import (
    add_engagement,
    add_value,
    confirm_field,
    correct_value,
    erase_document,
    erase_engagement,
    erase_vendor,
    flag_field,
    list_engagements,
    list_removed,
    load_assessment,
    mark_not_stated,
    record_extraction,
    record_import,
    redo,
    remove_document,
    remove_engagement,
    remove_vendor,
    rename_vendor,
    restore_document,
    restore_engagement,
    restore_vendor,
    set_context,
    undo,
)
from reviewer.store import Workspace, verify_chain

SECRET = """Privacy notice of Zyxomma

Zyxomma Oy is the controller. Write to quillfeather@zyxomma.example.
Updated 3 May 2024.
"""
FOUND = (
    ("document.version_date", "2024-05-03", "3 May 2024"),
    ("controller.name", "Zyxomma Oy", "Zyxomma Oy"),
    ("contact.email", "quillfeather@zyxomma.example", "quillfeather@zyxomma.example"),
)
WORDS = (b"zyxomma", b"quillfeather", b"zyx-policy", b"hollyhock")


@pytest.fixture
def secret(make_reading):
    return make_reading(SECRET, FOUND, name="zyx-policy.txt")


@pytest.fixture
def second(desk, secret):
    """A second document of the vendor, with decisions of every kind on what it holds."""
    imported = record_import(desk.ws, secret, vendor_id=desk.imported.vendor_id, by="Ann")
    correct_value(desk.ws, desk.id, _email(desk).id, "dpo@zyxomma.example", by="Ann")
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    mark_not_stated(desk.ws, desk.id, "document.covers", document_id=imported.document_id, by="Ann")
    flag_field(desk.ws, desk.id, "document.title", document_id=imported.document_id, by="Ann")
    added = add_value(
        desk.ws, desk.id, "contact.person", "Hollyhock", source="call", document_id=imported.document_id, by="Ann"
    )
    assert added.value_ids
    undo(desk.ws, desk.id, by="Ann")
    newer = record_import(desk.ws, secret, replaces=imported.document_id, by="Ann")
    record_extraction(desk.ws, newer.version_id, secret.extraction, by="Ann")
    return imported


def _email(desk):
    return next(v for v in desk.state("contact.email").values if "zyxomma" in v.value)


def hits(folder):
    """The files below a folder that hold one of the words, and which."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            found |= {(path.name, word) for word in WORDS if word in content}
    return found


def test_a_removed_document_comes_back_with_its_decisions(desk, second):
    before = desk.assessment, list_engagements(desk.ws)
    remove_document(desk.ws, second.document_id, by="Ann")
    (document,) = desk.assessment.documents
    assert document.id == desk.imported.document_id
    assert {v.document_id for f in desk.assessment.fields for v in f.values} == {document.id}
    assert list_engagements(desk.ws) != before[1]
    (removed,) = list_removed(desk.ws)
    assert (removed.kind, removed.id, removed.name) == ("document", second.document_id, "zyx-policy.txt")
    restore_document(desk.ws, second.document_id, by="Ann")
    after = desk.assessment, list_engagements(desk.ws)
    assert (after[0].fields, after[0].documents, after[1]) == (before[0].fields, before[0].documents, before[1])
    assert list_removed(desk.ws) == ()


def test_what_is_decided_is_counted_without_what_was_removed(desk, second):
    remove_document(desk.ws, second.document_id, by="Ann")
    ((summary,),) = [e.vendors for e in list_engagements(desk.ws)]
    assert (summary.decided, summary.total) == (desk.assessment.decided, len(desk.assessment.fields))


def test_a_name_given_away_meanwhile_gets_a_number(desk, second, secret):
    remove_document(desk.ws, second.document_id, by="Ann")
    record_import(desk.ws, secret, vendor_id=desk.imported.vendor_id, by="Ann")
    restore_document(desk.ws, second.document_id, by="Ann")
    assert sorted(d.name for d in desk.assessment.documents) == ["lumo.txt", "zyx-policy.txt", "zyx-policy.txt (2)"]


def test_vendors_and_engagements_come_and_go(desk):
    before = list_engagements(desk.ws)
    remove_vendor(desk.ws, desk.imported.vendor_id, by="Ann")
    with pytest.raises(DecisionError) as refusal:
        load_assessment(desk.ws, desk.id)
    assert refusal.value.code == "decision.unknown_vendor"
    remove_engagement(desk.ws, before[0].id, by="Ann")
    assert list_engagements(desk.ws) == ()
    assert [r.kind for r in list_removed(desk.ws)] == ["engagement", "vendor"]
    restore_engagement(desk.ws, before[0].id, by="Ann")
    assert list_engagements(desk.ws)[0].vendors == ()
    restore_vendor(desk.ws, desk.imported.vendor_id, by="Ann")
    assert list_engagements(desk.ws) == before


@pytest.mark.parametrize("function", [remove_vendor, restore_vendor, erase_vendor])
def test_what_is_not_there_is_told(desk, function):
    rows = verify_chain(desk.ws.audit).rows
    with pytest.raises(DecisionError) as refusal:
        function(desk.ws, 99, by="Ann")
    assert refusal.value.code == "decision.unknown_vendor"
    with pytest.raises(DecisionError):
        restore_vendor(desk.ws, desk.imported.vendor_id, by="Ann")
    assert verify_chain(desk.ws.audit).rows == rows


def test_no_word_of_an_erased_document_is_left(desk, second, tmp_path):
    undo(desk.ws, desk.id, by="Ann")
    kept = [v for f in desk.assessment.fields for v in f.values if v.document_id == desk.imported.document_id]
    assert hits(tmp_path)
    erased = erase_document(desk.ws, second.document_id, by="Bo")
    assert (erased.scrubbed, erased.backups) == (True, ())
    assert hits(tmp_path) == set()
    assert [v for f in desk.assessment.fields for v in f.values] == kept
    desk.ws.close()
    assert hits(tmp_path) == set()


def test_the_history_of_what_was_erased_verifies_and_stays_in_order(desk, second):
    rows = [(r.at, r.by, r.operation) for r in desk.ws.audit.records()]
    erase_document(desk.ws, second.document_id, by="Bo")
    report = verify_chain(desk.ws.audit)
    assert report.whole
    assert report.erased >= 6
    after = list(desk.ws.audit.records())
    assert [(r.at, r.by, r.operation) for r in after[:-1]] == rows
    assert (after[-1].operation, after[-1].by) == ("erase_document", "Bo")
    assert sum(not r.details for r in after) == report.erased


def test_undo_goes_on_with_what_is_left(desk, second):
    set_context(desk.ws, desk.id, Context(service="both"), by="Ann")
    erase_document(desk.ws, second.document_id, by="Ann")
    undo(desk.ws, desk.id, by="Ann")
    assert desk.assessment.context == Context()
    redo(desk.ws, desk.id, by="Ann")
    while desk.assessment.undo_kind:
        undo(desk.ws, desk.id, by="Ann")
    assert {v.document_id for f in desk.assessment.fields for v in f.values} == {desk.imported.document_id}
    assert verify_chain(desk.ws.audit).whole


def test_an_erased_vendor_and_engagement_leave_no_word(ws, secret, tmp_path, make_reading):
    engagement_id = add_engagement(ws, client="Hollyhock Ab", matter="m", by="Ann")
    imported = record_import(ws, secret, engagement_id=engagement_id, by="Ann")
    rename_vendor(ws, imported.vendor_id, "Zyxomma Group", by="Ann")
    other = record_import(ws, make_reading(), engagement_id=engagement_id, by="Ann")
    erase_vendor(ws, imported.vendor_id, by="Ann")
    assert {word for _, word in hits(tmp_path)} == {b"hollyhock"}
    assert load_assessment(ws, other.assessment_id).documents
    remove_engagement(ws, engagement_id, by="Ann")
    erase_engagement(ws, engagement_id, by="Ann")
    assert hits(tmp_path) == set()
    assert list_engagements(ws) == ()
    report = verify_chain(ws.audit)
    assert (report.whole, report.erased > 3) == (True, True)


def test_backups_that_still_hold_it_are_named(desk, second, tmp_path):
    old = desk.ws.back_up()
    erased = erase_document(desk.ws, second.document_id, by="Ann")
    new = desk.ws.back_up()
    assert erased.backups == (old,)
    assert {name for name, _ in hits(tmp_path)} == {old.name}
    assert erase_vendor(desk.ws, desk.imported.vendor_id, by="Ann").backups == (old, new)


def test_a_reader_elsewhere_delays_only_the_cleaning(desk, second, tmp_path):
    path = desk.ws.path
    with Workspace.open(path, read_only=True) as reader, reader.transaction():
        assert reader.engagements.all()
        assert not erase_document(desk.ws, second.document_id, by="Ann").scrubbed
    desk.ws.close()
    assert hits(tmp_path) == set()


def test_emptying_a_row_without_an_erasing_is_found(desk):
    with desk.ws.transaction():
        desk.ws.audit.empty(list(desk.ws.audit.records())[1:2])
    (fault,) = verify_chain(desk.ws.audit).faults
    assert (fault.row, fault.kind) == (2, "emptied")

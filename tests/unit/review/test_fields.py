from __future__ import annotations

import pytest

from reviewer.model import Context, DecisionError, FieldStatus, Span, ValueState
from reviewer.review import (
    add_evidence,
    add_value,
    confirm_field,
    correct_value,
    flag_field,
    mark_not_stated,
    record_import,
    redo,
    reject_value,
    reopen_field,
    set_context,
    undo,
    unflag_field,
    write_note,
)


def states(desk, field):
    return [v.state for v in desk.state(field).values]


def test_a_field_without_values_is_open_until_somebody_says_not_stated(desk):
    assert desk.state("rights.authority").status is FieldStatus.OPEN
    mark_not_stated(desk.ws, desk.id, "rights.authority", by="Bo")
    state = desk.state("rights.authority")
    assert (state.status, state.decision.by) == (FieldStatus.NOT_STATED, "Bo")


def test_not_stated_rejects_what_is_only_suggested(desk):
    mark_not_stated(desk.ws, desk.id, "legal_bases", by="Ann")
    assert states(desk, "legal_bases") == [ValueState.REJECTED] * 2
    assert desk.state("legal_bases").status is FieldStatus.NOT_STATED
    undo(desk.ws, desk.id, by="Ann")
    assert states(desk, "legal_bases") == [ValueState.SUGGESTED] * 2
    assert desk.state("legal_bases").status is FieldStatus.OPEN


def test_not_stated_against_a_decided_value_is_refused(desk):
    confirm_field(desk.ws, desk.id, "legal_bases", value_ids=[desk.value("legal_bases").id], by="Ann")
    before = desk.assessment
    with pytest.raises(DecisionError, match="has_values"):
        mark_not_stated(desk.ws, desk.id, "legal_bases", by="Ann")
    assert desk.assessment == before


def test_not_stated_is_said_once(desk):
    mark_not_stated(desk.ws, desk.id, "rights.authority", by="Ann")
    mark_not_stated(desk.ws, desk.id, "rights.authority", by="Bo")
    assert desk.state("rights.authority").decision.by == "Ann"


def test_adding_a_value_after_not_stated_and_undoing(desk):
    mark_not_stated(desk.ws, desk.id, "rights.authority", by="Ann")
    add_value(desk.ws, desk.id, "rights.authority", "The Ombudsman", source="letter", by="Ann")
    assert desk.state("rights.authority").status is FieldStatus.DECIDED
    undo(desk.ws, desk.id, by="Ann")
    assert desk.state("rights.authority").status is FieldStatus.NOT_STATED


def test_reopening_gives_back_what_the_machine_found(desk):
    first, second = desk.state("legal_bases").values
    correct_value(desk.ws, desk.id, first.id, "public_task", evidence=Span(0, 7), by="Ann")
    reject_value(desk.ws, desk.id, second.id, by="Ann")
    add_value(desk.ws, desk.id, "legal_bases", "legal_obligation", source="letter", by="Ann")
    decided = desk.state("legal_bases")
    reopen_field(desk.ws, desk.id, "legal_bases", by="Ann")
    assert desk.state("legal_bases").values == (first, second)
    assert desk.state("legal_bases").status is FieldStatus.OPEN
    undo(desk.ws, desk.id, by="Ann")
    assert desk.state("legal_bases") == decided
    redo(desk.ws, desk.id, by="Ann")
    assert desk.state("legal_bases").values == (first, second)


def test_reopening_takes_back_not_stated_and_leaves_marks(desk):
    mark_not_stated(desk.ws, desk.id, "rights.authority", by="Ann")
    flag_field(desk.ws, desk.id, "rights.authority", by="Ann")
    write_note(desk.ws, desk.id, "rights.authority", "ask the vendor", by="Ann")
    reopen_field(desk.ws, desk.id, "rights.authority", by="Ann")
    state = desk.state("rights.authority")
    assert (state.status, state.flagged, state.note) == (FieldStatus.OPEN, True, "ask the vendor")


def test_reopening_an_open_field_records_nothing(desk):
    head = desk.ws.audit.head()
    reopen_field(desk.ws, desk.id, "legal_bases", by="Ann")
    assert desk.ws.audit.head() == head


def test_reopening_leaves_added_evidence_of_undecided_values(desk):
    value = desk.value("recipients.named")
    add_evidence(desk.ws, desk.id, value.id, Span(0, 7), by="Ann")
    reopen_field(desk.ws, desk.id, "recipients.named", by="Ann")
    assert len(desk.value("recipients.named").evidence) == 2


def test_flag_and_note_decide_nothing(desk):
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    write_note(desk.ws, desk.id, "legal_bases", "see annex", by="Ann")
    state = desk.state("legal_bases")
    assert (state.flagged, state.note, state.status) == (True, "see annex", FieldStatus.OPEN)
    unflag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    write_note(desk.ws, desk.id, "legal_bases", "", by="Ann")
    state = desk.state("legal_bases")
    assert (state.flagged, state.note) == (False, "")


def test_marks_on_fields_of_the_document_are_of_one_document(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    changes = flag_field(desk.ws, desk.id, "document.title", document_id=second.document_id, by="Ann")
    assert changes.fields == {("document.title", second.document_id)}
    flagged = [f.document_id for f in desk.assessment.fields if f.flagged]
    assert flagged == [second.document_id]
    with pytest.raises(DecisionError) as refusal:
        flag_field(desk.ws, desk.id, "document.title", by="Ann")
    assert refusal.value.code == "decision.unknown_document"


def test_context_is_kept_and_undone(desk):
    context = Context("product", "Lumo Desk", "FI", ("identity", "job_applicants"), "2026-03-01")
    set_context(desk.ws, desk.id, context, by="Ann")
    assert desk.assessment.context == context
    undo(desk.ws, desk.id, by="Ann")
    assert desk.assessment.context == Context()
    redo(desk.ws, desk.id, by="Ann")
    assert desk.assessment.context == context


@pytest.mark.parametrize(
    ("context", "key"),
    [
        (Context(service="app"), "service"),
        (Context(client_country="Finland"), "client_country"),
        (Context(client_country="fi"), "client_country"),
        (Context(expected_data=("shoe_size",)), "expected_data"),
        (Context(review_date="1.3.2026"), "review_date"),
        (Context(review_date="2026-03"), "review_date"),
    ],
)
def test_a_context_that_says_nothing_known_is_refused(desk, context, key):
    with pytest.raises(DecisionError) as refusal:
        set_context(desk.ws, desk.id, context, by="Ann")
    assert refusal.value.code == "decision.bad_value"
    assert refusal.value.facts["field"] == key
    assert desk.assessment.context == Context()

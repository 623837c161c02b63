from __future__ import annotations

import json
from contextlib import contextmanager

import pytest

from reviewer.model import DecisionError, FieldStatus, Retention, Span, ValueState
from reviewer.review import (
    add_evidence,
    add_value,
    confirm_field,
    correct_value,
    load_assessment,
    mark_not_stated,
    move_evidence,
    record_import,
    reject_value,
    undo,
    write_translation,
)


def span(text, quote):
    start = text.index(quote)
    return Span(start, start + len(quote))


def states(desk, field):
    return [v.state for v in desk.state(field).values]


@contextmanager
def refused(code):
    with pytest.raises(DecisionError) as refusal:
        yield
    assert refusal.value.code == code


def test_nothing_is_decided_by_an_import(desk):
    assert {v.state for f in desk.assessment.fields for v in f.values} == {ValueState.SUGGESTED}
    assert {f.status for f in desk.assessment.fields} == {FieldStatus.OPEN}


def test_confirm_field_confirms_all_that_is_suggested(desk):
    reject_value(desk.ws, desk.id, desk.value("legal_bases", 1).id, by="Ann")
    changes = confirm_field(desk.ws, desk.id, "legal_bases", by="Bo")
    assert states(desk, "legal_bases") == [ValueState.CONFIRMED, ValueState.REJECTED]
    assert desk.state("legal_bases").status is FieldStatus.DECIDED
    assert changes.operation == "confirm_field"
    assert changes.fields == {("legal_bases", None)}
    assert changes.value_ids == (desk.value("legal_bases").id,)


def test_a_decision_says_who_and_when(desk):
    confirm_field(desk.ws, desk.id, "controller.name", by="Bo")
    state = desk.state("controller.name")
    assert state.decision == state.values[0].decision
    assert (state.decision.by, state.decision.at[:10]) == ("Bo", "2026-03-02")
    assert desk.assessment.reviewers == ("Bo",)


def test_confirming_one_of_two_leaves_the_field_open(desk):
    confirm_field(desk.ws, desk.id, "legal_bases", value_ids=[desk.value("legal_bases").id], by="Ann")
    assert states(desk, "legal_bases") == [ValueState.CONFIRMED, ValueState.SUGGESTED]
    assert desk.state("legal_bases").status is FieldStatus.OPEN


def test_confirming_what_is_decided_records_nothing(desk):
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    head = desk.ws.audit.head()
    changes = confirm_field(desk.ws, desk.id, "controller.name", by="Bo")
    assert changes.fields == frozenset()
    assert desk.ws.audit.head() == head
    assert desk.value("controller.name").decision.by == "Ann"


@pytest.mark.parametrize("field", ["cookies.used", "rights.authority"])
def test_confirming_a_field_without_values_is_refused(desk, field):
    with refused("decision.no_values"):
        confirm_field(desk.ws, desk.id, field, by="Ann")


def test_confirming_a_field_whose_values_are_all_rejected_is_refused(desk):
    reject_value(desk.ws, desk.id, desk.value("controller.name").id, by="Ann")
    with refused("decision.no_values"):
        confirm_field(desk.ws, desk.id, "controller.name", by="Ann")


def test_naming_a_rejected_value_brings_it_back(desk):
    value = desk.value("controller.name")
    reject_value(desk.ws, desk.id, value.id, by="Ann")
    confirm_field(desk.ws, desk.id, "controller.name", value_ids=[value.id], by="Ann")
    assert states(desk, "controller.name") == [ValueState.CONFIRMED]


def test_a_value_of_another_field_cannot_be_confirmed_by_name(desk):
    with refused("decision.unknown_value"):
        confirm_field(desk.ws, desk.id, "legal_bases", value_ids=[desk.value("controller.name").id], by="Ann")


def test_rejecting_every_value_leaves_the_field_open(desk):
    for value in desk.state("legal_bases").values:
        reject_value(desk.ws, desk.id, value.id, by="Ann")
    state = desk.state("legal_bases")
    assert state.status is FieldStatus.OPEN
    assert state.effective_values == ()
    assert len(state.values) == 2


def test_rejecting_twice_records_one_operation(desk):
    value = desk.value("controller.name")
    reject_value(desk.ws, desk.id, value.id, by="Ann")
    reject_value(desk.ws, desk.id, value.id, by="Bo")
    assert desk.value("controller.name").decision.by == "Ann"
    undo(desk.ws, desk.id, by="Ann")
    assert desk.value("controller.name") == value


def test_a_correction_keeps_what_it_replaced_and_the_evidence(desk):
    old = desk.value("controller.name")
    correct_value(desk.ws, desk.id, old.id, " Lumo Bookings Ab ", by="Ann")
    new = desk.value("controller.name")
    assert (new.state, new.value) == (ValueState.CORRECTED, "Lumo Bookings Ab")
    assert new.machine == old.machine
    assert new.evidence == old.evidence


def test_a_correction_may_rest_on_another_passage(desk):
    correct_value(
        desk.ws,
        desk.id,
        desk.value("retention.items").id,
        {"what": "invoices", "period": "P6Y", "from": "the booking"},
        evidence=span(desk.text, "six years"),
        by="Ann",
    )
    value = desk.value("retention.items")
    assert value.value == Retention("invoices", "P6Y", since="the booking")
    assert [e.quote for e in value.evidence] == ["six years"]
    assert value.machine.evidence[0].quote == "kept for two years"


def test_correcting_back_to_what_the_machine_found_confirms_it(desk):
    value = desk.value("controller.name")
    correct_value(desk.ws, desk.id, value.id, "Lumo", by="Ann")
    correct_value(desk.ws, desk.id, value.id, "Lumo Bookings Oy", by="Ann")
    assert desk.value("controller.name").state is ValueState.CONFIRMED


def test_the_same_value_on_another_passage_is_a_correction(desk):
    value = desk.value("recipients.named")
    place = desk.text.rindex("Example Mail Ltd")
    correct_value(desk.ws, desk.id, value.id, value.value, evidence=Span(place, place + 16), by="Ann")
    assert desk.value("recipients.named").state is ValueState.CORRECTED


def test_correcting_a_rejected_value_brings_it_back(desk):
    value = desk.value("controller.name")
    reject_value(desk.ws, desk.id, value.id, by="Ann")
    correct_value(desk.ws, desk.id, value.id, "Lumo", by="Ann")
    assert desk.state("controller.name").status is FieldStatus.DECIDED


def test_correcting_an_added_value_leaves_it_added(desk):
    add_value(desk.ws, desk.id, "contact.person", "Aino", source="telephone call", by="Ann")
    correct_value(desk.ws, desk.id, desk.value("contact.person").id, "Aino Lampi", by="Ann")
    value = desk.value("contact.person")
    assert (value.state, value.value, value.machine) == (ValueState.ADDED, "Aino Lampi", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("controller.country", "Finland"), ("document.version_date", "3.5.2024"), ("legal_bases", "custom")],
)
def test_a_value_that_is_none_of_the_field_is_refused(desk, field, value):
    before = desk.assessment
    with refused("decision.bad_value"):
        correct_value(desk.ws, desk.id, desk.value(field).id, value, by="Ann")
    with refused("decision.bad_value"):
        add_value(desk.ws, desk.id, field, value, source="letter", by="Ann")
    assert desk.assessment == before


def test_adding_a_value_with_a_passage(desk):
    changes = add_value(
        desk.ws, desk.id, "transfers.countries", "us", evidence=span(desk.text, "the United States"), by="Ann"
    )
    value = desk.value("transfers.countries")
    assert (value.id,) == changes.value_ids
    assert (value.state, value.value, value.machine) == (ValueState.ADDED, "US", None)
    assert value.evidence[0].quote == "the United States"
    assert value.version_id == desk.imported.version_id
    assert desk.state("transfers.countries").status is FieldStatus.DECIDED


def test_the_quote_is_cut_from_the_text_beyond_the_basic_plane(desk):
    add_value(
        desk.ws, desk.id, "document.covers", "post box", evidence=span(desk.text, "\U0001f4ee\nUpdated"), by="Ann"
    )
    assert desk.value("document.covers").evidence[0].quote == "\U0001f4ee\nUpdated"


def test_adding_a_fact_from_outside(desk):
    add_value(desk.ws, desk.id, "contact.person", "Aino Lampi", source="letter of 1 March", by="Ann")
    value = desk.value("contact.person")
    assert (value.source, value.evidence, value.version_id) == ("letter of 1 March", (), None)


def test_adding_without_ground_is_refused(desk):
    with refused("decision.evidence_missing"):
        add_value(desk.ws, desk.id, "contact.person", "Aino Lampi", source="  ", by="Ann")


@pytest.mark.parametrize("bad", [Span(5, 5), Span(9, 4), Span(-1, 4), Span(0, 10**6)])
def test_a_span_outside_the_text_is_refused(desk, bad):
    with refused("decision.evidence_missing"):
        add_value(desk.ws, desk.id, "contact.person", "Aino Lampi", evidence=bad, by="Ann")


def test_a_value_that_is_there_already_is_not_added_again(desk):
    with refused("decision.duplicate"):
        add_value(desk.ws, desk.id, "legal_bases", "consent", source="letter", document_id=1, by="Ann")
    with refused("decision.duplicate"):
        add_value(desk.ws, desk.id, "legal_bases", "consent", evidence=span(desk.text, "consent"), by="Ann")


def test_a_correction_into_a_duplicate_is_refused(desk):
    with refused("decision.duplicate"):
        correct_value(desk.ws, desk.id, desk.value("legal_bases").id, "consent", by="Ann")


def test_a_rejected_value_may_be_added_anew(desk):
    reject_value(desk.ws, desk.id, desk.value("legal_bases", 1).id, by="Ann")
    add_value(desk.ws, desk.id, "legal_bases", "consent", evidence=span(desk.text, "consent"), by="Ann")
    assert states(desk, "legal_bases") == [ValueState.SUGGESTED, ValueState.REJECTED, ValueState.ADDED]


def test_in_a_field_of_one_value_the_suggestion_gives_way_to_what_is_added(desk):
    add_value(desk.ws, desk.id, "controller.country", "SE", source="register", by="Ann")
    assert states(desk, "controller.country") == [ValueState.REJECTED, ValueState.ADDED]
    undo(desk.ws, desk.id, by="Ann")
    assert states(desk, "controller.country") == [ValueState.SUGGESTED]


def test_in_a_field_of_one_value_a_decision_does_not_give_way(desk):
    confirm_field(desk.ws, desk.id, "controller.country", by="Ann")
    before = desk.assessment
    with refused("decision.one_value"):
        add_value(desk.ws, desk.id, "controller.country", "SE", source="register", by="Ann")
    assert desk.assessment == before


def test_a_field_of_one_value_holds_one_for_each_document(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    assert second.assessment_id == desk.id
    confirm_field(desk.ws, desk.id, "controller.country", by="Ann")
    assert states(desk, "controller.country") == [ValueState.CONFIRMED] * 2


def test_confirming_two_suggestions_of_a_field_of_one_value_is_refused_and_one_is_not(ws, make_reading):
    found = (("controller.country", "FI", "Oulu"), ("controller.country", "SE", "United States"))
    imported = record_import(ws, make_reading(found=found), vendor="Lumo", by="Ann")
    with refused("decision.one_value"):
        confirm_field(ws, imported.assessment_id, "controller.country", by="Ann")
    first, _ = load_assessment(ws, imported.assessment_id).states_of("controller.country")[0].values
    confirm_field(ws, imported.assessment_id, "controller.country", value_ids=[first.id], by="Ann")
    state = load_assessment(ws, imported.assessment_id).states_of("controller.country")[0]
    assert [v.state for v in state.values] == [ValueState.CONFIRMED, ValueState.REJECTED]
    assert state.status is FieldStatus.DECIDED


def test_fields_of_the_document_are_decided_for_each_document(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    with refused("decision.unknown_document"):
        confirm_field(desk.ws, desk.id, "document.language", by="Ann")
    changes = confirm_field(desk.ws, desk.id, "document.language", document_id=second.document_id, by="Ann")
    assert changes.fields == {("document.language", second.document_id)}
    assert desk.state("document.language", desk.imported.document_id).status is FieldStatus.OPEN
    assert desk.state("document.language", second.document_id).status is FieldStatus.DECIDED


def test_a_value_of_one_document_cannot_rest_on_another(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    value = desk.state("document.language", desk.imported.document_id).values[0]
    with refused("decision.unknown_document"):
        correct_value(desk.ws, desk.id, value.id, "sv", evidence=Span(0, 7), version_id=second.version_id, by="Ann")


def test_with_several_documents_a_passage_needs_its_version(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    with refused("decision.unknown_document"):
        add_value(desk.ws, desk.id, "contact.person", "Aino", evidence=Span(0, 7), by="Ann")
    add_value(desk.ws, desk.id, "contact.person", "Aino", evidence=Span(0, 7), version_id=second.version_id, by="Ann")
    assert desk.value("contact.person").document_id == second.document_id


def test_added_evidence_decides_nothing(desk):
    value = desk.value("recipients.named")
    place = desk.text.rindex("Example Mail Ltd is")
    add_evidence(desk.ws, desk.id, value.id, Span(place, place + 16), by="Ann")
    supported = desk.value("recipients.named")
    assert supported.state is ValueState.SUGGESTED
    assert [e.start for e in supported.evidence] == [value.evidence[0].start, place]
    confirm_field(desk.ws, desk.id, "recipients.named", by="Ann")
    assert desk.value("recipients.named").state is ValueState.CONFIRMED


def test_the_same_passage_is_not_added_twice(desk):
    value = desk.value("recipients.named")
    passage = Span(value.evidence[0].start, value.evidence[0].end)
    changes = add_evidence(desk.ws, desk.id, value.id, passage, by="Ann")
    assert changes.value_ids == ()
    assert desk.value("recipients.named") == value


def test_evidence_in_another_document_is_refused(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    value = desk.value("recipients.named")
    with refused("decision.unknown_document"):
        add_evidence(desk.ws, desk.id, value.id, Span(0, 7), version_id=second.version_id, by="Ann")


def test_a_fact_from_outside_can_get_evidence(desk):
    add_value(desk.ws, desk.id, "contact.person", "Aino Lampi", source="letter", by="Ann")
    add_evidence(desk.ws, desk.id, desk.value("contact.person").id, Span(0, 7), by="Ann")
    value = desk.value("contact.person")
    assert (value.source, value.evidence[0].quote) == ("letter", "Privacy")
    assert value.version_id == desk.imported.version_id


def test_translation_of_a_quote(desk):
    value = desk.value("legal_bases")
    write_translation(desk.ws, desk.id, value.id, "sopimuksen perusteella", by="Ann")
    assert desk.value("legal_bases").translation == "sopimuksen perusteella"
    assert desk.value("legal_bases").state is ValueState.SUGGESTED
    undo(desk.ws, desk.id, by="Ann")
    assert desk.value("legal_bases") == value


def test_deciding_a_value_ends_not_stated(desk):
    mark_not_stated(desk.ws, desk.id, "legal_bases", by="Ann")
    confirm_field(desk.ws, desk.id, "legal_bases", value_ids=[desk.value("legal_bases").id], by="Ann")
    reject_value(desk.ws, desk.id, desk.value("legal_bases").id, by="Ann")
    assert desk.state("legal_bases").status is FieldStatus.OPEN


def test_unknown_field_value_and_assessment_are_told(desk):
    with refused("decision.unknown_field"):
        confirm_field(desk.ws, desk.id, "colour", by="Ann")
    with refused("decision.unknown_value"):
        reject_value(desk.ws, desk.id, 999, by="Ann")
    with refused("decision.unknown_vendor"):
        reject_value(desk.ws, 999, 1, by="Ann")
    with refused("decision.unknown_document"):
        add_value(desk.ws, desk.id, "contact.person", "Aino", evidence=Span(0, 7), version_id=999, by="Ann")


def first_place(value):
    return Span(value.evidence[0].start, value.evidence[0].end)


def test_moving_the_edges_of_a_suggestion_decides_nothing(desk):
    value = desk.value("contact.email")
    place = first_place(value)
    wider = Span(place.start - 3, place.end)
    move_evidence(desk.ws, desk.id, value.id, place, wider, by="Ann")
    moved = desk.value("contact.email")
    assert (moved.state, moved.decision) == (ValueState.SUGGESTED, None)
    assert moved.evidence[0].quote == desk.text[wider.start : wider.end]
    assert moved.machine.evidence == value.evidence


def test_moved_edges_make_a_confirmed_value_a_corrected_one_until_they_are_back(desk):
    confirm_field(desk.ws, desk.id, "contact.email", by="Ann")
    value = desk.value("contact.email")
    place = first_place(value)
    move_evidence(desk.ws, desk.id, value.id, place, Span(place.start, place.end + 1), by="Bo")
    moved = desk.value("contact.email")
    assert (moved.state, moved.decision.by, moved.value) == (ValueState.CORRECTED, "Bo", value.value)
    move_evidence(desk.ws, desk.id, value.id, first_place(moved), place, by="Bo")
    assert desk.value("contact.email").state is ValueState.CONFIRMED


def test_passages_moved_onto_each_other_count_once(desk):
    value = desk.value("contact.email")
    add_evidence(desk.ws, desk.id, value.id, Span(0, 7), by="Ann")
    move_evidence(desk.ws, desk.id, value.id, Span(0, 7), first_place(value), by="Ann")
    assert desk.value("contact.email").evidence == value.evidence


def test_only_a_passage_of_the_value_can_be_moved_and_only_within_the_text(desk):
    value = desk.value("contact.email")
    with refused("decision.unknown_passage"):
        move_evidence(desk.ws, desk.id, value.id, Span(0, 7), Span(0, 9), by="Ann")
    with refused("decision.evidence_missing"):
        move_evidence(desk.ws, desk.id, value.id, first_place(value), Span(4, 4), by="Ann")


def test_the_history_says_where_the_edges_were_and_are(desk):
    value = desk.value("contact.email")
    place = first_place(value)
    move_evidence(desk.ws, desk.id, value.id, place, Span(place.start, place.end + 2), by="Ann")
    *_, last = desk.ws.audit.records(desk.id)
    (entry,) = json.loads(last.details)["values"]
    assert last.operation == "move_evidence"
    assert entry["from"]["spans"] == [[place.start, place.end]]
    assert entry["to"]["spans"] == [[place.start, place.end + 2]]

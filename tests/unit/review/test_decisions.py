from __future__ import annotations

from contextlib import contextmanager

import pytest

from reviewer.model import Context, DecisionError, FieldStatus, Retention, ValueState
from reviewer.review import apply_decision, list_engagements, load_assessment, record_import
from reviewer.store import verify_chain


@contextmanager
def refused(code):
    with pytest.raises(DecisionError) as refusal:
        yield refusal
    assert refusal.value.code == code


@pytest.fixture
def decide(desk):
    def apply(**line):
        return apply_decision(desk.ws, line, "Ann")

    return apply


def test_confirm_all_and_one(desk, decide):
    decide(action="confirm", field="legal_bases", of="consent")
    assert [v.state for v in desk.state("legal_bases").values] == [ValueState.SUGGESTED, ValueState.CONFIRMED]
    changes = decide(action="confirm", field="legal_bases")
    assert changes.fields == {("legal_bases", None)}
    assert desk.state("legal_bases").decision.by == "Ann"
    with refused("decision.no_values"):
        decide(action="confirm", field="cookies.used")


def test_correct_with_and_without_a_quote(desk, decide):
    decide(action="correct", field="controller.name", of="Lumo Bookings Oy", value="Lumo Bookings Ab")
    decide(
        action="correct",
        field="retention.items",
        of={"what": "invoices", "period": "P6Y", "until": None, "from": None},
        value={"what": "invoices", "period": "P7Y"},
        quote="Invoices are kept",
    )
    assert desk.value("controller.name").value == "Lumo Bookings Ab"
    assert desk.value("retention.items", 1).value == Retention("invoices", "P7Y")
    assert desk.value("retention.items", 1).evidence[0].quote == "Invoices are kept"


@pytest.mark.parametrize("of", ["P6Y", {"period": "P6Y"}, {"what": "invoices"}])
def test_a_retention_is_meant_by_its_period_or_by_parts(desk, decide, of):
    decide(action="reject", field="retention.items", of=of)
    assert [v.state for v in desk.state("retention.items").values] == [ValueState.SUGGESTED, ValueState.REJECTED]


@pytest.mark.parametrize("of", ["P9Y", {}, {"period": "P6Y", "what": "letters"}, 6, ["P6Y"]])
def test_a_retention_that_is_none_of_these_is_told(decide, of):
    with refused("decision.unknown_value"):
        decide(action="reject", field="retention.items", of=of)


def test_of_means_the_effective_value_then_the_machines_then_a_rejected_one(desk, decide):
    decide(action="correct", field="legal_bases", of="contract", value="public_task")
    decide(action="correct", field="legal_bases", of="consent", value="contract")
    decide(action="translation", field="legal_bases", of="contract", text="the effective one")
    decide(action="translation", field="legal_bases", of="consent", text="by what the machine found")
    first, second = desk.state("legal_bases").values
    assert (first.translation, second.translation) == ("", "by what the machine found")
    decide(action="reject", field="legal_bases", of="contract")
    decide(action="translation", field="legal_bases", of="contract", text="the machine's of the first")
    assert desk.value("legal_bases").translation == "the machine's of the first"
    decide(action="reject", field="legal_bases", of="public_task")
    decide(action="confirm", field="legal_bases", of="public_task")
    assert desk.value("legal_bases").state is ValueState.CORRECTED


def test_of_is_read_as_the_field_reads_values(desk, decide):
    decide(action="reject", field="contact.email", of="Privacy@LumoBookings.example")
    assert desk.value("contact.email").state is ValueState.REJECTED


def test_add_with_a_quote_or_a_source(desk, decide):
    decide(action="add", field="transfers.countries", value="US", quote="the United States")
    decide(action="add", field="contact.person", value="Aino Lampi", source="letter of 1 March")
    assert desk.value("transfers.countries").evidence[0].quote == "the United States"
    assert desk.value("contact.person").source == "letter of 1 March"
    with refused("decision.evidence_missing"):
        decide(action="add", field="contact.person", value="Eino")
    with refused("decision.unknown_value"):
        decide(action="reject", field="contact.person", of="Eino")
    with refused("decision.duplicate"):
        decide(action="add", field="transfers.countries", value="us", quote="the United States")


def test_quotes_that_are_not_there_or_stand_twice(desk, decide):
    with refused("decision.quote_missing"):
        decide(action="add", field="contact.person", value="Aino", quote="Aino Lampi")
    with refused("decision.quote_ambiguous") as refusal:
        decide(action="add", field="transfers.countries", value="US", quote="Example Mail Ltd")
    assert refusal.value.facts["places"] == 2
    start = desk.text.rindex("Example Mail Ltd")
    with refused("decision.quote_missing"):
        decide(action="add", field="transfers.countries", value="US", quote="Example Mail Ltd", start=start + 1)
    decide(action="add", field="transfers.countries", value="US", quote="Example Mail Ltd", start=start)
    assert desk.value("transfers.countries").evidence[0].start == start


def test_add_evidence(desk, decide):
    start = desk.text.rindex("Example Mail Ltd")
    decide(
        action="add_evidence", field="recipients.named", of="Example Mail Ltd", quote="Example Mail Ltd", start=start
    )
    assert [e.start for e in desk.value("recipients.named").evidence][1] == start
    with refused("decision.bad_line"):
        decide(action="add_evidence", field="recipients.named", of="Example Mail Ltd")


def test_decisions_on_fields(desk, decide):
    decide(action="not_stated", field="rights.authority")
    assert desk.state("rights.authority").status is FieldStatus.NOT_STATED
    decide(action="reopen", field="rights.authority")
    decide(action="flag", field="rights.authority")
    decide(action="note", field="rights.authority", text="ask")
    state = desk.state("rights.authority")
    assert (state.status, state.flagged, state.note) == (FieldStatus.OPEN, True, "ask")
    decide(action="unflag", field="rights.authority")
    assert not desk.state("rights.authority").flagged


def test_undo_and_redo(desk, decide):
    decide(action="flag", field="rights.authority")
    decide(action="undo")
    assert not desk.state("rights.authority").flagged
    decide(action="redo")
    assert desk.state("rights.authority").flagged
    with refused("decision.nothing_to_redo"):
        decide(action="redo")


def test_context_takes_any_of_its_keys(desk, decide):
    decide(
        action="context", service="product", client_country="FI", expected_data=["identity"], review_date="2026-03-01"
    )
    decide(action="context", service_name="Lumo Desk", client_country="unknown")
    assert desk.assessment.context == Context("product", "Lumo Desk", "", ("identity",), "2026-03-01")
    decide(action="context", expected_data="unknown")
    assert desk.assessment.context.expected_data == ()


def test_client_and_matter_are_the_engagements(desk, decide):
    changes = decide(action="context", client="Nummi Oy", service="both")
    decide(action="context", matter="Bookings")
    assert changes.structure
    assessment = desk.assessment
    assert (assessment.client, assessment.matter, assessment.context.service) == ("Nummi Oy", "Bookings", "both")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"rating": "acceptable"}, "decision.bad_line"),
        ({"expected_data": "identity"}, "decision.bad_line"),
        ({"expected_data": [1]}, "decision.bad_line"),
        ({"service": 1}, "decision.bad_line"),
        ({"client": 1, "service": "both"}, "decision.bad_line"),
        ({"service": "app", "client": "Nummi"}, "decision.bad_value"),
    ],
)
def test_a_context_line_that_fails_changes_nothing(desk, decide, line, code):
    before = desk.assessment
    with refused(code):
        decide(action="context", **line)
    assert desk.assessment == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({}, "decision.bad_line"),
        ({"action": 1}, "decision.bad_line"),
        ({"action": "applaud"}, "decision.unknown_action"),
        ({"action": "confirm"}, "decision.bad_line"),
        ({"action": "confirm", "field": "colour"}, "decision.unknown_field"),
        ({"action": "reject", "field": "legal_bases"}, "decision.bad_line"),
        ({"action": "reject", "field": "legal_bases", "of": "vital_interests"}, "decision.unknown_value"),
        ({"action": "reject", "field": "legal_bases", "of": "custom"}, "decision.unknown_value"),
        ({"action": "correct", "field": "legal_bases", "of": "consent"}, "decision.bad_value"),
        ({"action": "correct", "field": "legal_bases", "of": "consent", "value": 3}, "decision.bad_value"),
        ({"action": "correct", "field": "legal_bases", "of": "consent", "value": "custom"}, "decision.bad_value"),
        (
            {"action": "add", "field": "contact.person", "value": "A", "quote": "Lumo", "start": "4"},
            "decision.bad_line",
        ),
        ({"action": "add", "field": "contact.person", "value": "A", "quote": ""}, "decision.quote_missing"),
        ({"action": "note", "field": "legal_bases"}, "decision.bad_line"),
        ({"action": "flag", "field": "legal_bases", "vendor": "Nobody"}, "decision.unknown_vendor"),
        ({"action": "flag", "field": "document.title", "document": "none"}, "decision.unknown_document"),
    ],
)
def test_a_bad_line_is_told_and_changes_nothing(desk, line, code):
    before = desk.assessment
    with refused(code):
        apply_decision(desk.ws, line, "Ann")
    assert desk.assessment == before


def test_the_vendor_is_named_where_there_are_several(desk, decide, make_reading):
    other = record_import(desk.ws, make_reading(), vendor="Tuuli Mail", by="Ann")
    with refused("decision.unknown_vendor"):
        decide(action="flag", field="legal_bases")
    decide(action="flag", field="legal_bases", vendor="tuuli mail")
    assert load_assessment(desk.ws, other.assessment_id).states_of("legal_bases")[0].flagged
    assert not desk.state("legal_bases").flagged


def test_the_document_is_named_where_there_are_several(desk, decide, make_reading):
    record_import(desk.ws, make_reading(desk.text + "Annex by Aino Lampi.\n", name="annex.txt"), by="Ann")
    with refused("decision.value_ambiguous"):
        decide(action="reject", field="controller.name", of="Lumo Bookings Oy")
    decide(action="reject", field="controller.name", of="Lumo Bookings Oy", document="annex.txt")
    assert [v.effective for v in desk.state("controller.name").values] == [True, False]
    with refused("decision.quote_ambiguous"):
        decide(action="add", field="transfers.countries", value="US", quote="the United States")
    decide(action="add", field="transfers.countries", value="US", quote="the United States", document="annex.txt")
    decide(action="add", field="contact.person", value="Aino Lampi", quote="Aino Lampi")
    assert desk.value("transfers.countries").document_id == desk.value("contact.person").document_id == 2
    decide(action="confirm", field="document.language", of="en", document="annex.txt")
    assert desk.state("document.language", 2).status is FieldStatus.DECIDED


def test_equal_values_are_told_apart_by_where_they_stand(ws, make_reading):
    found = (("contact.person", "Lumo", "Lumo"), ("contact.person", "Lumo", "Lumo Bookings Oy"))
    imported = record_import(ws, make_reading(found=found), vendor="Lumo", by="Ann")
    first, second = load_assessment(ws, imported.assessment_id).states_of("contact.person")[0].values
    line = {"action": "reject", "field": "contact.person", "of": "Lumo"}
    with refused("decision.value_ambiguous"):
        apply_decision(ws, line, "Ann")
    apply_decision(ws, {**line, "start": second.evidence[0].start}, "Ann")
    rejected = [
        v.id
        for v in load_assessment(ws, imported.assessment_id).states_of("contact.person")[0].values
        if not v.effective
    ]
    assert rejected == [second.id]
    assert first.id != second.id


def test_every_line_is_in_the_history(desk, decide):
    rows = verify_chain(desk.ws.audit).rows
    decide(action="confirm", field="legal_bases")
    decide(action="undo")
    assert verify_chain(desk.ws.audit).rows == rows + 2
    assert len(list_engagements(desk.ws)) == 1


def test_findings_rating_and_sign_off_by_lines(desk):
    def decide(**line):
        return apply_decision(desk.ws, line, "Ann")

    decide(action="finding_accept", finding="RIG-01")
    decide(action="finding_reword", finding="RIG-02", text="Withdrawal is not described.")
    decide(action="finding_dismiss", finding="RIG-03", reason="told by letter")
    decide(action="finding_severity", finding="DAT-02", severity="low", reason="a new notice is announced")
    decide(action="rating", value="acceptable", reason="little data")
    found = {f.rule: f for f in desk.assessment.findings}
    assert [found[rule].state.value for rule in ("RIG-01", "RIG-02", "RIG-03", "DAT-02")] == [
        "accepted",
        "accepted",
        "dismissed",
        "open",
    ]
    assert (found["RIG-02"].wording, found["DAT-02"].severity.value) == ("Withdrawal is not described.", "low")
    assert desk.assessment.rating.reason == "little data"
    for state in desk.assessment.fields:
        decide(action="confirm" if state.suggested else "not_stated", field=state.field)
    decide(action="sign_off", prepared_by="Ann", reviewed_by="Bo", approved_by="Cecilia")
    assert desk.assessment.sign_off.reviewed_by == "Bo"
    decide(action="reopen_assessment", reason="a letter came")
    assert desk.assessment.sign_off is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"action": "finding_accept", "finding": "XXX-99"}, "decision.unknown_finding"),
        ({"action": "finding_accept"}, "decision.bad_line"),
        ({"action": "finding_dismiss", "finding": "RIG-01"}, "decision.reason_missing"),
        ({"action": "finding_severity", "finding": "RIG-01", "severity": "huge", "reason": "r"}, "decision.bad_line"),
        ({"action": "rating", "value": "best", "reason": "r"}, "decision.bad_line"),
        ({"action": "rating", "value": "acceptable"}, "decision.reason_missing"),
        ({"action": "sign_off", "prepared_by": "Ann"}, "decision.unfinished"),
        ({"action": "reopen_assessment", "reason": "r"}, "decision.not_signed_off"),
    ],
)
def test_a_decision_on_the_whole_that_cannot_be_taken_is_told(desk, line, code):
    before = desk.assessment
    with refused(code):
        apply_decision(desk.ws, line, "Ann")
    assert desk.assessment == before

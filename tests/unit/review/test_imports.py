from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from reviewer.model import (
    DecisionError,
    DocumentKind,
    Evidence,
    FieldStatus,
    ImportFailedError,
    Original,
    Span,
    ValueState,
)
from reviewer.review import (
    add_engagement,
    add_evidence,
    add_value,
    close_engagement,
    confirm_field,
    correct_value,
    list_engagements,
    load_assessment,
    mark_not_stated,
    read_original,
    record_extraction,
    record_import,
    redo,
    reject_value,
    reopen_field,
    undo,
    write_translation,
)

FOREWORD = "A word before.\n\n"


def vendors(ws):
    return [(e.id, v.name) for e in list_engagements(ws) for v in e.vendors]


def test_an_import_is_read_back_whole(desk, make_reading):
    reading = make_reading()
    document = desk.assessment.documents[0]
    version = document.version
    assert (document.name, document.kind, document.versions) == ("lumo.txt", DocumentKind.POLICY, 1)
    assert (version.text, version.blocks) == (reading.document.text, reading.document.blocks)
    assert version.text_sha256 == hashlib.sha256(version.text.encode()).hexdigest()
    assert (version.language, version.rule_set, version.number) == ("en", "1", 1)
    assert read_original(desk.ws, version.id) == Original(reading.original, reading.document.origins)
    assert [v.machine for f in desk.assessment.fields for v in f.values] == sorted(
        reading.extraction.values, key=lambda v: [f.field for f in desk.assessment.fields].index(v.field)
    )


def test_incomplete_and_silent_fields_are_shown_with_their_version(desk):
    version_id = desk.imported.version_id
    assert [(v, i.field) for v, i in desk.state("data.categories").incomplete] == [(version_id, "data.categories")]
    assert [(v, s.cues) for v, s in desk.state("rights.authority").silences] == [(version_id, 12)]


def test_every_field_of_the_form_stands_once_and_those_of_the_document_for_each(desk, make_reading):
    second = record_import(desk.ws, make_reading(name="terms.txt"), by="Ann")
    keys = [(f.field, f.document_id) for f in desk.assessment.fields]
    assert len(keys) == len(set(keys))
    documents = [desk.imported.document_id, second.document_id]
    assert [d for f, d in keys if f == "document.title"] == documents
    assert keys.index(("controller.name", None)) < keys.index(("law.changes", None))


def test_the_vendor_is_the_controller_as_extracted(desk):
    assert vendors(desk.ws) == [(1, "Lumo Bookings Oy")]


def test_without_a_controller_the_vendor_is_named_after_the_file(ws, make_reading):
    record_import(ws, make_reading(found=(), name="acme privacy.v2.pdf"), by="Ann")
    assert vendors(ws) == [(1, "acme privacy.v2")]


def test_a_named_vendor_is_found_again_in_its_engagement(ws, make_reading):
    first = record_import(ws, make_reading(), vendor="Lumo", by="Ann")
    again = record_import(ws, make_reading(name="dpa.txt"), vendor="LUMO", kind=DocumentKind.DPA, by="Ann")
    assert again.assessment_id == first.assessment_id
    other = add_engagement(ws, client="Other client", by="Ann")
    elsewhere = record_import(ws, make_reading(), vendor="Lumo", engagement_id=other, by="Ann")
    assert elsewhere.vendor_id != first.vendor_id
    assert vendors(ws) == [(1, "Lumo"), (other, "Lumo")]


def test_an_import_goes_to_the_first_open_engagement(ws, make_reading):
    closed = add_engagement(ws, client="Closed", by="Ann")
    close_engagement(ws, closed, by="Ann")
    open_one = add_engagement(ws, client="Open", by="Ann")
    record_import(ws, make_reading(), by="Ann")
    assert vendors(ws) == [(open_one, "Lumo Bookings Oy")]


def test_documents_of_one_name_are_told_apart(desk, make_reading):
    record_import(desk.ws, make_reading(), by="Ann")
    record_import(desk.ws, make_reading(), vendor_id=desk.imported.vendor_id, by="Ann")
    assert [d.name for d in desk.assessment.documents] == ["lumo.txt", "lumo.txt (2)", "lumo.txt (3)"]


@pytest.mark.parametrize("where", [{"engagement_id": 99}, {"vendor_id": 99}, {"replaces": 99}])
def test_an_import_to_nowhere_leaves_nothing(ws, make_reading, where):
    head = ws.audit.head()
    with pytest.raises(DecisionError):
        record_import(ws, make_reading(), by="Ann", **where)
    assert (ws.audit.head(), list_engagements(ws)) == (head, ())


@pytest.mark.parametrize(
    "fault",
    [{"field": "colour"}, {"evidence": ()}, {"evidence": (Evidence(5, 10**6, "nothing"),)}],
)
def test_an_extraction_that_breaks_the_contract_is_refused_whole(ws, make_reading, fault):
    reading = make_reading()
    values = (*reading.extraction.values, replace(reading.extraction.values[0], **fault))
    with pytest.raises(ImportFailedError):
        record_import(ws, replace(reading, extraction=replace(reading.extraction, values=values)), by="Ann")
    assert list_engagements(ws) == ()


def test_quotes_are_cut_from_the_text_whatever_the_extraction_says(ws, make_reading):
    reading = make_reading()
    lying = tuple(
        replace(v, evidence=tuple(replace(e, quote="another") for e in v.evidence)) for v in reading.extraction.values
    )
    imported = record_import(ws, replace(reading, extraction=replace(reading.extraction, values=lying)), by="Ann")
    value = load_assessment(ws, imported.assessment_id).states_of("contact.email")[0].values[0]
    assert value.evidence[0].quote == value.machine.evidence[0].quote == "privacy@lumobookings.example"


def test_an_unknown_original_is_told(ws):
    with pytest.raises(DecisionError):
        read_original(ws, 99)


class TestReadingAgain:
    def again(self, desk, make_reading, found):
        extraction = make_reading(found=found, rule_set="2").extraction
        return record_extraction(desk.ws, desk.imported.version_id, extraction, by="Ann")

    def test_decisions_stay_and_what_differs_is_suggested(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
        confirmed = desk.value("controller.name")
        found = (
            ("controller.name", "Lumo Bookings Oy", "Lumo Bookings Oy"),
            ("controller.name", "Lumo", "Lumo"),
            ("legal_bases", "consent", "consent"),
        )
        self.again(desk, make_reading, found)
        name = desk.state("controller.name")
        assert name.values[0] == confirmed
        assert [(v.value, v.state) for v in name.values[1:]] == [("Lumo", ValueState.SUGGESTED)]
        assert name.status is FieldStatus.OPEN
        assert desk.assessment.documents[0].version.rule_set == "2"

    def test_suggestions_nobody_decided_follow_the_new_run(self, desk, make_reading):
        kept = desk.value("legal_bases", 1)
        changes = self.again(desk, make_reading, (("legal_bases", "consent", "of your consent"),))
        (value,) = desk.state("legal_bases").values
        assert (value.id, value.evidence[0].quote) == (kept.id, "of your consent")
        assert desk.state("recipients.named").values == ()
        assert ("recipients.named", None) in changes.fields

    def test_rejected_and_replaced_values_do_not_come_up_again(self, desk, make_reading):
        reject_value(desk.ws, desk.id, desk.value("legal_bases").id, by="Ann")
        correct_value(desk.ws, desk.id, desk.value("controller.country").id, "SE", by="Ann")
        before = desk.assessment.fields
        found = tuple((v.field, v.machine.value, v.machine.evidence[0].quote) for f in before for v in f.values)
        self.again(desk, make_reading, found)
        assert [f.values for f in desk.assessment.fields if f.field != "legal_bases"] == [
            f.values for f in before if f.field != "legal_bases"
        ]
        assert [v.state for v in desk.state("legal_bases").values] == [ValueState.REJECTED, ValueState.SUGGESTED]

    def test_what_a_person_worked_on_is_not_lost(self, desk, make_reading):
        translated, supported = desk.value("legal_bases", 0), desk.value("legal_bases", 1)
        write_translation(desk.ws, desk.id, translated.id, "avtal", by="Ann")
        add_evidence(desk.ws, desk.id, supported.id, Span(0, 7), by="Ann")
        self.again(desk, make_reading, (("legal_bases", "consent", "consent"),))
        first, second = desk.state("legal_bases").values
        assert (first.id, first.translation) == (translated.id, "avtal")
        assert [e.quote for e in second.evidence] == ["consent", "Privacy"]

    def test_a_new_suggestion_opens_what_was_not_stated(self, desk, make_reading):
        mark_not_stated(desk.ws, desk.id, "rights.authority", by="Ann")
        self.again(desk, make_reading, (("rights.authority", "Example Mail Ltd", "Example Mail Ltd"),))
        assert desk.state("rights.authority").status is FieldStatus.OPEN
        reject_value(desk.ws, desk.id, desk.value("rights.authority").id, by="Ann")
        assert desk.state("rights.authority").status is FieldStatus.NOT_STATED

    def test_it_leaves_undo_and_drops_redo(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
        confirm_field(desk.ws, desk.id, "legal_bases", by="Ann")
        undo(desk.ws, desk.id, by="Ann")
        self.again(desk, make_reading, ())
        assert (desk.assessment.undo_kind, desk.assessment.redo_kind) == ("confirm_field", "")
        undo(desk.ws, desk.id, by="Ann")
        assert desk.value("controller.name").state is ValueState.SUGGESTED
        redo(desk.ws, desk.id, by="Ann")
        with pytest.raises(DecisionError):
            redo(desk.ws, desk.id, by="Ann")


class TestNewerVersion:
    def newer(self, desk, make_reading, change=lambda text: FOREWORD + text, found=None):
        reading = make_reading()
        text = change(reading.document.text)
        known = ((v.field, v.value, v.evidence[0].quote) for v in reading.extraction.values)
        found = tuple(f for f in known if f[2] in text) if found is None else found
        return record_import(
            desk.ws, make_reading(text, found, name="lumo-2.txt"), replaces=desk.imported.document_id, by="Ann"
        )

    def test_it_is_a_version_of_the_same_document(self, desk, make_reading):
        newer = self.newer(desk, make_reading)
        assert (newer.document_id, newer.assessment_id) == (desk.imported.document_id, desk.id)
        (document,) = desk.assessment.documents
        assert (document.versions, document.version.number, document.version.id) == (2, 2, newer.version_id)
        assert document.name == "lumo.txt"

    def test_decisions_follow_their_passages(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "legal_bases", by="Ann")
        correct_value(desk.ws, desk.id, desk.value("controller.name").id, "Lumo", by="Ann")
        before = desk.state("legal_bases").values
        newer = self.newer(desk, make_reading)
        text = desk.text
        assert [v.state for v in desk.state("legal_bases").values] == [ValueState.CONFIRMED] * 2
        assert desk.value("controller.name").value == "Lumo"
        for field in desk.assessment.fields:
            for value in field.values:
                assert value.version_id == newer.version_id
                assert all(text[e.start : e.end] == e.quote for e in value.evidence)
        assert [v.evidence[0].start for v in desk.state("legal_bases").values] == [
            v.evidence[0].start + len(FOREWORD) for v in before
        ]
        assert not any(f.flagged for f in desk.assessment.fields)

    def test_a_decision_whose_passage_is_gone_stays_and_is_flagged(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "legal_bases", by="Ann")
        newer = self.newer(desk, make_reading, lambda text: text.replace("your consent", "your agreement"))
        carried, left = desk.state("legal_bases").values
        assert (carried.version_id, left.version_id) == (newer.version_id, desk.imported.version_id)
        assert (left.state, left.evidence[0].quote) == (ValueState.CONFIRMED, "your consent")
        assert [f.field for f in desk.assessment.fields if f.flagged] == ["legal_bases"]

    def test_what_the_new_text_says_elsewhere_is_suggested_beside_it(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "legal_bases", by="Ann")
        self.newer(
            desk,
            make_reading,
            lambda text: text.replace("your consent", "your agreement"),
            found=(("legal_bases", "consent", "agreement"), ("legal_bases", "contract", "contract")),
        )
        assert [(v.value, v.state) for v in desk.state("legal_bases").values] == [
            ("contract", ValueState.CONFIRMED),
            ("consent", ValueState.CONFIRMED),
            ("consent", ValueState.SUGGESTED),
        ]
        settled = desk.state("legal_bases").values
        extraction = make_reading(desk.text, (("legal_bases", "consent", "agreement"),)).extraction
        record_extraction(desk.ws, desk.assessment.documents[0].version.id, extraction, by="Ann")
        assert desk.state("legal_bases").values[:2] == settled[:2]
        assert len(desk.state("legal_bases").values) == 3

    def test_suggestions_whose_passage_is_gone_go(self, desk, make_reading):
        self.newer(desk, make_reading, lambda text: text.replace("your consent", "your agreement"))
        assert [v.value for v in desk.state("legal_bases").values] == ["contract"]
        assert not desk.state("legal_bases").flagged

    def test_facts_from_outside_stay(self, desk, make_reading):
        add_value(desk.ws, desk.id, "contact.person", "Aino Lampi", source="letter", by="Ann")
        self.newer(desk, make_reading)
        assert desk.value("contact.person").source == "letter"
        assert not desk.state("contact.person").flagged

    def test_undo_reaches_past_it(self, desk, make_reading):
        correct_value(desk.ws, desk.id, desk.value("legal_bases").id, "public_task", by="Ann")
        newer = self.newer(desk, make_reading)
        undo(desk.ws, desk.id, by="Ann")
        value = desk.value("legal_bases")
        assert (value.state, value.value, value.version_id) == (ValueState.SUGGESTED, "contract", newer.version_id)
        assert all(desk.text[e.start : e.end] == e.quote for e in value.evidence)

    def test_reopening_finds_the_machines_passage_in_it(self, desk, make_reading):
        correct_value(desk.ws, desk.id, desk.value("legal_bases").id, "public_task", evidence=Span(0, 7), by="Ann")
        self.newer(desk, make_reading)
        reopen_field(desk.ws, desk.id, "legal_bases", by="Ann")
        value = desk.value("legal_bases")
        assert [e.quote for e in value.evidence] == ["on the basis of a contract"]
        assert desk.text[value.evidence[0].start :].startswith("on the basis of a contract")

    def test_an_earlier_version_is_not_read_again(self, desk, make_reading):
        self.newer(desk, make_reading)
        with pytest.raises(DecisionError):
            record_extraction(desk.ws, desk.imported.version_id, make_reading().extraction, by="Ann")

    def test_the_history_names_what_was_carried_and_counts_suggestions(self, desk, make_reading):
        confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
        self.newer(desk, make_reading)
        *_, last = desk.ws.audit.records(desk.id)
        assert last.operation == "record_version"
        assert '"suggestions": 9' in last.details
        assert '"state": "confirmed"' in last.details
        assert '"state": "suggested"' not in last.details

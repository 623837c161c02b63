from __future__ import annotations

import pytest

from reviewer.model import DecisionError, FieldStatus, Rating
from reviewer.review import (
    accept_finding,
    confirm_field,
    erase_document,
    flag_field,
    keep_issued_report,
    load_assessment,
    mark_not_stated,
    read_issued_report,
    record_import,
    reopen_assessment,
    set_rating,
    sign_off,
    undo,
)
from reviewer.store import verify_chain


def decide_everything(desk):
    for state in desk.assessment.fields:
        if state.suggested:
            confirm_field(desk.ws, desk.id, state.field, by="Ann")
        elif state.status is FieldStatus.OPEN:
            mark_not_stated(desk.ws, desk.id, state.field, by="Ann")
    for finding in desk.assessment.blocking:
        accept_finding(desk.ws, desk.id, finding.rule, by="Ann")


def refusal_of(operation, *arguments, **options):
    with pytest.raises(DecisionError) as refusal:
        operation(*arguments, **options)
    return refusal.value


def test_a_rating_has_a_reason_and_can_be_undone(desk):
    assert refusal_of(set_rating, desk.ws, desk.id, Rating.NOT_RECOMMENDED, " ", by="Ann").code == (
        "decision.reason_missing"
    )
    set_rating(desk.ws, desk.id, Rating.NOT_RECOMMENDED, "too little is known", by="Ann")
    rating = desk.assessment.rating
    assert (rating.rating, rating.reason, rating.decision.by) == (
        Rating.NOT_RECOMMENDED,
        "too little is known",
        "Ann",
    )
    undo(desk.ws, desk.id, by="Ann")
    assert desk.assessment.rating is None


def test_signing_off_needs_everything_decided(desk):
    refusal = refusal_of(sign_off, desk.ws, desk.id, prepared_by="Ann", by="Ann")
    assert refusal.code == "decision.unfinished"
    assert refusal.facts["open"] == len(desk.assessment.fields)
    assert refusal.facts["findings"] == len(desk.assessment.blocking) > 0


def test_what_is_signed_off_takes_no_decision_until_it_is_reopened(desk, make_reading):
    decide_everything(desk)
    sign_off(desk.ws, desk.id, prepared_by=" Ann ", approved_by="Cecilia", by="Ann")
    signed = desk.assessment.sign_off
    assert (signed.prepared_by, signed.reviewed_by, signed.approved_by) == ("Ann", "", "Cecilia")
    for operation, arguments in (
        (flag_field, ("legal_bases",)),
        (undo, ()),
        (accept_finding, ("RIG-03",)),
    ):
        assert refusal_of(operation, desk.ws, desk.id, *arguments, by="Ann").code == "decision.signed_off"
    refusal = refusal_of(record_import, desk.ws, make_reading(), vendor_id=desk.imported.vendor_id, by="Ann")
    assert refusal.code == "decision.signed_off"
    assert refusal_of(sign_off, desk.ws, desk.id, prepared_by="Ann", by="Ann").code == "decision.signed_off"
    assert refusal_of(reopen_assessment, desk.ws, desk.id, "", by="Ann").code == "decision.reason_missing"
    reopen_assessment(desk.ws, desk.id, "a new letter came", by="Ann")
    assert desk.assessment.sign_off is None
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    operations = [r.operation for r in desk.ws.audit.records(desk.id)]
    assert operations[-3:] == ["sign_off", "reopen_assessment", "flag_field"]
    assert verify_chain(desk.ws.audit).whole


def test_only_what_is_signed_off_is_reopened(desk):
    assert refusal_of(reopen_assessment, desk.ws, desk.id, "why", by="Ann").code == "decision.not_signed_off"


def issue(desk, content=b"PK one"):
    head = desk.assessment.history_head
    return keep_issued_report(desk.ws, desk.id, content, kind="assessment", language="sv", history_head=head, by="Ann")


def test_issued_reports_are_kept_and_say_whether_they_still_hold(desk):
    assert issue(desk).number == 1
    assert issue(desk, b"PK two").number == 2
    assert read_issued_report(desk.ws, desk.id, 2) == b"PK two"
    assert [r.current for r in desk.assessment.issued] == [True, True]
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    issue(desk)
    assert [r.current for r in desk.assessment.issued] == [False, False, True]
    assert refusal_of(read_issued_report, desk.ws, desk.id, 9).code == "decision.unknown_document"


def test_erasing_a_document_takes_the_reports_that_quote_it(desk):
    set_rating(desk.ws, desk.id, Rating.ACCEPTABLE, "well known", by="Ann")
    issue(desk)
    erase_document(desk.ws, desk.imported.document_id, by="Ann")
    assessment = load_assessment(desk.ws, desk.id)
    assert (assessment.issued, assessment.rating.reason) == ((), "well known")
    assert verify_chain(desk.ws.audit).whole

from __future__ import annotations

import dataclasses

import pytest

from reviewer.model import Context, DecisionError, FindingState, Severity, Span
from reviewer.review import (
    accept_finding,
    add_evidence,
    dismiss_finding,
    record_import,
    redo,
    reject_value,
    reword_finding,
    set_context,
    set_finding_severity,
    undo,
)
from reviewer.store import verify_chain


def finding(desk, rule):
    return next((f for f in desk.assessment.findings if f.rule == rule), None)


def test_findings_come_with_the_assessment_the_gravest_first(desk):
    findings = desk.assessment.findings
    assert {"RIG-01", "RIG-02", "RIG-03"} <= {f.rule for f in findings}
    weights = [f.severity.weight for f in findings]
    assert weights == sorted(weights, reverse=True)
    assert {f.state for f in findings} == {FindingState.OPEN}


def test_findings_follow_the_values(desk):
    assert finding(desk, "RIG-02") is not None
    consent = desk.value("legal_bases", 1)
    reject_value(desk.ws, desk.id, consent.id, by="Ann")
    assert finding(desk, "RIG-02") is None


def test_findings_follow_the_context(desk):
    before = finding(desk, "SCO-02").severity
    set_context(desk.ws, desk.id, Context(service="product"), by="Ann")
    assert (before, finding(desk, "SCO-02").severity) == (Severity.INFO, Severity.MEDIUM)


def test_the_day_is_the_review_date_or_today(desk):
    assert desk.assessment.as_of == "2026-03-02"
    set_context(desk.ws, desk.id, Context(review_date="2025-01-15"), by="Ann")
    assert desk.assessment.as_of == "2025-01-15"
    assert finding(desk, "DAT-02") is None


def test_accepting_undoing_and_redoing(desk):
    changes = accept_finding(desk.ws, desk.id, "RIG-03", by="Ann")
    assert changes.findings == {"RIG-03"}
    accepted = finding(desk, "RIG-03")
    assert (accepted.state, accepted.decision.by) == (FindingState.ACCEPTED, "Ann")
    assert desk.assessment.reviewers == ("Ann",)
    undo(desk.ws, desk.id, by="Ann")
    assert finding(desk, "RIG-03").state is FindingState.OPEN
    redo(desk.ws, desk.id, by="Ann")
    assert finding(desk, "RIG-03") == accepted
    assert verify_chain(desk.ws.audit).whole


def test_a_reworded_finding_is_accepted_and_keeps_its_words(desk):
    reword_finding(desk.ws, desk.id, "RIG-03", "  No authority is named.  ", by="Ann")
    reworded = finding(desk, "RIG-03")
    assert (reworded.state, reworded.wording) == (FindingState.ACCEPTED, "No authority is named.")
    reword_finding(desk.ws, desk.id, "RIG-03", "", by="Ann")
    assert finding(desk, "RIG-03").wording == ""


def test_dismissing_needs_a_reason(desk):
    with pytest.raises(DecisionError) as refusal:
        dismiss_finding(desk.ws, desk.id, "RIG-03", "  ", by="Ann")
    assert refusal.value.code == "decision.reason_missing"
    dismiss_finding(desk.ws, desk.id, "RIG-03", "told by letter", by="Ann")
    dismissed = finding(desk, "RIG-03")
    assert (dismissed.state, dismissed.reason, dismissed.stands) == (FindingState.DISMISSED, "told by letter", False)
    accept_finding(desk.ws, desk.id, "RIG-03", by="Ann")
    assert finding(desk, "RIG-03").reason == ""


def test_another_severity_decides_nothing_yet(desk):
    set_finding_severity(desk.ws, desk.id, "RIG-03", Severity.LOW, "a small matter", by="Ann")
    lowered = finding(desk, "RIG-03")
    assert (lowered.severity, lowered.finding.severity) == (Severity.LOW, Severity.HIGH)
    assert (lowered.state, lowered.blocks_final) == (FindingState.OPEN, True)
    set_finding_severity(desk.ws, desk.id, "RIG-03", Severity.HIGH, "after all", by="Ann")
    assert finding(desk, "RIG-03").severity_reason == ""


def test_one_that_a_person_weighs_high_blocks_a_final_report(desk):
    assert not finding(desk, "DAT-02").blocks_final
    set_finding_severity(desk.ws, desk.id, "DAT-02", Severity.HIGH, "it matters here", by="Ann")
    assert finding(desk, "DAT-02").blocks_final
    accept_finding(desk.ws, desk.id, "DAT-02", by="Ann")
    assert not finding(desk, "DAT-02").blocks_final


def test_a_rule_that_suggests_nothing_cannot_be_decided(desk):
    with pytest.raises(DecisionError) as refusal:
        accept_finding(desk.ws, desk.id, "TRF-02", by="Ann")
    assert refusal.value.code == "decision.unknown_finding"


def support_consent(desk):
    start = desk.text.index("Job applications")
    consent = desk.value("legal_bases", 1)
    add_evidence(desk.ws, desk.id, consent.id, Span(start, start + len("Job applications")), by="Ann")


def test_a_changed_ground_opens_the_finding_again(desk):
    reword_finding(desk.ws, desk.id, "RIG-02", "Nothing is said of withdrawing.", by="Ann")
    support_consent(desk)
    changed = finding(desk, "RIG-02")
    assert (changed.state, changed.ground_changed) == (FindingState.OPEN, True)
    assert changed.wording == "Nothing is said of withdrawing."
    accept_finding(desk.ws, desk.id, "RIG-02", by="Ann")
    assert not finding(desk, "RIG-02").ground_changed


def test_weighing_does_not_confirm_a_changed_ground(desk):
    accept_finding(desk.ws, desk.id, "RIG-02", by="Ann")
    support_consent(desk)
    set_finding_severity(desk.ws, desk.id, "RIG-02", Severity.LOW, "small", by="Ann")
    assert finding(desk, "RIG-02").state is FindingState.OPEN


def test_the_ground_is_the_same_where_only_the_place_moved(desk, make_reading):
    accept_finding(desk.ws, desk.id, "RIG-02", by="Ann")
    text = desk.text.replace("Privacy notice", "Our own privacy notice", 1)
    found = (("legal_bases", "consent", "your consent"),)
    record_import(desk.ws, make_reading(text, found), replaces=desk.imported.document_id, by="Ann")
    assert finding(desk, "RIG-02").state is FindingState.ACCEPTED


def test_time_alone_does_not_change_the_ground(desk):
    set_context(desk.ws, desk.id, Context(review_date="2026-06-01"), by="Ann")
    accept_finding(desk.ws, desk.id, "DAT-02", by="Ann")
    context = dataclasses.replace(desk.assessment.context, review_date="2026-07-15")
    set_context(desk.ws, desk.id, context, by="Ann")
    assert finding(desk, "DAT-02").state is FindingState.ACCEPTED

"""The end of an assessment: its rating, its sign-off, opening it again, and keeping what was handed out."""

from __future__ import annotations

from reviewer.model import Changes, Decision, DecisionError, IssuedReport, OverallRating, Rating, SignOff
from reviewer.review.assessments import load_assessment
from reviewer.review.findings import required_reason
from reviewer.review.recording import recording
from reviewer.review.scope import assessed_vendor
from reviewer.store import Workspace


def set_rating(ws: Workspace, assessment_id: int, rating: Rating, reason: str, *, by: str) -> Changes:
    """The reviewer's rating, whatever the findings suggest. DecisionError `decision.reason_missing`."""
    with recording(ws, "set_rating", assessment_id, by) as operation:
        operation.write_rating(OverallRating(rating, required_reason(reason), operation.decision))
    return operation.changes


def sign_off(
    ws: Workspace, assessment_id: int, *, prepared_by: str, reviewed_by: str = "", approved_by: str = "", by: str
) -> Changes:
    """Names who answers for the assessment; from then on it takes no decision until it is reopened. An act of record,
    which undo does not reach. DecisionError `decision.unfinished` while a final report would be refused,
    `decision.signed_off`, `decision.bad_line` without a name for `prepared_by`."""
    with ws.transaction():
        assessment = load_assessment(ws, assessment_id)
        if assessment.sign_off is not None:
            raise DecisionError("decision.signed_off")
        if not prepared_by.strip():
            raise DecisionError("decision.bad_line", key="prepared_by")
        if not assessment.ready_for_final:
            still_open = len(assessment.fields) - assessment.decided
            raise DecisionError("decision.unfinished", open=still_open, findings=len(assessment.blocking))
        names = {"prepared_by": prepared_by, "reviewed_by": reviewed_by, "approved_by": approved_by}
        names = {role: name.strip() for role, name in names.items()}
        decision = Decision(by, ws.now())
        ws.opinions.set_sign_off(assessment_id, SignOff(**names, decision=decision))
        _audit(ws, "sign_off", assessment_id, decision, {"sign_off": names})
    return Changes("sign_off", assessment_id, opinion=True)


def reopen_assessment(ws: Workspace, assessment_id: int, reason: str, *, by: str) -> Changes:
    """Takes the sign-off back. DecisionError `decision.not_signed_off`, `decision.reason_missing`."""
    with ws.transaction():
        assessed_vendor(ws, assessment_id)
        if ws.opinions.sign_off(assessment_id) is None:
            raise DecisionError("decision.not_signed_off")
        decision = Decision(by, ws.now())
        ws.opinions.set_sign_off(assessment_id, None)
        _audit(ws, "reopen_assessment", assessment_id, decision, {"reason": required_reason(reason)})
    return Changes("reopen_assessment", assessment_id, opinion=True)


def keep_issued_report(
    ws: Workspace, assessment_id: int, content: bytes, *, kind: str, language: str, history_head: str, by: str
) -> IssuedReport:
    """Keeps a final report as it was handed out; `history_head` is that of the assessment it was written from."""
    with ws.transaction():
        assessed_vendor(ws, assessment_id)
        decision = Decision(by, ws.now())
        report = ws.issued_reports.insert(
            assessment_id, kind=kind, language=language, at=decision.at, history_head=history_head, content=content
        )
        details = {"issue": report.number, "kind": kind, "language": language, "sha256": report.sha256}
        _audit(ws, "issue_report", assessment_id, decision, details)
    return report


def read_issued_report(ws: Workspace, assessment_id: int, number: int) -> bytes:
    """DecisionError `decision.unknown_document` where there is no such report."""
    content = ws.issued_reports.content(assessment_id, number)
    if content is None:
        raise DecisionError("decision.unknown_document", f"issued report {number}")
    return content


def _audit(ws: Workspace, kind: str, assessment_id: int, decision: Decision, details: dict[str, object]) -> None:
    ws.audit.append(at=decision.at, by=decision.by, operation=kind, assessment_id=assessment_id, details=details)

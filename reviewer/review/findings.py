"""Decisions on findings: accept, reword, dismiss, weigh otherwise. They hold as long as their ground does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from reviewer.model import Changes, DecisionError, Finding, FindingState, Severity
from reviewer.review.assessed_findings import fingerprint
from reviewer.review.assessments import load_assessment
from reviewer.review.recording import Recording, recording
from reviewer.store import Workspace


def accept_finding(ws: Workspace, assessment_id: int, rule: str, *, by: str) -> Changes:
    """The finding goes into the report. DecisionError `decision.unknown_finding` where the rule suggests none."""
    with _deciding(ws, "accept_finding", assessment_id, rule, by) as finding:
        finding.write(state=FindingState.ACCEPTED, reason="")
    return finding.changes


def reword_finding(ws: Workspace, assessment_id: int, rule: str, text: str, *, by: str) -> Changes:
    """Accepts the finding in the reviewer's own words, which it keeps; an empty text gives it the rule's again."""
    with _deciding(ws, "reword_finding", assessment_id, rule, by) as finding:
        finding.write(state=FindingState.ACCEPTED, wording=text.strip(), reason="")
    return finding.changes


def dismiss_finding(ws: Workspace, assessment_id: int, rule: str, reason: str, *, by: str) -> Changes:
    """The finding stays out of the report, but not out of its log. DecisionError `decision.reason_missing`."""
    with _deciding(ws, "dismiss_finding", assessment_id, rule, by) as finding:
        finding.write(state=FindingState.DISMISSED, reason=required_reason(reason))
    return finding.changes


def set_finding_severity(
    ws: Workspace, assessment_id: int, rule: str, severity: Severity, reason: str, *, by: str
) -> Changes:
    """Weighs the finding otherwise than the rule does, or with the rule's severity as the rule again. That alone
    decides nothing. DecisionError `decision.reason_missing`."""
    with _deciding(ws, "set_finding_severity", assessment_id, rule, by) as finding:
        own = None if severity is finding.finding.severity else severity
        finding.write(severity=own, severity_reason=required_reason(reason))
    return finding.changes


def required_reason(reason: str) -> str:
    """The reason without blanks around it; DecisionError `decision.reason_missing` where there is none."""
    if not reason.strip():
        raise DecisionError("decision.reason_missing")
    return reason.strip()


@dataclass
class _Finding:
    """A finding under decision."""

    operation: Recording
    finding: Finding

    def write(self, **decided: object) -> None:
        """Writes what is decided anew; a decision is on the ground as it is now."""
        before = self.operation.finding_marks(self.finding.rule)
        ground = fingerprint(self.finding)
        if "state" not in decided and before.state is not FindingState.OPEN and before.ground != ground:
            before = replace(before, state=FindingState.OPEN, reason="")
        marks = replace(before, ground=ground, **decided)  # type: ignore[arg-type]
        if marks != before:
            self.operation.write_finding(replace(marks, decision=self.operation.decision))

    @property
    def changes(self) -> Changes:
        return self.operation.changes


@contextmanager
def _deciding(ws: Workspace, kind: str, assessment_id: int, rule: str, by: str) -> Iterator[_Finding]:
    with recording(ws, kind, assessment_id, by) as operation:
        found = {f.rule: f.finding for f in load_assessment(ws, assessment_id).findings}
        if rule not in found:
            raise DecisionError("decision.unknown_finding", rule=rule)
        yield _Finding(operation, found[rule])

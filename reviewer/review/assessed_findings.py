"""What the rules suggest about an assessment as it stands, with what was decided on each finding."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping

from reviewer.model import Assessment, Finding, FindingState, ReviewedFinding
from reviewer.store import FindingMarks


def assess_findings(assessment: Assessment, marks: Mapping[str, FindingMarks]) -> tuple[ReviewedFinding, ...]:
    """The findings as of the assessment's day, the gravest first; what was decided on one that is not suggested any
    more does not show."""
    # Only now: loading the rules takes longer than filling the desk, which does without at first.
    from reviewer.findings.material import material_of_assessment
    from reviewer.findings.suggestion import suggest_findings

    as_of = datetime.date.fromisoformat(assessment.as_of)
    suggested = suggest_findings(material_of_assessment(assessment), assessment.context, as_of)
    reviewed = (_reviewed(finding, marks.get(finding.rule, FindingMarks(finding.rule))) for finding in suggested)
    return tuple(sorted(reviewed, key=lambda finding: -finding.severity.weight))


def _reviewed(finding: Finding, marks: FindingMarks) -> ReviewedFinding:
    """A decision on another ground is none: the finding is open again, but keeps wording and severity."""
    changed = marks.state is not FindingState.OPEN and marks.ground != fingerprint(finding)
    return ReviewedFinding(
        finding=finding,
        state=FindingState.OPEN if changed else marks.state,
        severity=marks.severity or finding.severity,
        wording=marks.wording,
        reason=marks.reason,
        severity_reason=marks.severity_reason if marks.severity else "",
        ground_changed=changed,
        decision=marks.decision,
    )


def fingerprint(finding: Finding) -> str:
    """Stands for what a finding rests on: its cases, quotes and the values in its wording. Where in the text a quote
    stands does not matter, nor how much older a document has grown since."""
    details = {name: sorted(values) for name, values in finding.details.items() if not name.endswith("age")}
    quotes = sorted({ground.evidence.quote for ground in finding.grounds})
    ground = [finding.rule, finding.severity.value, sorted(finding.cases), quotes, details]
    return hashlib.sha256(json.dumps(ground, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

"""The findings by severity, each with its passages, its legal basis and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reviewer.findings import load_law
from reviewer.model import Evidence, Ground, ReviewedFinding, Severity
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import write_passages
from reviewer.report.memorandum import Cell
from reviewer.report.wording import finding_state_text, severity_text, unverified_text


def write_findings(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Findings"))
    memo.add_paragraph(
        say(
            "A finding is about what the reviewed documents state or do not state. It is no statement on how the "
            "vendor in fact processes personal data."
        )
    )
    if not context.standing:
        memo.add_paragraph(say("There are no findings."))
    for severity in reversed(Severity):
        findings = [f for f in context.standing if f.severity is severity]
        if findings:
            memo.add_heading(context.words.severity(severity), 2)
            memo.add_paragraph(context.words.severity_meaning(severity), styles.SMALL)
            for finding in findings:
                _write_finding(context, finding)


def _write_finding(context: ReportContext, finding: ReviewedFinding) -> None:
    say, memo, words = context.translator.gettext, context.memorandum, context.words
    mark = severity_text(context, finding.severity).partition(" ")[0]
    memo.add_heading(f"{mark} {finding.rule} · {words.title(finding.finding)}", 3)
    table = memo.add_table((3.2, 13.3))
    for label, text in (
        (say("Finding"), context.finding_text(finding)),
        (say("Recommendation"), words.recommendation(finding.rule)),
        (say("Legal basis"), "; ".join(words.basis(finding.rule))),
    ):
        name, content = table.add_row()
        name.add_text(label, styles.SMALL)
        content.add_text(text)
        if label == say("Finding"):
            _write_state(context, content, finding)
    _write_facts(context, content, finding)
    if finding.finding.grounds:
        name, content = table.add_row()
        name.add_text(say("Passages"), styles.SMALL)
        _write_grounds(context, content, finding.finding.grounds)
    memo.close_table()


def _write_state(context: ReportContext, cell: Cell, finding: ReviewedFinding) -> None:
    if finding.finding.verify:
        cell.add_text(f"! {context.words.verify_note()}", styles.SMALL)
    cell.add_text(finding_state_text(context, finding), styles.STATE)


def _write_facts(context: ReportContext, cell: Cell, finding: ReviewedFinding) -> None:
    for fact_id in finding.finding.facts:
        note = "" if load_law().facts[fact_id].verified else f" ({unverified_text(context)})"
        cell.add_text(f"{context.words.fact(fact_id)}{note}", styles.SMALL)


def _write_grounds(context: ReportContext, cell: Cell, grounds: Sequence[Ground]) -> None:
    """The passages text by text; those a translation was made of with it."""
    for version_id, group in groupby(sorted(grounds, key=_version), key=_version):
        evidence = [ground.evidence for ground in group]
        write_passages(context, cell, version_id or None, evidence)
        for text in _translations(context, version_id, evidence):
            cell.add_text(context.say("Working translation: {text}", text=text), styles.SMALL)


def _version(ground: Ground) -> int:
    return ground.version_id or 0


def _translations(context: ReportContext, version_id: int, evidence: Sequence[Evidence]) -> list[str]:
    """The reviewer's working translations of values that rest on these passages."""
    values = [v for state in context.assessment.fields for v in state.values if v.translation]
    fitting = [v for v in values if v.version_id == version_id and set(v.evidence) & set(evidence)]
    return list(dict.fromkeys(v.translation for v in fitting))

"""The findings by severity, each with its passages, its legal basis, what to do and who is to do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reviewer.findings import Owner, Part, load_rules
from reviewer.findings.concerns import searched_text
from reviewer.model import Evidence, Ground, ReportSection, ReviewedFinding, Severity
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import PASSAGES_SHOWN, Place, StartParagraph, write_passages
from reviewer.report.wording import citation, finding_state_text, severity_mark, severity_text

_INCOMPLETE = "QUA-02"
"""The rule that itself says that the copy is incomplete."""

_SECONDARY = (Severity.LOW, Severity.INFO)
"""What stands in a table instead of a section of its own."""


def write_findings(context: ReportContext) -> None:
    """All that stand in a register, then one by one, the gravest first; slighter ones in a table."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Findings"))
    memo.add_paragraph(
        say(
            "A finding is about what the reviewed documents state or do not state. It is no statement on how the "
            "vendor in fact processes personal data."
        ),
        styles.INTRO,
    )
    if not context.standing:
        memo.add_paragraph(say("There are no findings."))
        return
    _write_register(context)
    for severity in reversed(Severity):
        findings = [f for f in context.standing if f.severity is severity]
        if findings:
            memo.add_heading(context.words.severity_heading(severity), 2)
            memo.add_paragraph(context.words.severity_meaning(severity), styles.INTRO)
            if severity in _SECONDARY:
                _write_table(context, findings)
            else:
                for finding in findings:
                    _write_finding(context, finding)


def _write_register(context: ReportContext) -> None:
    """All findings on a page: how grave, who acts, how far the review has come."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(say("Findings and who acts on them"), styles.CAPTION)
    header = (say("Severity"), say("Finding"), say("Action by"), say("State"))
    table = memo.add_table((3.2, 7.6, 2.8, 2.9), header)
    for finding in context.standing:
        severity, name, owner, state = table.add_row()
        severity.add_text(severity_text(context, finding.severity))
        name.add_text(_name(context, finding))
        owner.add_text(_capitalised(context.words.owner(_owner(finding))))
        state.add_text(finding_state_text(context, finding))
    memo.close_table()


def _name(context: ReportContext, finding: ReviewedFinding) -> str:
    return f"{finding.rule} · {context.words.title(finding.finding)}"


def _owner(finding: ReviewedFinding) -> Owner:
    return load_rules().rule(finding.rule).owner


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write_finding(context: ReportContext, finding: ReviewedFinding) -> None:
    """A grave finding: heading, words, passages, what to do, and what it rests on."""
    say, memo = context.translator.gettext, context.memorandum
    start = len(memo.blocks)
    memo.add_heading(f"{severity_mark(finding.severity)} {_name(context, finding)}", 3)
    _write_words(context, memo.add_paragraph, finding, styles.FINDING)
    action = memo.add_paragraph("", styles.ACTION)
    action.add_run(f"{say('Recommendation')}: ", styles.LABEL)
    action.add_run(context.words.recommendation(finding.rule))
    action.add_run(f" {owner_text(context, finding)}.", styles.PLACE)
    basis = memo.add_paragraph("", styles.NOTE)
    basis.add_run(": ".join((say("Legal references"), _basis_text(context, finding))))
    memo.keep_together(start)


def _write_table(context: ReportContext, findings: Sequence[ReviewedFinding]) -> None:
    """Secondary findings, a row each."""
    say, memo = context.translator.gettext, context.memorandum
    header = (say("Finding"), say("What the documents state"), say("Recommendation"))
    table = memo.add_table((4.3, 7.7, 4.5), header)
    for finding in findings:
        name, content, action = table.add_row()
        name.add_text(finding.rule, bold=True)
        name.add_text(context.words.title(finding.finding))
        _write_words(context, content.add_paragraph, finding, styles.CELL)
        content.add_text(_capitalised(_basis_text(context, finding)), styles.SMALL)
        action.add_text(context.words.recommendation(finding.rule))
        action.add_text(owner_text(context, finding), styles.SMALL)
    memo.close_table()


def owner_text(context: ReportContext, finding: ReviewedFinding) -> str:
    """Who acts on the recommendation."""
    return _capitalised(context.say("action by: {owner}", owner=context.words.owner(_owner(finding))))


def _write_words(context: ReportContext, start: StartParagraph, finding: ReviewedFinding, style: str) -> None:
    """What the finding says, with the passages that it rests on; where they prove one sentence each, below that."""
    left = list(finding.finding.grounds)
    parts = _parts(context, finding)
    named: list[Place] = []
    for part in parts:
        start(part.text, style)
        own = [ground for ground in _first_of_each(left) if ground.evidence.quote in part.quotes]
        left = [ground for ground in left if ground not in own]
        named += _write_grounds(context, start, finding.rule, own, again=part.pair)
    most = 0 if len(parts) > 1 or parts[0].pair else PASSAGES_SHOWN
    _write_grounds(context, start, finding.rule, left, most=most, named=named)
    searched = searched_text(finding.finding, context.assessment, context.translator)
    if searched:
        start(searched, styles.NOTE)
    if finding.finding.verify and finding.rule != _INCOMPLETE:
        start(f"! {context.words.verify_note()}", styles.NOTE)


def _first_of_each(grounds: Sequence[Ground]) -> list[Ground]:
    """The first of the passages of the same words."""
    return list({ground.evidence.quote: ground for ground in reversed(grounds)}.values())[::-1]


def _parts(context: ReportContext, finding: ReviewedFinding) -> Sequence[Part]:
    """The sentences, each with the passages that prove it; one part for what proves all or is in the reviewer's
    words."""
    parts = context.words.parts(finding.finding)
    if finding.wording or (len(parts) > 1 and not all(part.quotes for part in parts)):
        return [Part(context.finding_text(finding), (), False)]
    return parts if len(parts) > 1 or parts[0].pair else [Part(parts[0].text, (), False)]


def _basis_text(context: ReportContext, finding: ReviewedFinding) -> str:
    """The places of law and the dated facts, which stand in an appendix."""
    facts = sorted(finding.finding.facts, key=_number)
    texts = [citation(text) for text in context.words.basis(finding.finding)]
    appendix = context.appendix_reference(ReportSection.LAW)
    if facts and appendix:
        texts.append(f"{appendix}, {context.translator.format_list(facts)}")
    return f"{'; '.join(texts)}."


def _number(fact_id: str) -> int:
    return int(fact_id.removeprefix("D"))


def _write_grounds(
    context: ReportContext,
    start: StartParagraph,
    rule: str,
    grounds: Sequence[Ground],
    *,
    most: int = PASSAGES_SHOWN,
    again: bool = False,
    named: Sequence[Place] = (),
) -> list[Place]:
    """The passages text by text; those a translation was made of with it. Returns the places named."""
    places: list[Place] = []
    for version_id, group in groupby(sorted(grounds, key=_version), key=_version):
        evidence = [ground.evidence for ground in group]
        version = version_id or None
        places += write_passages(context, start, version, evidence, most=most, under=rule, again=again, named=named)
        for text in _translations(context, version_id, evidence):
            start(context.say("Working translation: {text}", text=text), styles.NOTE)
    return places


def _version(ground: Ground) -> int:
    return ground.version_id or 0


def _translations(context: ReportContext, version_id: int, evidence: Sequence[Evidence]) -> Iterator[str]:
    """The reviewer's working translations of values that rest on these passages."""
    values = [v for state in context.assessment.fields for v in state.values if v.translation]
    fitting = [v for v in values if v.version_id == version_id and set(v.evidence) & set(evidence)]
    yield from dict.fromkeys(v.translation for v in fitting)

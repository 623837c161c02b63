"""The executive summary: one page with the rating, the weightiest findings, what is in order, and what to do first."""

from __future__ import annotations

from reviewer.findings import points_in_order
from reviewer.model import Rating, Severity
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.findings_section import owner_text
from reviewer.report.wording import count_text, severity_text

FINDINGS_SHOWN = 5
POINTS_SHOWN = 8


def write_summary(context: ReportContext) -> None:
    """What a client reads if nothing else: the rating, the gravest findings, what is in order, the first steps."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Executive summary"))
    memo.add_paragraph(_subject_text(context))
    table = memo.add_table((4.5, 12))
    for label, texts in _facts(context):
        name, content = table.add_row()
        name.add_text(label, styles.SMALL)
        for text in texts:
            content.add_text(text)
    memo.close_table()
    _write_weightiest(context)
    _write_points(context)
    _write_first_steps(context)


def _subject_text(context: ReportContext) -> str:
    count = len(context.assessment.documents)
    sentence = context.translator.ngettext(
        "This report reviews what the document of {vendor} states about the processing of personal data.",
        "This report reviews what the documents of {vendor} state about the processing of personal data.",
        count,
    )
    return sentence.format(vendor=context.assessment.vendor)


def _facts(context: ReportContext) -> list[tuple[str, list[str]]]:
    say, rating = context.translator.gettext, context.assessment.rating
    suggested = context.words.rating(context.suggested_rating.rating)
    if rating is None:
        texts = [suggested, say("Suggested from the findings; not yet decided by the reviewer.")]
    elif context.words.rating(rating.rating) == suggested:
        texts = [suggested, say("Decided by the reviewer, as the findings suggest.")]
    else:
        decided = context.words.rating(rating.rating)
        texts = [decided, context.say("Decided by the reviewer; the findings suggest: {rating}.", rating=suggested)]
    return [
        (say("Overall rating"), texts),
        (say("Recommended decision"), [context.words.advice(context.assessment)]),
        (say("Findings"), [count_text(context)]),
    ]


def _write_weightiest(context: ReportContext) -> None:
    """The gravest findings, a sentence each."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(say("Most important findings"), styles.LEAD)
    weighty = [f for f in context.standing if f.severity in (Severity.HIGH, Severity.MEDIUM)][:FINDINGS_SHOWN]
    if not weighty:
        memo.add_paragraph(say("No finding of high or medium severity."))
        return
    table = memo.add_table((2.2, 14.3))
    for finding in weighty:
        mark, content = table.add_row()
        mark.add_text(severity_text(context, finding.severity))
        sentence = finding.wording or context.words.parts(finding.finding)[0].text
        content.add_text(f"{finding.rule} · {sentence}")
    memo.close_table()


def _write_points(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(say("In order"), styles.LEAD)
    points = points_in_order(context.material, context.weighed, context.assessment.context, context.as_of)
    texts = [context.words.point(point.id) for point in points[:POINTS_SHOWN]]
    memo.add_paragraph(" ".join(texts) if texts else say("No point is both stated and free of findings."))


def _write_first_steps(context: ReportContext) -> None:
    """What to do before signing: the recommendations on the high findings, and on the medium ones too where they are
    among the conditions."""
    say, memo = context.translator.gettext, context.memorandum
    conditions = {Severity.HIGH}
    if context.rating is Rating.ACCEPTABLE_WITH_CONDITIONS:
        conditions.add(Severity.MEDIUM)
    steps = [finding for finding in context.standing if finding.severity in conditions]
    if steps:
        memo.add_paragraph(say("Before signing"), styles.LEAD)
    for finding in steps:
        recommendation = context.words.recommendation(finding.rule)
        memo.add_paragraph(f"{finding.rule} · {recommendation} {owner_text(context, finding)}.", styles.BULLET)
    memo.start_page()

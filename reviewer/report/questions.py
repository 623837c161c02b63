"""Questions to the vendor: what is asked where a finding stands, as a section and as a letter of their own."""

from __future__ import annotations

from functools import lru_cache

from reviewer.findings.law import read_table
from reviewer.model import ReviewedFinding
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import write_passages
from reviewer.report.opening import title_of


@lru_cache(maxsize=3)
def _questions(language: str) -> dict[str, str]:
    return read_table(f"questions_{language}.toml")


def question_text(context: ReportContext, finding: ReviewedFinding) -> str:
    """What the vendor is asked; it is addressed to the vendor."""
    return _questions(context.translator.language)[finding.rule]


def write_questions(context: ReportContext) -> None:
    """The questions as a section of the report, each with the finding that it comes from."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Questions to the vendor"))
    if not context.standing:
        memo.add_paragraph(say("There are no questions."))
        return
    memo.add_paragraph(
        say("The questions follow from the findings. They can also be printed as a letter of their own."), styles.INTRO
    )
    table = memo.add_table((1.2, 12.8, 2.5), (say("No."), say("Question"), say("Finding")))
    for number, finding in enumerate(context.standing, 1):
        count, question, source = table.add_row()
        count.add_text(str(number))
        question.add_text(question_text(context, finding))
        source.add_text(finding.rule, styles.SMALL)
    memo.close_table()


def write_letter(context: ReportContext) -> None:
    """The questions ready to send: without findings, severities or anything else that is meant for the client."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(context.firm, styles.NOTE)
    memo.add_paragraph(say("Questions on the processing of personal data"), styles.TITLE)
    memo.add_paragraph(context.assessment.vendor, styles.SUBTITLE)
    memo.add_paragraph(context.translator.format_date(context.generated.isoformat()))
    memo.add_paragraph(_reason_text(context))
    table = memo.add_table((1.2, 9.3, 6), (say("No."), say("Question"), say("Answer")))
    for number, finding in enumerate(context.standing, 1):
        count, question, _ = table.add_row()
        count.add_text(str(number))
        question.add_text(question_text(context, finding))
        for ground in finding.finding.grounds[:1]:
            write_passages(context, question.add_paragraph, ground.version_id, (ground.evidence,))
    memo.close_table()
    memo.add_paragraph(
        say("Please refer to the number of the question in your answer, and enclose the documents named.")
    )
    memo.add_paragraph(context.reviewer)


def _reason_text(context: ReportContext) -> str:
    names = context.translator.format_list([title_of(context, d) for d in context.assessment.documents])
    return context.say(
        "We have read the following documents and ask you to answer the questions below: {names}.", names=names
    )

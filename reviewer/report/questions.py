"""Questions to the vendor: what is asked where a finding stands, as a section and as a letter of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from reviewer.findings import load_rules
from reviewer.findings.law import read_table
from reviewer.model import AssessedDocument, Assessment, FindingState, Ground, ReviewedFinding
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import write_passages
from reviewer.report.opening import document_value, title_of


@lru_cache(maxsize=3)
def _questions(language: str) -> dict[str, str]:
    return read_table(f"questions_{language}.toml")


def question_text(context: ReportContext, finding: ReviewedFinding) -> str:
    """What the vendor is asked, by the gravest case where that has a question of its own."""
    questions = _questions(context.translator.language)
    return questions.get(f"{finding.rule}:{finding.finding.cases[0]}") or questions[finding.rule]


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
    for number, finding in enumerate(_asked(context), 1):
        count, question, source = table.add_row()
        count.add_text(str(number))
        question.add_text(question_text(context, finding))
        source.add_text(finding.rule, styles.SMALL)
    memo.close_table()


def _asked(context: ReportContext) -> list[ReviewedFinding]:
    """The findings in the order of the rules, which goes by subject: how grave they are is not for the vendor."""
    order = {rule.id: number for number, rule in enumerate(load_rules().rules)}
    return sorted(context.standing, key=lambda finding: order[finding.rule])


def letter_is_final(assessment: Assessment) -> bool:
    """Whether each question comes from a finding that the reviewer accepted; until then the letter is a draft."""
    return all(finding.state is FindingState.ACCEPTED for finding in assessment.findings if finding.stands)


def write_letter(context: ReportContext) -> None:
    """The questions to send: without findings, severities or anything else that is meant for the client."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(context.firm)
    memo.add_paragraph(context.translator.format_date(context.generated.isoformat()))
    memo.add_paragraph(context.assessment.vendor)
    memo.add_paragraph(say("Questions on the processing of personal data"), styles.LETTER_TITLE)
    memo.add_paragraph(_reason_text(context), styles.INTRO)
    table = memo.add_table((1.0, 9.5, 6), (say("No."), say("Question"), say("Answer")))
    for number, finding in enumerate(_asked(context), 1):
        count, question, _ = table.add_row()
        count.add_text(str(number))
        question.add_text(question_text(context, finding))
        for version_id, grounds in groupby(_quoted(context, finding), key=lambda ground: ground.version_id):
            evidence = [ground.evidence for ground in grounds]
            write_passages(context, question.add_paragraph, version_id, evidence, most=len(evidence))
    memo.close_table()
    memo.add_paragraph(
        say("Please refer to the number of the question in your answer, and enclose the documents named.")
    )
    memo.add_paragraph(say("Yours sincerely"))
    for name in filter(None, (context.reviewer, context.firm)):
        memo.add_paragraph(name)


def _quoted(context: ReportContext, finding: ReviewedFinding) -> Sequence[Ground]:
    """The passage that a question is about, or the two that are set against each other."""
    grounds = finding.finding.grounds
    first = context.words.parts(finding.finding)[0]
    if first.pair:
        return [ground for ground in grounds if ground.evidence.quote in first.quotes]
    return grounds[:1]


def _reason_text(context: ReportContext) -> str:
    """What was read, and until when an answer is asked for: the day is left to whoever sends the letter."""
    titles = [_dated_title(context, document) for document in context.assessment.documents]
    return context.say(
        "We have read {names} and ask you to answer the questions below by ____.",
        names=context.translator.format_list(titles),
    )


def _dated_title(context: ReportContext, document: AssessedDocument) -> str:
    date = document_value(context, document, "document.version_date")
    title = context.quote(title_of(context, document))
    return f"{title} ({context.translator.format_date(date)})" if date else title

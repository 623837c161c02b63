"""The appendices after the field record and the passages: law and rules, review log, glossary."""

from __future__ import annotations

from reviewer.findings import load_law, load_rules
from reviewer.i18n import LANGUAGES
from reviewer.lexicons.glossary import terms_in
from reviewer.model import FindingState, ReportSection, ReviewedFinding
from reviewer.report import styles
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.memorandum import Cell
from reviewer.report.wording import decision_text, finding_state_text, severity_text, unverified_text

_GLOSSARY_WIDTH = 16.5
"""Centimetres, which the languages share."""


def write_law(context: ReportContext) -> None:
    """The rule set and the dated facts that the findings rely on, the unverified ones marked."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_appendix(context.appendix(ReportSection.LAW), say("Rules and dated facts"))
    law, rules = load_law(), load_rules()
    stated = context.translator.format_date(law.as_of.isoformat())
    memo.add_paragraph(
        context.say(
            "Rules for findings: version {version}. The law is stated as at {date}.", version=rules.version, date=stated
        )
    )
    cited = {f for finding in context.standing for f in finding.finding.facts}
    facts = [fact_id for fact_id in law.facts if fact_id in cited]
    if not facts:
        memo.add_paragraph(say("The findings rely on no dated fact."))
        return
    table = memo.add_table((1.4, 10.3, 4.8), (say("No."), say("Fact"), say("Looked up")))
    for fact_id in facts:
        fact = law.facts[fact_id]
        number, content, looked_up = table.add_row()
        number.add_text(fact_id)
        content.add_text(context.words.fact(fact_id))
        looked_up.add_text(context.translator.format_date(fact.as_of.isoformat()), styles.SMALL)
        if not fact.verified:
            looked_up.add_text(f"! {unverified_text(context)}", styles.SMALL)
    memo.close_table()


def write_review_log(context: ReportContext) -> None:
    """What the reviewer decided on the findings and on the whole, with the reasons, and the history's head."""
    say, memo, assessment = context.translator.gettext, context.memorandum, context.assessment
    memo.add_appendix(context.appendix(ReportSection.REVIEW_LOG), say("Review log"))
    decided = [f for f in assessment.findings if f.decision is not None]
    if decided:
        table = memo.add_table((2.3, 4.9, 5.1, 4.2), (say("Finding"), say("Decision"), say("Reason"), say("By")))
        for finding in decided:
            _write_log_row(context, table.add_row(), finding)
        memo.close_table()
    else:
        memo.add_paragraph(say("No finding has been decided yet."))
    for text in _conclusion_texts(context):
        memo.add_paragraph(text)
    for issued in assessment.issued:
        memo.add_paragraph(
            context.say(
                "Issue {number}, {time}, SHA-256 {hash}.",
                number=issued.number,
                time=context.translator.format_time(issued.issued_at),
                hash=issued.sha256,
            ),
            styles.NOTE,
        )
    if assessment.history_head:
        memo.add_paragraph(_history_text(context), styles.NOTE)


def _write_log_row(context: ReportContext, cells: list[Cell], finding: ReviewedFinding) -> None:
    rule, decision, reason, by = cells
    rule.add_text(finding.rule, bold=True)
    decision.add_text(finding_state_text(context, finding))
    if finding.severity is not finding.finding.severity:
        was, now = (severity_text(context, s) for s in (finding.finding.severity, finding.severity))
        decision.add_text(context.say("Severity: {now} instead of {was}", now=now, was=was), styles.SMALL)
    if finding.wording:
        original = context.words.text(finding.finding)
        decision.add_text(context.say("Suggested wording: {text}", text=original), styles.SMALL)
    reasons = [finding.severity_reason]
    if finding.state is FindingState.DISMISSED:
        reasons.append(finding.reason)
    reason.add_text(" ".join(text for text in reasons if text) or "–")
    by.add_text(decision_text(context, finding.decision), styles.SMALL)


def _history_text(context: ReportContext) -> str:
    """The head of the chain of hashes, and what it proves and does not prove."""
    return context.say(
        "Head of the history: {head}. The entries of the workspace's history are chained by hash. Whoever has both "
        "this report and the workspace can tell from the head whether an entry made before the report was changed or "
        "removed afterwards; it does not show that the entries are right, or who made them.",
        head=context.assessment.history_head,
    )


def _conclusion_texts(context: ReportContext) -> list[str]:
    rating, texts = context.assessment.rating, []
    if rating is not None:
        texts.append(
            context.say(
                "Overall rating: {rating}. Suggested: {suggested}. Reason: {reason} ({by})",
                rating=context.words.rating(rating.rating),
                suggested=context.words.rating(context.suggested_rating.rating),
                reason=rating.reason,
                by=decision_text(context, rating.decision),
            )
        )
    return texts


def write_glossary(context: ReportContext) -> None:
    """The terms that the report or its quotes use, in all languages, the report's own first and in its order."""
    memo = context.memorandum
    memo.add_appendix(context.appendix(ReportSection.GLOSSARY), context.translator.gettext("Glossary"))
    own = context.translator.language
    languages = [own, *(language for language in LANGUAGES if language != own)]
    names = [context.translator.language_name(language) for language in languages]
    table = memo.add_table([_GLOSSARY_WIDTH / len(names)] * len(names), [name[:1].upper() + name[1:] for name in names])
    for term in sorted(terms_in(memo.text), key=lambda term: term.names[own].casefold()):
        for cell, language in zip(table.add_row(), languages, strict=True):
            cell.add_text(term.names[language], styles.SMALL, language=TAGS[language])
    memo.close_table()

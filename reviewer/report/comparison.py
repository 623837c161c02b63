"""The comparison of an engagement's vendors: what each states, item by item, and the findings side by side.

Nothing is added up: the vendors stand in the order of their high findings, and no total is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from reviewer.form import field_label, load_form, value_text
from reviewer.i18n import Translator
from reviewer.model import Assessment, Severity
from reviewer.report import styles
from reviewer.report.checklist import ITEMS, answer_item, places_text, status_words
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.evidence import check_quotes
from reviewer.report.memorandum import Cell, Memorandum, Table
from reviewer.report.opening import title_of
from reviewer.report.wording import count_text, severity_text

COLUMNS = 5
"""Vendors side by side on one page; more go into further tables."""

_LABEL = 5.2
_FURTHER = (
    *("document.version_date", "document.covers", "controller.role", "recipients.subprocessor_list"),
    "security.certifications",
)


def write_comparison(
    assessments: Sequence[Assessment],
    translator: Translator,
    path: Path,
    *,
    generated: date,
    reviewer: str = "",
    firm: str = "",
) -> None:
    """Write the comparison as a Word file. ReportError `report.quote_changed`; OSError where `path` cannot be
    written."""
    for assessment in assessments:
        check_quotes(assessment)
    memo = Memorandum(TAGS[translator.language], landscape=True)
    form = load_form()
    contexts = [ReportContext(a, translator, memo, form, False, generated, reviewer, firm) for a in assessments]
    contexts.sort(key=_high_findings, reverse=True)
    _write_opening(contexts)
    for group in _groups(contexts):
        _write_matrix(group)
    memo.add_heading(translator.gettext("Findings side by side"))
    for group in _groups(contexts):
        _write_findings(group)
    memo.save(path)


def _high_findings(context: ReportContext) -> int:
    return sum(finding.severity is Severity.HIGH for finding in context.standing)


def _groups(contexts: Sequence[ReportContext]) -> Iterator[Sequence[ReportContext]]:
    for start in range(0, len(contexts), COLUMNS):
        yield contexts[start : start + COLUMNS]


def _write_opening(contexts: Sequence[ReportContext]) -> None:
    first = contexts[0]
    say, memo = first.translator.gettext, first.memorandum
    names = [name for name in (first.assessment.client, first.assessment.matter) if name]
    memo.set_properties(say("Comparison of vendors"), first.reviewer or first.firm, first.generated)
    memo.set_header(" · ".join(names), say("DRAFT"))
    memo.set_footer(say("Comparison of vendors"), say("Page {page} of {pages}"))
    memo.add_paragraph(say("Comparison of vendors"), styles.SUBTITLE)
    memo.add_paragraph(" · ".join([*names, first.translator.format_date(first.generated.isoformat())]), styles.NOTE)
    memo.add_paragraph(
        say(
            "The table shows what the documents of each vendor state. The vendors stand in the order of the number "
            "of their high findings. The documents differ in scope, some describe a website and some a service, so "
            "that the numbers alone are no measure of the vendors. Passages, legal references and limits stand in the "
            "report on each vendor."
        )
    )
    memo.add_heading(say("What the documents state"))


def _write_matrix(contexts: Sequence[ReportContext]) -> None:
    first = contexts[0]
    say = first.translator.gettext
    table = first.memorandum.add_table(_widths(contexts), (say("Item"), *(c.assessment.vendor for c in contexts)))
    label, *cells = table.add_row()
    label.add_text(say("Documents"), bold=True)
    for context, cell in zip(contexts, cells, strict=True):
        for document in context.assessment.documents:
            cell.add_text(title_of(context, document), styles.SMALL)
    _write_conclusions(table, contexts)
    for item in ITEMS:
        label, *cells = table.add_row()
        label.add_text(say(item.label), bold=True)
        label.add_text(first.words.articles(item.places), styles.SMALL)
        for context, cell in zip(contexts, cells, strict=True):
            answer = answer_item(context, item)
            cell.add_text(status_words(context, answer.status))
            cell.add_text(places_text(context, answer.values), styles.SMALL)
    for field_id in _FURTHER:
        label, *cells = table.add_row()
        label.add_text(field_label(first.form.field(field_id), first.translator), bold=True)
        for context, cell in zip(contexts, cells, strict=True):
            _write_values(context, cell, field_id)
    first.memorandum.close_table()


def _write_conclusions(table: Table, contexts: Sequence[ReportContext]) -> None:
    """The rating and the number of findings of each vendor."""
    say = contexts[0].translator.gettext
    ratings, counts = table.add_row(), table.add_row()
    ratings[0].add_text(say("Overall rating"), bold=True)
    counts[0].add_text(say("Findings"), bold=True)
    for context, rating, count in zip(contexts, ratings[1:], counts[1:], strict=True):
        decided = context.assessment.rating
        rating.add_text(context.words.rating(decided.rating if decided else context.suggested_rating.rating))
        rating.add_text("" if decided else say("Suggested, not yet decided"), styles.SMALL)
        count.add_text(count_text(context))


def _widths(contexts: Sequence[ReportContext]) -> tuple[float, ...]:
    return _LABEL, *[(styles.WIDE_TEXT_WIDTH - _LABEL) / COLUMNS] * len(contexts)


def _write_values(context: ReportContext, cell: Cell, field_id: str) -> None:
    spec = context.form.field(field_id)
    values = [v for s in context.assessment.fields if s.field == field_id for v in s.effective_values]
    texts = list(dict.fromkeys(value_text(spec, v.value, context.translator) for v in values))
    cell.add_text("; ".join(texts[:4]) or "–")
    cell.add_text(places_text(context, values), styles.SMALL)


def _write_findings(contexts: Sequence[ReportContext]) -> None:
    """A finding a row, the gravest first; a cell says how grave it is for that vendor."""
    first = contexts[0]
    say = first.translator.gettext
    table = first.memorandum.add_table(_widths(contexts), (say("Finding"), *(c.assessment.vendor for c in contexts)))
    found = [{finding.rule: finding for finding in context.standing} for context in contexts]
    gravest: dict[str, int] = {}
    titles: dict[str, str] = {}
    for findings in found:
        for rule, finding in findings.items():
            gravest[rule] = max(gravest.get(rule, 0), finding.severity.weight)
            titles.setdefault(rule, first.words.title(finding.finding))
    for rule in sorted(gravest, key=lambda rule: (-gravest[rule], rule)):
        label, *cells = table.add_row()
        label.add_text(f"{rule} · {titles[rule]}")
        for findings, context, cell in zip(found, contexts, cells, strict=True):
            here = findings.get(rule)
            cell.add_text(severity_text(context, here.severity) if here else "–")
    first.memorandum.close_table()

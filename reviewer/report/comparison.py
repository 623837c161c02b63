"""The comparison of an engagement's vendors as a Word file: what each states, and the findings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reviewer.child import Child
from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment
from reviewer.report import styles
from reviewer.report.comparison_table import ComparedRow, compare_contexts
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.evidence import check_quotes
from reviewer.report.memorandum import Memorandum, replace_file
from reviewer.report.templates import fill_comparison

COLUMNS = 5
"""Vendors side by side on one page; more go into further tables."""

_LABEL = 5.2


def write_comparison(
    assessments: Sequence[Assessment],
    translator: Translator,
    path: Path,
    *,
    generated: date,
    reviewer: str = "",
    firm: str = "",
    template: bytes | None = None,
    child: Child | None = None,
) -> None:
    """Write the comparison as a Word file, on the letterhead of a firm's `template` if there is one. ReportError
    `report.quote_changed` and what `fill_comparison` raises; OSError where `path` cannot be written."""
    for assessment in assessments:
        check_quotes(assessment)
    if template is not None:
        names = (generated, reviewer, firm)
        replace_file(path, fill_comparison(template, assessments, translator.language, *names, child=child))
        return
    contexts = comparison_contexts(assessments, translator, generated, reviewer, firm)
    _set_frame(contexts[0])
    write_vendors(contexts)
    contexts[0].memorandum.save(path)


def comparison_contexts(
    assessments: Sequence[Assessment], translator: Translator, generated: date, reviewer: str, firm: str
) -> list[ReportContext]:
    """A context a vendor, over one memorandum."""
    memo, form = Memorandum(TAGS[translator.language], landscape=True), load_form()
    return [ReportContext(a, translator, memo, form, False, generated, reviewer, firm) for a in assessments]


def comparison_title(context: ReportContext) -> str:
    return context.translator.gettext("Comparison of vendors")


def write_vendors(contexts: Sequence[ReportContext]) -> None:
    """The whole text, without what stands above and below every page."""
    comparison, first = compare_contexts(contexts), contexts[0]
    say = first.translator.gettext
    _write_opening(first)
    for start in range(0, len(contexts), COLUMNS):
        names = [name for _, name in comparison.vendors[start : start + COLUMNS]]
        _write_table(first, (say("Item"), *names), [_part(row, start) for row in comparison.statements], bold=True)
    first.memorandum.add_heading(say("Findings side by side"))
    for start in range(0, len(contexts), COLUMNS):
        names = [name for _, name in comparison.vendors[start : start + COLUMNS]]
        rows = [_part(row, start) for row in comparison.findings]
        found = [row for row in rows if any(cell.rule for cell in row.cells)]
        _write_table(first, (say("Finding"), *names), found, bold=False)


def _part(row: ComparedRow, start: int) -> ComparedRow:
    """The row of the vendors that stand in one table."""
    return ComparedRow(row.label, row.note, row.cells[start : start + COLUMNS])


def _set_frame(context: ReportContext) -> None:
    say, memo, title = context.translator.gettext, context.memorandum, comparison_title(context)
    memo.set_properties(title, context.reviewer or context.firm, context.generated)
    memo.set_header(" · ".join(_names(context)), say("DRAFT"))
    memo.set_footer(title, say("Page {page} of {pages}"))


def _names(context: ReportContext) -> list[str]:
    return [name for name in (context.assessment.client, context.assessment.matter) if name]


def _write_opening(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    day = context.translator.format_date(context.generated.isoformat())
    memo.add_paragraph(comparison_title(context), styles.SUBTITLE)
    memo.add_paragraph(" · ".join([*_names(context), day]), styles.NOTE)
    memo.add_paragraph(
        say(
            "The table shows what the documents of each vendor state. The vendors stand in the order of the number "
            "of their high findings. The documents differ in scope, some describe a website and some a service, so "
            "that the numbers alone are no measure of the vendors. Passages, legal references and limits stand in the "
            "report on each vendor."
        )
    )
    memo.add_heading(say("What the documents state"))


def _write_table(context: ReportContext, heads: Sequence[str], rows: Sequence[ComparedRow], *, bold: bool) -> None:
    table = context.memorandum.add_table(_widths(len(heads) - 1), heads)
    for row in rows:
        label, *cells = table.add_row()
        label.add_text(row.label, bold=bold)
        label.add_text(row.note, styles.SMALL)
        for cell, compared in zip(cells, row.cells, strict=True):
            cell.add_text(compared.text)
            for note in compared.notes:
                cell.add_text(note, styles.SMALL)
    context.memorandum.close_table()


def _widths(vendors: int) -> tuple[float, ...]:
    """The vendors of a table share the page's width, however many they are."""
    return _LABEL, *[(styles.WIDE_TEXT_WIDTH - _LABEL) / vendors] * vendors

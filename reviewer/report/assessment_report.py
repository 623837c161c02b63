"""The report on one vendor, from cover to appendix."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, FieldStatus, ReportError
from reviewer.report.closing import write_decisions, write_limits, write_open_points
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.evidence import check_quotes
from reviewer.report.form_section import write_form
from reviewer.report.memorandum import Memorandum
from reviewer.report.opening import write_cover, write_sources


def write_report(
    assessment: Assessment,
    translator: Translator,
    path: Path,
    *,
    final: bool = False,
    generated: date,
    reviewer: str = "",
    firm: str = "",
) -> None:
    """Write the report as a Word file in the translator's language.

    Raises ReportError `report.undecided` for a final report while a field is open, and `report.quote_changed` where a
    quote is not what stands in the stored text; then nothing is written. OSError where `path` cannot be written.
    """
    undecided = sum(state.status is FieldStatus.OPEN for state in assessment.fields)
    if final and undecided:
        raise ReportError("report.undecided", open=undecided)
    check_quotes(assessment)
    memorandum = Memorandum(TAGS[translator.language])
    context = ReportContext(assessment, translator, memorandum, load_form(), final, generated, reviewer, firm)
    _set_frame(context)
    write_cover(context)
    write_sources(context)
    write_form(context)
    write_open_points(context)
    write_limits(context)
    write_decisions(context)
    memorandum.save(path)


def _set_frame(context: ReportContext) -> None:
    """Document properties, the line above and the line below every page."""
    say, assessment = context.translator.gettext, context.assessment
    title = context.say("Review of privacy documentation: {vendor}", vendor=assessment.vendor)
    context.memorandum.set_properties(title, context.reviewer or context.firm, context.generated)
    context.memorandum.set_header(assessment.vendor, "" if context.final else say("DRAFT"))
    names = [name for name in (assessment.matter, assessment.vendor, context.status_word) if name]
    context.memorandum.set_footer(" · ".join(names), say("Page {page} of {pages}"))

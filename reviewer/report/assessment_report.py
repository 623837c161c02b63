"""The report on one vendor from cover to appendix, and the letter with the questions to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from reviewer.child import Child, Progress
from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, FieldStatus, ReportError
from reviewer.model.report_section import ALL_SECTIONS, ReportSection
from reviewer.report.appendices import write_glossary, write_law, write_review_log
from reviewer.report.checklist import write_checklist
from reviewer.report.closing import write_limits, write_open_points, write_sign_off
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.evidence import check_quotes
from reviewer.report.field_record import write_excerpts, write_field_record
from reviewer.report.findings_section import write_findings
from reviewer.report.memorandum import Memorandum, replace_file
from reviewer.report.opening import write_contents, write_cover, write_overview, write_sources
from reviewer.report.questions import letter_is_final, write_letter, write_questions
from reviewer.report.recipients_section import write_recipients
from reviewer.report.summary import write_summary
from reviewer.report.templates import fill_letterhead, fill_template

NAMES_SHOWN = 12
"""How many open fields a refusal names."""


def write_report(
    assessment: Assessment,
    translator: Translator,
    path: Path,
    *,
    final: bool = False,
    generated: date,
    reviewer: str = "",
    firm: str = "",
    sections: frozenset[ReportSection] = ALL_SECTIONS,
    template: bytes | None = None,
    child: Child | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the report as a Word file in the translator's language, in a firm's `template` if there is one; that is
    opened in `child` or in a child of its own. `progress` may raise to have nothing written.

    Raises ReportError `report.undecided` for a final report while a field is open, or a finding that is high,
    `report.quote_changed` where a quote is not what stands in the stored text, and what `fill_template` raises; then
    nothing is written. OSError where `path` cannot be written.
    """
    if final:
        refuse_unready(assessment)
    check_quotes(assessment)
    if template is not None:
        filled = fill_template(
            template,
            assessment,
            translator.language,
            final=final,
            generated=generated,
            reviewer=reviewer,
            firm=firm,
            sections=sections,
            child=child,
            progress=progress,
        )
        replace_file(path, filled)
        return
    memorandum, form = Memorandum(TAGS[translator.language]), load_form()
    context = ReportContext(
        assessment, translator, memorandum, form, final, generated, reviewer, firm, sections=sections
    )
    _write_sections(context, progress)
    memorandum.save(path)


def _write_sections(context: ReportContext, progress: Progress | None) -> None:
    _set_frame(context)
    for number, (section, write_section) in enumerate(SECTION_WRITERS.items()):
        if progress is not None:
            progress("write", number / len(SECTION_WRITERS))
        if section in context.sections:
            write_section(context)


SECTION_WRITERS: dict[ReportSection, Callable[[ReportContext], None]] = {
    ReportSection.COVER: write_cover,
    ReportSection.CONTENTS: write_contents,
    ReportSection.SUMMARY: write_summary,
    ReportSection.SOURCES: write_sources,
    ReportSection.OVERVIEW: write_overview,
    ReportSection.FINDINGS: write_findings,
    ReportSection.CHECKLIST: write_checklist,
    ReportSection.RECIPIENTS: write_recipients,
    ReportSection.QUESTIONS: write_questions,
    ReportSection.OPEN_POINTS: write_open_points,
    ReportSection.LIMITS: write_limits,
    ReportSection.SIGN_OFF: write_sign_off,
    ReportSection.FIELD_RECORD: write_field_record,
    ReportSection.PASSAGES: write_excerpts,
    ReportSection.LAW: write_law,
    ReportSection.REVIEW_LOG: write_review_log,
    ReportSection.GLOSSARY: write_glossary,
}


def write_questions_letter(
    assessment: Assessment,
    translator: Translator,
    path: Path,
    *,
    generated: date,
    reviewer: str = "",
    firm: str = "",
    template: bytes | None = None,
    child: Child | None = None,
) -> None:
    """Write the questions to the vendor as a Word file of their own, on the letterhead of a firm's `template` if there
    is one; it is marked as a draft while a question comes from a finding that nobody accepted.

    ReportError `report.quote_changed` and what `fill_template` raises; OSError where `path` cannot be written.
    """
    check_quotes(assessment)
    if template is not None:
        names = (generated, reviewer, firm)
        replace_file(path, fill_letterhead(template, assessment, translator.language, *names, child=child))
        return
    memorandum = Memorandum(TAGS[translator.language])
    final = letter_is_final(assessment)
    context = ReportContext(assessment, translator, memorandum, load_form(), final, generated, reviewer, firm)
    title = letter_title(context)
    memorandum.set_properties(title, reviewer or firm, generated)
    memorandum.set_header(assessment.vendor, _draft_mark(context))
    memorandum.set_footer(title, translator.gettext("Page {page} of {pages}"))
    write_letter(context)
    memorandum.save(path)


def refuse_unready(assessment: Assessment) -> None:
    """ReportError `report.undecided`, which names what is missing, unless a final report can be written."""
    if assessment.ready_for_final:
        return
    fields = [state.field for state in assessment.fields if state.status is FieldStatus.OPEN]
    names = ", ".join(fields[:NAMES_SHOWN]) + (" …" if len(fields) > NAMES_SHOWN else "")
    findings = ", ".join(finding.rule for finding in assessment.blocking)
    raise ReportError("report.undecided", open=len(fields), fields=names or "–", findings=findings or "–")


def letter_title(context: ReportContext) -> str:
    return context.say("Questions to {vendor}", vendor=context.assessment.vendor)


def report_title(context: ReportContext) -> str:
    return context.say("Review of privacy documentation: {vendor}", vendor=context.assessment.vendor)


def _draft_mark(context: ReportContext) -> str:
    return "" if context.final else context.translator.gettext("DRAFT")


def report_foot(context: ReportContext) -> str:
    """What stands below every page beside its number."""
    names = (context.assessment.matter, context.assessment.vendor, context.status_word)
    return " · ".join(name for name in names if name)


def _set_frame(context: ReportContext) -> None:
    """Document properties, the line above and the line below every page."""
    say, assessment = context.translator.gettext, context.assessment
    context.memorandum.set_properties(report_title(context), context.reviewer or context.firm, context.generated)
    context.memorandum.set_header(assessment.vendor, _draft_mark(context))
    context.memorandum.set_footer(report_foot(context), say("Page {page} of {pages}"))

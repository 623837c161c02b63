"""Cover, scope and sources: what the report is about and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.findings import load_law
from reviewer.form import field_label
from reviewer.i18n import N_
from reviewer.model import AssessedDocument, FieldState, ReportSection
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import write_passages
from reviewer.report.wording import kind_text, service_text, silence_text, stated_text

HASH_LENGTH = 64
"""Hexadecimal digits of a SHA-256; set small, so that it stays on one line."""


def write_cover(context: ReportContext) -> None:
    """A page of its own: what, for whom, by whom, when, and how far the work has come."""
    say, memo, assessment = context.translator.gettext, context.memorandum, context.assessment
    memo.add_paragraph(context.firm, styles.NOTE)
    memo.add_paragraph(assessment.vendor, styles.TITLE)
    memo.add_paragraph(say("Review of privacy documentation"), styles.SUBTITLE)
    review_date = assessment.context.review_date
    country = assessment.context.client_country
    facts = (
        (say("Client"), assessment.client),
        (say("Country of the client"), context.translator.country_name(country) if country else ""),
        (say("Matter"), assessment.matter),
        (say("Service"), service_text(context)),
        (say("Status"), context.status_word),
        (say("Date of the report"), context.translator.format_date(context.generated.isoformat())),
        (say("Review date"), context.translator.format_date(review_date) if review_date else ""),
        (say("Law as at"), context.translator.format_date(load_law().as_of.isoformat())),
        (say("Reviewer"), context.reviewer),
    )
    # What is not known yet is asked for by a draft; a final report goes without.
    _write_facts(context, [(name, fact or say("Unknown")) for name, fact in facts if fact or not context.final])
    memo.add_paragraph(_progress_text(context))


def write_contents(context: ReportContext) -> None:
    """The sections with their pages, on the cover below what it says."""
    memo = context.memorandum
    memo.add_paragraph(context.translator.gettext("Contents"), styles.CONTENTS_TITLE)
    memo.add_contents()
    memo.start_page()


def _write_facts(context: ReportContext, facts: Sequence[tuple[str, str]]) -> None:
    table = context.memorandum.add_table((4.5, 12))
    for label, value in facts:
        name, content = table.add_row()
        name.add_text(label, styles.SMALL)
        content.add_text(value, styles.SMALL if len(value) == HASH_LENGTH and value.isalnum() else styles.CELL)
    context.memorandum.close_table()


def _progress_text(context: ReportContext) -> str:
    assessment = context.assessment
    total, decided = len(assessment.fields), assessment.decided
    sentence = context.translator.ngettext(
        "Of {total} field of the assessment form, {decided} is decided.",
        "Of the {total} fields of the assessment form, {decided} are decided.",
        total,
    )
    return sentence.format(total=total, decided=decided)


def write_sources(context: ReportContext) -> None:
    """The documents reviewed, with all that identifies them, and what was not reviewed."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Scope, sources and method"))
    memo.add_paragraph(
        say(
            "This report describes what the documents listed below state. Findings are followed by the passages on "
            "which they rest, in the original language, each with its place."
        )
    )
    memo.add_paragraph(
        say(
            "GDPR means Regulation (EU) 2016/679 (General Data Protection Regulation); EEA means the European Economic "
            "Area."
        )
    )
    passages = context.appendix_reference(ReportSection.PASSAGES)
    if passages:
        memo.add_paragraph(context.say("All passages stand in {appendix}.", appendix=passages))
    for number, document in enumerate(context.assessment.documents, 1):
        memo.add_paragraph(context.say("Source {number}. {name}", number=number, name=document.name), styles.CAPTION)
        _write_facts(context, _labelled_facts(context, document))
    memo.add_paragraph(
        say(
            "Not reviewed: documents that are not listed, contracts between the parties, the cookie banner in use, "
            "and the product itself."
        )
    )
    memo.add_paragraph(
        say(
            "Places are given by page where the source has pages, otherwise by paragraph, counting every heading, "
            "paragraph, list item and table row from the beginning of the document."
        )
    )
    _write_lost_passages(context)


_OVERVIEW = (
    *("controller.name", "controller.role", "controller.country", "document.covers", "data.subjects"),
    *("data.categories", "data.special_categories", "purposes", "legal_bases"),
)


def write_overview(context: ReportContext) -> None:
    """The vendor and its processing at a glance, as the documents describe them."""
    memo = context.memorandum
    memo.add_heading(context.translator.gettext("The vendor and its processing"))
    facts = []
    for field_id in _OVERVIEW:
        spec = context.form.field(field_id)
        states = context.assessment.states_of(field_id)
        values = context.assessment.values_of(field_id)
        texts = dict.fromkeys(stated_text(context, value) for value in values)
        silent = silence_text(context, states[0]) if states else "–"
        facts.append((field_label(spec, context.translator), "; ".join(texts) or silent))
    _write_facts(context, facts)


def source_facts(context: ReportContext, document: AssessedDocument) -> dict[str, str]:
    """What identifies a document, by name, in words."""
    version = document.version
    return {
        "title": title_of(context, document),
        "kind": kind_text(context, document.kind),
        "file": version.file_name,
        "language": context.translator.language_name(version.language),
        "version_date": _date_text(context, document_value(context, document, "document.version_date")),
        "retrieved": _date_text(context, version.retrieved),
        "source": version.source or context.translator.gettext("Unknown"),
        "extent": _extent_text(context, document),
        "sha256": version.sha256,
    }


_SOURCE_LABELS = {
    "title": N_("Title"),
    "kind": N_("Kind"),
    "file": N_("File"),
    "language": N_("Language"),
    "version_date": N_("Version date"),
    "retrieved": N_("Retrieved"),
    "source": N_("Found at"),
    "extent": N_("Extent"),
    "sha256": N_("SHA-256 of the file"),
}


def _labelled_facts(context: ReportContext, document: AssessedDocument) -> list[tuple[str, str]]:
    say, version = context.translator.gettext, document.version
    facts = [(say(_SOURCE_LABELS[name]), text) for name, text in source_facts(context, document).items()]
    facts.append((say("Imported"), context.translator.format_time(version.imported_at)))
    if document.versions > 1:
        facts.insert(
            1, (say("Version"), context.say("{number} of {count}", number=version.number, count=document.versions))
        )
    return facts


def _date_text(context: ReportContext, iso: str) -> str:
    return context.translator.format_date(iso) if iso else context.translator.gettext("Unknown")


def title_of(context: ReportContext, document: AssessedDocument) -> str:
    """The document's own title, else the name it goes by in the workspace."""
    return document_value(context, document, "document.title") or document.name


def document_value(context: ReportContext, document: AssessedDocument, field_id: str) -> str:
    """The first value of a `document.*` field; empty where there is none."""
    for state in _states_of(context, document):
        if state.field == field_id and state.effective_values:
            return str(state.effective_values[0].value)
    return ""


def _states_of(context: ReportContext, document: AssessedDocument) -> list[FieldState]:
    return [state for state in context.assessment.fields if state.document_id == document.id]


def _extent_text(context: ReportContext, document: AssessedDocument) -> str:
    translator, version = context.translator, document.version
    length = len(version.text)
    parts = []
    if version.pages is not None:
        pages = translator.ngettext("{count} page", "{count} pages", version.pages)
        parts.append(pages.format(count=translator.format_number(version.pages)))
    characters = translator.ngettext("{count} character", "{count} characters", length)
    parts.append(characters.format(count=translator.format_number(length)))
    return ", ".join(parts)


def _write_lost_passages(context: ReportContext) -> None:
    """Passages that break off and belong to no one field."""
    lost = [
        (document, passage)
        for document in context.assessment.documents
        for passage in document.version.incomplete
        if passage.field is None
    ]
    if not lost:
        return
    memo = context.memorandum
    memo.add_paragraph(
        context.translator.gettext(
            "The following passages end without content in the copy reviewed. What followed may have been lost when "
            "the page was saved; check the original."
        )
    )
    for document, passage in lost:
        write_passages(context, memo.add_paragraph, document.version.id, passage.evidence)

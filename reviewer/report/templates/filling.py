"""The values of a template's tags, taken from an assessment in the report's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reviewer.findings import load_law, recipient_rows
from reviewer.form import FieldSpec, field_label, group_label
from reviewer.model import APPENDICES, FieldState, ReportSection, ReviewedFinding, Severity
from reviewer.report.checklist import ITEMS, answer_item, answer_text, places_text, status_words
from reviewer.report.context import ReportContext
from reviewer.report.evidence import place_of
from reviewer.report.ooxml import printable
from reviewer.report.opening import source_facts
from reviewer.report.questions import question_text
from reviewer.report.recipients_section import country_text, safeguards_of
from reviewer.report.templates.data import (
    DocumentData,
    FieldData,
    FindingData,
    ItemData,
    QuoteData,
    RecipientData,
    SectionTag,
    SectionTags,
    TemplateData,
)
from reviewer.report.templates.runs import in_language
from reviewer.report.wording import (
    finding_state_text,
    service_text,
    severity_text,
    silence_text,
    stated_text,
    status_text,
)

_WHOLE = tuple(section for section in ReportSection if section not in (ReportSection.COVER, ReportSection.CONTENTS))


def template_data(context: ReportContext, included: frozenset[ReportSection]) -> TemplateData:
    """Everything a template may print; sections that are not included print nothing."""
    assessment, say = context.assessment, context.translator.gettext
    signed, rating = assessment.sign_off, assessment.rating
    counts = Counter(finding.severity for finding in context.standing)
    country = assessment.context.client_country
    return TemplateData(
        vendor=printable(assessment.vendor),
        client=printable(assessment.client),
        client_country=context.translator.country_name(country) if country else "",
        matter=printable(assessment.matter),
        service=printable(service_text(context)),
        firm=printable(context.firm),
        reviewer=printable(context.reviewer),
        date=context.translator.format_date(context.generated.isoformat()),
        review_date=_date(context, assessment.context.review_date),
        law_date=_date(context, load_law().as_of.isoformat()),
        status=context.status_word,
        draft="" if context.final else say("DRAFT"),
        rating=context.words.rating(rating.rating if rating else context.suggested_rating.rating),
        prepared_by=printable(signed.prepared_by) if signed else "",
        reviewed_by=printable(signed.reviewed_by) if signed else "",
        approved_by=printable(signed.approved_by) if signed else "",
        signed_on=context.translator.format_day(signed.decision.at) if signed else "",
        fields_total=len(assessment.fields),
        fields_decided=assessment.decided,
        high=counts[Severity.HIGH],
        medium=counts[Severity.MEDIUM],
        low=counts[Severity.LOW],
        info=counts[Severity.INFO],
        documents=_documents(context),
        findings=tuple(_finding(context, finding) for finding in context.standing),
        checklist=_checklist(context),
        recipients=_recipients(context),
        fields=_fields(context),
        section=_section_tags(included),
        report=_section("report", _WHOLE, included),
        notes=False,
    )


def _section_tags(included: frozenset[ReportSection]) -> SectionTags:
    single = {s.value: _section(f"section.{s.value}", (s,), included) for s in ReportSection}
    return SectionTags(appendices=_section("section.appendices", APPENDICES, included), **single)


def _section(name: str, sections: Iterable[ReportSection], included: frozenset[ReportSection]) -> SectionTag:
    return SectionTag(name, tuple(section for section in sections if section in included))


def _date(context: ReportContext, iso: str) -> str:
    return context.translator.format_date(iso) if iso else ""


def _documents(context: ReportContext) -> tuple[DocumentData, ...]:
    made = []
    for document in context.assessment.documents:
        facts = {name: printable(text) for name, text in source_facts(context, document).items()}
        facts["title"] = in_language(facts["title"], context.language_of_document(document))
        made.append(DocumentData(name=printable(document.name), **facts))
    return tuple(made)


def _finding(context: ReportContext, finding: ReviewedFinding) -> FindingData:
    words = context.words
    return FindingData(
        rule=finding.rule,
        severity=severity_text(context, finding.severity),
        title=printable(words.title(finding.finding)),
        text=printable(context.finding_text(finding)),
        recommendation=words.recommendation(finding.rule),
        basis="; ".join(words.basis(finding.finding)),
        state=finding_state_text(context, finding),
        question=question_text(context, finding),
        quotes=_quotes(context, finding),
    )


def _quotes(context: ReportContext, finding: ReviewedFinding) -> tuple[QuoteData, ...]:
    opening, closing = context.quotation_marks
    return tuple(
        QuoteData(
            in_language(
                printable(f"{opening}{ground.evidence.quote}{closing}"), context.language_of_version(ground.version_id)
            ),
            place_of(context, ground.version_id, ground.evidence),
        )
        for ground in finding.finding.grounds
        if context.document_of_version(ground.version_id) is not None
    )


def _checklist(context: ReportContext) -> tuple[ItemData, ...]:
    made = []
    for item in ITEMS:
        answer = answer_item(context, item)
        made.append(
            ItemData(
                name=context.translator.gettext(item.label),
                articles=context.words.gdpr(item.places),
                status=status_words(context, answer),
                statement=printable(answer_text(context, item, answer)),
                place=places_text(context, answer.values),
            )
        )
    return tuple(made)


def _recipients(context: ReportContext) -> tuple[RecipientData, ...]:
    rows = recipient_rows(context.material, context.as_of)
    return tuple(
        RecipientData(
            name=printable(row.name),
            role=context.words.role(row.role) if row.role else "",
            purpose=printable(row.purpose),
            country=country_text(context, row),
            safeguard="; ".join(safeguards_of(context, row)),
            place=", ".join(place_of(context, ground.version_id, ground.evidence) for ground in row.grounds[:1]),
        )
        for row in rows
    )


def _fields(context: ReportContext) -> tuple[FieldData, ...]:
    return tuple(
        _field(context, spec, group_label(group, context.translator), state)
        for group in context.form.groups
        for spec in group.fields
        for state in context.assessment.fields
        if state.field == spec.id
    )


def _field(context: ReportContext, spec: FieldSpec, group: str, state: FieldState) -> FieldData:
    values = state.effective_values
    texts = dict.fromkeys(stated_text(context, value) for value in values)
    return FieldData(
        group=group,
        name=field_label(spec, context.translator),
        statement=printable("; ".join(texts)) or silence_text(context, state),
        state=status_text(context, state.status),
        place=places_text(context, values),
    )

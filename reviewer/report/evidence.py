"""Quotes: checked against the stored text before anything is printed, and given their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.model import AssessedDocument, Assessment, Evidence, ReportError
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Cell
from reviewer.report.passages import Passage, gather_passages, paragraph_number

PASSAGES_SHOWN = 2
"""Passages printed in full for one value; of the rest only the places."""


def check_quotes(assessment: Assessment) -> None:
    """Compare every quote that will be printed with its slice of the text.

    ReportError `report.quote_changed` names the field. Passages of earlier versions are not printed.
    """
    documents = {document.version.id: document for document in assessment.documents}
    for field_id, version_id, evidence in _all_evidence(assessment):
        document = documents.get(version_id) if version_id is not None else None
        if document and document.version.text[evidence.start : evidence.end] != evidence.quote:
            detail = f"{field_id}: text[{evidence.start}:{evidence.end}]"
            raise ReportError("report.quote_changed", detail, field=field_id, document=document.name)


def _all_evidence(assessment: Assessment) -> Iterator[tuple[str, int | None, Evidence]]:
    for state in assessment.fields:
        for value in state.values:
            for evidence in value.evidence:
                yield state.field, value.version_id, evidence
        for version_id, passage in state.incomplete:
            for evidence in passage.evidence:
                yield state.field, version_id, evidence
    for finding in assessment.findings:
        for ground in finding.finding.grounds:
            yield finding.rule, ground.version_id, ground.evidence
    for document in assessment.documents:
        for passage in document.version.incomplete:
            for evidence in passage.evidence:
                yield passage.field or "", document.version.id, evidence


def write_passages(context: ReportContext, cell: Cell, version_id: int | None, evidence: Sequence[Evidence]) -> None:
    """The first passages in full, each with its place; of the rest the places."""
    if not evidence:
        return
    document = context.document_of_version(version_id)
    if document is None:
        cell.add_text(
            context.translator.gettext("The passage stands in an earlier version of the document."), styles.SMALL
        )
        return
    passages = gather_passages(document.version, evidence)
    opening, closing = context.quotation_marks
    for passage in passages[:PASSAGES_SHOWN]:
        pieces = [(opening, False), *passage.pieces(document.version), (closing, False)]
        cell.add_quote(pieces, _place_text(context, document, passage), context.language_of_document(document))
    rest = sorted(passages[PASSAGES_SHOWN:], key=lambda passage: passage.span)
    if rest:
        places = dict.fromkeys(_place_text(context, document, passage) for passage in rest)
        cell.add_text(context.say("Also: {places}.", places=context.translator.format_list(list(places))), styles.SMALL)


def place_of(context: ReportContext, version_id: int | None, evidence: Evidence) -> str:
    """The place of a passage in a current text; empty for one of an earlier version."""
    document = context.document_of_version(version_id)
    if document is None:
        return ""
    return _place_text(context, document, gather_passages(document.version, (evidence,))[0])


def _place_text(context: ReportContext, document: AssessedDocument, passage: Passage) -> str:
    """`page 3` or `paragraph 12`, with the document's name where the vendor has several."""
    if passage.page is not None:
        place = context.say("page {number}", number=passage.page)
    else:
        number = paragraph_number(document.version, passage.cues[0].start)
        place = context.say("paragraph {number}", number=number)
    place = place.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{document.name}, {place}" if len(context.assessment.documents) > 1 else place

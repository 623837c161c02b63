"""Quotes: checked against the stored text before anything is printed, and given their place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reviewer.model import AssessedDocument, AssessedVersion, Assessment, Evidence, ReportError
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Cell

QUOTES_SHOWN = 3
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
    for document in assessment.documents:
        for passage in document.version.incomplete:
            for evidence in passage.evidence:
                yield passage.field or "", document.version.id, evidence


def place_text(context: ReportContext, document: AssessedDocument, evidence: Evidence) -> str:
    """`page 3` or `paragraph 12`, with the document's name where the vendor has several."""
    if evidence.page is not None:
        place = context.say("page {number}", number=evidence.page)
    else:
        place = context.say("paragraph {number}", number=paragraph_number(document.version, evidence.start))
    place = place.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{document.name}, {place}" if len(context.assessment.documents) > 1 else place


def paragraph_number(version: AssessedVersion, offset: int) -> int:
    """The number, from 1, of the block in which the character at `offset` stands."""
    return max(bisect_right([block.start for block in version.blocks], offset), 1)


def write_passages(context: ReportContext, cell: Cell, version_id: int | None, passages: Sequence[Evidence]) -> None:
    """The first passages in full, each with its place; of the rest the places."""
    if not passages:
        return
    document = context.document_of_version(version_id)
    if document is None:
        cell.add_text(
            context.translator.gettext("The passage stands in an earlier version of the document."), styles.SMALL
        )
        return
    passages = list(dict.fromkeys(passages))
    for evidence in passages[:QUOTES_SHOWN]:
        quote = context.quoted(evidence.quote)
        cell.add_quote(quote, place_text(context, document, evidence), context.language_of_document(document))
    rest = dict.fromkeys(place_text(context, document, evidence) for evidence in passages[QUOTES_SHOWN:])
    if rest:
        cell.add_text(context.say("Also: {places}.", places=context.translator.format_list(list(rest))), styles.SMALL)

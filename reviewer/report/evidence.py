"""Quotes: checked against the stored text before anything is printed, and given their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model import AssessedDocument, Assessment, Evidence, ReportError
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Paragraph
from reviewer.report.passages import Passage, gather_passages, paragraph_number

PASSAGES_SHOWN = 2
"""Passages printed in full for one finding; of the rest only the places."""

StartParagraph = Callable[[str, str], Paragraph]
"""Begins a paragraph: text and style."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands; `page` is None in a document without pages."""

    document_id: int
    page: int | None
    paragraph: int


def check_quotes(assessment: Assessment) -> None:
    """Compare every quote that will be printed with its slice of the text.

    ReportError `report.quote_changed` names the field. Passages of earlier versions are not printed.
    """
    documents = {document.version.id: document for document in assessment.documents}
    for field_id, version_id, evidence in all_evidence(assessment):
        document = documents.get(version_id) if version_id is not None else None
        if document and document.version.text[evidence.start : evidence.end] != evidence.quote:
            detail = f"{field_id}: text[{evidence.start}:{evidence.end}]"
            raise ReportError("report.quote_changed", detail, field=field_id, document=document.name)


def all_evidence(assessment: Assessment) -> Iterator[tuple[str, int | None, Evidence]]:
    """Every passage that a value, a finding or a broken-off place rests on, with the field or rule and the version."""
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


def write_passages(
    context: ReportContext,
    start: StartParagraph,
    version_id: int | None,
    evidence: Sequence[Evidence],
    *,
    most: int = PASSAGES_SHOWN,
    under: str = "",
    again: bool = False,
    named: Sequence[Place] = (),
) -> list[Place]:
    """The first `most` passages in full, each with its place; of the rest the places, unless they are `named` already.
    `start` begins a paragraph where they are wanted. Under a rule, passages that were quoted under another before are
    only referred to, unless `again`. Returns the places that are named now."""
    if not evidence:
        return []
    document = context.document_of_version(version_id)
    if document is None:
        start(context.translator.gettext("The passage stands in an earlier version of the document."), styles.NOTE)
        return []
    known: dict[str, list[Place]] = {}
    shown: dict[str, tuple[Passage, list[Place]]] = {}
    rest: list[Place] = []
    for passage in gather_passages(document.version, evidence):
        text, place = document.version.text[passage.span.start : passage.span.end], _place(document, passage)
        rule = "" if again else context.quoted.where(document.version, passage)
        if most == 0 and place in named:
            continue
        if rule and rule != under:
            known.setdefault(rule, []).append(place)
        elif text in shown:
            shown[text][1].append(place)
        elif rule or len(shown) == most:
            rest.append(place)
        else:
            shown[text] = (passage, [place])
            if under:
                context.quoted.add(document.version, passage, under)
    for passage, places in shown.values():
        write_quote(context, start("", styles.QUOTE), document, [passage], places)
    now = [place for _, places in shown.values() for place in places]
    left = list(dict.fromkeys(place for place in rest if place not in now and place not in named))
    _write_references(context, start, known, left)
    return [*now, *left, *(place for places in known.values() for place in places)]


def _write_references(
    context: ReportContext, start: StartParagraph, known: Mapping[str, Sequence[Place]], rest: Sequence[Place]
) -> None:
    texts = []
    if known:
        under = [f"{rule} ({places_phrase(context, places)})" for rule, places in known.items()]
        texts.append(context.say("Quoted under {findings}.", findings=context.translator.format_list(under)))
    if rest:
        texts.append(context.say("Also: {places}.", places=places_phrase(context, rest)))
    if texts:
        start(" ".join(texts), styles.NOTE)


def write_quote(
    context: ReportContext,
    paragraph: Paragraph,
    document: AssessedDocument,
    passages: Iterable[Passage],
    places: Sequence[Place] = (),
) -> None:
    """Passages of one paragraph as one quote in the document's language, with its places after it in the report's."""
    language = context.language_of_document(document)
    opening, closing = context.quotation_marks
    paragraph.add_run(opening, language=language)
    for number, passage in enumerate(passages):
        if number:
            paragraph.add_run(" ", language=language)
        paragraph.add_quote(passage.pieces(document.version, follows=number > 0), language)
    paragraph.add_run(closing, language=language)
    if places:
        paragraph.add_run(f" ({places_phrase(context, places)})", styles.PLACE)


def places_of(context: ReportContext, version_id: int | None, evidence: Iterable[Evidence]) -> list[Place]:
    """Where passages stand in a current text; none for an earlier version."""
    document = context.document_of_version(version_id)
    if document is None:
        return []
    return [Place(document.id, item.page, paragraph_number(document.version, item.start)) for item in evidence]


def place_of(context: ReportContext, version_id: int | None, evidence: Evidence) -> str:
    """The place of a passage in words; empty for one of an earlier version."""
    return places_phrase(context, places_of(context, version_id, (evidence,)))


def _place(document: AssessedDocument, passage: Passage) -> Place:
    return Place(document.id, passage.page, paragraph_number(document.version, passage.cues[0].start))


def places_phrase(context: ReportContext, places: Iterable[Place]) -> str:
    """`page 3`, `paragraphs 4, 12 and 27`, with the documents' names where the vendor has several."""
    found: dict[tuple[int, bool], set[int]] = {}
    for place in places:
        numbers = found.setdefault((place.document_id, place.page is not None), set())
        numbers.add(place.paragraph if place.page is None else place.page)
    several = len(context.assessment.documents) > 1
    phrases = []
    for (document_id, paged), numbers in found.items():
        phrase = _numbers_phrase(context, sorted(numbers), paged=paged)
        phrases.append(f"{context.assessment.document(document_id).name}, {phrase}" if several else phrase)
    return "; ".join(phrases)


def _numbers_phrase(context: ReportContext, numbers: list[int], *, paged: bool) -> str:
    ngettext = context.translator.ngettext
    text = context.translator.format_list([str(number) for number in numbers])
    if paged:
        phrase = ngettext("page {numbers}", "pages {numbers}", len(numbers))
    else:
        phrase = ngettext("paragraph {numbers}", "paragraphs {numbers}", len(numbers))
    return phrase.replace(" ", "\N{NO-BREAK SPACE}").format(numbers=text)

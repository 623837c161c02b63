"""Quotes: checked against the stored text before anything is printed, and given their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model import AssessedDocument, Assessment, Evidence, ReportError, Span
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Paragraph
from reviewer.report.passages import Passage, gather_passages, paragraph_numbers

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
    sorted_out = _SortedPassages()
    for passage in gather_passages(document.version, evidence):
        places = _places(document, passage)
        if most == 0 and set(places) <= set(named):
            continue
        text = document.version.text[passage.span.start : passage.span.end]
        rule = "" if again else context.quoted.where(document.version, passage)
        if sorted_out.shows(passage, text, places, most=most, rule=rule, under=under) and under:
            context.quoted.add(document.version, passage, under)
    for passage, places in sorted_out.shown.values():
        write_quote(context, start("", styles.QUOTE), document, [passage], places)
    now = [place for _, places in sorted_out.shown.values() for place in places]
    left = list(dict.fromkeys(place for place in sorted_out.rest if place not in now and place not in named))
    _write_references(context, start, sorted_out.known, left)
    return [*now, *left, *(place for places in sorted_out.known.values() for place in places)]


class _SortedPassages:
    """Passages to print in full, by their text; the places of those quoted under another rule, by that; and the places
    of the rest."""

    def __init__(self) -> None:
        self.shown: dict[str, tuple[Passage, list[Place]]] = {}
        self.known: dict[str, list[Place]] = {}
        self.rest: list[Place] = []

    def shows(self, passage: Passage, text: str, places: list[Place], *, most: int, rule: str, under: str) -> bool:
        """Puts a passage where it belongs; whether it is printed in full now. `rule` is the one under which it was
        quoted before, if any."""
        if rule and rule != under:
            self.known.setdefault(rule, []).extend(places)
        elif text in self.shown:
            self.shown[text][1].extend(places)
        elif rule or len(self.shown) == most:
            self.rest.extend(places)
        else:
            self.shown[text] = (passage, places)
            return True
        return False


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
    return [
        Place(document.id, item.page, number)
        for item in evidence
        for number in paragraph_numbers(document.version, Span(item.start, item.end))
    ]


def place_of(context: ReportContext, version_id: int | None, evidence: Evidence) -> str:
    """The place of a passage in words; empty for one of an earlier version."""
    return places_phrase(context, places_of(context, version_id, (evidence,)))


def _places(document: AssessedDocument, passage: Passage) -> list[Place]:
    """Every paragraph that the passage reaches into: a heading with what stands below it is two."""
    return [Place(document.id, passage.page, number) for number in paragraph_numbers(document.version, passage.span)]


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


def number_range(first: int, last: int) -> str:
    """Two numbers as a range, or one."""
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in order, three or more that follow one another as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        text for run in runs for text in ([number_range(run[0], run[-1])] if len(run) > 2 else [str(n) for n in run])
    ]


def _numbers_phrase(context: ReportContext, numbers: list[int], *, paged: bool) -> str:
    ngettext = context.translator.ngettext
    text = context.translator.format_list(_runs(numbers))
    if paged:
        phrase = ngettext("page {numbers}", "pages {numbers}", len(numbers))
    else:
        phrase = ngettext("paragraph {numbers}", "paragraphs {numbers}", len(numbers))
    return phrase.replace(" ", "\N{NO-BREAK SPACE}").format(numbers=text)

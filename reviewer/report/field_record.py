"""Appendices A and B: what was decided on each field, and the passages that it rests on, each printed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer.form import FieldSpec, Group, ValueType, field_label, group_label
from reviewer.model import (
    AssessedDocument,
    Decision,
    Evidence,
    FieldState,
    FieldStatus,
    ReportSection,
    ReviewedValue,
    ValueState,
)
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import all_evidence, number_range, places_of, places_phrase, write_quote
from reviewer.report.memorandum import Cell, Table
from reviewer.report.passages import excerpt_text, paragraph_numbers
from reviewer.report.wording import (
    decision_text,
    doubts,
    hedge_words,
    silence_text,
    state_text,
    stated_text,
    status_text,
)

_OWN_WORDS = {ValueType.TEXT, ValueType.NAME, ValueType.RETENTION}
"""Value types whose values are the document's own words."""

MOST_ON_ONE_PAGE = 8
"""Values of a field that are kept together on a page; with their places they fill a quarter of it."""

CUES_NAMED = 3
"""Cues searched for in vain that are named."""


def write_field_record(context: ReportContext) -> None:
    """The form, group by group: each value with its place, what the software had suggested, who decided and when."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_appendix(context.appendix(ReportSection.FIELD_RECORD), say("Field record"))
    memo.add_paragraph(
        say(
            "“Suggested” marks what the software extracted and nobody has reviewed yet. “Confirmed”, “corrected” and "
            "“added” are decisions of the reviewer. “Not stated” is a decision of the reviewer too: no statement on "
            "the point was found in the reviewed document."
        ),
        styles.INTRO,
    )
    passages = context.appendix_reference(ReportSection.PASSAGES)
    if passages:
        memo.add_paragraph(
            context.say("The passages stand in {appendix}, in the order of the text.", appendix=passages), styles.INTRO
        )
    for group in context.form.groups:
        states = [s for s in context.assessment.fields if s.field in {f.id for f in group.fields}]
        if states:
            _write_group(context, group, states)
    _write_run(context)


def _write_group(context: ReportContext, group: Group, states: list[FieldState]) -> None:
    say, memo = context.translator.gettext, context.memorandum
    header = (group_label(group, context.translator), say("Value and place"), say("Decision"))
    table = memo.add_table((4.6, 7.1, 4.8), header)
    for state in states:
        _write_field(context, table, state)
    memo.close_table()


def _write_field(context: ReportContext, table: Table, state: FieldState) -> None:
    spec = context.form.field(state.field)
    groups = _decided_together(state) or [[]]
    rows = [table.add_row(continues=n > 0, is_long=len(values) > MOST_ON_ONE_PAGE) for n, values in enumerate(groups)]
    _write_label(context, rows[0][0], spec, state)
    for values, (_, content, mark) in zip(groups, rows, strict=True):
        for value in values:
            _write_value(context, content, spec, value)
        if values:
            _write_decision(context, mark, state_text(context, values[0].state), values[0].decision)
    _, content, mark = rows[-1]
    if not state.effective_values and not state.incomplete:
        content.add_text(silence_text(context, state))
        _write_search(context, content, state)
    if state.status is not FieldStatus.DECIDED and not state.suggested:
        _write_decision(context, mark, status_text(context, state.status), state.decision)
    _write_lost(context, content, state)
    if state.flagged:
        mark.add_text(context.translator.gettext("! Flagged"))


def _write_label(context: ReportContext, cell: Cell, spec: FieldSpec, state: FieldState) -> None:
    cell.add_text(field_label(spec, context.translator), bold=True)
    if state.document_id is not None and len(context.assessment.documents) > 1:
        cell.add_text(context.assessment.document(state.document_id).name, styles.SMALL)


def _decided_together(state: FieldState) -> list[list[ReviewedValue]]:
    """The values in groups that were decided in one act in the same way, or not at all."""
    groups: list[list[ReviewedValue]] = []
    for value in state.values:
        last = groups[-1][-1] if groups else None
        if last is not None and (last.state, last.decision) == (value.state, value.decision):
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def _write_value(context: ReportContext, cell: Cell, spec: FieldSpec, value: ReviewedValue) -> None:
    """The value that counts with its place; below it the machine's where that was another."""
    document = context.document_of_version(value.version_id)
    own_words = context.language_of_document(document) if document and spec.type in _OWN_WORDS else ""
    line = cell.add_paragraph("")
    text = stated_text(context, value)
    line.add_run(text, styles.STRUCK if not value.effective else "", language=own_words)
    places = places_of(context, value.version_id, value.evidence)
    remark = ", ".join(part for part in (places_phrase(context, places), _hedge_text(context, value)) if part)
    if remark:
        line.add_run(f" ({remark})", styles.PLACE)
    if value.evidence and not places:
        gone = context.translator.gettext("The passage stands in an earlier version of the document.")
        cell.add_text(gone, styles.SMALL)
    if value.state is ValueState.CORRECTED and value.machine is not None:
        was = stated_text(context, replace(value, value=value.machine.value))
        cell.add_text(context.say("Suggested by the software: {value}", value=was), styles.SMALL)
    for doubt in doubts(context, spec, value):
        cell.add_text(doubt, styles.SMALL)


def _hedge_text(context: ReportContext, value: ReviewedValue) -> str:
    """The words that leave it open whether it is so; empty where it is stated."""
    if value.machine is None or not value.machine.hedged:
        return ""
    words = hedge_words(context, [value])
    if not words:
        return context.translator.gettext("said as a possibility")
    return context.say("said with {words}", words=words)


def _write_decision(context: ReportContext, cell: Cell, words: str, decision: Decision | None) -> None:
    cell.add_text(words)
    if decision is not None:
        cell.add_text(decision_text(context, decision), styles.SMALL)


def _write_search(context: ReportContext, cell: Cell, state: FieldState) -> None:
    """What the document was searched for in vain."""
    for version_id, silence in state.silences:
        document = context.document_of_version(version_id)
        if document is None or not silence.cues:
            continue
        if not silence.examples:
            cell.add_text(_search_text(context, silence.cues), styles.SMALL)
            continue
        line = cell.add_paragraph("", styles.SMALL)
        count = context.translator.ngettext(
            "The whole text was searched for {count} expression, such as ",
            "The whole text was searched for {count} expressions, such as ",
            silence.cues,
        )
        line.add_run(count.format(count=silence.cues))
        opening, closing = context.quotation_marks
        named = [f"{opening}{cue}{closing}" for cue in silence.examples[:CUES_NAMED]]
        line.add_run(", ".join(named), language=context.language_of_document(document))
        line.add_run(".")


def _search_text(context: ReportContext, cues: int) -> str:
    sentence = context.translator.ngettext(
        "The whole text was searched for {count} expression.",
        "The whole text was searched for {count} expressions.",
        cues,
    )
    return sentence.format(count=cues)


def _write_lost(context: ReportContext, cell: Cell, state: FieldState) -> None:
    for version_id, passage in state.incomplete:
        places = places_phrase(context, places_of(context, version_id, passage.evidence))
        cell.add_text(
            context.say(
                "! The passage ends without content in the copy reviewed ({place}). It may have been lost when the "
                "page was saved; check the original.",
                place=places,
            ),
            styles.SMALL,
        )


def _write_run(context: ReportContext) -> None:
    """The rules of extraction by which the documents were read."""
    rule_sets = dict.fromkeys(d.version.rule_set for d in context.assessment.documents if d.version.rule_set)
    if rule_sets:
        names = context.translator.format_list(list(rule_sets))
        context.memorandum.add_paragraph(context.say("Rule set of the extraction: {names}.", names=names), styles.NOTE)


def write_excerpts(context: ReportContext) -> None:
    """Every passage that a value or a finding rests on, once, document by document and in the order of the text."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_appendix(context.appendix(ReportSection.PASSAGES), say("Passages"))
    memo.add_paragraph(
        say(
            "The passages on which values and findings rest, in the original language. What shows a value is set in "
            "bold; “[…]” marks what is left out of a sentence."
        ),
        styles.INTRO,
    )
    for document in context.assessment.documents:
        evidence = [e for _, version_id, e in all_evidence(context.assessment) if version_id == document.version.id]
        if evidence:
            _write_document(context, document, evidence, _cues(context, document))


def _cues(context: ReportContext, document: AssessedDocument) -> frozenset[Evidence]:
    """The evidence of values, which is short; that of findings is whole sentences."""
    values = (value for state in context.assessment.fields for value in state.values)
    return frozenset(e for value in values if value.version_id == document.version.id for e in value.evidence)


def _write_document(
    context: ReportContext, document: AssessedDocument, evidence: Iterable[Evidence], cues: frozenset[Evidence]
) -> None:
    say, memo = context.translator.gettext, context.memorandum
    if len(context.assessment.documents) > 1:
        memo.add_paragraph(document.name, styles.LEAD)
    paged = document.version.pages is not None
    header = (say("Page") if paged else say("Paragraph"), say("Passage"))
    table = memo.add_table((2.0, 14.5), header, whole_rows=False)
    translations = _translations(context, document)
    for number, passages in excerpt_text(document.version, evidence, cues):
        place, content = table.add_row()
        last = paragraph_numbers(document.version, passages[-1].span)[-1]
        place.add_text(str(passages[0].page or number_range(number, last)))
        write_quote(context, content.add_paragraph("", styles.EXCERPT), document, passages)
        for text in translations.get(number, ()):
            content.add_text(context.say("Working translation: {text}", text=text), styles.SMALL)
    memo.close_table()


def _translations(context: ReportContext, document: AssessedDocument) -> dict[int, list[str]]:
    """The reviewer's working translations by the paragraph that they translate."""
    found: dict[int, list[str]] = {}
    for state in context.assessment.fields:
        for value in state.values:
            if value.translation and value.version_id == document.version.id and value.evidence:
                (place,) = places_of(context, value.version_id, value.evidence[:1])
                texts = found.setdefault(place.paragraph, [])
                if value.translation not in texts:
                    texts.append(value.translation)
    return found

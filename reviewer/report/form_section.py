"""The form, group by group: each value with its state, the passage it rests on and the passage's place."""

from __future__ import annotations

from reviewer.form import FieldSpec, Group, ValueType, field_label, group_label, value_text
from reviewer.model import FieldState, FieldStatus, ReviewedValue
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import write_passages
from reviewer.report.memorandum import Cell, Table
from reviewer.report.wording import doubts, silence_text, state_text, status_text

_OWN_WORDS = {ValueType.TEXT, ValueType.NAME, ValueType.RETENTION}
"""Value types whose values are the document's own words."""


def write_form(context: ReportContext) -> None:
    say = context.translator.gettext
    context.memorandum.add_appendix(say("Appendix B. Statements and passages"))
    context.memorandum.add_paragraph(
        say(
            "“Suggested” marks what the software extracted and nobody has reviewed yet. “Confirmed”, “corrected” and "
            "“added” are decisions of the reviewer. “Not stated” is a decision of the reviewer too: no statement on "
            "the point was found in the reviewed document."
        )
    )
    for group in context.form.groups:
        states = [s for s in context.assessment.fields if s.field in {f.id for f in group.fields}]
        if states:
            _write_group(context, group, states)


def _write_group(context: ReportContext, group: Group, states: list[FieldState]) -> None:
    say, memo = context.translator.gettext, context.memorandum
    memo.add_paragraph(group_label(group, context.translator), styles.LEAD)
    header = (say("Field"), say("Statement and passage"), say("State"))
    table = memo.add_table((4.0, 9.5, 3.0), header)
    for state in states:
        _write_field(context, table, state)
    memo.close_table()


def _write_field(context: ReportContext, table: Table, state: FieldState) -> None:
    spec = context.form.field(state.field)
    values = state.effective_values
    rows = [table.add_row(continues=number > 0) for number in range(max(len(values), 1))]
    _write_label(context, rows[0][0], spec, state)
    for value, (_, content, mark) in zip(values, rows, strict=False):
        _write_value(context, content, spec, value)
        mark.add_text(state_text(context, value.state), styles.STATE)
    if not values:
        rows[0][1].add_text(silence_text(context, state))
        rows[0][2].add_text(status_text(context, state.status), styles.STATE)
    _write_marks(context, rows[-1][1], rows[0][2], state)


def _write_label(context: ReportContext, cell: Cell, spec: FieldSpec, state: FieldState) -> None:
    cell.add_text(field_label(spec, context.translator), bold=True)
    if spec.article:
        cell.add_text(article_text(context, spec.article), styles.SMALL)
    if state.document_id is not None and len(context.assessment.documents) > 1:
        cell.add_text(context.assessment.document(state.document_id).name, styles.SMALL)


def article_text(context: ReportContext, article: str) -> str:
    """The article as it is cited in the report's language."""
    cited = context.translator.gettext(article)
    return context.say("{article} GDPR", article=cited) if article.startswith("Art. ") else cited


def _write_value(context: ReportContext, cell: Cell, spec: FieldSpec, value: ReviewedValue) -> None:
    language = context.language_of_version(value.version_id)
    own_words = language if spec.type in _OWN_WORDS else ""
    cell.add_text(value_text(spec, value.value, context.translator), language=own_words)
    for doubt in doubts(context, spec, value):
        cell.add_text(doubt, styles.SMALL)
    write_passages(context, cell, value.version_id, value.evidence)
    if value.translation:
        cell.add_text(context.say("Working translation: {text}", text=value.translation), styles.SMALL)


def _write_marks(context: ReportContext, content: Cell, mark: Cell, state: FieldState) -> None:
    """Broken-off passages below the values, the flag beside the state."""
    for version_id, passage in state.incomplete:
        content.add_text(
            context.translator.gettext(
                "! The passage ends without content in the copy reviewed. It may have been lost when the page was "
                "saved; check the original."
            ),
            styles.SMALL,
        )
        write_passages(context, content, version_id, passage.evidence)
    if state.flagged:
        mark.add_text(context.translator.gettext("! Flagged"), styles.STATE)
    if state.status is FieldStatus.OPEN and state.effective_values and not state.suggested:
        mark.add_text(status_text(context, state.status), styles.STATE)

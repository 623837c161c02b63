"""Vendors side by side: what each states, item by item, with the places, and the findings; on paper and on screen.

Nothing is added up: the vendors stand in the order of their high findings, and no total is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewer.form import field_label, load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, Severity
from reviewer.report.checklist import ITEMS, Answer, Item, answer_item, places_text, status_words, values_text
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.memorandum import Memorandum
from reviewer.report.opening import title_of
from reviewer.report.wording import citation, count_text, severity_text, stated_text

_FURTHER = (
    *("document.version_date", "document.covers", "controller.role", "recipients.subprocessor_list"),
    "security.certifications",
)
_VALUES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What is said of one vendor. `notes` are lines in small print; `field` is where it is decided in that vendor's
    form, and `rule` which finding it is about: empty for neither."""

    text: str
    notes: tuple[str, ...] = ()
    field: str = ""
    document_id: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A cell a vendor, in their order."""

    label: str
    note: str
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`vendors` are (assessment id, name); the findings are ordered by the gravest of a row."""

    vendors: tuple[tuple[int, str], ...]
    statements: tuple[ComparedRow, ...]
    findings: tuple[ComparedRow, ...]


def compare_vendors(assessments: Sequence[Assessment], translator: Translator, day: date) -> Comparison:
    """The comparison in the translator's language."""
    memo, form = Memorandum(TAGS[translator.language], landscape=True), load_form()
    return compare_contexts([ReportContext(a, translator, memo, form, False, day, "", "") for a in assessments])


def compare_contexts(contexts: Sequence[ReportContext]) -> Comparison:
    """The vendors side by side, those with most high findings first."""
    ordered = sorted(contexts, key=_high_findings, reverse=True)
    say = ordered[0].translator.gettext
    statements = (
        ComparedRow(say("Documents"), "", tuple(_documents(context) for context in ordered)),
        ComparedRow(say("Overall rating"), "", tuple(_rating(context) for context in ordered)),
        ComparedRow(say("Findings"), "", tuple(ComparedCell(count_text(context)) for context in ordered)),
        *(_item_row(ordered, item) for item in ITEMS),
        *(_field_row(ordered, field_id) for field_id in _FURTHER),
    )
    vendors = tuple((context.assessment.id, context.assessment.vendor) for context in ordered)
    return Comparison(vendors, statements, tuple(_finding_rows(ordered)))


def _high_findings(context: ReportContext) -> int:
    return sum(finding.severity is Severity.HIGH for finding in context.standing)


def _documents(context: ReportContext) -> ComparedCell:
    return ComparedCell("", tuple(title_of(context, document) for document in context.assessment.documents))


def _rating(context: ReportContext) -> ComparedCell:
    decided = context.assessment.rating
    words = context.words.rating(decided.rating if decided else context.suggested_rating.rating)
    return ComparedCell(words, () if decided else (context.say("Suggested, not yet decided"),))


def _item_row(contexts: Sequence[ReportContext], item: Item) -> ComparedRow:
    first = contexts[0]
    cells = []
    for context in contexts:
        answer = answer_item(context, item)
        field_id = answer.values[0].field if answer.values else item.fields[0]
        cells.append(_cell(context, status_words(context, answer), _item_notes(context, item, answer), field_id))
    return ComparedRow(first.translator.gettext(item.label), citation(first.words.articles(item.places)), tuple(cells))


def _item_notes(context: ReportContext, item: Item, answer: Answer) -> list[str]:
    """What a vendor states on an item, for the fields that are compared, and where."""
    compared = [[value for value in answer.values if value.field == field_id] for field_id in item.compared]
    return [*(values_text(context, values) for values in compared if values), places_text(context, answer.values)]


def _field_row(contexts: Sequence[ReportContext], field_id: str) -> ComparedRow:
    first = contexts[0]
    cells = []
    for context in contexts:
        values = context.assessment.values_of(field_id)
        texts = list(dict.fromkeys(stated_text(context, value) for value in values))
        words = "; ".join(texts[:_VALUES_SHOWN]) or "–"
        cells.append(_cell(context, words, [places_text(context, values)], field_id))
    return ComparedRow(field_label(first.form.field(field_id), first.translator), "", tuple(cells))


def _cell(context: ReportContext, text: str, notes: Sequence[str], field_id: str) -> ComparedCell:
    document_id = next((state.document_id for state in context.assessment.states_of(field_id)), None)
    return ComparedCell(text, tuple(filter(None, notes)), field_id, document_id)


def _finding_rows(contexts: Sequence[ReportContext]) -> list[ComparedRow]:
    """A finding a row, the gravest first; a cell says how grave it is for that vendor."""
    found = [{finding.rule: finding for finding in context.standing} for context in contexts]
    gravest: dict[str, int] = {}
    titles: dict[str, str] = {}
    for context, findings in zip(contexts, found, strict=True):
        for rule, finding in findings.items():
            gravest[rule] = max(gravest.get(rule, 0), finding.severity.weight)
            titles.setdefault(rule, context.words.title(finding.finding))
    rows = []
    for rule in sorted(gravest, key=lambda rule: (-gravest[rule], rule)):
        cells = [
            ComparedCell(severity_text(context, findings[rule].severity), rule=rule)
            if rule in findings
            else ComparedCell("–")
            for context, findings in zip(contexts, found, strict=True)
        ]
        rows.append(ComparedRow(f"{rule} · {titles[rule]}", "", tuple(cells)))
    return rows

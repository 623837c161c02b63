"""What Arts 13 and 14 GDPR ask for, item by item: whether it is stated, what is stated, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.findings import topic_statuses
from reviewer.i18n import N_
from reviewer.model import DocumentKind, FieldState, FieldStatus, Finding, ReviewedValue
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.evidence import places_of, places_phrase
from reviewer.report.wording import citation, hedge_words, stated_text, symbol_and_word

VALUES_SHOWN = 4

LONGEST_VALUE = 80
"""Characters of a value before it is cut; it stands whole in the field record."""


class ItemStatus(StrEnum):
    """How far the documents state what Arts 13 and 14 ask for."""

    STATED = "stated"
    CONDITIONAL = "conditional"
    PARTLY = "partly"
    BROKEN_OFF = "broken_off"
    NOT_APPLICABLE = "not_applicable"
    NOT_STATED = "not_stated"
    NOT_FOUND = "not_found"


STATUS_WORDS = {
    ItemStatus.STATED: ("✓", N_("Stated")),
    ItemStatus.CONDITIONAL: ("◐", N_("Stated as a possibility")),
    ItemStatus.PARTLY: ("◐", N_("Stated in part")),
    ItemStatus.BROKEN_OFF: ("!", N_("Breaks off in the copy reviewed")),
    ItemStatus.NOT_APPLICABLE: ("–", N_("Not applicable")),
    ItemStatus.NOT_STATED: ("∅", N_("Not stated")),
    ItemStatus.NOT_FOUND: ("○", N_("Nothing found; not yet reviewed")),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist: where the GDPR asks for it, the fields that answer it, and of the rights listed those
    that do; empty means any."""

    label: str
    places: tuple[str, ...]
    fields: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    """Rules, or cases of a rule as `IDN-01:no_name`, that say that what is stated is not all that is asked for."""
    compared: tuple[str, ...] = ()
    """Fields whose values a comparison of vendors gives beside the status."""


ITEMS = (
    Item(
        N_("Identity and contact details of the controller"),
        ("13(1)(a)",),
        ("controller.name", "controller.address", "contact.email", "contact.phone"),
        doubts=frozenset({"IDN-01:no_name", "IDN-01:no_contact", "IDN-01:no_legal_form", "IDN-01:no_address"}),
    ),
    Item(N_("Representative in the EU"), ("13(1)(a)", "27"), ("contact.eu_representative",)),
    Item(N_("Data protection officer"), ("13(1)(b)",), ("contact.dpo",)),
    Item(N_("Purposes"), ("13(1)(c)",), ("purposes",), doubts=frozenset({"PUR-01"})),
    Item(
        N_("Legal bases"),
        ("13(1)(c)", "13(1)(d)"),
        ("legal_bases",),
        doubts=frozenset({"LEG-02", "LEG-03", "LEG-04"}),
        compared=("legal_bases",),
    ),
    Item(N_("Recipients"), ("13(1)(e)",), ("recipients.named", "recipients.categories"), doubts=frozenset({"REC-01"})),
    Item(
        N_("Transfers outside the EEA and safeguards"),
        ("13(1)(f)",),
        ("transfers.outside_eea", "transfers.countries", "transfers.safeguards"),
        doubts=frozenset({"TRF-02", "TRF-03", "TRF-04", "TRF-05", "TRF-06", "TRF-08"}),
        compared=("transfers.countries", "transfers.safeguards"),
    ),
    Item(
        N_("Retention"),
        ("13(2)(a)",),
        ("retention.items",),
        doubts=frozenset({"RET-02"}),
        compared=("retention.items",),
    ),
    Item(
        N_("Rights of individuals"),
        ("13(2)(b)",),
        ("rights.listed",),
        frozenset({"access", "rectification", "erasure", "restriction", "objection", "portability"}),
        frozenset({"RIG-01"}),
    ),
    Item(N_("Withdrawal of consent"), ("13(2)(c)",), ("rights.listed",), frozenset({"withdraw_consent"})),
    Item(
        N_("Complaint to an authority"),
        ("13(2)(d)",),
        ("rights.listed", "rights.authority"),
        frozenset({"complaint"}),
    ),
    Item(N_("Duty to provide data"), ("13(2)(e)",), ("data.provision",)),
    Item(
        N_("Automated decisions"),
        ("13(2)(f)",),
        ("rights.automated_decisions",),
        doubts=frozenset({"ADM-01"}),
    ),
    Item(N_("Categories of data"), ("14(1)(d)",), ("data.categories",)),
    Item(N_("Sources of the data"), ("14(2)(f)",), ("data.sources",), doubts=frozenset({"SRC-01"})),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say on an item."""

    status: ItemStatus
    values: tuple[ReviewedValue, ...]


def answer_item(context: ReportContext, item: Item) -> Answer:
    """What the documents say on an item; a finding that doubts it makes it stated in part."""
    states = [state for state in context.assessment.fields if state.field in item.fields]
    values = tuple(v for state in states for v in state.effective_values if _answers(item, v))
    status = _status(states, values)
    if not values and status is not ItemStatus.BROKEN_OFF and context.exempt.issuperset(item.fields):
        status = ItemStatus.NOT_APPLICABLE
    if status is ItemStatus.STATED and any(_doubts(item, finding.finding) for finding in context.standing):
        status = ItemStatus.PARTLY
    return Answer(status, values)


def _doubts(item: Item, finding: Finding) -> bool:
    return not item.doubts.isdisjoint({finding.rule, *(f"{finding.rule}:{case}" for case in finding.cases)})


def _answers(item: Item, value: ReviewedValue) -> bool:
    return not item.codes or value.field != "rights.listed" or value.value in item.codes


def _status(states: Sequence[FieldState], values: Sequence[ReviewedValue]) -> ItemStatus:
    broken = any(state.incomplete for state in states)
    if values and all(v.machine is not None and v.machine.hedged for v in values):
        return ItemStatus.CONDITIONAL
    if values:
        return ItemStatus.PARTLY if broken else ItemStatus.STATED
    if broken:
        return ItemStatus.BROKEN_OFF
    decided = states and all(state.status is not FieldStatus.OPEN for state in states)
    return ItemStatus.NOT_STATED if decided else ItemStatus.NOT_FOUND


def status_words(context: ReportContext, answer: Answer) -> str:
    """How far an item is stated; where it is only said to be possible, by which words of the text."""
    words = hedge_words(context, answer.values) if answer.status is ItemStatus.CONDITIONAL else ""
    if words:
        return context.say("◐ Stated with {words}", words=words)
    return symbol_and_word(context, STATUS_WORDS[answer.status])


def write_checklist(context: ReportContext) -> None:
    """The items of Arts 13 and 14, a row each, with where each is stated; of agreements on processing that they owe
    none."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Information under Arts 13 and 14 GDPR"))
    if context.material.only_in(DocumentKind.DPA, ()):
        memo.add_paragraph(
            say("Only agreements on processing were reviewed. Arts 13 and 14 GDPR ask nothing of these.")
        )
    else:
        _write_items(context)
    _write_topics(context)


def _write_items(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    header = (say("Item"), say("Status"), say("Statement"), say("Place"))
    table = memo.add_table((4.6, 3.0, 6.0, 2.9), header)
    for item in ITEMS:
        name, status, statement, place = table.add_row()
        answer = answer_item(context, item)
        name.add_text(say(item.label), bold=True)
        name.add_text(citation(context.words.articles(item.places)), styles.SMALL)
        status.add_text(status_words(context, answer))
        statement.add_text(answer_text(context, item, answer))
        place.add_text(places_text(context, answer.values), styles.SMALL)
    memo.close_table()


def answer_text(context: ReportContext, item: Item, answer: Answer) -> str:
    """What is stated, or why nothing need be."""
    if answer.status is ItemStatus.NOT_APPLICABLE:
        return context.words.exemption(item.fields[0])
    return values_text(context, answer.values)


def values_text(context: ReportContext, values: Sequence[ReviewedValue]) -> str:
    """The first values in words, and how many there are besides."""
    texts = list(dict.fromkeys(stated_text(context, value, LONGEST_VALUE) for value in values))
    shown = "; ".join(texts[:VALUES_SHOWN])
    rest = len(texts) - VALUES_SHOWN
    if rest <= 0:
        return shown or "–"
    more = context.translator.ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    return f"{shown}; {more}"


def places_text(context: ReportContext, values: Sequence[ReviewedValue]) -> str:
    """Where the values stand, each at the first of its passages."""
    places = [place for v in values for place in places_of(context, v.version_id, v.evidence[:1])]
    return places_phrase(context, places)


def _write_topics(context: ReportContext) -> None:
    """Topics on which silence is no finding by itself."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Further topics"), 2)
    table = memo.add_table((9, 7.5), (say("Topic"), say("Status")))
    for topic in topic_statuses(context.material, context.assessment.context):
        name, status = table.add_row()
        name.add_text(context.words.topic(topic.topic))
        words = say("✓ Addressed") if topic.stated else say("○ Not addressed in the reviewed text")
        status.add_text(words)
        if topic.relevant and not topic.stated:
            status.add_text(say("Relevant to the data that the client expects to be processed."), styles.SMALL)
    memo.close_table()

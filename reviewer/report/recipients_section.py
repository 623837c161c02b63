"""Transfers and recipients: who receives data, in which role and country, under which safeguard."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.findings import RecipientRow, Source, load_law, recipient_rows
from reviewer.findings.conditions import full_months
from reviewer.form import code_label
from reviewer.report import styles
from reviewer.report.checklist import places_text
from reviewer.report.context import ReportContext
from reviewer.report.evidence import places_of, places_phrase
from reviewer.report.memorandum import Cell
from reviewer.report.wording import stated_text

_TRANSFERS = ("transfers.outside_eea", "transfers.countries", "transfers.safeguards", "recipients.subprocessor_list")


def write_recipients(context: ReportContext) -> None:
    """What is said of transfers, and the named recipients with role, country and safeguard."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Transfers and recipients"))
    _write_transfers(context)
    rows = recipient_rows(context.material, context.as_of)
    if not rows:
        memo.add_paragraph(say("The reviewed documents name no recipient."))
        return
    header = (say("Recipient"), say("Role and purpose"), say("Country"), say("Safeguard stated"), say("Place"))
    memo.add_paragraph(say("Recipients named in the documents"), styles.CAPTION)
    table = memo.add_table((4.0, 4.1, 2.9, 3.0, 2.5), header)
    notes: dict[str, str] = {}
    for row in rows:
        _write_recipient(context, table.add_row(), row, notes)
    memo.close_table()
    for text, letter in notes.items():
        memo.add_paragraph(f"{letter} {text}", styles.NOTE)
    memo.add_paragraph(_adequacy_text(context), styles.NOTE)


def _write_transfers(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    table = memo.add_table((4.5, 9, 3), (say("Item"), say("Statement"), say("Place")))
    for field_id in _TRANSFERS:
        spec = context.form.field(field_id)
        values = context.assessment.values_of(field_id)
        name, content, place = table.add_row()
        name.add_text(say(spec.label), bold=True)
        texts = dict.fromkeys(stated_text(context, value) for value in values)
        content.add_text("; ".join(texts) or "–")
        place.add_text(places_text(context, values), styles.SMALL)
    memo.close_table()


def _write_recipient(context: ReportContext, cells: list[Cell], row: RecipientRow, notes: dict[str, str]) -> None:
    """A row; what is said of many recipients stands once below the table, by letter."""
    name, role, country, safeguard, place = cells
    words, say = context.words, context.translator.gettext
    title = name.add_paragraph("")
    title.add_run(row.name, styles.LABEL)
    if row.maker:
        title.add_run(f" ({row.maker})")
    _write_noted(role, words.role(row.role) or "–", [words.source(row.role_source)], notes)
    role.add_text(context.own_words(row.purpose, _version_of(row)), styles.SMALL)
    _write_noted(
        country, country_text(context, row) or "–", [words.source(row.country_source), words.standing(row)], notes
    )
    if row.safeguards or not row.stated:
        safeguard.add_text("; ".join(safeguards_of(context, row)))
    else:
        _write_noted(safeguard, say("Stated in general only"), safeguards_of(context, row), notes)
    places = [found for ground in row.grounds for found in places_of(context, ground.version_id, (ground.evidence,))]
    place.add_text(places_phrase(context, places), styles.SMALL)


def _version_of(row: RecipientRow) -> int | None:
    """The version of the document whose words a row has."""
    return row.grounds[0].version_id if row.grounds else None


def _write_noted(cell: Cell, text: str, remarks: Iterable[str], notes: dict[str, str]) -> None:
    line = cell.add_paragraph(text)
    if text == "–":
        return
    letters = [notes.setdefault(remark, chr(ord("a") + len(notes))) for remark in remarks if remark]
    if letters:
        # A mark does not part from its word, nor one letter from the next.
        line.add_run(f" {', '.join(letters)}".replace(" ", "\N{NO-BREAK SPACE}"), styles.MARK)


def country_text(context: ReportContext, row: RecipientRow) -> str:
    """The country stated for the recipient; one that is only known of it is where its group is at home, which does not
    tell where the data are. Empty for none."""
    if not row.country:
        return ""
    country = context.translator.country_name(row.country)
    if row.country_source is Source.KNOWN:
        return context.say("Group established in: {country}", country=country)
    return country


def safeguards_of(context: ReportContext, row: RecipientRow) -> list[str]:
    """The safeguard stated for the recipient, else those stated for transfers in general."""
    spec = context.form.field("transfers.safeguards")

    def label(code: str) -> str:
        return code_label(spec, spec.code(code), context.translator)

    if row.safeguards:
        return [label(code) for code in row.safeguards]
    if row.stated:
        names = "; ".join(label(code) for code in row.stated)
        return [context.say("In general: {names}", names=names)]
    return ["–"]


def _adequacy_text(context: ReportContext) -> str:
    """The day of the list of decisions on adequacy, with its age on the day of the review."""
    months = full_months(load_law().adequacy_as_of, context.as_of)
    note = context.words.adequacy_note()
    if months < 1:
        return note
    return note + " " + context.say("On the day of the review the list was {age} old.", age=_age(context, months))


def _age(context: ReportContext, months: int) -> str:
    years, rest = divmod(months, 12)
    return context.translator.period(f"P{years}Y{rest}M")

"""Transfers and recipients: who receives data, in which role and country, under which safeguard."""

from __future__ import annotations

from reviewer.findings import RecipientRow, load_law, recipient_rows
from reviewer.findings.conditions import full_months
from reviewer.form import code_label, value_text
from reviewer.report import styles
from reviewer.report.checklist import places_text
from reviewer.report.context import ReportContext
from reviewer.report.evidence import place_of
from reviewer.report.memorandum import Cell
from reviewer.report.wording import role_text

_TRANSFERS = ("transfers.outside_eea", "transfers.countries", "transfers.safeguards", "recipients.subprocessor_list")


def write_recipients(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Transfers and recipients"))
    _write_transfers(context)
    rows = recipient_rows(context.material, context.as_of)
    if not rows:
        memo.add_paragraph(say("The reviewed documents name no recipient."))
        return
    header = (say("Recipient"), say("Role and purpose"), say("Country"), say("Safeguard"), say("Place"))
    memo.add_paragraph(say("Recipients named in the documents"), "Caption")
    table = memo.add_table((3.6, 3.4, 3.4, 3.5, 2.6), header)
    for row in rows:
        cells = table.add_row()
        _write_recipient(context, cells, row)
    memo.close_table()
    memo.add_paragraph(_adequacy_text(context), styles.SMALL)


def _write_transfers(context: ReportContext) -> None:
    say, memo = context.translator.gettext, context.memorandum
    table = memo.add_table((4.5, 9, 3), (say("Transfers outside the EEA"), say("Statement"), say("Place")))
    for field_id in _TRANSFERS:
        spec = context.form.field(field_id)
        values = [v for s in context.assessment.fields if s.field == field_id for v in s.effective_values]
        name, content, place = table.add_row()
        name.add_text(say(spec.label), bold=True)
        texts = dict.fromkeys(value_text(spec, v.value, context.translator) for v in values)
        content.add_text("; ".join(texts) or "–")
        place.add_text(places_text(context, values), styles.SMALL)
    memo.close_table()


def _write_recipient(context: ReportContext, cells: list[Cell], row: RecipientRow) -> None:
    name, role, country, safeguard, place = cells
    name.add_text(row.name, bold=True)
    name.add_text(row.maker, styles.SMALL)
    role.add_text(role_text(context, row.role) or "–")
    role.add_text(row.purpose, styles.SMALL)
    if row.role_source is not row.country_source:
        role.add_text(context.words.source(row.role_source), styles.SMALL)
    country.add_text(context.translator.country_name(row.country) if row.country else "–")
    country.add_text(context.words.source(row.country_source), styles.SMALL)
    for text in _safeguards(context, row):
        safeguard.add_text(text)
    safeguard.add_text(context.words.standing(row), styles.SMALL)
    places = dict.fromkeys(place_of(context, g.version_id, g.evidence) for g in row.grounds[:1])
    place.add_text(", ".join(p for p in places if p), styles.SMALL)


def _safeguards(context: ReportContext, row: RecipientRow) -> list[str]:
    """The safeguard stated for the recipient, else those stated for transfers in general."""
    spec = context.form.field("transfers.safeguards")

    def label(code: str) -> str:
        return code_label(spec, spec.code(code), context.translator)

    if row.safeguard:
        return [label(row.safeguard)]
    if row.stated:
        names = context.translator.format_list([label(code) for code in row.stated])
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

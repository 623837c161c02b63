"""Open points, limits and sign-off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reviewer.findings import load_law
from reviewer.form import field_label, group_label
from reviewer.model import FieldState, FieldStatus, ValueState
from reviewer.report.context import ReportContext


def write_open_points(context: ReportContext) -> None:
    """What is flagged and what nobody has decided yet, kind by kind."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Open points"))
    points = [(label, names) for label, names in _open_points(context) if any(names)]
    if not points:
        memo.add_paragraph(say("Nothing is open and no field is flagged."))
        return
    table = memo.add_table((4.5, 12), (say("Why"), say("Where")))
    for label, names in points:
        reason, places = table.add_row()
        reason.add_text(label)
        for name in names:
            places.add_text(name)
    memo.close_table()


def _open_points(context: ReportContext) -> list[tuple[str, list[str]]]:
    say, assessment = context.translator.gettext, context.assessment
    fields = [s for s in assessment.fields if s.status is FieldStatus.OPEN]
    return [
        (say("! Flagged"), _labels(context, [s for s in assessment.fields if s.flagged])),
        (say("High findings not yet reviewed"), [", ".join(f.rule for f in assessment.blocking)]),
        (say("Suggested values not yet reviewed"), _labels(context, [s for s in fields if s.suggested])),
        (
            say("Nothing found, or all rejected; not yet decided"),
            _labels(context, [s for s in fields if not s.suggested]),
        ),
    ]


def _labels(context: ReportContext, states: Sequence[FieldState]) -> list[str]:
    """The fields' names, group by group."""
    labels = []
    for group in context.form.groups:
        own = {spec.id for spec in group.fields}
        names = [_name(context, state) for state in states if state.field in own]
        if names:
            labels.append(f"{group_label(group, context.translator)}: {', '.join(names)}")
    return labels


def _name(context: ReportContext, state: FieldState) -> str:
    name = field_label(context.form.field(state.field), context.translator)
    if state.document_id is not None and len(context.assessment.documents) > 1:
        return f"{name} ({context.assessment.document(state.document_id).name})"
    return name


def write_limits(context: ReportContext) -> None:
    """What the report does not say, and how its content came about."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Limits and method"))
    client = context.assessment.client
    memo.add_paragraph(
        say(
            "This assessment is based solely on the documents listed under “Scope, sources and method”, as retrieved "
            "on the dates shown there. It describes what those documents state. It does not verify the vendor's "
            "actual practices, and it is not an audit, a certification or an opinion on foreign law."
        )
    )
    if client:
        memo.add_paragraph(context.say("It is intended for {client} only.", client=client))
    date = context.translator.format_date(load_law().as_of.isoformat())
    memo.add_paragraph(context.say("The law is stated as at {date}.", date=date))
    memo.add_paragraph(_provenance_text(context))


def _provenance_text(context: ReportContext) -> str:
    """How the content came about, in figures."""
    counts = Counter(value.state for state in context.assessment.fields for value in state.values)
    unstated = sum(state.status is FieldStatus.NOT_STATED for state in context.assessment.fields)
    reviewer = context.reviewer or context.translator.format_list(context.assessment.reviewers)
    if context.assessment.decided == 0:
        method = context.translator.gettext(
            "Information was extracted by software on a local computer; it has not been reviewed yet."
        )
    else:
        method = context.say(
            "Information was first extracted by software on a local computer and then reviewed by {reviewer}.",
            reviewer=reviewer or "–",
        )
    figures = context.say(
        "Values: {total} in all, of which confirmed: {confirmed}, corrected: {corrected}, added: {added}, rejected: "
        "{rejected}, not yet reviewed: {suggested}. Fields found not to be stated: {unstated}.",
        total=counts.total(),
        unstated=unstated,
        **{state.value: counts[state] for state in ValueState},
    )
    local = context.translator.gettext("No document content was sent to an external service.")
    return f"{method} {figures} {local}"


def write_sign_off(context: ReportContext) -> None:
    """Who prepared, reviewed and approved; blank lines to sign on where nobody is named."""
    say, memo, signed = context.translator.gettext, context.memorandum, context.assessment.sign_off
    memo.add_heading(say("Sign-off"))
    names = (signed.prepared_by, signed.reviewed_by, signed.approved_by) if signed else ("", "", "")
    day = context.translator.format_day(signed.decision.at) if signed else ""
    table = memo.add_table((3.5, 5, 3.5, 4.5), (say("Role"), say("Name"), say("Date"), say("Signature")))
    for role, name in zip((say("Prepared by"), say("Reviewed by"), say("Approved by")), names, strict=True):
        cells = table.add_row()
        for cell, text in zip(cells, (role, name, day if name else "", ""), strict=True):
            cell.add_text(text)
    memo.close_table()

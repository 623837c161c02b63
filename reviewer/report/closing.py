"""Open points, limits, sign-off, and the record of decisions on fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reviewer.findings import load_law
from reviewer.form import FieldSpec, field_label, group_label, value_text
from reviewer.model import Decision, FieldState, FieldStatus, Retention, ReviewedValue, ValueState
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Table
from reviewer.report.wording import silence_text, state_text, status_text


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
            "This assessment is based solely on the documents listed in section 2 as retrieved on the dates shown. It "
            "describes what those documents state. It does not verify the vendor's actual practices and is not an "
            "audit, a certification or a statement on foreign law."
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
    day = context.translator.format_date(signed.decision.at[:10]) if signed else ""
    table = memo.add_table((3.5, 5, 3.5, 4.5), (say("Role"), say("Name"), say("Date"), say("Signature")))
    for role, name in zip((say("Prepared by"), say("Reviewed by"), say("Approved by")), names, strict=True):
        cells = table.add_row()
        for cell, text in zip(cells, (role, name, day if name else "", ""), strict=True):
            cell.add_text(text)
    memo.close_table()


def write_decisions(context: ReportContext) -> None:
    """What the software suggested beside what the reviewer decided, who decided and when."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_appendix(say("Appendix A. Field record"))
    decided = [s for s in context.assessment.fields if _is_decided(s)]
    if not decided:
        memo.add_paragraph(say("No decisions have been made yet."))
    else:
        header = (say("Field"), say("Suggested by the software"), say("Final value"), say("Decision"))
        table = memo.add_table((3.4, 4.6, 4.4, 4.1), header)
        for state in decided:
            _write_decisions_of(context, table, state)
        memo.close_table()
    _write_run(context)


def _is_decided(state: FieldState) -> bool:
    return state.status is FieldStatus.NOT_STATED or any(v.state is not ValueState.SUGGESTED for v in state.values)


def _write_decisions_of(context: ReportContext, table: Table, state: FieldState) -> None:
    spec = context.form.field(state.field)
    label = field_label(spec, context.translator)
    for values in _decided_together(state):
        name, machine, final, decision = table.add_row(continues=not label)
        name.add_text(label, bold=True)
        label = ""
        for value in values:
            machine.add_text(_machine_text(context, spec, value))
            final.add_text(value_text(spec, value.value, context.translator) if value.effective else "–")
        for rule in dict.fromkeys(value.machine.rule for value in values if value.machine is not None):
            machine.add_text(rule, styles.SMALL)
        decision.add_text(state_text(context, values[0].state), styles.STATE)
        decision.add_text(decision_text(context, values[0].decision), styles.SMALL)
    if state.status is FieldStatus.NOT_STATED:
        name, machine, final, decision = table.add_row(continues=not label)
        name.add_text(label, bold=True)
        machine.add_text("–")
        final.add_text(silence_text(context, state))
        decision.add_text(status_text(context, state.status), styles.STATE)
        decision.add_text(decision_text(context, state.decision), styles.SMALL)


def _decided_together(state: FieldState) -> list[list[ReviewedValue]]:
    """The decided values; short ones confirmed or rejected in one act share a row."""
    groups: list[list[ReviewedValue]] = []
    for value in state.values:
        if value.state is ValueState.SUGGESTED:
            continue
        together = value.state in (ValueState.CONFIRMED, ValueState.REJECTED) and isinstance(value.value, str)
        last = groups[-1][-1] if groups else None
        if together and last is not None and (last.state, last.decision) == (value.state, value.decision):
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def _machine_text(context: ReportContext, spec: FieldSpec, value: ReviewedValue) -> str:
    return value_text(spec, _machine_value(value), context.translator) if value.machine else "–"


def _machine_value(value: ReviewedValue) -> str | Retention:
    assert value.machine is not None
    return value.machine.value


def decision_text(context: ReportContext, decision: Decision | None) -> str:
    """Who decided and when."""
    if decision is None:
        return ""
    time = context.translator.format_time(decision.at)
    return f"{decision.by}, {time}" if decision.by else time


def _write_run(context: ReportContext) -> None:
    """The rules of extraction by which the documents were read."""
    rule_sets = dict.fromkeys(d.version.rule_set for d in context.assessment.documents if d.version.rule_set)
    if rule_sets:
        names = context.translator.format_list(list(rule_sets))
        context.memorandum.add_paragraph(context.say("Rule set: {names}.", names=names), styles.SMALL)

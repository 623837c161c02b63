"""Open points, limits, and the record of decisions."""

from __future__ import annotations

from collections import Counter

from reviewer.form import FieldSpec, field_label, group_label, value_text
from reviewer.model import Decision, FieldState, FieldStatus, Retention, ReviewedValue, ValueState
from reviewer.report import styles
from reviewer.report.context import ReportContext
from reviewer.report.memorandum import Table
from reviewer.report.wording import silence_text, state_text, status_text


def write_open_points(context: ReportContext) -> None:
    """Flagged fields and fields still open, in the order of the form."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Open points"))
    states = [s for s in context.assessment.fields if s.flagged or s.status is FieldStatus.OPEN]
    if not states:
        memo.add_paragraph(say("No field is open and none is flagged."))
        return
    table = memo.add_table((6.5, 10), (say("Field"), say("Why")))
    for state in states:
        name, reason = table.add_row()
        name.add_text(_full_label(context, state))
        for text in _open_reasons(context, state):
            reason.add_text(text)
    memo.close_table()


def _full_label(context: ReportContext, state: FieldState) -> str:
    spec = context.form.field(state.field)
    group = next(g for g in context.form.groups if g.id == spec.group)
    names = [group_label(group, context.translator), field_label(spec, context.translator)]
    if state.document_id is not None and len(context.assessment.documents) > 1:
        names.append(context.assessment.document(state.document_id).name)
    return ": ".join(dict.fromkeys(names))


def _open_reasons(context: ReportContext, state: FieldState) -> list[str]:
    reasons = []
    if state.flagged:
        reasons.append(context.translator.gettext("! Flagged"))
    if state.status is not FieldStatus.OPEN:
        return reasons
    if state.suggested:
        count = len(state.suggested)
        words = context.translator.ngettext(
            "{count} suggested value not yet reviewed", "{count} suggested values not yet reviewed", count
        )
        reasons.append(words.format(count=count))
    elif not state.effective_values:
        reasons.append(silence_text(context, state))
    return reasons or [status_text(context, state.status)]


def write_limits(context: ReportContext) -> None:
    """What the report does not say, and how its content came about."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_heading(say("Limits and method"))
    client = context.assessment.client
    memo.add_paragraph(
        say(
            "This assessment is based solely on the documents listed in section 1 as retrieved on the dates shown. It "
            "describes what those documents state. It does not verify the vendor's actual practices and is not an "
            "audit, a certification or a statement on foreign law."
        )
    )
    if client:
        memo.add_paragraph(context.say("It is intended for {client} only.", client=client))
    memo.add_paragraph(_provenance_text(context))


def _provenance_text(context: ReportContext) -> str:
    counts = Counter(value.state for state in context.assessment.fields for value in state.values)
    unstated = sum(state.status is FieldStatus.NOT_STATED for state in context.assessment.fields)
    reviewer = context.reviewer or context.translator.format_list(context.assessment.reviewers)
    extracted = (
        context.say(
            "Information was first extracted by software on a local computer and then reviewed by {reviewer}.",
            reviewer=reviewer,
        )
        if reviewer
        else context.translator.gettext("Information was first extracted by software on a local computer.")
    )
    figures = context.say(
        "Of {total} values, {confirmed} were confirmed, {corrected} corrected, {added} added and {rejected} rejected "
        "by the reviewer; {suggested} have not been reviewed. {unstated} fields were found not to be stated.",
        total=counts.total(),
        unstated=unstated,
        **{state.value: counts[state] for state in ValueState},
    )
    local = context.translator.gettext("No document content was sent to an external service.")
    return f"{extracted} {figures} {local}"


def write_decisions(context: ReportContext) -> None:
    """What the software suggested beside what the reviewer decided, who decided and when."""
    say, memo = context.translator.gettext, context.memorandum
    memo.add_appendix(say("Appendix A. Decisions"))
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
        decision.add_text(_decision_text(context, values[0].decision), styles.SMALL)
    if state.status is FieldStatus.NOT_STATED:
        name, machine, final, decision = table.add_row(continues=not label)
        name.add_text(label, bold=True)
        machine.add_text("–")
        final.add_text(silence_text(context, state))
        decision.add_text(status_text(context, state.status), styles.STATE)
        decision.add_text(_decision_text(context, state.decision), styles.SMALL)


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


def _decision_text(context: ReportContext, decision: Decision | None) -> str:
    if decision is None:
        return ""
    time = context.translator.format_time(decision.at)
    return f"{decision.by}, {time}" if decision.by else time


def _write_run(context: ReportContext) -> None:
    """What identifies the state of the record from which the report was written."""
    rule_sets = dict.fromkeys(d.version.rule_set for d in context.assessment.documents if d.version.rule_set)
    if rule_sets:
        names = context.translator.format_list(list(rule_sets))
        context.memorandum.add_paragraph(context.say("Rule set: {names}.", names=names), styles.SMALL)
    if context.assessment.history_head:
        head = context.say("State of the history: {head}.", head=context.assessment.history_head)
        context.memorandum.add_paragraph(head, styles.SMALL)

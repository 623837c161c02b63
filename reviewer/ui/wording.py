"""What the desk calls things: values, states and operations in the words of the interface's language."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.form import FieldSpec, ValueType, load_form, wording
from reviewer.i18n import N_, Translator
from reviewer.model import FieldState, FieldStatus, Retention, ReviewedValue, ValueState
from reviewer.model.history import HistoryEntry
from reviewer.settings import Settings

SHOWN_VALUES = 8
"""How many values of a field its row names before it counts the rest."""
SHOWN_LINES = 4
"""The same where each value takes a line."""
LINE_LENGTH = 80

_STATES = {
    ValueState.SUGGESTED: N_("suggested"),
    ValueState.CONFIRMED: N_("confirmed"),
    ValueState.CORRECTED: N_("corrected"),
    ValueState.REJECTED: N_("rejected"),
    ValueState.ADDED: N_("added"),
}

_OPERATIONS = {
    "confirm_field": N_("confirm of {field}"),
    "correct_value": N_("correction of {field}"),
    "reject_value": N_("rejection in {field}"),
    "add_value": N_("addition to {field}"),
    "add_evidence": N_("evidence for {field}"),
    "move_evidence": N_("edges of the evidence for {field}"),
    "edit_field": N_("changes to {field}"),
    "confirm_group": N_("confirm of a group"),
    "mark_not_stated": N_("not stated for {field}"),
    "reopen_field": N_("reopening of {field}"),
    "flag_field": N_("flag on {field}"),
    "unflag_field": N_("taking the flag off {field}"),
    "write_note": N_("note on {field}"),
    "write_translation": N_("translation in {field}"),
    "set_context": N_("change of context"),
    "accept_finding": N_("acceptance of a finding"),
    "reword_finding": N_("rewording of a finding"),
    "dismiss_finding": N_("dismissal of a finding"),
    "set_finding_severity": N_("severity of a finding"),
    "set_rating": N_("overall rating"),
}

_HAPPENED = {
    "confirm_field": N_("{field}: confirmed"),
    "correct_value": N_("{field}: corrected"),
    "reject_value": N_("{field}: rejected"),
    "add_value": N_("{field}: added"),
    "add_evidence": N_("{field}: evidence added"),
    "move_evidence": N_("{field}: edges of the evidence moved"),
    "edit_field": N_("{field}: changed"),
    "confirm_group": N_("{field}: confirmed with its group"),
    "mark_not_stated": N_("{field}: not stated"),
    "reopen_field": N_("{field}: reopened"),
    "flag_field": N_("{field}: flagged"),
    "unflag_field": N_("{field}: flag taken off"),
    "write_note": N_("{field}: note"),
    "write_translation": N_("{field}: translation"),
    "set_context": N_("Context changed"),
    "accept_finding": N_("Finding {rule}: accepted"),
    "reword_finding": N_("Finding {rule}: reworded"),
    "dismiss_finding": N_("Finding {rule}: dismissed"),
    "set_finding_severity": N_("Finding {rule}: severity changed"),
    "set_rating": N_("Overall rating"),
    "sign_off": N_("Signed off"),
    "reopen_assessment": N_("Assessment reopened"),
    "record_import": N_("Document imported"),
    "record_extraction": N_("Document read again"),
    "rename_vendor": N_("Vendor renamed"),
    "issue_report": N_("Final report handed out"),
    "remove_document": N_("Document removed"),
    "restore_document": N_("Document brought back"),
    "erase_document": N_("Document erased"),
    "remove_vendor": N_("Vendor removed"),
    "restore_vendor": N_("Vendor brought back"),
    "erase_vendor": N_("Vendor erased"),
}

EXPECTED_FORMS = {
    ValueType.DATE: N_("Write a date such as 2019-07-09, 9.7.2019 or 9 July 2019; year and month alone will do."),
    ValueType.PERIOD: N_("Give a whole number and a unit, such as 30 days."),
    ValueType.COUNTRY: N_("Choose a country from the list."),
    ValueType.LANGUAGE: N_("Choose a language from the list."),
    ValueType.EMAIL: N_("Write an address such as privacy@example.com."),
    ValueType.PHONE: N_("Write a number such as +358 50 123 4567."),
    ValueType.URL: N_("Write a web address such as example.com/privacy, without spaces."),
    ValueType.CODE: N_("Choose at least one entry of the list."),
    ValueType.RETENTION: N_("Say what is kept, and either for how long or until when."),
    ValueType.NAME: N_("Write a name."),
    ValueType.TEXT: N_("Write the text."),
}


def value_text(spec: FieldSpec, value: str | Retention, translator: Translator) -> str:
    """A value as a person reads it; what is retained begins with a capital, since it begins the line."""
    text = wording.value_text(spec, value, translator)
    return text[:1].upper() + text[1:] if isinstance(value, Retention) and value.what else text


def values_text(spec: FieldSpec, values: Sequence[ReviewedValue], translator: Translator) -> str:
    """The values of a row: texts and periods a line each, the rest in one run; beyond `SHOWN_VALUES` counted."""
    lines = spec.type in (ValueType.TEXT, ValueType.RETENTION)
    texts = list(dict.fromkeys(value_text(spec, value.value, translator) for value in values))
    most = SHOWN_LINES if lines else SHOWN_VALUES
    shown, rest = [shorten(text, LINE_LENGTH) for text in texts[:most]], len(texts) - most
    text = ("\n" if lines else ", ").join(shown)
    if rest > 0:
        more = translator.ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        text += ("\n" if lines else " ") + more
    return text


def language_entry(code: str, translator: Translator) -> str:
    """A language as an entry to choose, which begins with a capital also where its name is written small."""
    name = translator.language_name(code)
    return name[:1].upper() + name[1:]


def shorten(text: str, length: int) -> str:
    """The text, cut at a space with an ellipsis where it is longer than `length`."""
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(",;:") + " …"


def state_word(state: ValueState, translator: Translator) -> str:
    return translator.gettext(_STATES[state])


def status_word(state: FieldState, translator: Translator) -> str:
    """The word on a field's pill; several suggestions are counted."""
    pill = pill_state(state)
    if pill is ValueState.SUGGESTED and len(state.suggested) > 1:
        return translator.gettext("{count} suggested").format(count=len(state.suggested))
    if isinstance(pill, ValueState):
        return state_word(pill, translator)
    words = {FieldStatus.OPEN: N_("open"), FieldStatus.NOT_STATED: N_("not stated"), FieldStatus.DECIDED: N_("decided")}
    return translator.gettext(words[pill])


def pill_state(state: FieldState) -> ValueState | FieldStatus:
    """The state that a field's pill shows: the least settled of its values, then the one with most of the reviewer."""
    if state.status is FieldStatus.NOT_STATED:
        return FieldStatus.NOT_STATED
    present = {value.state for value in state.effective_values}
    for candidate in (ValueState.SUGGESTED, ValueState.CORRECTED, ValueState.ADDED, ValueState.CONFIRMED):
        if candidate in present:
            return candidate
    return FieldStatus.OPEN


def set_aside_text(settings: Settings, translator: Translator) -> str:
    """That the options were set aside because their file could not be read, or which of them were; empty for none."""
    say = translator.gettext
    if settings.set_aside is not None:
        text = say("The options could not be read and start anew; the old file is kept: {path}")
        return text.format(path=settings.set_aside)
    if not settings.refused:
        return ""
    from reviewer.ui.settings_window import OPTION_LABELS

    names = [say(OPTION_LABELS[name]) if name in OPTION_LABELS else name for name in settings.refused]
    text = say("These options were out of their range and have their defaults again: {options}")
    return text.format(options=translator.format_list(names))


def operation_text(kind: str, field_label: str, translator: Translator) -> str:
    """What undo or redo concerns, such as "confirm of Retention"; empty for an operation without a name here."""
    if kind not in _OPERATIONS:
        return ""
    return translator.gettext(_OPERATIONS[kind]).format(field=field_label)


def history_text(entry: HistoryEntry, translator: Translator) -> str:
    """What happened, as a row of the history says it."""
    say = translator.gettext
    label = say(load_form().field(entry.field).label) if entry.field in load_form() else entry.field
    kind = entry.of or entry.operation
    text = say(_HAPPENED[kind]).format(field=label, rule=entry.rule) if kind in _HAPPENED else kind.replace("_", " ")
    wrapped = {"undo": N_("Undone: {what}"), "redo": N_("Redone: {what}")}
    if entry.operation in wrapped:
        text = say(wrapped[entry.operation]).format(what=text)
    return " · ".join((text, say("erased"))) if entry.erased else text


def reason_text(value: ReviewedValue, translator: Translator) -> str:
    """What weakens a value and who says so: hedge, owner, ambiguity, source, decision."""
    parts: list[str] = []
    if value.machine is not None:
        parts.extend(_machine_marks(value, translator))
    if value.source:
        parts.append(translator.gettext("Known from {source}").format(source=value.source))
    if value.decision is not None:
        day = translator.format_day(value.decision.at)
        word = state_word(value.state, translator)
        parts.append(
            translator.gettext("{state} by {name}, {date}").format(state=word, name=value.decision.by, date=day)
        )
    return " · ".join(parts)


def _machine_marks(value: ReviewedValue, translator: Translator) -> list[str]:
    machine = value.machine
    assert machine is not None
    marks: list[str] = []
    if machine.hedged:
        marks.append(translator.gettext("hedged: the sentence says only that it may be so"))
    if machine.details.get("owner"):
        marks.append(translator.gettext("belongs to {owner}").format(owner=machine.details["owner"]))
    if len(machine.readings) > 1:
        marks.append(translator.gettext("can be read two ways"))
    return marks


def document_text(document: tuple[int, str, str, str], translator: Translator) -> str:
    """A document in the engagement list: its name and date."""
    _, name, _, date = document
    return f"{name}, {translator.format_date(date)}" if date else name


def quoted(text: str, translator: Translator) -> str:
    """The text in the quotation marks of the interface's language."""
    return translator.gettext("“{quote}”").format(quote=text)

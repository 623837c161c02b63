"""Assessments as tables of plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from reviewer.form import FieldSpec, field_label, load_form, value_text
from reviewer.i18n import Translator
from reviewer.model import Assessment, FieldState, FieldStatus, ReviewedValue, ValueState

_LABEL, _VALUE, _STATE = 26, 60, 14
_CELL = 26

_SYMBOLS = {
    ValueState.SUGGESTED: "?",
    ValueState.CONFIRMED: "✓",
    ValueState.CORRECTED: "✎",
    ValueState.REJECTED: "×",
    ValueState.ADDED: "+",
}


def assessment_table(assessment: Assessment, translator: Translator) -> str:
    """The form with values, states and who decided."""
    head = f"{assessment.vendor}: {assessment.decided} of {len(assessment.fields)} fields decided"
    return "\n".join([head, _rule(), *_field_lines(assessment, translator), _rule()])


def _rule() -> str:
    return "-" * (_LABEL + _VALUE + _STATE + 4)


def _field_lines(assessment: Assessment, translator: Translator) -> Iterator[str]:
    form = load_form()
    for state in assessment.fields:
        spec = form.field(state.field)
        label = field_label(spec, translator) + (" !" if state.flagged else "")
        for text, mark in _entries(spec, state, translator):
            yield from _row(label, text, mark)
            label = ""


def _entries(spec: FieldSpec, state: FieldState, translator: Translator) -> list[tuple[str, str]]:
    """Values with their states; what a field without values is."""
    entries = [(_value_text(spec, value, translator), _state_text(value)) for value in state.values]
    if state.status is FieldStatus.NOT_STATED:
        entries.append(("not stated in the document", _by("∅ not stated", state)))
    elif not entries:
        entries.append(("nothing found", "○ open"))
    entries += [(f"breaks off: {e.quote}", "!") for _, passage in state.incomplete for e in passage.evidence]
    return entries


def _value_text(spec: FieldSpec, value: ReviewedValue, translator: Translator) -> str:
    text = value_text(spec, value.value, translator)
    if value.state is ValueState.CORRECTED and value.machine is not None:
        return f"{text} (was: {value_text(spec, value.machine.value, translator)})"
    return text


def _state_text(value: ReviewedValue) -> str:
    text = f"{_SYMBOLS[value.state]} {value.state.value}"
    return f"{text}, {value.decision.by}" if value.decision and value.decision.by else text


def _by(text: str, state: FieldState) -> str:
    return f"{text}, {state.decision.by}" if state.decision and state.decision.by else text


def _row(label: str, text: str, mark: str) -> Iterator[str]:
    labels = textwrap.wrap(label, _LABEL) or [""]
    texts = textwrap.wrap(text, _VALUE) or [""]
    for number in range(max(len(labels), len(texts))):
        left = labels[number] if number < len(labels) else ""
        middle = texts[number] if number < len(texts) else ""
        yield f"{left:{_LABEL}}  {middle:{_VALUE}}  {mark if number == 0 else ''}".rstrip()


def extraction_table(assessments: Sequence[Assessment], translator: Translator) -> str:
    """What the machine found, a field a row and a vendor a column; several values are counted."""
    names = [_shorten(assessment.vendor) for assessment in assessments]
    lines = [f"{'Field':{_LABEL}}  " + "  ".join(f"{name:{_CELL}}" for name in names).rstrip()]
    lines.append("-" * (_LABEL + (_CELL + 2) * len(names)))
    for spec in load_form().fields:
        cells = [_found_text(spec, assessment, translator) for assessment in assessments]
        label = _shorten(field_label(spec, translator))
        lines.append(f"{label:{_LABEL}}  " + "  ".join(f"{cell:{_CELL}}" for cell in cells).rstrip())
    return "\n".join(lines)


def _found_text(spec: FieldSpec, assessment: Assessment, translator: Translator) -> str:
    values = assessment.values_of(spec.id)
    if not values:
        return "breaks off" if any(state.incomplete for state in assessment.states_of(spec.id)) else "–"
    if len(values) > 1:
        return f"{len(values)} values"
    return _shorten(value_text(spec, values[0].value, translator))


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"

"""Which fields of the form a finding is about: what its cases ask of, and what its passages support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.findings.rules import load_rules
from reviewer.form import field_label, group_label, load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, FieldState, Finding

_SUBJECTS = frozenset({"transfers", "retention"})
"""Groups whose fields are named by what is said of the group's subject."""


def fields_concerned(finding: Finding, assessment: Assessment) -> frozenset[str]:
    """Ids of fields, those without a value among them where the finding is about silence."""
    cases = load_rules().rule(finding.rule).held(finding.cases)
    named = {name for case in cases for name in _names(case.when)}
    quoted = {(ground.evidence.start, ground.evidence.end) for ground in finding.grounds}
    supported = {
        state.field
        for state in assessment.fields
        for value in state.effective_values
        if any((e.start, e.end) in quoted for e in value.evidence)
    }
    return frozenset({name for name in named if name in load_form()} | supported)


def _fields_searched(finding: Finding, assessment: Assessment) -> tuple[tuple[str, int], ...]:
    """The fields whose silence the finding is about, each with the number of expressions that the texts were searched
    for in vain."""
    cases = load_rules().rule(finding.rule).held(finding.cases)
    wanted = {entry.partition("=")[0] for case in cases for entry in case.when.get("lacks", ())}
    counts = ((state.field, _expressions(state)) for state in assessment.fields if state.field in wanted)
    return tuple((field, count) for field, count in counts if count)


def searched_text(finding: Finding, assessment: Assessment, translator: Translator) -> str:
    """Where it was looked for what a finding says is not stated; empty for a finding that is not about silence."""
    texts = []
    for field, count in _fields_searched(finding, assessment):
        counted = translator.ngettext("{count} expression", "{count} expressions", count).format(count=count)
        texts.append(f"{_name(field, translator)} ({counted})")
    if not texts:
        return ""
    said = translator.gettext("Searched for in the whole text and not found: {fields}.")
    return said.format(fields=", ".join(texts))


def _name(field_id: str, translator: Translator) -> str:
    """The field's label, with the group's where the label alone does not say what it is about."""
    form = load_form()
    group = next(group for group in form.groups if any(field.id == field_id for field in group.fields))
    label = field_label(form.field(field_id), translator)
    return f"{group_label(group, translator)}, {label}" if group.id in _SUBJECTS else label


def _expressions(state: FieldState) -> int:
    return sum(silence.cues for _, silence in state.silences) if not state.effective_values else 0


def _names(condition: Any) -> Iterator[str]:
    """Every field that a condition names, alone or with a code ("controller.role=processor")."""
    if isinstance(condition, str):
        yield condition.partition("=")[0]
    elif isinstance(condition, Mapping):
        for part in condition.values():
            yield from _names(part)
    elif isinstance(condition, list | tuple):
        for part in condition:
            yield from _names(part)

"""Which fields of the form a finding is about: what its cases ask of, and what its passages support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.findings.rules import load_rules
from reviewer.form import load_form
from reviewer.model import Assessment, Finding


def fields_concerned(finding: Finding, assessment: Assessment) -> frozenset[str]:
    """Ids of fields, those without a value among them where the finding is about silence."""
    cases = [case for case in load_rules().rule(finding.rule).cases if case.id in finding.cases]
    named = {name for case in cases for name in _names(case.when)}
    quoted = {(ground.evidence.start, ground.evidence.end) for ground in finding.grounds}
    supported = {
        state.field
        for state in assessment.fields
        for value in state.effective_values
        if any((e.start, e.end) in quoted for e in value.evidence)
    }
    return frozenset({name for name in named if name in load_form()} | supported)


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

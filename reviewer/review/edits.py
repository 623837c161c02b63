"""Several decisions as one step: the values of a field edited as a whole, the values of many fields confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model import Changes, Retention, ReviewedValue, Span
from reviewer.review import deciding
from reviewer.review.recording import Recording, recording
from reviewer.store import Workspace


@dataclass(frozen=True, slots=True)
class Edit:
    """`value_id` alone rejects, `value` alone adds, both correct. `evidence` lies in `version_id`'s text; without it
    a correction keeps what the value had."""

    value_id: int | None = None
    value: str | Retention | None = None
    evidence: Span | None = None
    version_id: int | None = None

    @property
    def kind(self) -> str:
        """The operation that the edit alone would be."""
        if self.value is None:
            return "reject_value"
        return "add_value" if self.value_id is None else "correct_value"


def plan_edits(present: Sequence[ReviewedValue], wanted: Sequence[str | Retention]) -> tuple[Edit, ...]:
    """The fewest edits that lead from the values that stand to those wanted; values wanted twice count once. What went
    and what came are paired in order as corrections; the rest of what went is rejected, the rest of what came is
    added."""
    came = [value for value in dict.fromkeys(wanted) if all(value != old.value for old in present)]
    went = [old for old in present if old.value not in wanted]
    corrections = [Edit(old.id, new) for old, new in zip(went, came, strict=False)]
    rejections = [Edit(value_id=old.id) for old in went[len(came) :]]
    additions = [Edit(value=new) for new in came[len(went) :]]
    return (*corrections, *rejections, *additions)


def edit_field(
    ws: Workspace,
    assessment_id: int,
    field_id: str,
    edits: Sequence[Edit],
    *,
    document_id: int | None = None,
    source: str = "",
    by: str,
) -> Changes:
    """All the edits as one step, or none of them. Edits of one kind are recorded under its name. DecisionError as of
    `correct_value`, `reject_value` and `add_value`."""
    kinds = {edit.kind for edit in edits}
    kind = kinds.pop() if len(kinds) == 1 else "edit_field"
    with recording(ws, kind, assessment_id, by) as operation:
        for edit in edits:
            _apply(operation, field_id, edit, source, document_id)
    return operation.changes


def confirm_group(
    ws: Workspace, assessment_id: int, fields: Sequence[tuple[str, int | None, Sequence[int]]], *, by: str
) -> Changes:
    """Confirms the named values of several fields as one step: (field id, document id, value ids) each. DecisionError
    as of `confirm_field`."""
    with recording(ws, "confirm_group", assessment_id, by) as operation:
        for field_id, document_id, value_ids in fields:
            deciding.confirm_values(operation, field_id, document_id, value_ids)
    return operation.changes


def _apply(operation: Recording, field_id: str, edit: Edit, source: str, document_id: int | None) -> None:
    version_id = edit.version_id if edit.evidence is not None else None
    if edit.value is None:
        assert edit.value_id is not None
        deciding.reject(operation, edit.value_id)
    elif edit.value_id is not None:
        deciding.correct(operation, edit.value_id, edit.value, edit.evidence, version_id)
    else:
        deciding.add(operation, field_id, edit.value, edit.evidence, version_id, source, document_id)

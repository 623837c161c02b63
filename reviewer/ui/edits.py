"""What a list of wanted values means for the values that stand: the fewest corrections, rejections and additions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer import review
from reviewer.model import Changes, Retention, ReviewedValue, Span
from reviewer.store import Workspace


@dataclass(frozen=True, slots=True)
class Edit:
    """`value_id` alone rejects, `value` alone adds, both correct. `evidence` lies in `version_id`'s text; without it
    a correction keeps what the value had."""

    value_id: int | None = None
    value: str | Retention | None = None
    evidence: Span | None = None
    version_id: int | None = None


def plan_edits(present: Sequence[ReviewedValue], wanted: Sequence[str | Retention]) -> tuple[Edit, ...]:
    """Values wanted twice count once. What went and what came are paired in order as corrections; the rest of what
    went is rejected, the rest of what came is added."""
    came = [value for value in dict.fromkeys(wanted) if all(value != old.value for old in present)]
    went = [old for old in present if old.value not in wanted]
    corrections = [Edit(old.id, new) for old, new in zip(went, came, strict=False)]
    rejections = [Edit(value_id=old.id) for old in went[len(came) :]]
    additions = [Edit(value=new) for new in came[len(went) :]]
    return (*corrections, *rejections, *additions)


def apply_edits(
    ws: Workspace,
    assessment_id: int,
    field_id: str,
    edits: Sequence[Edit],
    *,
    document_id: int | None = None,
    source: str = "",
    by: str,
) -> Changes:
    """One operation an edit, so that each can be undone apart, but all of them or none; returns their changes."""

    def apply(edit: Edit) -> Changes:
        if edit.value is None:
            return review.reject_value(ws, assessment_id, edit.value_id, by=by)
        place = {"evidence": edit.evidence, "version_id": edit.version_id if edit.evidence else None}
        if edit.value_id is not None:
            return review.correct_value(ws, assessment_id, edit.value_id, edit.value, **place, by=by)
        return review.add_value(
            ws, assessment_id, field_id, edit.value, **place, source=source, document_id=document_id, by=by
        )

    with ws.transaction():
        return merge_changes([apply(edit) for edit in edits])


def confirm_values(
    ws: Workspace, assessment_id: int, fields: Sequence[tuple[str, int | None, Sequence[int]]], *, by: str
) -> Changes:
    """Confirms the named values of several fields: (field id, document id, value ids) each."""
    with ws.transaction():
        return merge_changes(
            [
                review.confirm_field(ws, assessment_id, field_id, document_id=document_id, value_ids=value_ids, by=by)
                for field_id, document_id, value_ids in fields
            ]
        )


def merge_changes(changes: Sequence[Changes]) -> Changes:
    """Several operations' changes as one, under the name of the last."""
    return replace(
        changes[-1],
        fields=frozenset().union(*(one.fields for one in changes)),
        value_ids=tuple(value_id for one in changes for value_id in one.value_ids),
        structure=any(one.structure for one in changes),
    )

"""What an operation changed, so that views refresh themselves and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """`fields` are (field id, document id or None) whose state changed, `findings` the rules whose findings were
    decided; `opinion` means that the rating or the sign-off changed; `structure` means that engagements, vendors or
    documents came, went or were renamed. `operation` is the operation's name, `value_ids` those it made or touched."""

    operation: str
    assessment_id: int | None = None
    fields: frozenset[tuple[str, int | None]] = frozenset()
    value_ids: tuple[int, ...] = ()
    structure: bool = False
    findings: frozenset[str] = frozenset()
    opinion: bool = False

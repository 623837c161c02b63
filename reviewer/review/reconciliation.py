"""What a new reading of a document means for what is already in its form. No decision is changed by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model import ReviewedValue, Value, ValueState


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`refreshed` are suggestions found again, with what is found now; `new` become suggestions; `vanished` are
    suggestions that were not found again."""

    refreshed: tuple[tuple[ReviewedValue, Value], ...]
    new: tuple[Value, ...]
    vanished: tuple[ReviewedValue, ...]


def reconcile(known: Sequence[ReviewedValue], found: Sequence[Value]) -> Reconciliation:
    """`known` are the document's values that stand in the version that was read. What equals a decided value, or what
    that value replaced, is settled and comes up no more."""
    decided = [v for v in known if v.state is not ValueState.SUGGESTED]
    waiting = [v for v in known if v.state is ValueState.SUGGESTED]
    refreshed, new = [], []
    for value in found:
        again = next((v for v in waiting if v.field == value.field and v.value == value.value), None)
        if again is not None:
            waiting.remove(again)
            refreshed.append((again, value))
        elif not any(_settles(v, value) for v in decided):
            new.append(value)
    return Reconciliation(tuple(refreshed), tuple(new), tuple(waiting))


def _settles(decided: ReviewedValue, value: Value) -> bool:
    if decided.field != value.field:
        return False
    return value.value == decided.value or (decided.machine is not None and value.value == decided.machine.value)

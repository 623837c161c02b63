"""The history of an assessment as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one operation did to one subject. `at` is ISO 8601 UTC; `of` names the operation that an undo or redo
    walked over.

    `field` is empty where no field is concerned; `rule` names a finding. `state` and `value` are those after the
    operation, in the contract's form; None where a value went, or where only marks were written. `value_id` lets the
    machine's value be found beside it. `erased` says that the subject is gone and with it the details.
    """

    row: int
    at: str
    by: str
    operation: str
    of: str = ""
    field: str = ""
    document_id: int | None = None
    value_id: int | None = None
    state: str = ""
    value: object = None
    text: str = ""
    rule: str = ""
    erased: bool = False


@dataclass(frozen=True, slots=True)
class ReviewEffort:
    """For the reviewer's own eyes: `machine` decided values of the machine, how many were `accepted` untouched, and
    the `seconds` between decisions, pauses left out."""

    machine: int
    accepted: int
    seconds: int

    @property
    def share(self) -> float | None:
        """Of the machine's decided values, the part accepted untouched; None before the first."""
        return self.accepted / self.machine if self.machine else None

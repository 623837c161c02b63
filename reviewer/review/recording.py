"""What every decision has in common: one transaction with the rows, the before-image for undo and the audit row."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reviewer.form import load_form, serialise_value
from reviewer.model import Changes, Context, Decision, DecisionError, OverallRating, ReviewedValue, ValueState
from reviewer.review.scope import assessed_vendor
from reviewer.store import FieldMarks, FindingMarks, Image, RatingImage, Workspace


class Recording:
    """An operation under way on one assessment. It remembers how everything stood that is written through it.
    DecisionError `decision.signed_off` for an assessment that has to be reopened first."""

    def __init__(self, ws: Workspace, kind: str, assessment_id: int, by: str) -> None:
        self.ws = ws
        self.kind = kind
        self.vendor = assessed_vendor(ws, assessment_id)
        if ws.opinions.sign_off(assessment_id) is not None:
            raise DecisionError("decision.signed_off")
        self.decision = Decision(by, ws.now())
        self._values_before: dict[int, ReviewedValue | None] = {}
        self._values_after: dict[int, ReviewedValue | None] = {}
        self._marks_before: dict[tuple[str, int | None], FieldMarks] = {}
        self._marks_after: dict[tuple[str, int | None], FieldMarks] = {}
        self._context_before: Context | None = None
        self._context_after: Context | None = None
        self._findings_before: dict[str, FindingMarks] = {}
        self._findings_after: dict[str, FindingMarks] = {}
        self._rating_before: RatingImage | None = None
        self._rating_after: RatingImage | None = None

    @property
    def assessment_id(self) -> int:
        return self.vendor.assessment_id

    def value(self, value_id: int) -> ReviewedValue:
        """DecisionError `decision.unknown_value` where the assessment lacks it."""
        value = self.ws.values.find(self.assessment_id, value_id)
        if value is None:
            raise DecisionError("decision.unknown_value", f"value {value_id}")
        return value

    def values(self, field: str, document_id: int | None = None) -> tuple[ReviewedValue, ...]:
        """The field's values as they stand now; of one document where it is given."""
        values = self.ws.values.of_field(self.assessment_id, field)
        return tuple(v for v in values if document_id in (None, v.document_id))

    def write_value(self, value: ReviewedValue) -> None:
        """Writes a value under its own id."""
        if value.id not in self._values_before:
            self._values_before[value.id] = self.ws.values.find(self.assessment_id, value.id)
        self.ws.values.write(self.assessment_id, value)
        self._values_after[value.id] = value

    def insert_value(self, value: ReviewedValue) -> ReviewedValue:
        """Writes a new value; returns it with its id."""
        inserted = self.ws.values.insert(self.assessment_id, value)
        self._values_before[inserted.id] = None
        self._values_after[inserted.id] = inserted
        return inserted

    def delete_value(self, value_id: int) -> None:
        self._values_before.setdefault(value_id, self.ws.values.find(self.assessment_id, value_id))
        self.ws.values.delete(value_id)
        self._values_after[value_id] = None

    def marks(self, field: str, document_id: int | None) -> FieldMarks:
        return self.ws.marks.find(self.assessment_id, field, document_id)

    def write_marks(self, marks: FieldMarks) -> None:
        """Writes a field's marks; nothing where they are so already."""
        key = marks.field, marks.document_id
        before = self.marks(*key)
        if before == marks:
            return
        self._marks_before.setdefault(key, before)
        self.ws.marks.write(self.assessment_id, marks)
        self._marks_after[key] = marks

    def write_context(self, context: Context) -> None:
        """Writes the context; nothing where it is so already."""
        before = self.ws.engagements.context(self.assessment_id)
        if before == context:
            return
        self._context_before = self._context_before or before
        self.ws.engagements.set_context(self.assessment_id, context)
        self._context_after = context

    def finding_marks(self, rule: str) -> FindingMarks:
        return self.ws.opinions.finding(self.assessment_id, rule)

    def write_finding(self, marks: FindingMarks) -> None:
        """Writes what is decided on a finding; nothing where it is so already."""
        before = self.finding_marks(marks.rule)
        if before == marks:
            return
        self._findings_before.setdefault(marks.rule, before)
        self.ws.opinions.write_finding(self.assessment_id, marks)
        self._findings_after[marks.rule] = marks

    def write_rating(self, rating: OverallRating | None) -> None:
        """Writes the rating, or takes it away; nothing where it is so already."""
        before = self.ws.opinions.rating(self.assessment_id)
        if before == rating:
            return
        self._rating_before = self._rating_before or RatingImage(before)
        self.ws.opinions.set_rating(self.assessment_id, rating)
        self._rating_after = RatingImage(rating)

    @property
    def before(self) -> Image:
        """How everything stood that was written."""
        image = _image(self._values_before, self._marks_before, self._context_before)
        return replace(image, findings=tuple(self._findings_before.values()), rating=self._rating_before)

    @property
    def after(self) -> Image:
        """How everything stands that was written."""
        image = _image(self._values_after, self._marks_after, self._context_after)
        return replace(image, findings=tuple(self._findings_after.values()), rating=self._rating_after)

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def changes(self) -> Changes:
        """What views have to show anew."""
        values = [v for v in (*self._values_before.values(), *self._values_after.values()) if v]
        fields = {field_key(v) for v in values} | set(self._marks_before)
        return Changes(
            operation=self.kind,
            assessment_id=self.assessment_id,
            fields=frozenset(fields),
            value_ids=tuple(sorted(self._values_before)),
            findings=frozenset(self._findings_before),
            opinion=self._rating_before is not None,
        )

    def audit(self, **facts: object) -> None:
        """The row of the history that says what became of each value, mark and the context."""
        self._append({**facts, **_details(self.before, self.after)})

    def audit_import(self, **facts: object) -> None:
        """Likewise, but of values nobody has decided only how many there are: the run itself has them."""
        before, after = (_decided_only(image) for image in (self.before, self.after))
        suggestions = len(self.after.values) - len(after.values)
        self._append({**facts, "suggestions": suggestions, **_details(before, after)})

    def _append(self, details: Mapping[str, object]) -> None:
        self.ws.audit.append(
            at=self.decision.at,
            by=self.decision.by,
            operation=self.kind,
            assessment_id=self.assessment_id,
            details=details,
        )


@contextlib.contextmanager
def recording(ws: Workspace, kind: str, assessment_id: int, by: str) -> Iterator[Recording]:
    """One operation that can be undone. An operation that changes nothing leaves no trace."""
    with ws.transaction():
        operation = Recording(ws, kind, assessment_id, by)
        yield operation
        if operation.changed:
            ws.operations.push(assessment_id, kind, operation.before, operation.after)
            operation.audit()


def field_key(value: ReviewedValue) -> tuple[str, int | None]:
    """The field of the form that the value stands in; with its document for `document.*`."""
    per_document = value.field in load_form() and load_form().field(value.field).per_document
    return value.field, value.document_id if per_document else None


def _image(
    values: Mapping[int, ReviewedValue | None],
    marks: Mapping[tuple[str, int | None], FieldMarks],
    context: Context | None,
) -> Image:
    return Image(
        values=tuple(v for v in values.values() if v),
        absent=tuple(value_id for value_id, v in values.items() if v is None),
        marks=tuple(marks.values()),
        context=context,
    )


def _decided_only(image: Image) -> Image:
    return replace(image, values=tuple(v for v in image.values if v.state is not ValueState.SUGGESTED))


def _details(before: Image, after: Image) -> dict[str, Any]:
    """What the history says of an operation: each value, mark and context as it was and as it became."""
    details: dict[str, Any] = {}
    old, new = ({v.id: v for v in image.values} for image in (before, after))
    if values := [_value_details(key, old.get(key), new.get(key)) for key in sorted(old | new)]:
        details["values"] = values
    if after.marks:
        details["marks"] = [_mark_details(mark) for mark in after.marks]
    if after.context:
        details["context"] = {name: getattr(after.context, name) for name in Context.__dataclass_fields__}
    if after.findings:
        details["findings"] = [_finding_details(marks) for marks in after.findings]
    if after.rating:
        overall = after.rating.overall
        details["rating"] = {"value": overall.rating.value, "reason": overall.reason} if overall else None
    return details


def _finding_details(marks: FindingMarks) -> dict[str, Any]:
    return {
        "rule": marks.rule,
        "state": marks.state.value,
        "severity": marks.severity.value if marks.severity else None,
        "severity_reason": marks.severity_reason,
        "wording": marks.wording,
        "reason": marks.reason,
    }


def _value_details(value_id: int, old: ReviewedValue | None, new: ReviewedValue | None) -> dict[str, Any]:
    field = (new or old).field  # type: ignore[union-attr]
    return {"id": value_id, "field": field, "from": _state_details(old), "to": _state_details(new)}


def _state_details(value: ReviewedValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "state": value.state.value,
        "value": serialise_value(value.value),
        "document": value.document_id,
        "version": value.version_id,
        "spans": [[e.start, e.end] for e in value.evidence],
        "source": value.source,
        "translation": value.translation,
    }


def _mark_details(marks: FieldMarks) -> dict[str, Any]:
    return {
        "field": marks.field,
        "document": marks.document_id,
        "not_stated": marks.not_stated is not None,
        "flagged": marks.flagged,
        "note": marks.note,
    }

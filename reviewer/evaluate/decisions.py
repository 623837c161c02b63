"""A reviewer's decisions as gold: what was confirmed, corrected or added should have been given, what was rejected
should not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reviewer.evaluate.accuracy import EvaluatedDocument
from reviewer.evaluate.gold import Gold
from reviewer.model import AssessedDocument, Assessment, Retention, ReviewedValue, Value, ValueState


@dataclass(slots=True)
class _Decided:
    values: list[Value] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)


def decided_documents(assessments: Iterable[Assessment]) -> Iterator[EvaluatedDocument]:
    """A document for each with decisions. Values that nobody decided, and facts known from outside the text, are
    left out."""
    for assessment in assessments:
        decided: dict[int, _Decided] = {document.id: _Decided() for document in assessment.documents}
        for value in (v for state in assessment.fields for v in state.values):
            if value.state is not ValueState.SUGGESTED and value.evidence:
                _add(decided[_document_of(value, assessment).id], value)
        for document in assessment.documents:
            found = decided[document.id]
            if found.values or found.gold:
                yield EvaluatedDocument(
                    f"{assessment.vendor}, {document.name}",
                    document.version.language,
                    tuple(found.values),
                    tuple(found.gold),
                    document.version.text,
                )


def _document_of(value: ReviewedValue, assessment: Assessment) -> AssessedDocument:
    """The document that the value was read from."""
    for document in assessment.documents:
        if document.version.id == value.version_id or document.id == value.document_id:
            return document
    return assessment.documents[0]


def _add(decided: _Decided, value: ReviewedValue) -> None:
    if value.machine is not None:
        decided.values.append(value.machine)
    if value.effective:
        quotes = tuple(evidence.quote for evidence in value.evidence)
        decided.gold.append(Gold(value.field, (_spelling(value.value),), quotes))


def _spelling(value: str | Retention) -> str:
    if isinstance(value, str):
        return value
    return f"{value.period or f'until:{value.until}'}; {value.what}"

"""A reviewer's decisions in a workspace as the measure of what the machine found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.evaluate import Evaluation, Verdict, decided_documents, evaluate_documents
from reviewer.model import Block, BlockKind, Document, Evidence, Extraction, Retention, Span, Value
from reviewer.review import (
    add_value,
    confirm_field,
    correct_value,
    load_assessment,
    record_import,
    reject_value,
)
from reviewer.review.reading import Reading
from reviewer.store import Workspace

TEXT = "Tarnbyte Ltd keeps logs for 12 months. It sells nothing. Write to Odette Vance. Mail goes by Postlin."
BY = "Aino Virta"


def value(field: str, content: str | Retention, quote: str, confidence: float = 0.9) -> Value:
    start = TEXT.index(quote)
    return Value(field, content, confidence, "rule", (Evidence(start, start + len(quote), quote),))


FOUND = (
    value("document.language", "en", "Tarnbyte Ltd keeps logs"),
    value("controller.name", "Tarnbyte Ltd", "Tarnbyte Ltd"),
    value("recipients.sale", "sold", "sells"),
    value("retention.items", Retention("logs", period="P12M"), "for 12 months"),
    value("contact.person", "Write", "Write"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "matter.reviewer") as made:
        yield made


def evaluated(workspace: Workspace, assessment_id: int) -> Evaluation:
    return evaluate_documents(decided_documents([load_assessment(workspace, assessment_id)]))


def imported(workspace: Workspace) -> int:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    blocks = (Block(0, len(TEXT), BlockKind.PARAGRAPH),)
    document = Document("policy.txt", "text/plain", sha256, TEXT, blocks, ())
    reading = Reading(document, Extraction("en", "test", FOUND), TEXT.encode())
    return record_import(workspace, reading, by=BY).assessment_id


def id_of(workspace: Workspace, assessment_id: int, field: str) -> int:
    (found,) = load_assessment(workspace, assessment_id).states_of(field)[0].values
    return found.id


def test_nothing_decided_is_nothing_to_measure(workspace: Workspace) -> None:
    assert evaluated(workspace, imported(workspace)).documents == {}


def test_decisions_are_the_measure(workspace: Workspace) -> None:
    made = imported(workspace)
    confirm_field(workspace, made, "controller.name", by=BY)
    confirm_field(workspace, made, "retention.items", by=BY)
    correct_value(workspace, made, id_of(workspace, made, "recipients.sale"), "not_sold", by=BY)
    reject_value(workspace, made, id_of(workspace, made, "contact.person"), by=BY)
    span = Span(TEXT.index("Postlin"), TEXT.index("Postlin") + 7)
    add_value(workspace, made, "recipients.named", "Postlin", evidence=span, by=BY)
    add_value(workspace, made, "recipients.named", "Granvy", source="their sales office", by=BY)

    evaluation = evaluated(workspace, made)

    assert (evaluation.total.right, evaluation.total.wrong, evaluation.total.missed) == (2, 2, 2)
    assert [(m.field, m.verdict, m.value) for m in evaluation.misses] == [
        ("contact.person", Verdict.WRONG, "Write"),
        ("recipients.sale", Verdict.WRONG, "sold"),
        ("recipients.named", Verdict.MISSED, "Postlin"),
        ("recipients.sale", Verdict.MISSED, "not_sold"),
    ]
    assert list(evaluation.documents) == ["Tarnbyte Ltd, policy.txt"]
    assert list(evaluation.languages) == ["en"]

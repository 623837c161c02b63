"""A workspace that the first release wrote still reads, and its undo stack still works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.model import Context, DocumentKind, FieldStatus, ValueState
from reviewer.review import list_engagements, load_assessment, read_original, redo, undo
from reviewer.store import Workspace, verify_chain

FROZEN = Path(__file__).parents[2] / "data" / "databases" / "v001.reviewer"


@pytest.fixture
def frozen(tmp_path):
    with Workspace.open(shutil.copy(FROZEN, tmp_path / "old.reviewer")) as ws:
        yield ws


def test_engagements_and_documents(frozen):
    (engagement,) = list_engagements(frozen)
    assert (engagement.client, engagement.matter) == ("Nummi Oy", "Newsletters")
    assessment = load_assessment(frozen, 1)
    policy, annex = assessment.documents
    assert (policy.versions, policy.version.number, policy.version.file_name) == (2, 2, "tuuli-2.pdf")
    assert annex.kind is DocumentKind.DPA
    original = read_original(frozen, policy.version.id)
    assert original.content.startswith(b"%PDF-1.7 ")
    assert original.origins[0].box.right == 300
    assert assessment.context == Context("product", "Tuuli", "FI", ("identity",), "2026-03-01")


def test_values_and_marks(frozen):
    assessment = load_assessment(frozen, 1)
    assert {v.state for f in assessment.fields for v in f.values} == set(ValueState)
    name = assessment.states_of("controller.name")[0].values[0]
    assert (name.value, name.machine.value) == ("Tuuli Mail Ab", "Tuuli Mail Oy")
    authority = assessment.states_of("rights.authority")[0]
    assert (authority.status, authority.note) == (FieldStatus.NOT_STATED, "ask the vendor")
    assert assessment.states_of("legal_bases")[0].flagged
    assert assessment.reviewers == ("Ann",)


def test_undo_and_redo(frozen):
    before = load_assessment(frozen, 1)
    assert (before.undo_kind, before.redo_kind) == ("set_context", "flag_field")
    redo(frozen, 1, by="Bo")
    assert load_assessment(frozen, 1).states_of("law.changes")[0].flagged
    while load_assessment(frozen, 1).undo_kind:
        undo(frozen, 1, by="Bo")
    states = {v.state for f in load_assessment(frozen, 1).fields for v in f.values}
    assert states == {ValueState.SUGGESTED}
    assert verify_chain(frozen.audit).whole

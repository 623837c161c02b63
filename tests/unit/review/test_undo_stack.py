from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.form import load_form, parse_value
from reviewer.model import Context, DecisionError, Span, ValueState
from reviewer.review import (
    add_evidence,
    add_value,
    confirm_field,
    confirm_group,
    correct_value,
    edit_field,
    flag_field,
    list_engagements,
    load_assessment,
    mark_not_stated,
    move_evidence,
    record_import,
    redo,
    reject_value,
    reopen_field,
    set_context,
    undo,
    unflag_field,
    write_note,
    write_translation,
)
from reviewer.review.edits import Edit, plan_edits
from reviewer.store import Workspace, verify_chain


def content(ws, assessment_id):
    assessment = load_assessment(ws, assessment_id)
    return assessment.fields, assessment.context


def test_one_step_at_a_time_and_back(desk):
    first = content(desk.ws, desk.id)
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    second = content(desk.ws, desk.id)
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    third = content(desk.ws, desk.id)
    assert desk.assessment.undo_kind == "flag_field"
    undo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == second
    assert (desk.assessment.undo_kind, desk.assessment.redo_kind) == ("confirm_field", "flag_field")
    undo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == first
    redo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == second
    redo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == third


def test_nothing_to_undo_or_redo_is_told(desk):
    with pytest.raises(DecisionError) as refusal:
        undo(desk.ws, desk.id, by="Ann")
    assert refusal.value.code == "decision.nothing_to_undo"
    with pytest.raises(DecisionError) as refusal:
        redo(desk.ws, desk.id, by="Ann")
    assert refusal.value.code == "decision.nothing_to_redo"


def test_a_new_operation_drops_what_could_be_redone(desk):
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    undo(desk.ws, desk.id, by="Ann")
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    assert desk.assessment.redo_kind == ""
    undo(desk.ws, desk.id, by="Ann")
    assert desk.assessment.undo_kind == ""


def test_each_assessment_has_its_own_stack(desk, make_reading):
    other = record_import(desk.ws, make_reading(), vendor="Other", by="Ann")
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    flag_field(desk.ws, other.assessment_id, "controller.name", by="Ann")
    undo(desk.ws, desk.id, by="Ann")
    assert desk.value("controller.name").state is ValueState.SUGGESTED
    assert load_assessment(desk.ws, other.assessment_id).states_of("controller.name")[0].flagged


def test_undo_and_redo_survive_a_restart(desk):
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    flag_field(desk.ws, desk.id, "legal_bases", by="Ann")
    after = content(desk.ws, desk.id)
    undo(desk.ws, desk.id, by="Ann")
    desk.ws.close()
    with Workspace.open(desk.ws.path) as again:
        redo(again, desk.id, by="Ann")
        assert content(again, desk.id) == after
        undo(again, desk.id, by="Ann")
        undo(again, desk.id, by="Ann")
        assert load_assessment(again, desk.id).undo_kind == ""


def test_undoing_an_addition_and_redoing_gives_the_same_value(desk):
    (value_id,) = add_value(desk.ws, desk.id, "contact.person", "Aino", source="letter", by="Ann").value_ids
    added = desk.value("contact.person")
    changes = undo(desk.ws, desk.id, by="Bo")
    assert (changes.operation, changes.fields) == ("undo", {("contact.person", None)})
    assert desk.state("contact.person").values == ()
    redo(desk.ws, desk.id, by="Bo")
    assert desk.value("contact.person") == added
    assert added.id == value_id


def test_an_id_is_never_given_twice(desk):
    first = add_value(desk.ws, desk.id, "contact.person", "Aino", source="letter", by="Ann").value_ids
    undo(desk.ws, desk.id, by="Ann")
    second = add_value(desk.ws, desk.id, "contact.person", "Eino", source="letter", by="Ann").value_ids
    assert first != second


def test_undoing_is_itself_in_the_history(desk):
    confirm_field(desk.ws, desk.id, "controller.name", by="Ann")
    undo(desk.ws, desk.id, by="Bo")
    *_, last = desk.ws.audit.records(desk.id)
    assert (last.operation, last.by) == ("undo", "Bo")
    assert '"of": "confirm_field"' in last.details


def test_a_group_is_confirmed_and_undone_in_one_step(desk):
    first = content(desk.ws, desk.id)
    group = suggested(desk, ("controller.name", "legal_bases"))
    assert len(group) == 2
    changes = confirm_group(desk.ws, desk.id, group, by="Ann")
    assert changes.fields == {("controller.name", None), ("legal_bases", None)}
    after = content(desk.ws, desk.id)
    assert not suggested(desk, ("controller.name", "legal_bases"))
    desk.ws.close()
    with Workspace.open(desk.ws.path) as again:
        assert load_assessment(again, desk.id).undo_kind == "confirm_group"
        undo(again, desk.id, by="Ann")
        assert content(again, desk.id) == first
        assert load_assessment(again, desk.id).undo_kind == ""
        redo(again, desk.id, by="Ann")
        assert content(again, desk.id) == after


def test_a_field_edited_as_a_whole_is_one_step(desk):
    before = content(desk.ws, desk.id)
    present = desk.state("legal_bases").effective_values
    edit_field(desk.ws, desk.id, "legal_bases", plan_edits(present, ["vital_interests"]), by="Ann")
    assert [v.value for v in desk.state("legal_bases").effective_values] == ["vital_interests"]
    assert desk.assessment.undo_kind == "edit_field"
    undo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == before
    assert desk.assessment.undo_kind == ""


def test_of_a_step_of_several_edits_either_all_are_made_or_none(desk):
    before = content(desk.ws, desk.id)
    value = desk.value("legal_bases")
    with pytest.raises(DecisionError):
        edit_field(desk.ws, desk.id, "legal_bases", [Edit(value.id), Edit(value="contract")], by="Ann")
    assert content(desk.ws, desk.id) == before


FIELDS = (
    "controller.name",
    "controller.country",
    "legal_bases",
    "retention.items",
    "document.title",
    "rights.authority",
)
VALUES = {
    "controller.name": ("Lumo", "Lumo Bookings Ab"),
    "controller.country": ("SE", "FI"),
    "legal_bases": ("vital_interests", "contract"),
    "retention.items": ({"what": "logs", "period": "P1M"}, {"what": "all", "until": "closing"}),
    "document.title": ("Notice", "Policy"),
    "rights.authority": ("The Ombudsman", "The Board"),
}
step = st.tuples(
    st.sampled_from(
        (
            "confirm confirm_one confirm_group correct edit reject add add_fact add_evidence move_evidence not_stated"
            " reopen flag unflag note translation context undo redo"
        ).split()
    ),
    st.sampled_from(FIELDS),
    st.integers(0, 9),
)


def suggested(desk, fields):
    """The suggested values of some fields, as a group confirm names them."""
    states = [desk.state(field) for field in fields]
    return [(s.field, s.document_id, [v.id for v in s.suggested]) for s in states if s.suggested]


def parsed(field):
    return [parse_value(load_form().field(field), value) for value in VALUES[field]]


def place_of(values, value_id):
    """The first passage of a value; one that nothing stands at where it has none."""
    evidence = next((v.evidence for v in values if v.id == value_id), ())
    return Span(evidence[0].start, evidence[0].end) if evidence else Span(0, 1)


def perform(desk, action, field, number):
    """The step, on a value picked by the number; what cannot be done is left out."""
    ws, key = desk.ws, desk.id
    values = desk.state(field).values
    value_id = values[number % len(values)].id if values else -1
    given_value = VALUES[field][number % 2]
    start = number * 7
    operations = {
        "confirm": lambda: confirm_field(ws, key, field, by="Ann"),
        "confirm_one": lambda: confirm_field(ws, key, field, value_ids=[value_id], by="Ann"),
        "confirm_group": lambda: confirm_group(ws, key, suggested(desk, FIELDS[: number + 1]), by="Ann"),
        "edit": lambda: edit_field(
            ws, key, field, plan_edits(desk.state(field).effective_values, parsed(field)), source="letter", by="Bo"
        ),
        "correct": lambda: correct_value(
            ws, key, value_id, given_value, evidence=Span(start, start + 9) if number % 3 else None, by="Bo"
        ),
        "reject": lambda: reject_value(ws, key, value_id, by="Ann"),
        "add": lambda: add_value(ws, key, field, given_value, evidence=Span(start, start + 5), by="Ann"),
        "add_fact": lambda: add_value(ws, key, field, given_value, source="letter", by="Ann"),
        "add_evidence": lambda: add_evidence(ws, key, value_id, Span(start, start + 5), by="Ann"),
        "move_evidence": lambda: move_evidence(
            ws, key, value_id, place_of(values, value_id), Span(start, start + 9), by="Bo"
        ),
        "not_stated": lambda: mark_not_stated(ws, key, field, by="Ann"),
        "reopen": lambda: reopen_field(ws, key, field, by="Ann"),
        "flag": lambda: flag_field(ws, key, field, by="Ann"),
        "unflag": lambda: unflag_field(ws, key, field, by="Ann"),
        "note": lambda: write_note(ws, key, field, "x" * number, by="Ann"),
        "translation": lambda: write_translation(ws, key, value_id, "y" * number, by="Ann"),
        "context": lambda: set_context(ws, key, Context(service_name="z" * number), by="Ann"),
        "undo": lambda: undo(ws, key, by="Ann"),
        "redo": lambda: redo(ws, key, by="Ann"),
    }
    try:
        operations[action]()
    except DecisionError:
        return


def undo_all(desk):
    steps = 0
    while desk.assessment.undo_kind:
        undo(desk.ws, desk.id, by="Ann")
        steps += 1
    return steps


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, max_size=16))
def test_undoing_everything_gives_the_first_state_and_redoing_the_last(desk, steps):
    undo_all(desk)
    first = content(desk.ws, desk.id)
    for action, field, number in steps:
        perform(desk, action, field, number)
    last = content(desk.ws, desk.id)
    assert all(e.quote == desk.text[e.start : e.end] for f in last[0] for v in f.values for e in v.evidence)
    while desk.assessment.redo_kind:
        redo(desk.ws, desk.id, by="Ann")
    last = content(desk.ws, desk.id)
    taken_back = undo_all(desk)
    assert content(desk.ws, desk.id) == first
    for _ in range(taken_back):
        redo(desk.ws, desk.id, by="Ann")
    assert content(desk.ws, desk.id) == last
    assert verify_chain(desk.ws.audit).whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step.filter(lambda s: s[0] not in ("undo", "redo")), min_size=1, max_size=6))
def test_progress_in_the_list_is_that_of_the_assessment(desk, steps):
    for action, field, number in steps:
        perform(desk, action, field, number)
    (engagement,) = list_engagements(desk.ws)
    (vendor,) = engagement.vendors
    assert (vendor.decided, vendor.total) == (desk.assessment.decided, len(desk.assessment.fields))

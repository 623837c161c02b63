"""Values, states and operations in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer import review
from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import FieldState, FieldStatus, Retention, ReviewedValue, ValueState
from reviewer.model.history import HistoryEntry
from reviewer.store import Workspace
from reviewer.ui.quotes import quote_with_context
from reviewer.ui.wording import (
    history_text,
    operation_text,
    pill_state,
    status_word,
    value_text,
    values_text,
)

from .assessed import make_workspace, read_policy


def value(number: int, state: ValueState, text: str = "x") -> ReviewedValue:
    return ReviewedValue(number, "recipients.named", state, text, None, (), None, None)


def field(status: FieldStatus, *states: ValueState) -> FieldState:
    values = tuple(value(number, state) for number, state in enumerate(states))
    return FieldState("recipients.named", None, status, values)


@pytest.mark.parametrize(
    ("field_id", "given", "words"),
    [
        ("legal_bases", "legitimate_interests", "Legitimate interests"),
        ("controller.country", "FI", "Finland"),
        ("document.language", "sv", "Swedish"),
        ("document.version_date", "2019-07-09", "9 July 2019"),
        ("rights.response_time", "P30D", "30 days"),
        ("contact.email", "a@b.example", "a@b.example"),
        ("retention.items", Retention("Logs", "P1Y", None, "the visit"), "Logs: 1 year, the visit"),
        ("retention.items", Retention("", None, "asked to go"), "asked to go"),
    ],
)
def test_value_in_words(translator: Translator, field_id: str, given: object, words: str) -> None:
    assert value_text(load_form().field(field_id), given, translator) == words


def test_row_counts_what_it_does_not_name(translator: Translator) -> None:
    values = [value(number, ValueState.SUGGESTED, f"V{number}") for number in range(40)]
    text = values_text(load_form().field("recipients.named"), values, translator)
    assert text.startswith("V0, V1")
    assert text.endswith("and 32 more")


S, C, K, A, R = (ValueState(name) for name in ("suggested", "confirmed", "corrected", "added", "rejected"))


@pytest.mark.parametrize(
    ("state", "pill", "word"),
    [
        (field(FieldStatus.OPEN), FieldStatus.OPEN, "open"),
        (field(FieldStatus.OPEN, R), FieldStatus.OPEN, "open"),
        (field(FieldStatus.NOT_STATED, R), FieldStatus.NOT_STATED, "not stated"),
        (field(FieldStatus.OPEN, C, S), S, "suggested"),
        (field(FieldStatus.OPEN, S, S), S, "2 suggested"),
        (field(FieldStatus.DECIDED, C, K), K, "corrected"),
        (field(FieldStatus.DECIDED, C, A), A, "added"),
        (field(FieldStatus.DECIDED, C, R), C, "confirmed"),
    ],
)
def test_pill_shows_the_least_settled_state(translator: Translator, state: FieldState, pill: object, word: str) -> None:
    assert pill_state(state) is pill
    assert status_word(state, translator) == word


def test_undo_says_what_it_takes_back(translator: Translator) -> None:
    assert operation_text("confirm_field", "Retention", translator) == "confirm of Retention"
    assert operation_text("", "", translator) == ""


def operations_of_an_assessment() -> set[str]:
    """The names under which operations are written into the history of an assessment."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(review.__file__).parent.glob("*.py"))
    named = set(re.findall(r'[a-z_]+\(\s*ws, "([a-z_]+)"', source))
    moved = {f"{verb}_{kind}" for verb in ("remove", "restore", "erase") for kind in ("document", "vendor")}
    return named | moved


def test_every_operation_has_words_in_the_history(translator: Translator) -> None:
    kinds = operations_of_an_assessment()
    assert {"confirm_field", "set_rating", "sign_off", "issue_report", "rename_vendor"} <= kinds
    for kind in kinds - {"add_engagement", "rename_engagement"}:
        entry = HistoryEntry(1, "2026-11-22T09:00:00+00:00", "Ada", kind, field="retention.items", rule="RET-01")
        assert history_text(entry, translator) != kind.replace("_", " "), kind


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Example Mail Ltd", "Example Mail Ltd, for letters"),
        ("- Example Mail Ltd", "Example Mail Ltd, for letters"),
        ("Write", "Write to us: an address - any - will do."),
    ],
)
def test_a_quote_leaves_the_mark_of_its_list_item_out(tmp_path: Path, words: str, shown: str) -> None:
    text = "Write to us: an address - any - will do.\n- Example Mail Ltd, for letters"
    found = (("recipients.named", "Example Mail Ltd", "Example Mail Ltd"),)
    with Workspace.open(make_workspace(tmp_path / "a.reviewer", read_policy(text, found))) as workspace:
        (document,) = review.load_assessment(workspace, 1).documents
    start = text.index(words)
    assert quote_with_context(document, start, start + len(words)).words == shown

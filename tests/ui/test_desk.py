"""The desk by keys: moving, deciding, editing, evidence both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.form import load_form
from reviewer.model import FieldState, FieldStatus, ValueState
from reviewer.review.edits import Edit
from reviewer.ui.editor_panel import EditorPanel, WordsPanel
from reviewer.ui.field_row import FieldKey
from reviewer.ui.labels import LinkLabel
from reviewer.ui.main_window import MainWindow
from reviewer.ui.passages import Passage

from .assessed import TEXT, read_policy

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PURPOSES = FieldKey("purposes", None)
RECIPIENTS = FieldKey("recipients.named", None)
MAIL = FieldKey("contact.email", None)
DPO = FieldKey("contact.dpo", None)
DATE = FieldKey("document.version_date", 1)

Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Presses keys one after the other where the keyboard is."""

    def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    return press


def state(window: MainWindow, key: FieldKey) -> FieldState:
    states = window.session.assessment.states_of(key.field)
    return next(state for state in states if state.document_id == key.document_id)


def states(window: MainWindow, key: FieldKey) -> list[str]:
    return [value.state.value for value in state(window, key).values]


def select(window: MainWindow, words: str) -> None:
    """Selects words in the text; an envelope beyond U+FFFF stands before all of them."""
    start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    pane = window.desk.text.view.findChild(QTextEdit)
    cursor = pane.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


# Evidence

ALT = Qt.KeyboardModifier.AltModifier


def quotes(window: MainWindow, key: FieldKey) -> list[str]:
    return [evidence.quote for value in state(window, key).values for evidence in value.evidence]


def marked(window: MainWindow) -> list[str]:
    """What is marked as evidence of the current field in the text."""
    return [TEXT[h.span.start : h.span.end] for h in window.desk.text.view._highlights if h.current]


def test_edges_of_evidence_move_by_word_and_by_character(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    before = window.session.assessment
    press(Key.Key_Left, modifier=ALT)
    press(Key.Key_Right, Key.Key_Right, modifier=ALT | SHIFT)
    press(Key.Key_Left)
    assert marked(window) == ["to data@havre.example or cal"]
    assert window.session.assessment is before
    press(Key.Key_Return)
    assert quotes(window, MAIL) == ["to data@havre.example or cal"]
    assert states(window, MAIL) == ["suggested"]
    assert window.desk.form.card.panel is None
    shown = [passage.accessibleName() for passage in window.desk.form.card.findChildren(Passage)]
    descriptions = [passage.accessibleDescription() for passage in window.desk.form.card.findChildren(Passage)]
    assert any("data@havre.example or cal" in quote for quote in shown)
    assert any("read by the machine here" in description for description in descriptions)
    window.actions_by_id["edit.undo"].trigger()
    assert quotes(window, MAIL) == ["data@havre.example"]


def test_edges_left_with_esc_stay(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_Left, modifier=ALT)
    press(Key.Key_Escape)
    assert marked(window) == ["data@havre.example"]
    assert quotes(window, MAIL) == ["data@havre.example"]
    assert window.session.assessment.undo_kind == ""


def test_edges_of_the_passage_looked_at_are_moved_and_it_stays_in_view(window: MainWindow, press: Press) -> None:
    window.desk.go_to(RECIPIENTS)
    press(Key.Key_Space)
    value, evidence = window.desk.form.passage()
    press(Key.Key_Left, modifier=ALT)
    press(Key.Key_Return)
    moved, passage = window.desk.form.passage()
    assert moved.id == value.id
    assert passage.quote.endswith(evidence.quote)
    assert passage.start < evidence.start


def test_words_selected_meanwhile_take_the_quotes_place(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    window.actions_by_id["evidence.edges"].trigger()
    select(window, "Write to data@havre.example")
    window.desk.text.view.setFocus()
    press(Key.Key_Return)
    assert quotes(window, MAIL) == ["Write to data@havre.example"]


def test_without_evidence_there_are_no_edges_to_move(window: MainWindow, press: Press) -> None:
    window.desk.go_to(DPO)
    press(Key.Key_Left, modifier=ALT)
    assert not window.desk.form.has_open_panel
    assert "no evidence here" in window.status.message


# Moving


def test_moving_decides_nothing(window: MainWindow, press: Press) -> None:
    before = window.session.assessment.fields
    press(Key.Key_J, Key.Key_J, Key.Key_Down, Key.Key_K, Key.Key_Up, Key.Key_Space, Key.Key_Right, Key.Key_Left)
    assert window.session.assessment.fields == before
    assert window.desk.form.current == window.desk.form.keys[1]


def test_a_group_is_closed_and_left_by_keys(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    section = window.desk.form.section_of(MAIL)
    press(Key.Key_G)
    assert not section.is_open
    following = window.desk.form.sections[window.desk.form.sections.index(section) + 1]
    press(Key.Key_J)
    assert window.desk.form.current == following.keys[0]
    press(Key.Key_K)
    before = window.desk.form.sections[window.desk.form.sections.index(section) - 1]
    assert window.desk.form.current == before.keys[-1]
    window.desk.go_to(MAIL)
    assert section.is_open
    press(Key.Key_G, Key.Key_G)
    assert section.is_open


def test_letters_work_from_the_text_too(window: MainWindow, press: Press) -> None:
    window.desk.text.view.setFocus()
    first = window.desk.form.current
    press(Key.Key_J)
    assert window.desk.form.current != first
    press(Key.Key_Down)
    assert window.desk.form.current == window.desk.form.keys[1]


def test_going_to_a_field_marks_its_evidence(window: MainWindow) -> None:
    window.desk.go_to(PURPOSES)
    strong = [h.span for h in window.desk.text.view._highlights if h.current]
    assert [TEXT[span.start : span.end] for span in strong] == [
        "we send newsletters",
        "keep accounts",
        "may profile visitors",
    ]


def test_clicked_highlight_leads_to_its_field(window: MainWindow) -> None:
    window.desk.text.view.highlight_clicked.emit((MAIL,), TEXT.index("data@"))
    assert window.desk.form.current == MAIL


def test_space_walks_through_the_evidence(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    quotes = []
    for _ in range(4):
        quotes.append(window.desk.form.passage()[1].quote)
        press(Key.Key_Space)
    assert len(set(quotes)) == 3
    assert quotes[0] == quotes[3]


def test_passage_in_the_card_is_shown_with_its_hedge_and_its_rule_on_demand(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    passage = window.desk.form.card.findChildren(Passage)[-1]
    assert "may profile visitors" in passage.accessibleName()
    assert "purposes.en.test" not in passage.accessibleDescription()
    assert "hedged" in passage.accessibleDescription()
    card = window.desk.form.card
    [link for link in card.findChildren(LinkLabel) if link.text() == "Show rule"][-1].press()
    assert [label.text() for label in card.findChildren(QLabel) if "purposes.en.test" in label.text()]


def test_field_of_another_document_shows_that_document(window: MainWindow) -> None:
    review.record_import(window.session.workspace, read_policy(name="other.txt"), vendor="Havre Media AB")
    window.session.open_assessment(window.session.assessment.id)
    first, second = (document.id for document in window.session.assessment.documents)
    assert window.desk.text.document.id == first
    window.desk.go_to(FieldKey("document.title", second))
    assert window.desk.text.document.id == second


def test_silent_field_says_what_was_searched_and_leads_to_the_nearest(window: MainWindow) -> None:
    window.desk.go_to(DPO)
    assert "14 cues searched" in window.desk.form._rows[DPO].accessibleName()
    card = window.desk.form.card
    assert any(label.text().startswith("Looked for (English): ") for label in card.findChildren(QLabel))
    card.findChild(LinkLabel).activated.emit()
    [passage] = card.findChildren(Passage)
    assert "Write to" in passage.accessibleName()


def test_filter_leaves_out_what_is_decided(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_Return)
    window.desk._set_filter(0)
    rows = window.desk.form._rows
    assert rows[MAIL].isHidden()
    assert not rows[RECIPIENTS].isHidden()
    window.desk._set_filter(2)
    assert not rows[MAIL].isHidden()


# Deciding


def test_enter_confirms_all_and_goes_to_the_next_open_field(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_Return)
    assert states(window, PURPOSES) == ["confirmed"] * 3
    assert window.desk.form.current == FieldKey("legal_bases", None)


def test_enter_on_a_chosen_value_confirms_it_alone(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_Right, Key.Key_Return)
    assert sorted(states(window, PURPOSES)) == ["confirmed", "suggested", "suggested"]
    assert window.desk.form.current == PURPOSES


def test_enter_on_a_silent_field_says_why_nothing_happens(window: MainWindow, press: Press) -> None:
    window.desk.go_to(DPO)
    press(Key.Key_Return)
    assert state(window, DPO).status is FieldStatus.OPEN
    assert window.desk.form.current == DPO
    assert "Nothing to confirm" in window.status.message


def test_not_stated_is_recorded_and_can_be_left_again(window: MainWindow, press: Press) -> None:
    window.desk.go_to(DPO)
    press(Key.Key_N)
    assert state(window, DPO).status is FieldStatus.NOT_STATED
    window.desk.go_to(DPO)
    window.actions_by_id["review.reopen"].trigger()
    assert state(window, DPO).status is FieldStatus.OPEN


def test_not_stated_tells_what_it_rejects(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_N)
    assert states(window, PURPOSES) == ["rejected"] * 3
    assert window.status.message == "Not stated; 3 suggestions were rejected with it."


def test_delete_asks_for_one_of_several(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_Delete)
    assert states(window, PURPOSES) == ["suggested"] * 3
    assert "Choose the value" in window.status.message
    press(Key.Key_Delete)
    assert sorted(states(window, PURPOSES)) == ["rejected", "suggested", "suggested"]


def test_group_confirms_only_what_was_in_view(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    window.desk.decisions.seen._ids = {v.id for v in state(window, MAIL).values}
    press(Key.Key_Return, modifier=CONTROL)
    assert states(window, MAIL) == ["confirmed"]
    assert states(window, FieldKey("controller.name", None)) == ["suggested"]
    assert "1 value confirmed · 2 left open" in window.status.message


def test_what_is_on_screen_counts_as_seen(window: MainWindow) -> None:
    assert all(value in window.desk.decisions.seen for value in state(window, MAIL).values)


def test_group_confirm_says_which_fields_stay_open_and_why(window: MainWindow) -> None:
    window.desk.go_to(MAIL)
    decisions = window.desk.decisions
    section = window.desk.form.section_of(MAIL)
    assert DPO in section.keys
    decisions.seen._ids.clear()
    decisions.confirm_group()
    said = window.status.message
    assert said.startswith("0 values confirmed")
    assert "3 left open, their evidence was not in view: Name, Country, E-mail" in said
    assert "without a value: " in said
    assert "Data protection officer" in said
    assert window.session.assessment.undo_kind == ""


def test_a_group_is_undone_in_one_step(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    before = window.session.assessment.fields
    press(Key.Key_Return, modifier=CONTROL)
    assert "confirmed" in window.status.message
    assert window.session.assessment.fields != before
    window.actions_by_id["edit.undo"].trigger()
    assert window.session.assessment.fields == before
    assert window.session.assessment.undo_kind == ""


def test_a_chosen_word_of_a_vocabulary_says_what_it_means(window: MainWindow, press: Press) -> None:
    window.desk.go_to(PURPOSES)
    spec = load_form().field("purposes")
    chips = window.desk.form.card.chips
    for value in state(window, PURPOSES).values:
        assert chips[value.id].toolTip() == spec.code(value.value).help
    press(Key.Key_Right)
    shown = [label.text() for label in window.desk.form.card.findChildren(QLabel)]
    assert any(spec.code(state(window, PURPOSES).values[0].value).help in text for text in shown)


def test_the_form_can_stand_on_the_other_side(window: MainWindow) -> None:
    desk = window.desk
    window.actions_by_id["view.form_left"].trigger()
    assert [desk.widget(place) for place in range(3)] == [desk.engagements, desk.form_side, desk.text]
    assert window._settings.options.form_left
    window.actions_by_id["view.form_left"].trigger()
    assert [desk.widget(place) for place in range(3)] == [desk.engagements, desk.text, desk.form_side]


def test_the_menu_says_where_the_workspace_lies(window: MainWindow) -> None:
    text = window.actions_by_id["workspace.show_folder"].text()
    assert text.startswith("Show &folder · ")
    assert text.endswith(window.session.workspace.path.parent.name[-8:])
    window.session.close_workspace()
    assert window.actions_by_id["workspace.show_folder"].text() == "Show &folder"


def test_an_engagement_is_closed_and_opened_again(window: MainWindow) -> None:
    action = window.actions_by_id["engagement.close"]
    action.trigger()
    assert window.session.engagements[0].closed
    assert action.isChecked()
    action.trigger()
    assert not window.session.engagements[0].closed
    assert not action.isChecked()


def test_closed_group_has_not_been_seen(window: MainWindow) -> None:
    window.desk.form.section_of(MAIL).set_open(False)
    assert not any(value in window.desk.decisions.seen for value in state(window, MAIL).values)


def test_flag_and_note(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_F, Key.Key_M)
    assert isinstance(window.desk.form.card.panel, WordsPanel)
    qtbot.keyClicks(QApplication.focusWidget(), "Ask j and k")
    press(Key.Key_Return, modifier=CONTROL)
    assert state(window, MAIL).flagged
    assert state(window, MAIL).note == "Ask j and k"
    assert window.desk.form.current == MAIL
    press(Key.Key_F)
    assert not state(window, MAIL).flagged


def test_undo_and_redo_say_what_they_do(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_Return)
    assert window.actions_by_id["edit.undo"].text() == "&Undo confirm of E-mail"
    press(Key.Key_Z, modifier=CONTROL)
    assert states(window, MAIL) == ["suggested"]
    assert window.actions_by_id["edit.redo"].text() == "&Redo confirm of E-mail"
    assert not window.actions_by_id["edit.undo"].isEnabled()
    press(Key.Key_Z, modifier=CONTROL | SHIFT)
    assert states(window, MAIL) == ["confirmed"]


def test_a_decided_field_that_one_goes_to_is_seen_among_those_to_review(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_Return)
    window.desk._set_filter(0)
    window.session.open_assessment(window.session.assessment.id)
    window.desk.go_to(MAIL)
    assert window.desk.form.card.isVisible()


def test_what_was_undone_is_told(window: MainWindow, press: Press) -> None:
    window.desk.go_to(FieldKey("contact.email", None))
    press(Key.Key_Return)
    window.actions_by_id["edit.undo"].trigger()
    assert window.status.message == "Undone: confirm of E-mail"
    window.actions_by_id["edit.redo"].trigger()
    assert window.status.message == "Redone: confirm of E-mail"


# Editing


def test_correction_keeps_the_machine_value_readable(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_E)
    qtbot.keyClicks(QApplication.focusWidget(), "dpo@havre.example")
    press(Key.Key_Return)
    [value] = state(window, MAIL).values
    assert (value.state, value.value, value.machine.value) == (
        ValueState.CORRECTED,
        "dpo@havre.example",
        "data@havre.example",
    )
    texts = [label.text() for label in window.desk.form.card.findChildren(QLabel)]
    assert "Read by the machine: data@havre.example" in texts


def test_wrong_entry_is_told_beside_the_editor(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_E)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "nobody")
    press(Key.Key_Return)
    panel = window.desk.form.card.panel
    assert isinstance(panel, EditorPanel)
    assert "privacy@example.com" in panel._problem.text()
    assert not panel._problem.isHidden()
    press(Key.Key_Escape)
    assert window.desk.form.card.panel is None
    assert states(window, MAIL) == ["suggested"]


def test_letters_typed_in_an_editor_decide_nothing(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(PURPOSES)
    press(Key.Key_E)
    assert isinstance(QApplication.focusWidget(), QListWidget)
    press(Key.Key_N, Key.Key_F, Key.Key_A, Key.Key_Delete, Key.Key_Down, Key.Key_J)
    assert window.desk.form.current == PURPOSES
    assert states(window, PURPOSES) == ["suggested"] * 3
    assert not state(window, PURPOSES).flagged


def test_open_entry_is_not_lost_by_moving(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(MAIL)
    press(Key.Key_E)
    window.desk.text.view.setFocus()
    press(Key.Key_J)
    window.desk.text.view.highlight_clicked.emit((PURPOSES,), 0)
    assert window.desk.form.current == MAIL
    assert window.desk.form.card.panel is not None
    assert "Esc" in window.status.message


def test_names_are_edited_one_a_line(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.desk.go_to(RECIPIENTS)
    press(Key.Key_E)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Example Mail Ltd\nExample Maps Limited")
    press(Key.Key_Return, modifier=CONTROL)
    values = {v.value: v.state.value for v in state(window, RECIPIENTS).values}
    assert values == {
        "Example Mail Ltd": "suggested",
        "Example Maps Limited": "corrected",
        "Example Maps Ltd": "rejected",
    }


def test_ambiguous_date_is_corrected_to_its_other_reading(window: MainWindow, press: Press) -> None:
    window.desk.go_to(DATE)
    press(Key.Key_E)
    buttons = window.desk.form.card.panel.findChildren(QPushButton)
    [other] = [button for button in buttons if "5 April" in button.text()]
    other.click()
    press(Key.Key_Return)
    [value] = state(window, DATE).values
    assert (value.value, value.state) == ("2024-04-05", ValueState.CORRECTED)


def test_selected_words_become_a_value(window: MainWindow, press: Press) -> None:
    window.desk.go_to(FieldKey("controller.address", None))
    window.desk.text.view.setFocus()
    select(window, "Storgatan 1, Umeå")
    press(Key.Key_A)
    [value] = state(window, FieldKey("controller.address", None)).values
    assert (value.state, value.value) == (ValueState.ADDED, "Storgatan 1, Umeå")
    assert value.evidence[0].quote == "Storgatan 1, Umeå"


def test_selected_words_become_evidence_when_asked_so(window: MainWindow, press: Press) -> None:
    window.desk.go_to(MAIL)
    window.desk.text.view.setFocus()
    select(window, "call us")
    press(Key.Key_A, Key.Key_2)
    [value] = state(window, MAIL).values
    assert [evidence.quote for evidence in value.evidence] == ["data@havre.example", "call us"]


def test_added_value_needs_words_or_a_source(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    phone = FieldKey("contact.phone", None)
    window.desk.go_to(phone)
    press(Key.Key_A)
    qtbot.keyClicks(QApplication.focusWidget(), "+46 90 123 456")
    press(Key.Key_Return)
    assert state(window, phone).values == ()
    panel = window.desk.form.card.panel
    assert "does not stand in the text" in panel._problem.text()
    panel._source.setText("the vendor's web page")
    panel.submit()
    [value] = state(window, phone).values
    assert value.source == "the vendor's web page"


def test_first_decision_asks_for_the_name_and_then_happens(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.session.settings.options.reviewer = ""
    window.desk.go_to(MAIL)
    press(Key.Key_Return)
    assert states(window, MAIL) == ["suggested"]
    qtbot.keyClicks(QApplication.focusWidget(), "Ada Reviewer")
    press(Key.Key_Return)
    [value] = state(window, MAIL).values
    assert value.state is ValueState.CONFIRMED
    assert value.decision.by == "Ada Reviewer"


def test_decision_is_dropped_when_no_name_is_given(window: MainWindow, press: Press) -> None:
    window.session.settings.options.reviewer = ""
    window.desk.go_to(MAIL)
    press(Key.Key_Return)
    press(Key.Key_Escape)
    window.session.set_reviewer("Ada")
    assert states(window, MAIL) == ["suggested"]
    assert window.bars.bars == ()


def test_refused_entry_is_told_beside_the_editor_and_changes_nothing(window: MainWindow, press: Press) -> None:
    window.desk.go_to(RECIPIENTS)
    press(Key.Key_E)
    select(window, "Purposes")
    history = window.session.assessment.history_head
    panel = window.desk.form.card.panel
    panel.submitted.emit((Edit(value="First Ltd"), Edit(value="Example Cloud Ltd")), "")
    assert window.session.assessment.history_head == history
    assert "First Ltd" not in {value.value for value in state(window, RECIPIENTS).values}
    assert window.desk.form.card.panel is panel
    assert not panel._problem.isHidden()

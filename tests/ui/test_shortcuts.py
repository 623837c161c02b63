"""Keys can be changed: kept as what differs, never two things at one place, never in the way of typing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.actions import ACTIONS, Scope, menu_actions
from reviewer.ui.field_row import FieldKey
from reviewer.ui.key_entry import KeyEntry
from reviewer.ui.main_window import MainWindow
from reviewer.ui.shortcut_editor import ShortcutEditor
from reviewer.ui.shortcuts import Shortcuts, key_fault, key_text, keys_text, portable_key

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Alt, Keypad = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.KeypadModifier

SPECS = {spec.id: spec for spec in ACTIONS}

Make = Callable[..., Shortcuts]


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Make:
    """Shortcuts from a file in which some keys are kept."""

    def read(**kept: list[str]) -> Shortcuts:
        path = tmp_path / "settings.json"
        if kept:
            named = {name.replace("__", "."): keys for name, keys in kept.items()}
            path.write_text(json.dumps({"shortcuts": named}), encoding="utf-8")
        return Shortcuts(Settings(tmp_path))

    return read


def kept(tmp_path: Path) -> dict[str, list[str]]:
    return Settings(tmp_path).options.shortcuts


# What is kept


def test_defaults_hold_and_nothing_is_kept(make: Make, tmp_path: Path) -> None:
    shortcuts = make()
    assert all(shortcuts.has_default(spec.id) for spec in ACTIONS)
    assert shortcuts.keys("review.confirm") == ("Return", "Enter")
    assert list(tmp_path.iterdir()) == []


def test_no_default_key_is_at_fault() -> None:
    faults = {(spec.id, key): key_fault(spec, key) for spec in ACTIONS for key in spec.keys}
    assert {place: fault for place, fault in faults.items() if fault} == {}


def test_only_what_differs_is_kept_and_comes_back(make: Make, tmp_path: Path) -> None:
    shortcuts = make()
    shortcuts.set_keys({"review.note": ("Z",), "review.flag": ("F",)})
    assert kept(tmp_path) == {"review.note": ["Z"]}
    assert make().keys("review.note") == ("Z",)
    shortcuts.set_keys({"review.note": ("M",)})
    assert kept(tmp_path) == {}


def test_an_action_may_have_several_keys_or_none(make: Make, tmp_path: Path) -> None:
    shortcuts = make()
    shortcuts.set_keys({"review.note": ("Z", "Ctrl+M"), "review.flag": ()})
    assert make().keys("review.note") == ("Z", "Ctrl+M")
    assert make().keys("review.flag") == ()
    assert make().text("review.flag") == ""


def test_what_another_version_kept_stays_and_harms_nothing(make: Make, tmp_path: Path) -> None:
    shortcuts = make(moon__rise=["Ctrl+M"], review__note=["Z"])
    assert shortcuts.keys("review.note") == ("Z",)
    shortcuts.reset_all()
    assert kept(tmp_path) == {"moon.rise": ["Ctrl+M"]}


@pytest.mark.parametrize("key", ["", "Ctrl+", "rubbish+++", "J, K", "Ctrl+K, Ctrl+S", "Esc", "Ctrl+C"])
def test_a_key_that_cannot_be_used_is_passed_over(make: Make, key: str) -> None:
    assert make(review__note=[key, "Z"]).keys("review.note") == ("Z",)


def test_what_was_chosen_comes_before_a_default(make: Make) -> None:
    """A file may be older than a default, or written by hand."""
    shortcuts = make(review__note=["F"], report__write=["Ctrl+K"])
    assert shortcuts.keys("review.note") == ("F",)
    assert shortcuts.keys("review.flag") == ()
    assert shortcuts.keys("view.go_to") == ()
    twice = make(review__note=["Z"], review__flag=["Z"])
    assert sorted((twice.keys("review.note"), twice.keys("review.flag"))) == [(), ("Z",)]


def test_each_is_reset_alone_or_all_together(make: Make, tmp_path: Path) -> None:
    shortcuts = make(review__note=["Z"], review__flag=["X"])
    shortcuts.reset("review.note")
    assert (shortcuts.keys("review.note"), shortcuts.keys("review.flag")) == (("M",), ("X",))
    shortcuts.reset_all()
    assert shortcuts.has_default("review.flag")
    assert kept(tmp_path) == {}


# What a key may be


@pytest.mark.parametrize("key", ["J", "Return", "Space", "Down", "Del", "Shift+A", "Shift+Home", "7"])
def test_no_plain_key_works_in_the_whole_window(key: str) -> None:
    assert key_fault(SPECS["report.write"], key)
    assert not key_fault(SPECS["report.write"], f"Ctrl+{key}")


def test_function_keys_work_everywhere() -> None:
    assert not key_fault(SPECS["report.write"], "F9")
    assert not key_fault(SPECS["report.write"], "Shift+F9")


def test_plain_letters_are_for_the_desk_and_the_findings() -> None:
    for scope in (Scope.DESK, Scope.LIST, Scope.FINDINGS):
        spec = next(spec for spec in ACTIONS if spec.scope is scope)
        assert not key_fault(spec, "Z")


@pytest.mark.parametrize("key", ["Esc", "Tab", "Backtab", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Alt+F", "Ctrl+Esc"])
@pytest.mark.parametrize("action", ["report.write", "review.note", "finding.accept"])
def test_keys_that_have_a_meaning_everywhere_stay(action: str, key: str) -> None:
    assert key_fault(SPECS[action], key)


def test_keys_that_move_the_caret_do_so_in_the_text() -> None:
    assert key_fault(SPECS["review.note"], "Down")
    assert not key_fault(SPECS["value.next"], "PgDown")


@pytest.mark.parametrize(
    ("held", "code", "key"),
    [
        (Ctrl, Qt.Key.Key_J, "Ctrl+J"),
        (Shift, Qt.Key.Key_J, "Shift+J"),
        (Keypad, Qt.Key.Key_Enter, "Enter"),
        (Ctrl | Shift, Qt.Key.Key_Plus, "Ctrl++"),
        (Shift, Qt.Key.Key_F3, "Shift+F3"),
        (Ctrl, Qt.Key.Key_Control, ""),
        (Shift, Qt.Key.Key_Shift, ""),
    ],
)
def test_what_is_pressed_is_written_as_it_is_kept(held: Qt.KeyboardModifier, code: Qt.Key, key: str) -> None:
    assert portable_key(QKeyCombination(held, code)) == key


def test_keys_are_shown_as_the_system_writes_them() -> None:
    assert [key_text(key) for key in ("Return", "Ctrl+Enter", "Backspace", "J")] == ["↵", "Ctrl+↵", "⌫", "J"]
    assert keys_text(("Return", "Enter", "F9")) == "↵, F9"


# Two actions and one key


def test_keys_meet_where_they_work_together(make: Make) -> None:
    shortcuts = make()
    assert shortcuts.holders("review.note", "J") == ["field.next"]
    assert shortcuts.holders("value.next", "J") == ["field.next"]
    assert shortcuts.holders("finding.accept", "J") == ["finding.next"]
    assert shortcuts.holders("report.write", "Ctrl+Return") == ["review.confirm_group"]
    assert shortcuts.holders("finding.accept", "Ctrl+K") == ["view.go_to"]
    assert shortcuts.holders("field.next", "J") == []


def test_swapping_gives_each_the_key_of_the_other(make: Make) -> None:
    shortcuts = make()
    shortcuts.set_keys(shortcuts.exchange("field.next", "K"))
    assert shortcuts.keys("field.next") == ("K",)
    assert shortcuts.keys("field.previous") == ("J",)


def test_what_the_other_cannot_have_it_goes_without(make: Make) -> None:
    shortcuts = make()
    after = shortcuts.exchange("review.note", "Ctrl+K")  # to go works in the whole window: M would be typed
    assert after == {"review.note": ("Ctrl+K",), "view.go_to": ()}
    shortcuts.set_keys(after)
    assert shortcuts.keys("view.go_to") == ()


def test_the_other_keeps_its_further_keys(make: Make) -> None:
    shortcuts = make()
    after = shortcuts.exchange("review.note", "Backspace")
    assert after == {"review.note": ("Backspace",), "review.reject": ("Del", "M")}


def test_a_key_beside_those_an_action_has_leaves_none_to_give(make: Make) -> None:
    after = make().exchange("review.note", "K", adding=True)
    assert after == {"review.note": ("M", "K"), "field.previous": ()}


# The table


@pytest.fixture
def editor(qtbot: QtBot, make: Make, translator: Translator) -> ShortcutEditor:
    made = ShortcutEditor(make(), translator)
    qtbot.addWidget(made)
    made.resize(760, 560)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.table.setFocus()
    return made


def button(editor: ShortcutEditor, text: str) -> QAbstractButton:
    return next(b for b in editor.findChildren(QAbstractButton) if b.text() == text)


def row(editor: ShortcutEditor, action: str) -> str:
    items = [item for item in editor._items() if item.data(0, Qt.ItemDataRole.UserRole).id == action]
    return items[0].text(1)


def test_every_action_that_can_have_keys_is_in_the_table(editor: ShortcutEditor) -> None:
    listed = [item.data(0, Qt.ItemDataRole.UserRole).id for item in editor._items()]
    assert len(listed) == len(set(listed))
    assert {spec.id for spec in ACTIONS if spec.keys} <= set(listed)
    assert "workspace.recent" not in listed
    assert [s.id for s in menu_actions("help")] == [i for i in listed if i.startswith("help.")]


def test_a_key_is_changed_by_keyboard_alone(qtbot: QtBot, editor: ShortcutEditor, tmp_path: Path) -> None:
    editor.choose("review.note")
    qtbot.keyClick(editor.table, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), KeyEntry)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Shift, Shift)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z)
    assert QApplication.focusWidget() is editor.table
    assert row(editor, "review.note") == "Z (changed)"
    assert "“Note” has Z now." in editor.words
    assert kept(tmp_path) == {"review.note": ["Z"]}
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    assert row(editor, "review.note") == "(changed)"
    button(editor, "Default").click()
    assert row(editor, "review.note") == "M"


def test_esc_leaves_it_as_it_is(qtbot: QtBot, editor: ShortcutEditor, tmp_path: Path) -> None:
    editor.choose("review.note")
    editor.wait_for_key()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert QApplication.focusWidget() is editor.table
    assert kept(tmp_path) == {}


def test_a_key_that_cannot_be_had_is_told_and_another_can_be_pressed(qtbot: QtBot, editor: ShortcutEditor) -> None:
    editor.choose("report.write")
    editor.wait_for_key()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z)
    assert "in the whole window" in editor.words
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    assert row(editor, "report.write") == "F9 (changed)"


def test_whose_key_it_is_is_told_before_it_is_swapped(qtbot: QtBot, editor: ShortcutEditor, tmp_path: Path) -> None:
    editor.choose("field.next")
    editor.wait_for_key()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K)
    assert "K is the key of “Previous field”. Swapped, that has J." in editor.words
    assert kept(tmp_path) == {}
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert kept(tmp_path) == {}
    editor.wait_for_key()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert kept(tmp_path) == {"field.next": ["K"], "field.previous": ["J"]}
    button(editor, "All defaults").click()
    assert kept(tmp_path) == {}


def test_a_key_beside_another(qtbot: QtBot, editor: ShortcutEditor) -> None:
    editor.choose("review.note")
    button(editor, "Add a key").click()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z)
    assert row(editor, "review.note") == "M, Z (changed)"


def test_a_default_that_another_has_is_told(editor: ShortcutEditor) -> None:
    editor._shortcuts.set_keys({"review.flag": ("M",), "review.note": ("F",)})
    editor.choose("review.note")
    editor.reset()
    assert "Another action has the default key" in editor.words


def test_actions_are_found_by_name_and_by_key(qtbot: QtBot, editor: ShortcutEditor) -> None:
    def found() -> list[str]:
        return [i.data(0, Qt.ItemDataRole.UserRole).id for i in editor._items() if not i.isHidden()]

    editor._search.setText("ctrl+k")
    assert found() == ["view.go_to"]
    editor._search.setText("write rep")
    assert found() == ["report.write"]
    qtbot.keyClick(editor._search, Qt.Key.Key_Return)
    editor.take_key("F9")
    assert row(editor, "report.write") == "F9 (changed)"


# The window


def test_the_window_shows_and_obeys_the_new_keys(qtbot: QtBot, window: MainWindow) -> None:
    field = window.desk.form.current
    window.shortcuts.set_keys({"field.next": ("Z",), "report.write": ("F9",), "help.keys": ("F2",)})
    window.desk.form.setFocus()
    qtbot.keyClick(window.desk.form, Qt.Key.Key_J)
    assert window.desk.form.current == field
    qtbot.keyClick(window.desk.form, Qt.Key.Key_Z)
    assert window.desk.form.current != field
    assert "F9" in window.actions_by_id["report.write"].toolTip()
    assert window.actions_by_id["help.keys"].iconText().startswith("F2 ")


def test_buttons_show_the_new_keys_at_once(window: MainWindow) -> None:
    window.desk.go_to(FieldKey("controller.name", None))
    buttons = [b for b in window.desk.form.card.findChildren(QAbstractButton) if "(E)" in b.accessibleName()]
    assert buttons
    window.shortcuts.set_keys({"review.correct": ("Z",)})
    assert all("(Z)" in b.accessibleName() for b in buttons)
    shown = [a.text() for a in window.desk.form.card._menu.actions()]
    window.shortcuts.set_keys({"review.note": ("X",)})
    assert [a.text() for a in window.desk.form.card._menu.actions()] != shown


def test_the_page_of_keys_shows_the_new_ones(qtbot: QtBot, window: MainWindow) -> None:
    def words() -> set[str]:
        return {label.text() for label in window._keys.findChildren(QLabel) if label.isVisible()}

    window._show_keys()
    qtbot.waitUntil(lambda: "Ctrl+E" in words())
    window.shortcuts.set_keys({"report.write": ("F9",)})
    qtbot.waitUntil(lambda: "F9" in words())
    assert "Ctrl+E" not in words()

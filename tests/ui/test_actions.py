"""Actions are declared once, and each has one place and one set of keys."""

from __future__ import annotations

from reviewer.i18n import Translator
from reviewer.ui.actions import ACTIONS, MENUS, Scope


def test_ids_are_unique_and_menus_known() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))
    assert {action.menu for action in ACTIONS} <= {menu for menu, _ in MENUS} | {""}


def test_no_key_does_two_things() -> None:
    """The list of findings and the form never have the keyboard at once."""
    for elsewhere in ({Scope.FINDINGS}, {Scope.DESK, Scope.LIST}):
        keys = [key for action in ACTIONS if action.scope not in elsewhere for key in action.keys]
        assert len(keys) == len(set(keys))


def test_plain_letters_never_work_in_the_whole_window() -> None:
    for action in ACTIONS:
        if action.scope is Scope.WINDOW:
            assert all("+" in key or (key.startswith("F") and len(key) > 1) for key in action.keys), action.id


def test_every_action_does_something(window: object, translator: Translator) -> None:
    handled = set(window._handlers()) | {"workspace.recent", "view.language"}  # type: ignore[attr-defined]
    assert handled == {action.id for action in ACTIONS}

"""The keys of the declared actions: their defaults, and what the reviewer changed, which alone is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from reviewer.i18n import N_
from reviewer.settings import Settings
from reviewer.ui.actions import ACTIONS, Action, Scope

Keys = tuple[str, ...]
"""Keys as `QKeySequence` writes them for all systems alike: "Ctrl+J"."""

_SPECS = {spec.id: spec for spec in ACTIONS}
_SYMBOLS = {Qt.Key.Key_Return: "↵", Qt.Key.Key_Enter: "↵", Qt.Key.Key_Backspace: "⌫"}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_FIRST_NAMED = 0x01000000
"""Keys below this one type a character."""

_LEADING_OUT = {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_MOVING = {
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}
_COPYING = ("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A")


class Shortcuts(QObject):
    """Signal: `changed` when an action has other keys than before."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keys = _resolve(settings.options.shortcuts)

    def keys(self, action_id: str) -> Keys:
        return self._keys[action_id]

    def text(self, action_id: str) -> str:
        """The first key as a button shows it, empty if there is none."""
        return key_text(self._keys[action_id][0]) if self._keys[action_id] else ""

    def all_text(self, action_id: str) -> str:
        """All keys; those that look the same stand once."""
        return keys_text(self._keys[action_id])

    def has_default(self, action_id: str) -> bool:
        return self._keys[action_id] == _default(action_id)

    def holders(self, action_id: str, key: str) -> list[str]:
        """The other actions that have the key where this action's keys work too."""
        scope = _SPECS[action_id].scope
        return [
            other
            for other, keys in self._keys.items()
            if other != action_id and key in keys and _meet(scope, _SPECS[other].scope)
        ]

    def exchange(self, action_id: str, key: str, *, adding: bool = False) -> dict[str, Keys]:
        """What giving an action a key, in place of those it has or beside them, would make of its keys and of those of
        the key's holders: each gets one of the keys that become free, where it can have it, or goes without."""
        own = tuple(old for old in self._keys[action_id] if old != key)
        spare = [] if adding else list(own)
        after: dict[str, Keys] = {action_id: (*own, key) if adding else (key,)}
        for holder in self.holders(action_id, key):
            fitting = [
                old for old in spare if not key_fault(_SPECS[holder], old) and not self._held(holder, old, after)
            ]
            given = fitting[:1]
            spare = [old for old in spare if old not in given]
            after[holder] = tuple(new for old in self._keys[holder] for new in (given if old == key else [old]))
        return after

    def set_keys(self, changes: Mapping[str, Iterable[str]]) -> None:
        """Gives actions other keys, which must fit them and clash with no other."""
        kept = self._settings.options.shortcuts
        for action_id, keys in changes.items():
            kept[action_id] = list(keys)
            if tuple(kept[action_id]) == _default(action_id):
                del kept[action_id]
        self._apply()

    def reset(self, action_id: str) -> None:
        """Gives an action its default keys again, as far as no other has them."""
        self._settings.options.shortcuts.pop(action_id, None)
        self._apply()

    def reset_all(self) -> None:
        """Gives every action its default keys; what is kept for actions of another version stays."""
        for action_id in _SPECS:
            self._settings.options.shortcuts.pop(action_id, None)
        self._apply()

    def _held(self, holder: str, key: str, after: Mapping[str, Keys]) -> bool:
        """Whether a third action has a key that `holder` could have."""
        return bool(set(self.holders(holder, key)) - set(after))

    def _apply(self) -> None:
        self._keys = _resolve(self._settings.options.shortcuts)
        self._settings.save()
        self.changed.emit()


def key_text(key: str) -> str:
    """A key as the system writes it, Enter and Backspace as their signs."""
    sequence, native = _sequence(key), QKeySequence.SequenceFormat.NativeText
    symbol = _SYMBOLS.get(sequence[0].key()) if sequence.count() else None
    if symbol is None:
        return sequence.toString(native)
    held = QKeySequence(QKeyCombination(sequence[0].keyboardModifiers(), Qt.Key.Key_A)).toString(native)
    return held.removesuffix("A") + symbol


def keys_text(keys: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(key_text(key) for key in keys))


def portable_key(combination: QKeyCombination) -> str:
    """What was pressed, as keys are kept; empty for a modifier alone."""
    modifiers = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
    if combination.key() in (*modifiers, Qt.Key.Key_unknown, Qt.Key.Key_CapsLock):
        return ""
    held = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    code = combination.key()
    if code < _FIRST_NAMED and not chr(code).isalnum() and code != Qt.Key.Key_Space:
        held &= ~Qt.KeyboardModifier.ShiftModifier  # the sign is already what Shift makes of the key
    return QKeySequence(QKeyCombination(held, code)).toString(QKeySequence.SequenceFormat.PortableText)


def key_fault(spec: Action, key: str) -> str:
    """Why an action cannot have a key, as a message; empty where it can."""
    sequence = _sequence(key)
    if sequence.count() != 1 or sequence[0].key() == Qt.Key.Key_unknown:
        return N_("This is no key that can be used.")
    code, held = sequence[0].key(), sequence[0].keyboardModifiers() & _COMMANDING
    if code in _LEADING_OUT:
        return N_("Esc and Tab lead out of every entry and stay as they are.")
    if key in _COPYING:
        return N_("This key copies, cuts, pastes or selects everywhere and stays as it is.")
    if held == Qt.KeyboardModifier.AltModifier and code < _FIRST_NAMED:
        return N_("Alt with a letter opens a menu. Use Ctrl.")
    if spec.scope is Scope.WINDOW and not held and not Qt.Key.Key_F1 <= code <= Qt.Key.Key_F35:
        return N_("This action works in the whole window, where the key would type or move. Press it with Ctrl.")
    if spec.scope is Scope.DESK and not held and code in _MOVING:
        return N_("In the text this key moves the caret. Choose another.")
    return ""


def _resolve(kept: Mapping[str, list[str]]) -> dict[str, Keys]:
    """The keys of each action. What the reviewer chose comes before defaults; what cannot be used is passed over."""
    found: dict[str, Keys] = {}
    places: dict[str, list[Scope]] = {}
    for spec in sorted(ACTIONS, key=lambda spec: spec.id not in kept):
        keys = []
        for key in _usable(spec, kept[spec.id]) if spec.id in kept else _default(spec.id):
            if not any(_meet(spec.scope, scope) for scope in places.get(key, ())):
                places.setdefault(key, []).append(spec.scope)
                keys.append(key)
        found[spec.id] = tuple(keys)
    return found


def _usable(spec: Action, keys: Iterable[str]) -> list[str]:
    return [_normal(key) for key in keys if not key_fault(spec, _normal(key))]


def _default(action_id: str) -> Keys:
    return tuple(_normal(key) for key in _SPECS[action_id].keys)


def _normal(key: str) -> str:
    return _sequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _sequence(key: str) -> QKeySequence:
    return QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)


def _meet(one: Scope, other: Scope) -> bool:
    """Whether keys of the two scopes work at one place. The list of findings and the form never have the keyboard at
    once."""
    form = {Scope.DESK, Scope.LIST}
    return Scope.WINDOW in (one, other) or one is other or {one, other} <= form

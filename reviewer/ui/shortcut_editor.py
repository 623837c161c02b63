"""The table of all actions with their keys, and what changes them: press the new key, swap, take away, default."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.i18n import N_, Translator
from reviewer.ui.actions import MENUS, Action, Scope, menu_actions, plain_label
from reviewer.ui.buttons import KeyButton
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.key_entry import KeyEntry
from reviewer.ui.labels import quiet_label, set_look, text_label
from reviewer.ui.shortcuts import Shortcuts, key_fault, key_text, keys_text

_PLACES = {
    Scope.WINDOW: N_("everywhere"),
    Scope.DESK: N_("form and text"),
    Scope.LIST: N_("form"),
    Scope.FINDINGS: N_("findings"),
}
_ACTION_CHARACTERS, _KEYS_CHARACTERS = 44, 26
_PADDING = 32
_SPEC = Qt.ItemDataRole.UserRole


class ShortcutEditor(QWidget):
    """Every change is kept at once. Enter or a double click on an action waits for its new key."""

    def __init__(self, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._shortcuts, self._translator = shortcuts, translator
        self._adding = False
        self._wanted = ""
        say = translator.gettext
        self._search = QLineEdit()
        self._search.setPlaceholderText(say("Find an action or a key"))
        self._search.setAccessibleName(say("Find an action or a key"))
        self._search.setClearButtonEnabled(True)
        self.table = QTreeWidget()
        self._entry = KeyEntry()
        self._entry.setAccessibleName(say("New key"))
        self._entry.setPlaceholderText(say("Press the new key"))
        room = self._entry.fontMetrics().horizontalAdvance(self._entry.placeholderText())
        self._entry.setMinimumWidth(room + _PADDING)
        self._words = text_label()
        self._swap = KeyButton(say("Swap"), "↵", primary=True)
        self._leave = KeyButton(say("Leave as it is"), "Esc")
        self._buttons = QWidget()
        self._lay_out()
        self._connect()

    @property
    def words(self) -> str:
        """What was said last."""
        return self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Filled when first wanted."""
        if not self.table.topLevelItemCount():
            self._fill()
        super().showEvent(event)

    def choose(self, action_id: str) -> None:
        """Makes an action the current one."""
        for item in self._items():
            if item.data(0, _SPEC).id == action_id:
                self.table.setCurrentItem(item)

    # What is done with the current action

    def wait_for_key(self, *, adding: bool = False) -> None:
        """Waits for a key to be pressed, in place of those the action has or beside them."""
        spec = self._current()
        if spec is None:
            return
        self._adding = adding
        self._say(self._translator.gettext("Press the new key for “{action}”. Esc leaves it as it is."), spec)
        self._entry.show()
        self._entry.setFocus()

    def take_key(self, key: str) -> None:
        """Gives the key to the current action; asks first where another has it, says why where it cannot."""
        spec = self._current()
        if spec is None:
            return
        fault, self._wanted = key_fault(spec, key), key
        if fault:
            self._say(self._translator.gettext(fault), spec, alarm=True)
        elif self._shortcuts.holders(spec.id, key):
            self._ask_swap(spec, key)
        else:
            kept = self._shortcuts.keys(spec.id) if self._adding else ()
            self._change({spec.id: (*(old for old in kept if old != key), key)})

    def take_away(self) -> None:
        spec = self._current()
        if spec is not None:
            self._change({spec.id: ()})

    def reset(self) -> None:
        spec = self._current()
        if spec is None:
            return
        self._shortcuts.reset(spec.id)
        if self._shortcuts.has_default(spec.id):
            self._tell_keys(spec)
        else:
            text = self._translator.gettext("Another action has the default key of “{action}”. Reset that one first.")
            self._say(text, spec, alarm=True)
        self._rest()

    def reset_all(self) -> None:
        self._shortcuts.reset_all()
        self._say(self._translator.gettext("All actions have their default keys."))
        self._rest()

    def _ask_swap(self, spec: Action, key: str) -> None:
        after, say = self._exchange(spec.id, key), self._translator.gettext
        parts = []
        for holder in self._shortcuts.holders(spec.id, key):
            other = plain_label(holder, self._translator)
            keys = keys_text(after[holder])
            text = say("{key} is the key of “{other}”. Swapped, that has {keys}.") if keys else ""
            text = text or say("{key} is the key of “{other}”. Swapped, that goes without.")
            parts.append(text.format(key=key_text(key), other=other, keys=keys))
        self._say(" ".join(parts), alarm=True)
        self._show_question(True)
        self._swap.setFocus()

    def _on_swapped(self) -> None:
        spec = self._current()
        if spec is not None:
            self._change(self._exchange(spec.id, self._wanted))

    def _exchange(self, action_id: str, key: str) -> dict[str, tuple[str, ...]]:
        return self._shortcuts.exchange(action_id, key, adding=self._adding)

    def _change(self, changes: dict[str, tuple[str, ...]]) -> None:
        self._shortcuts.set_keys(changes)
        spec = self._current()
        if spec is not None:
            self._tell_keys(spec)
        self._rest()

    def _tell_keys(self, spec: Action) -> None:
        keys = self._shortcuts.all_text(spec.id)
        say = self._translator.gettext
        self._say(say("“{action}” has {keys} now.") if keys else say("“{action}” has no key now."), spec, keys=keys)

    def _rest(self) -> None:
        """Waits for nothing any more; the keyboard is in the table."""
        self._entry.hide()
        self._show_question(False)
        self.table.setFocus()

    def _leave_as_it_is(self) -> None:
        self._words.clear()
        self._rest()

    def _show_question(self, asked: bool) -> None:
        self._swap.setVisible(asked)
        self._leave.setVisible(asked)
        self._entry.setVisible(self._entry.isVisible() and not asked)

    def _say(self, text: str, spec: Action | None = None, *, alarm: bool = False, keys: str = "") -> None:
        action = plain_label(spec.id, self._translator) if spec is not None else ""
        self._words.setText(text.format(action=action, keys=keys) if spec is not None else text)
        set_look(self._words, "alarm" if alarm else "")
        for widget in (self._entry, self._swap):
            widget.setAccessibleDescription(self._words.text())

    # The table

    def _current(self) -> Action | None:
        item = self.table.currentItem()
        return item.data(0, _SPEC) if item is not None else None

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.table.topLevelItemCount()):
            menu = self.table.topLevelItem(place)
            yield from (menu.child(row) for row in range(menu.childCount()))

    def _fill(self) -> None:
        say = self._translator.gettext
        for menu_id, label in MENUS:
            menu = QTreeWidgetItem([say(label).replace("&", "")])
            font = menu.font(0)
            font.setBold(True)
            menu.setFont(0, font)
            menu.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for spec in menu_actions(menu_id):
                item = QTreeWidgetItem([plain_label(spec.id, self._translator), "", say(_PLACES[spec.scope])])
                item.setData(0, _SPEC, spec)
                menu.addChild(item)
            self.table.addTopLevelItem(menu)
        self.table.expandAll()
        self._show_keys()
        self.table.setCurrentItem(next(self._items()))

    def _show_keys(self) -> None:
        changed = self._translator.gettext("changed")
        for item in self._items():
            spec = item.data(0, _SPEC)
            keys = self._shortcuts.all_text(spec.id)
            marked = keys if self._shortcuts.has_default(spec.id) else f"{keys} ({changed})".strip()
            item.setText(1, marked)

    def _show_matches(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for item in self._items():
            words = f"{item.text(0)} {item.text(1)} {item.parent().text(0)}".casefold()
            item.setHidden(not all(word in words for word in wanted))
        for place in range(self.table.topLevelItemCount()):
            menu = self.table.topLevelItem(place)
            menu.setHidden(all(menu.child(row).isHidden() for row in range(menu.childCount())))
        shown = next((item for item in self._items() if not item.isHidden()), None)
        current = self.table.currentItem()
        if shown is not None and (current is None or current.isHidden()):
            self.table.setCurrentItem(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the question leaves the question and not the window; in the table Enter and Delete do their work."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and watched in (self._swap, self._leave):
                self._leave_as_it_is()
                return True
            if watched is self.table and event.key() == Qt.Key.Key_Delete:
                self.take_away()
                return True
        return super().eventFilter(watched, event)

    # Building

    def _connect(self) -> None:
        self._shortcuts.changed.connect(self._show_keys)
        self._search.textChanged.connect(self._show_matches)
        self._search.returnPressed.connect(self.table.setFocus)
        self.table.itemActivated.connect(lambda item: self.wait_for_key())
        self.table.currentItemChanged.connect(lambda *items: self._leave_as_it_is() if self._waits() else None)
        self._entry.pressed.connect(self.take_key)
        self._entry.left.connect(self._leave_as_it_is)
        self._swap.clicked.connect(self._on_swapped)
        self._leave.clicked.connect(self._leave_as_it_is)
        for watched in (self.table, self._swap, self._leave):
            watched.installEventFilter(self)

    def _waits(self) -> bool:
        return self._entry.isVisible() or self._swap.isVisible()

    def _lay_out(self) -> None:
        say = self._translator.gettext
        self._dress_table()
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(self._words, 1)
        for widget in (self._entry, self._swap, self._leave):
            question.addWidget(widget)
            widget.hide()
        flow = FlowLayout(self._buttons, spacing=8)
        doings: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (say("Change"), "↵", self.wait_for_key),
            (say("Add a key"), "", lambda: self.wait_for_key(adding=True)),
            (say("Take the keys away"), key_text("Del"), self.take_away),
            (say("Default"), "", self.reset),
            (say("All defaults"), "", self.reset_all),
        )
        for text, key, do in doings:
            button = KeyButton(text, key)
            button.clicked.connect(lambda checked=False, do=do: do())
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self.table, 1)
        layout.addLayout(question)
        layout.addWidget(self._buttons)
        about = say("Keys without Ctrl work only in the form, in the text or in the findings, never while you type.")
        layout.addWidget(quiet_label(about))
        self.setFocusProxy(self.table)

    def _dress_table(self) -> None:
        say, width = self._translator.gettext, self.fontMetrics().averageCharWidth()
        self.table.setAccessibleName(say("Actions and their keys"))
        self.table.setHeaderLabels([say("Action"), say("Keys"), say("Works in")])
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, _ACTION_CHARACTERS * width)
        self.table.setColumnWidth(1, _KEYS_CHARACTERS * width)

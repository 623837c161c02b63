"""Every action of the window, declared once: id, label, keys, menu, where its keys work and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reviewer.i18n import N_, Translator

if TYPE_CHECKING:
    from reviewer.ui.shortcuts import Shortcuts


class Scope(StrEnum):
    """Where the keys of an action work."""

    WINDOW = "window"
    DESK = "desk"
    """In the field list and in the text, so that plain letters never take anything from an editor."""
    LIST = "list"
    """In the field list alone: the same keys move the caret in the text."""
    FINDINGS = "findings"
    """In the list of findings."""


class Need(StrEnum):
    """What must be there for an action to be offered."""

    NOTHING = "nothing"
    WORKSPACE = "workspace"
    CIPHER = "cipher"
    """An open workspace, and what encrypts one."""
    VENDOR = "vendor"
    FIELD = "field"
    PAGES = "pages"
    """A document that has pages."""
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Action:
    """`menu` is a menu's id, empty for an action that only keys and buttons reach; `gap` draws a line before it."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    scope: Scope = Scope.WINDOW
    need: Need = Need.NOTHING
    checkable: bool = False
    gap: bool = False


MENUS = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("review", N_("&Review")),
    ("findings", N_("Fi&ndings")),
    ("view", N_("&View")),
    ("report", N_("Re&port")),
    ("help", N_("&Help")),
)

_WITHOUT_MENU = "review"
"""The menu beside whose actions those are listed that no menu holds."""

_SUBMENUS = {"workspace.recent": "recent", "view.language": "language"}

_MENU_ROLES = {
    "edit.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
    "window.close": QAction.MenuRole.QuitRole,
}
"""Where macOS has entries of its own; it would guess by English words."""

_D, _L, _I = Scope.DESK, Scope.LIST, Scope.FINDINGS
_F, _V, _W = Need.FIELD, Need.VENDOR, Need.WORKSPACE

ACTIONS = (
    Action("workspace.new", N_("&New workspace…"), ("Ctrl+N",), "file"),
    Action("workspace.open", N_("&Open workspace…"), ("Ctrl+Shift+O",), "file"),
    Action("workspace.recent", N_("Open &recent"), (), "file"),
    Action("workspace.show_folder", N_("Show &folder"), (), "file", need=_W),
    Action("workspace.password", N_("Passwor&d…"), (), "file", need=Need.CIPHER),
    Action("document.import", N_("&Import policies…"), ("Ctrl+O",), "file", gap=True),
    Action("document.paste", N_("Import &pasted text"), ("Ctrl+Shift+V",), "file"),
    Action("engagement.add", N_("New &engagement…"), (), "file", need=_W, gap=True),
    Action("engagement.rename", N_("Rename en&gagement…"), (), "file", need=_V),
    Action("engagement.close", N_("Engagement &closed"), (), "file", need=_V, checkable=True),
    Action("vendor.rename", N_("Rena&me vendor…"), (), "file", need=_V),
    Action("window.close", N_("&Quit"), ("Ctrl+Q",), "file", gap=True),
    Action("edit.undo", N_("&Undo"), ("Ctrl+Z",), "edit", need=Need.UNDO),
    Action("edit.redo", N_("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", need=Need.REDO),
    Action("edit.copy_quote", N_("Copy &quote with its source"), ("Ctrl+Shift+C",), "edit", need=_V, gap=True),
    Action("edit.find", N_("&Find in the text"), ("Ctrl+F",), "edit", need=_V),
    Action("edit.find_next", N_("Find ne&xt"), ("F3",), "edit", need=_V),
    Action("edit.find_previous", N_("Find pre&vious"), ("Shift+F3",), "edit", need=_V),
    Action("edit.find_everywhere", N_("Find in &all documents"), ("Ctrl+Shift+F",), "edit", need=_V),
    Action("edit.open_address", N_("&Open the address at the caret…"), (), "edit", need=_V),
    Action("edit.settings", N_("&Settings…"), ("Ctrl+,",), "edit", gap=True),
    Action("field.next", N_("Ne&xt field"), ("J",), "review", _D, _V),
    Action("field.previous", N_("&Previous field"), ("K",), "review", _D, _V),
    Action("field.next_in_list", N_("Next field, in the form"), ("Down",), "", _L, _V),
    Action("field.previous_in_list", N_("Previous field, in the form"), ("Up",), "", _L, _V),
    Action("field.next_open", N_("Next &open field"), ("Ctrl+J",), "review", need=_V),
    Action("field.fold", N_("Open or close the gro&up"), ("G",), "review", _D, _F),
    Action("field.evidence", N_("Walk through the e&vidence"), ("Space",), "review", _D, _F),
    Action("evidence.edges", N_("&Move the edges of the evidence"), (), "review", _D, _F),
    Action("evidence.start_back", N_("Start of the evidence a word back"), ("Alt+Left",), "", _D, _F),
    Action("evidence.start_on", N_("Start of the evidence a word on"), ("Alt+Right",), "", _D, _F),
    Action("evidence.end_back", N_("End of the evidence a word back"), ("Alt+Shift+Left",), "", _D, _F),
    Action("evidence.end_on", N_("End of the evidence a word on"), ("Alt+Shift+Right",), "", _D, _F),
    Action("value.next", N_("Choose the next value, in the form"), ("Right",), "", _L, _F),
    Action("value.previous", N_("Choose the value before, in the form"), ("Left",), "", _L, _F),
    Action("review.confirm", N_("&Confirm"), ("Return", "Enter"), "review", _D, _F, gap=True),
    Action("review.confirm_group", N_("Confirm &group"), ("Ctrl+Return", "Ctrl+Enter"), "review", _D, _F),
    Action("review.correct", N_("Corr&ect"), ("E",), "review", _D, _F),
    Action("review.reject", N_("Re&ject value"), ("Del", "Backspace"), "review", _D, _F),
    Action("review.add", N_("&Add the selected text"), ("A",), "review", _D, _F),
    Action("review.not_stated", N_("No&t stated"), ("N",), "review", _D, _F),
    Action("review.flag", N_("&Flag for later"), ("F",), "review", _D, _F, gap=True),
    Action("review.note", N_("&Note"), ("M",), "review", _D, _F),
    Action("review.translate", N_("T&ranslate the quote"), ("T",), "review", _D, _F),
    Action("review.reopen", N_("Reopen fie&ld"), (), "review", _D, _F),
    Action("vendor.context", N_("Context of the asse&ssment"), ("Ctrl+I",), "review", need=_V, gap=True),
    Action("view.pages", N_("&Pages as printed"), ("P",), "view", _D, Need.PAGES, checkable=True),
    Action("finding.next", N_("&Next finding"), ("Down", "J"), "findings", _I, _V),
    Action("finding.previous", N_("&Previous finding"), ("Up", "K"), "findings", _I, _V),
    Action("finding.ground", N_("Show its &ground in the text"), ("Space",), "findings", _I, _V),
    Action("finding.accept", N_("&Accept"), ("Return", "Enter"), "findings", _I, _V, gap=True),
    Action("finding.reword", N_("&Reword for the client"), ("E",), "findings", _I, _V),
    Action("finding.severity", N_("Change &severity"), ("S",), "findings", _I, _V),
    Action("finding.dismiss", N_("&Dismiss"), ("Del", "Backspace"), "findings", _I, _V),
    Action("vendor.rating", N_("&Overall rating…"), (), "findings", need=_V, gap=True),
    Action("view.hold", N_("&Hold the text still"), ("H",), "view", _D, _V, checkable=True),
    Action("view.go_to", N_("&Go to…"), ("Ctrl+K",), "view"),
    Action("view.list", N_("&Engagement list"), ("F4",), "view", checkable=True),
    Action("view.form", N_("&Form"), ("F5",), "view", checkable=True),
    Action("view.lower", N_("F&indings, notes, history and search"), ("F6",), "view", checkable=True),
    Action("view.form_left", N_("Form left of the te&xt"), (), "view", checkable=True),
    Action("view.larger", N_("&Larger text"), ("Ctrl++", "Ctrl+="), "view", gap=True),
    Action("view.smaller", N_("&Smaller text"), ("Ctrl+-",), "view"),
    Action("view.normal", N_("&Normal size"), ("Ctrl+0",), "view"),
    Action("view.light", N_("Ligh&t"), (), "view", checkable=True, gap=True),
    Action("view.dark", N_("&Dark"), (), "view", checkable=True),
    Action("view.system", N_("As the s&ystem"), (), "view", checkable=True),
    Action("view.language", N_("L&anguage"), (), "view", gap=True),
    Action("report.write", N_("&Write report…"), ("Ctrl+E",), "report", need=_V),
    Action("report.questions", N_("&Questions to the vendor…"), (), "report", need=_V),
    Action("report.compare", N_("&Compare vendors"), (), "report", need=_V, gap=True),
    Action("report.write_comparison", N_("Co&mparison as a document…"), (), "report", need=_V),
    Action("report.export", N_("&Export data…"), (), "report", need=_V),
    Action("report.sign_off", N_("Sign &off…"), (), "report", need=_V, gap=True),
    Action("report.issued", N_("&Issued reports…"), (), "report", need=_V),
    Action("vendor.reopen", N_("Reopen the &signed-off assessment…"), (), "report", need=_V),
    Action("report.save_template", N_("Save starter &template…"), (), "report", gap=True),
    Action("help.handbook", N_("&Handbook"), (), "help"),
    Action("help.keys", N_("&Keys"), ("F1",), "help"),
    Action("help.log", N_("Show &log"), (), "help", gap=True),
    Action("help.diagnostics", N_("&Copy diagnostic information…"), (), "help"),
    Action("help.about", N_("&About Reviewer"), (), "help", gap=True),
)


def menu_actions(menu: str) -> list[Action]:
    """The actions of a menu that can have keys; with those of the form, the ones that no menu holds."""
    return [spec for spec in ACTIONS if (spec.menu or _WITHOUT_MENU) == menu and spec.id not in _SUBMENUS]


def plain_label(action_id: str, translator: Translator) -> str:
    """What an action is called outside of a menu."""
    label = next(spec.label for spec in ACTIONS if spec.id == action_id)
    return translator.gettext(label).replace("&", "").rstrip("…")


class ActionSet(QObject):
    """The QActions of a window, by id, with the keys that they have now."""

    def __init__(self, translator: Translator, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator, self.shortcuts = translator, shortcuts
        self._actions = {spec.id: self._make(spec) for spec in ACTIONS}
        self._give_keys()
        shortcuts.changed.connect(self._give_keys)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def connect_handlers(self, handlers: Mapping[str, Callable[[], None]]) -> None:
        """Says what each action does; until then none does anything."""
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(lambda checked=False, handler=handler: handler())

    def _make(self, spec: Action) -> QAction:
        action = QAction(self._translator.gettext(spec.label), self)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setMenuRole(_MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        in_window = spec.scope is Scope.WINDOW
        context = Qt.ShortcutContext.WindowShortcut if in_window else Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(context)
        return action

    def _give_keys(self) -> None:
        for action_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.shortcuts.keys(action_id)])
            key, label = self.shortcuts.text(action_id), plain_label(action_id, self._translator)
            action.setToolTip(f"{label} ({key})" if key else label)

    def attach(self, window: QWidget, text: QWidget, field_list: QWidget, findings: QWidget) -> None:
        """Gives each place the actions whose keys work there."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            if spec.scope is Scope.WINDOW:
                window.addAction(action)
                continue
            if spec.scope is Scope.FINDINGS:
                findings.addAction(action)
                continue
            field_list.addAction(action)
            if spec.scope is Scope.DESK:
                text.addAction(action)

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Makes the menus; returns them by id, with the submenus of recent workspaces and of languages among them."""
        menus: dict[str, QMenu] = {}
        for menu_id, label in MENUS:
            menus[menu_id] = bar.addMenu(self._translator.gettext(label))
        for spec in ACTIONS:
            if not spec.menu:
                continue
            if spec.gap:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
        for action_id, menu_id in _SUBMENUS.items():
            menus[menu_id] = QMenu(bar)
            self._actions[action_id].setMenu(menus[menu_id])
        return menus

    def offer(self, present: set[Need]) -> None:
        """Enables the actions whose need is met."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.need in present or spec.need is Need.NOTHING)

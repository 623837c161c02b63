"""The toolbar: what concerns the document as a whole, with where work begins and ends framed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolBar, QWidget

from reviewer.i18n import N_, Translator
from reviewer.ui.actions import ActionSet
from reviewer.ui.icons import icon

_WORDS = {
    "document.import": N_("Import…"),
    "field.previous": N_("Previous"),
    "field.next_open": N_("Next open"),
    "edit.undo": N_("Undo"),
    "edit.redo": N_("Redo"),
    "help.keys": N_("Keys"),
    "report.write": N_("Report…"),
}
_SYMBOLS = {
    "field.previous": "arrow_up",
    "field.next_open": "arrow_down",
    "edit.undo": "undo",
    "edit.redo": "redo",
}


class ToolBar(QToolBar):
    def __init__(self, actions: ActionSet, translator: Translator) -> None:
        super().__init__(translator.gettext("Tools"))
        self._actions, self._translator = actions, translator
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(self._framed("document.import"))
        for name in _SYMBOLS:
            self.addAction(actions[name])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addAction(actions["help.keys"])
        self.addWidget(self._framed("report.write"))
        self.draw()
        actions.shortcuts.changed.connect(self.draw)

    def draw(self) -> None:
        """Gives the actions their short words, and symbols in the theme's ink."""
        for action_id, words in _WORDS.items():
            self._actions[action_id].setIconText(self._translator.gettext(words))
        keys = self._actions["help.keys"]
        keys.setIconText(f"{self._actions.shortcuts.text('help.keys')} {keys.iconText()}".strip())
        for action_id, symbol in _SYMBOLS.items():
            self._actions[action_id].setIcon(icon(symbol))
            self._actions[action_id].setIconVisibleInMenu(False)

    def _framed(self, action_id: str) -> QPushButton:
        action = self._actions[action_id]
        button = QPushButton(self._translator.gettext(_WORDS[action_id]))
        button.setToolTip(action.toolTip())
        action.changed.connect(lambda: button.setToolTip(action.toolTip()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

"""The languages that the window can speak, each under its own name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from reviewer.i18n import OWN_NAMES, Translator

SYSTEM = "system"
"""The option that leaves the choice to the system."""


class LanguageMenu(QObject):
    """Signal: `chosen(language)` with one of `i18n.LANGUAGES` or `SYSTEM`."""

    chosen = Signal(str)

    def __init__(self, menu: QMenu, language: str, translator: Translator) -> None:
        """Fills `menu`, with `language` marked."""
        super().__init__(menu)
        self._group = QActionGroup(menu)
        names = {SYSTEM: translator.gettext("As the system"), **OWN_NAMES}
        for code, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setData(code)
            self._group.addAction(action)
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.mark(language)

    def mark(self, language: str) -> None:
        """Marks the language in use, also where another was chosen and not taken."""
        for action in self._group.actions():
            action.setChecked(action.data() == language)

"""Asks where the starter template is to be saved and in which language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from reviewer.i18n import LANGUAGES, Translator
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.file_bar import FileBar
from reviewer.ui.wording import language_entry


class StarterBar(FileBar):
    """Signal: `ordered(Path, language)`."""

    ordered = Signal(object, str)

    def __init__(self, path: Path, language: str, translator: Translator) -> None:
        say = translator.gettext
        super().__init__(path, say("Save starter template"), say("Where the template is written."), translator)
        self._language = ComboBox()
        self._language.setAccessibleName(say("Language of the template"))
        self._language.setAccessibleDescription(say("That of the reports made from it."))
        for code in LANGUAGES:
            self._language.addItem(language_entry(code, translator), code)
        self._language.setCurrentIndex(self._language.findData(language))
        title = QLabel(say("Starter template"))
        title.setProperty("look", "title")
        buttons = self._buttons(say("Save"), say("Cancel"))
        self._add_row(title, self._language, (self._path, 1), self._choice, *buttons)
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self._language)

    def accept(self) -> None:
        path = self._target()
        if path is not None:
            self.ordered.emit(path, self._language.currentData())
            self.left.emit()

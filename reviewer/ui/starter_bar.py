"""Asks where the starter template is to be saved and in which language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from reviewer.i18n import LANGUAGES, Translator
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.wording import language_entry


class StarterBar(Bar):
    """Signal: `ordered(Path, language)`."""

    ordered = Signal(object, str)

    def __init__(self, path: Path, language: str, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._language = ComboBox()
        self._language.setAccessibleName(say("Language of the template"))
        self._language.setAccessibleDescription(say("That of the reports made from it."))
        for code in LANGUAGES:
            self._language.addItem(language_entry(code, translator), code)
        self._language.setCurrentIndex(self._language.findData(language))
        self._path = QLineEdit(str(path))
        self._path.setAccessibleName(say("File"))
        self._path.setAccessibleDescription(say("Where the template is written."))
        browse = KeyButton(say("Choose…"))
        browse.clicked.connect(self._browse)
        title = QLabel(say("Starter template"))
        title.setProperty("look", "title")
        self._add_row(title, self._language, (self._path, 1), browse, *self._buttons(say("Save"), say("Cancel")))
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self._language)

    def accept(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        if path.suffix.lower() != ".docx":
            path = path.with_name(path.name + ".docx")
        if not path.is_absolute() or not path.parent.is_dir():
            self.complain(self._translator.gettext("There is no such folder. Choose a file in a folder that is there."))
            return
        self.ordered.emit(path, self._language.currentData())
        self.left.emit()

    def _browse(self) -> None:
        say = self._translator.gettext
        kinds = say("Word document") + " (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, say("Save starter template"), self._path.text(), kinds)
        if chosen:
            self._path.setText(chosen)

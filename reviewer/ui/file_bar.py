"""A bar that asks, at its end, which file is to be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from reviewer.i18n import Translator
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton


class FileBar(Bar):
    def __init__(self, path: Path, title: str, about: str, translator: Translator) -> None:
        """`title` is that of the system's dialog; `about` tells a screen reader what the file is for."""
        super().__init__(translator)
        say, self._title = translator.gettext, title
        self._path = QLineEdit(str(path))
        self._path.setAccessibleName(say("File"))
        self._path.setAccessibleDescription(about)
        self._path.setPlaceholderText(say("File"))
        self._choice = KeyButton(say("Choose…"))
        self._choice.clicked.connect(self._browse)

    @property
    def _kind(self) -> tuple[str, str]:
        """What the file is called as a kind, and how its name ends."""
        return self._translator.gettext("Word document"), ".docx"

    def _target(self) -> Path | None:
        """The file, with its ending; None where its folder is not there, which is told."""
        path, (_, ending) = Path(self._path.text().strip()).expanduser(), self._kind
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
        if path.is_absolute() and path.parent.is_dir():
            return path
        self.complain(self._translator.gettext("There is no such folder. Choose a file in a folder that is there."))
        return None

    def _browse(self) -> None:
        kind, ending = self._kind
        chosen, _ = QFileDialog.getSaveFileName(self, self._title, self._path.text(), f"{kind} (*{ending})")
        if chosen:
            self._path.setText(chosen)

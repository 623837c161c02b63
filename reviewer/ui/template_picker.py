"""The choice of a template: the built-in one, the one used last, or another file; what is wrong with it is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.labels import plain_tip, set_look, text_label

_BUILT_IN, _FIRMS, _OTHER = "built-in", "firm's", "other"


class TemplatePicker(QWidget):
    """Signal: `chosen` when another template was chosen, also the built-in one."""

    chosen = Signal()

    def __init__(self, template: Path | None, folder: Path, translator: Translator) -> None:
        """`folder` is where a file is looked for when none was used yet."""
        super().__init__()
        self._translator, self._folder = translator, folder
        self._path = template
        self._firms = template
        self.refused = False
        say = translator.gettext
        self._list = ComboBox()
        self._list.setAccessibleName(say("Template"))
        self._list.setAccessibleDescription(say("Your own Word document, or the one that comes with the program."))
        self._fill()
        self._list.activated.connect(self._on_activated)
        self._note = text_label("", "second")
        self._note.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._list)
        layout.addWidget(self._note, 1)
        self.setFocusProxy(self._list)

    @property
    def path(self) -> Path | None:
        """The firm's file; None for the built-in template."""
        return self._path

    @property
    def note(self) -> str:
        return self._note.text()

    def tell(self, text: str, *, refused: bool = False) -> None:
        """Says beside the choice what the template is, or why it is `refused`."""
        self.refused = refused
        self._note.setText(text)
        set_look(self._note, "alarm" if refused else "second")
        self._note.setVisible(bool(text))

    def choose(self, path: Path | None) -> None:
        self._path = path
        self._firms = path or self._firms
        self._fill()
        self.tell("")
        self.chosen.emit()

    def _fill(self) -> None:
        say = self._translator.gettext
        self._list.clear()
        self._list.addItem(say("Built-in template"), _BUILT_IN)
        if self._firms is not None:
            self._list.addItem(self._firms.name, _FIRMS)
        self._list.addItem(say("Other template…"), _OTHER)
        self._list.setCurrentIndex(0 if self._path is None else 1)
        self._list.setToolTip(plain_tip(str(self._path or "")))

    def _on_activated(self, place: int) -> None:
        wanted = self._list.itemData(place)
        if wanted == _OTHER:
            self._browse()
        elif (wanted == _FIRMS) != (self._path is not None):
            self.choose(self._firms if wanted == _FIRMS else None)

    def _browse(self) -> None:
        say = self._translator.gettext
        folder = self._firms.parent if self._firms is not None else self._folder
        kinds = say("Word documents and templates") + " (*.docx *.dotx)"
        chosen, _ = QFileDialog.getOpenFileName(self, say("Choose a template"), str(folder), kinds)
        if chosen:
            self.choose(Path(chosen))
        else:
            self._fill()

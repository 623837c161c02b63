"""What the program is, what leaves the machine, and what it is made of."""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reviewer import __version__
from reviewer.i18n import Translator
from reviewer.paths import licence_folder, resource
from reviewer.ui.buttons import KeyButton
from reviewer.ui.icons import application_icon
from reviewer.ui.jump_list import JumpList, JumpRow
from reviewer.ui.labels import quiet_label, text_label

_SIZE = QSize(720, 560)
_ICON = 48
_WIDTHS = (24, 16, 46)


@dataclass(frozen=True, slots=True)
class Part:
    """A package that the program needs; `address` is where its source is."""

    name: str
    version: str
    licence: str
    address: str


def read_parts() -> tuple[Part, ...]:
    """What the program is made of, Python last, by name."""
    listed = tomllib.loads(resource("licences.toml").read_text(encoding="utf-8"))["part"]
    python = Part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org")
    return (*(Part(**entry) for entry in listed), python)


class AboutWindow(QDialog):
    """Signal: `address_pressed(address)` when a part is pressed."""

    address_pressed = Signal(str)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = translator.gettext
        self.setWindowTitle(say("About Reviewer"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addLayout(self._head(translator))
        layout.addSpacing(8)
        layout.addWidget(text_label(say("What leaves this computer: nothing."), "title"))
        layout.addWidget(
            text_label(
                say(
                    "The program opens no connection to any network. Policies, decisions and reports are in the "
                    "files that you can see. An address is handed to your browser only after you were asked."
                )
            )
        )
        layout.addSpacing(8)
        layout.addWidget(text_label(say("What it is made of"), "title"))
        heads = (say("Part"), say("Version"), say("Licence"))
        self.parts = JumpList(say("What it is made of"), heads, _WIDTHS)
        self.parts.show_rows([JumpRow((p.name, p.version, p.licence), p.address) for p in read_parts()])
        self.parts.setAccessibleDescription(say("Enter offers to open the part's page."))
        self.parts.pressed_target.connect(lambda address: self.address_pressed.emit(address))
        layout.addWidget(self.parts, 1)
        layout.addWidget(quiet_label(say("A part under the LGPL may be replaced by another version of it.")))
        layout.addLayout(self._foot(translator))
        self.resize(_SIZE)
        self.parts.setFocus()

    def _head(self, translator: Translator) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(_ICON, _ICON))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text_label(f"Reviewer {__version__}", "title"))
        words.addWidget(quiet_label(translator.gettext("Offline legal review of privacy policies. Licence: MIT.")))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _foot(self, translator: Translator) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        texts = licence_folder()
        if texts is not None:
            button = KeyButton(translator.gettext("Show the texts of the licences"))
            button.clicked.connect(lambda: _open_folder(texts))
            row.addWidget(button)
        row.addStretch(1)
        close = KeyButton(translator.gettext("Close"), "Esc")
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

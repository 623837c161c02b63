"""Shows what would be copied for somebody who helps, before it is copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.diagnostics import diagnostic_information
from reviewer.i18n import Translator
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import quiet_label, text_label
from reviewer.ui.typesetting import fixed_font

_SIZE = QSize(760, 520)


class DiagnosticWindow(QDialog):
    def __init__(self, facts: dict[str, str | int], translator: Translator, parent: QWidget | None = None) -> None:
        """`facts` are added to what the versions, the system and the log tell; they must say nothing of anybody's
        work."""
        super().__init__(parent)
        say = translator.gettext
        self._translator = translator
        self.setWindowTitle(say("Diagnostic information"))
        self._text = QPlainTextEdit(diagnostic_information({**_system_facts(), **facts}))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(fixed_font())
        self._text.setAccessibleName(say("Diagnostic information"))
        self._text.setAccessibleDescription(say("Nothing of it leaves this computer unless you send it."))
        self._copied = quiet_label()
        self._lay_out()
        self.resize(_SIZE)

    @property
    def text(self) -> str:
        """All that is copied."""
        return self._text.toPlainText()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copied.setText(self._translator.gettext("Copied."))

    def _lay_out(self) -> None:
        say = self._translator.gettext
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(text_label(say("This, and nothing else, is copied"), "title"))
        layout.addWidget(
            quiet_label(
                say(
                    "Paste it where you ask for help. It holds versions, numbers and places in the program: no text "
                    "of a document, no names of people or vendors. A workspace's file name may be in it."
                )
            )
        )
        layout.addWidget(self._text, 1)
        copy, close = KeyButton(say("Copy"), primary=True), KeyButton(say("Close"), "Esc")
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._copied, 1)
        row.addWidget(copy)
        row.addWidget(close)
        layout.addLayout(row)
        copy.setFocus()


def _system_facts() -> dict[str, str | int]:
    screen = QGuiApplication.primaryScreen()
    return {
        "Qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screen": f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}",
    }

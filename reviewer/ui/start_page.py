"""The empty desk: drop a policy here, or look at the sample engagement."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.buttons import ActionButton, KeyButton
from reviewer.ui.labels import quiet_label, text_label
from reviewer.ui.shortcuts import Shortcuts


class StartPage(QWidget):
    """Signals: `import_wanted`, `sample_wanted`."""

    import_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        say = translator.gettext
        title = text_label(say("Drop a policy here"), "title")
        about = quiet_label(
            say("PDF, Word, HTML, Markdown or plain text. It is read on this computer and stays on it.")
        )
        for label in (title, about):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = ActionButton(say("Import policies…"), "document.import", shortcuts, primary=True)
        sample = KeyButton(say("Open the sample engagement"))
        choose.clicked.connect(self.import_wanted)
        sample.clicked.connect(self.sample_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(sample)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addSpacing(16)
        layout.addLayout(row)
        layout.addStretch(3)
        self.setFocusProxy(choose)

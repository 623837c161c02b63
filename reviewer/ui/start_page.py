"""The empty desk: drop a policy here, go on where you were, or look at the sample engagement."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.buttons import ActionButton, KeyButton
from reviewer.ui.labels import quiet_label, text_label
from reviewer.ui.shortcuts import Shortcuts


class StartPage(QWidget):
    """Signals: `import_wanted`, `sample_wanted`; `workspace_wanted(Path)`; `recent_changed` when one of the workspaces
    opened last was taken off."""

    import_wanted = Signal()
    sample_wanted = Signal()
    workspace_wanted = Signal(object)
    recent_changed = Signal()

    def __init__(self, shortcuts: Shortcuts, settings: Settings, translator: Translator) -> None:
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
        if settings.options.recent:
            layout.addSpacing(24)
            layout.addLayout(self._show_recent(settings, translator))
        layout.addStretch(3)
        self.setFocusProxy(choose)

    def _show_recent(self, settings: Settings, translator: Translator) -> QHBoxLayout:
        # Only now: a first start is without.
        from reviewer.ui.recent_list import RecentList

        recent = RecentList(settings, translator)
        recent.opened.connect(self.workspace_wanted)
        recent.removed.connect(self.recent_changed)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(recent)
        middle.addStretch(1)
        return middle

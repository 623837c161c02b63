"""Says which files could not be imported and why, until somebody has read it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from reviewer.i18n import Translator
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import text_label

_HIGHEST = 120


class RefusedFilesBar(Bar):
    asks = False

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._reasons: list[str] = []
        self._told = text_label()
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._told)
        title = QLabel(say("Not imported"))
        title.setProperty("look", "title")
        close = KeyButton(say("Close"), "Esc")
        close.clicked.connect(self.dismiss)
        self._add_row((title, 1), close)
        self._layout.addWidget(self._area)
        self.setFocusProxy(close)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What is told, a line a file."""
        return tuple(self._reasons)

    def add(self, reason: str) -> None:
        self._reasons.append(reason)
        self._told.setText("\n".join(self._reasons))
        self._told.setAccessibleName(self._told.text())
        self._fit_height()

    def accept(self) -> None:
        self.dismiss()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as the lines with their breaks, up to what leaves the text in sight."""
        if self._reasons:
            wanted = self._told.heightForWidth(self._area.viewport().width())
            self._area.setFixedHeight(min(wanted, _HIGHEST))

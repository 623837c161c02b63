"""Finding words in the text: what is looked for, how often it stands there, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from reviewer.i18n import Translator
from reviewer.ui.document_view import DocumentView
from reviewer.ui.labels import quiet_label
from reviewer.ui.text_search import PatternOf, literal_pattern

_TYPING_PAUSE = 120
"""Milliseconds after the last letter until the text is searched."""


class FindBar(QWidget):
    """Signal: `left` when the bar was closed and the text should have the keyboard."""

    left = Signal()

    def __init__(self, view: DocumentView, translator: Translator) -> None:
        super().__init__()
        self._view, self._translator = view, translator
        self._pattern_of = literal_pattern
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(translator.gettext("Find in the text"))
        self._line.setAccessibleName(translator.gettext("Find in the text"))
        self._line.setAccessibleDescription(translator.gettext("Enter goes to the next hit, Esc closes the bar."))
        self._line.setClearButtonEnabled(True)
        self._count = quiet_label()
        self._count.setWordWrap(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._lay_out()
        self._line.textChanged.connect(self._pause.start)
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.connect(self.find_next)
        self._pause.timeout.connect(lambda: self._search())
        view.search_changed.connect(self._show_count)
        self.hide()

    def open(self, words: str = "") -> None:
        """Shows the bar, with the words selected in the text to begin with."""
        self.show()
        if words and "\n" not in words:
            self._pattern_of = literal_pattern
            self._line.setText(words)
        self._line.setFocus()
        self._line.selectAll()

    def show_found(self, words: str, pattern_of: PatternOf, start: int) -> None:
        """Shows words that were looked for elsewhere, and marks what `pattern_of` makes of them, the first from
        `start` on as the current hit; the keyboard stays where it is. Other words are then looked for as they stand."""
        self._pattern_of = pattern_of
        self._line.setText(words)
        self.show()
        self._search(start)

    def close_bar(self) -> None:
        self._pause.stop()
        self._view.clear_find()
        self.hide()
        self.left.emit()

    def find_next(self) -> None:
        if not self._finish_typing():
            self._view.find_next()

    def find_previous(self) -> None:
        if not self._finish_typing():
            self._view.find_previous()

    def search_again(self) -> None:
        """Searches another text that has come under the bar, though the desk around it may not be in sight yet."""
        if not self.isHidden() and self._line.text():
            self._search()

    def _finish_typing(self) -> bool:
        """Searches at once what was typed last; False if there was nothing new."""
        if self._pause.isActive() or (self._line.text() and not self._view.hit_count):
            self._search()
            return True
        return False

    def _on_edited(self) -> None:
        self._pattern_of = literal_pattern

    def _search(self, start: int | None = None) -> None:
        self._pause.stop()
        self._view.find(self._line.text(), self._pattern_of, start)

    def _show_count(self) -> None:
        count = self._view.hit_count
        if not self._line.text():
            self._count.setText("")
        elif not count:
            self._count.setText(self._translator.gettext("not found"))
        else:
            text = self._translator.gettext("{number} of {count}")
            self._count.setText(text.format(number=self._view.hit_number, count=count))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        say = self._translator.gettext
        for symbol, name, act in (
            ("↑", say("Find previous"), self.find_previous),
            ("↓", say("Find next"), self.find_next),
            ("×", say("Close"), self.close_bar),
        ):
            button = QToolButton(self)
            button.setText(symbol)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(act)
            row.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)

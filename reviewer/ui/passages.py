"""A quotation with a line at its side and a word about it below; pressing it leads to its place in the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.model import Span
from reviewer.ui.labels import quiet_label, text_label
from reviewer.ui.marked_words import MarkedWords
from reviewer.ui.own_keys import Pressable
from reviewer.ui.theme import theme_of
from reviewer.ui.typesetting import quote_font


class Passage(Pressable, QWidget):
    """Signal: `pressed`."""

    pressed = Signal()

    def __init__(self, quote: str, about: str, marks: Sequence[Span] = ()) -> None:
        """`quote` comes in its quotation marks; `marks` are places in it that are underlined with dots."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(quote)
        self.setAccessibleDescription(about)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(2)
        words = MarkedWords(quote, marks) if marks else text_label(quote)
        words.setFont(quote_font())
        layout.addWidget(words)
        if about:
            layout.addWidget(quiet_label(about))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        colour = theme.accent if self.hasFocus() else theme.evidence_underline
        QPainter(self).fillRect(2, 0, 2, self.height(), QColor(colour))

    def press(self) -> None:
        self.pressed.emit()

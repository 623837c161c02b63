"""In the card while the edges of a quote are being moved: what it says now, and the keys that move it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reviewer.i18n import Translator
from reviewer.model import Span
from reviewer.ui.buttons import answer_row
from reviewer.ui.editor_panel import InlinePanel
from reviewer.ui.labels import quiet_label, text_label
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.span_edges import Edge, Unit, move_edge
from reviewer.ui.typesetting import quote_font
from reviewer.ui.wording import quoted

_SHOWN = 120
"""How many characters of each end of a long quote are shown."""


class EdgesPanel(InlinePanel):
    """Signals: `moved` at every change of `span`; `submitted` when it is to be kept."""

    moved = Signal()
    submitted = Signal()

    def __init__(self, text: str, span: Span, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._text, self._shortcuts, self._translator = text, shortcuts, translator
        self.span = span
        self._last = Edge.END
        self._quote = text_label()
        self._quote.setFont(quote_font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translator.gettext("Edges of the evidence"))
        self._lay_out()
        self._show_quote()

    def move_edge(self, edge: Edge, steps: int, unit: Unit = Unit.WORD) -> None:
        self._last = edge
        self.set_span(move_edge(self._text, self.span, edge, steps, unit))

    def set_span(self, span: Span) -> None:
        """Another passage, such as words selected in the text."""
        if span != self.span:
            self.span = span
            self._show_quote()
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.move_edge(self._last, steps[Qt.Key(event.key())], Unit.CHARACTER)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _show_quote(self) -> None:
        quote = " ".join(self._text[self.span.start : self.span.end].split())
        if len(quote) > 2 * _SHOWN:
            quote = f"{quote[:_SHOWN]} … {quote[-_SHOWN:]}"
        self._quote.setText(quoted(quote, self._translator))
        self.setAccessibleDescription(quote)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._quote)
        layout.addWidget(quiet_label(self._keys_text()))
        layout.addLayout(self._buttons())

    def _keys_text(self) -> str:
        keys = {
            place: " ".join(self._shortcuts.text(f"evidence.{place}_{way}") for way in ("back", "on"))
            for place in ("start", "end")
        }
        return self._translator.gettext(
            "Start {start}, end {end} by a word; ← and → move the same edge by a character. Words selected in the text "
            "take the quote's place."
        ).format(**keys)

    def _buttons(self) -> QHBoxLayout:
        keep = self._translator.gettext("Keep")
        return answer_row(keep, "↵", self._translator, self.submitted.emit, self.dismissed.emit)

"""The policy as the reviewer reads it: text, evidence, caret, search. Speaks code points to the outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from reviewer.model import Block, Span
from reviewer.ui.addresses import address_at
from reviewer.ui.evidence_strip import EvidenceStrip
from reviewer.ui.highlights import Highlight, HighlightIndex
from reviewer.ui.slices import AfterPainting
from reviewer.ui.text_offsets import TextOffsets
from reviewer.ui.text_pane import Look, Paint, PaneSource, TextPane
from reviewer.ui.text_search import PatternOf, TextSearch, literal_pattern
from reviewer.ui.theme import Theme, base_point_size, text_scale, theme_of
from reviewer.ui.typesetting import DOCUMENT_SCALE, Typesetter, column_width, document_font

__all__ = ["DocumentView", "Highlight"]

SCROLL_MILLISECONDS = 120
_PLACE = 0.3
"""How far down the view a passage comes to stand that had to be brought into it."""

_DRESSING = {QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange}


class DocumentView(QWidget):
    """Words select and copy, keys move a caret, nothing can be changed. Offsets count code points of the text shown."""

    highlight_clicked = Signal(object, int)
    """Keys of the highlights under the pointer, a tuple, the current field's first; and the offset clicked."""
    address_pressed = Signal(str)
    """An address in the text that was clicked with Ctrl."""
    menu_wanted = Signal(object, str)
    """Where on the screen, and the address under the pointer, or at the caret where a key asked for the menu."""
    selection_changed = Signal()
    visible_span_changed = Signal()
    search_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._blocks: tuple[Block, ...] = ()
        self._key: object = None
        self._offsets = TextOffsets("")
        self._highlights = HighlightIndex()
        self._telling: tuple[Span, ...] = ()
        self.tip_of: Callable[[int], str] = lambda offset: ""
        """What is said of the word at an offset to whoever points at it."""
        self._search = TextSearch("")
        self._places: dict[object, tuple[int, int]] = {}
        self._dressed_in: tuple[Theme, float] | None = None
        self._set_in: tuple[Theme, float] | None = None
        # The window around it is dressed and laid out first.
        self._setting_anew = AfterPainting(self, 0, single_shot=True)
        self._setting_anew.timeout.connect(self._typeset_in_place)
        self._awaited: tuple[int, int] | None = None
        self._held_still = False
        self._pane = TextPane(
            PaneSource(self._paints, self._copy, self._marked_at, self._address_at, self._tip_at), self
        )
        self._strip = EvidenceStrip(self)
        self._animation = QPropertyAnimation(self._pane.verticalScrollBar(), b"value", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._arrange()
        self._typeset()

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pane, 1)
        layout.addWidget(self._strip)
        self.setFocusProxy(self._pane)
        self._pane.clicked.connect(self._on_clicked)
        self._pane.control_clicked.connect(self._on_control_clicked)
        self._pane.selectionChanged.connect(self.selection_changed)
        self._pane.resized.connect(self._on_view_moved)
        self._pane.filling.completed.connect(self._ink_current)
        scroll_bar = self._pane.verticalScrollBar()
        scroll_bar.valueChanged.connect(self._on_view_moved)
        self._strip.jumped.connect(self._on_jumped)

    # What is shown

    def show_text(self, text: str, blocks: tuple[Block, ...], *, key: object) -> None:
        """Show a document version; `key` tells versions apart, and each is found again where it was left."""
        if key == self._key and text == self._text and blocks == self._blocks:
            return
        self._remember_place()
        self._text, self._blocks, self._key = text, blocks, key
        self._offsets = TextOffsets(text)
        self._highlights, self._search, self._telling = HighlightIndex(), TextSearch(text), ()
        self._awaited = None
        self._strip.set_length(len(text))
        self._typeset()
        self._restore_place()
        self.search_changed.emit()

    @property
    def text(self) -> str:
        return self._text

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Mark evidence in place of what was marked; spans must lie in the text."""
        self._highlights = HighlightIndex(highlights)
        self._strip.set_highlights(highlights)
        self._pane.viewport().update()
        self._ink_current()

    def set_telling(self, spans: Sequence[Span]) -> None:
        """Mark words that weaken what the current evidence says, in place of what was marked so."""
        self._telling = tuple(spans)
        self._pane.viewport().update()

    def _ink_current(self) -> None:
        """Current evidence has an ink of its own where the theme says so; the rest of its look is painted."""
        theme = theme_of(self.palette())
        spans = [highlight.span for highlight in self._highlights if highlight.current]
        wanted = spans if theme.evidence_ink != theme.text else []
        places = [(self._offsets.to_utf16(span.start), self._offsets.to_utf16(span.end)) for span in wanted]
        self._pane.set_inked(places, theme.evidence_ink)

    def set_held_still(self, held: bool) -> None:
        """While held, `bring_into_view` leaves the text where it is."""
        self._held_still = held
        if held:
            self._animation.stop()

    def setAccessibleName(self, name: str) -> None:
        """Names what has the keyboard: the sheet inside."""
        super().setAccessibleName(name)
        self._pane.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._pane.setAccessibleDescription(description)

    def _typeset(self) -> None:
        theme, size = self._set_in = self._dressed_in = self._wanted_setting()
        font = document_font(size)
        setting = Typesetter(font, theme).begin(self._text, self._blocks)
        self._pane.show_document(setting, theme, column_width(font))

    def _wanted_setting(self) -> tuple[Theme, float]:
        """The theme and the text's size in points."""
        app = QApplication.instance()
        return theme_of(self.palette()), base_point_size(app) * DOCUMENT_SCALE * text_scale(app)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSING and self._wanted_setting() != self._dressed_in:
            self._dress()

    def _dress(self) -> None:
        """Shows the text in other colours at once; set in another size, or with other rules in its tables, it is
        soon."""
        self._dressed_in = theme, size = self._wanted_setting()
        self._pane.show_theme(theme)
        self._ink_current()
        if self._set_in is not None and size == self._set_in[1] and not any(block.cells for block in self._blocks):
            self._set_in = self._dressed_in
        else:
            self._setting_anew.start()

    def _typeset_in_place(self) -> None:
        if self._wanted_setting() == self._set_in:
            return
        self._remember_place()
        selection = self._pane.textCursor()
        self._typeset()
        self._restore_place(selection.anchor() if selection.hasSelection() else None)
        self._ink_current()

    # Places

    def visible_span(self) -> Span:
        """From the first to the last line that is wholly on screen."""
        first, last = self._pane.whole_lines()
        return Span(self._offsets.to_code_points(first), self._offsets.to_code_points(last))

    def selected_span(self) -> Span | None:
        cursor = self._pane.textCursor()
        if not cursor.hasSelection():
            return None
        return self._span(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int:
        """The offset of the caret."""
        return self._offsets.to_code_points(self._pane.textCursor().position())

    def bring_into_view(self, span: Span) -> None:
        """Scroll to a passage that is not wholly on screen; leaves the selection alone."""
        if self._held_still:
            return
        start, end = self._offsets.to_utf16(span.start), self._offsets.to_utf16(span.end)

        def bring() -> None:
            if not self._pane.hasFocus() and not self._pane.textCursor().hasSelection():
                self._pane.place_caret(start)
            self._scroll_to(start, end)

        self._pane.filling.when_set(end, bring)

    def go_to(self, offset: int) -> None:
        """Put the caret somewhere and bring it into view, held still or not."""
        position = self._offsets.to_utf16(offset)
        self._go_to(position, position)

    def _go_to(self, start: int, end: int) -> None:
        """Selects what lies between, the caret at its end, and brings it into view."""

        def go() -> None:
            self._pane.place_caret(end, start)
            self._scroll_to(start, end)

        self._pane.filling.when_set(end, go)

    def show_from(self, offset: int) -> None:
        """Have the line of a character at the top, without an animation."""
        position = self._offsets.to_utf16(offset)
        self._animation.stop()
        self._pane.filling.when_set(position, lambda: self._put_on_top(position))

    def _put_on_top(self, position: int) -> None:
        self._pane.verticalScrollBar().setValue(round(self._pane.extent(position, position)[0]) if position else 0)

    def _scroll_to(self, start: int, end: int) -> None:
        if not self.isVisible():
            # Before the window stands, the view's size says nothing about what will be seen.
            self._awaited = (start, end)
            return
        top, bottom = self._pane.extent(start, end)
        scroll_bar, height = self._pane.verticalScrollBar(), self._pane.viewport().height()
        value = scroll_bar.value()
        margin = min(self._pane.line_height(), height / 4)
        if value + margin <= top and bottom <= value + height - margin:
            return
        place = min(height * _PLACE, max(height - (bottom - top) - margin, margin))
        self._scroll(round(top - place))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self._pane.filling.when_set(awaited[1], lambda: self._scroll_to(*awaited))

    def _scroll(self, value: int) -> None:
        self._animation.stop()
        scroll_bar = self._pane.verticalScrollBar()
        value = min(max(value, scroll_bar.minimum()), scroll_bar.maximum())
        if _less_motion():
            scroll_bar.setValue(value)
            return
        self._animation.setDuration(SCROLL_MILLISECONDS)
        self._animation.setStartValue(scroll_bar.value())
        self._animation.setEndValue(value)
        self._animation.start()

    @property
    def _place(self) -> object:
        """What the place in a text is kept by: versions of different workspaces may have one key."""
        return self._key, hash(self._text)

    def _remember_place(self) -> None:
        # While a place is still waited for, what is on screen is none that anybody chose.
        if self._key is not None and not self._pane.filling.awaited:
            self._places[self._place] = (self._pane.first_position(), self._pane.textCursor().position())

    def _restore_place(self, anchor: int | None = None) -> None:
        """Goes to where the text was left, selecting from `anchor` to the caret."""
        first, caret = self._places.get(self._place, (0, 0))
        self._animation.stop()

        def restore() -> None:
            self._pane.place_caret(caret, anchor)
            self._put_on_top(first)
            self._on_view_moved()

        self._pane.filling.when_set(max(first, caret, anchor or 0), restore)

    # Searching

    def find(self, text: str, pattern_of: PatternOf = literal_pattern, start: int | None = None) -> int:
        """Mark every place where `text` stands, by default in any case and with any white space between its words, go
        to the first from `start` or what is on screen on, and return their number."""
        self._search.find(text, self.visible_span().start if start is None else start, pattern_of)
        self._strip.set_hits(self._search.starts)
        self._show_hit()
        return self.hit_count

    def find_next(self) -> None:
        self._search.move(1)
        self._show_hit()

    def find_previous(self) -> None:
        self._search.move(-1)
        self._show_hit()

    def clear_find(self) -> None:
        self.find("")

    @property
    def hit_count(self) -> int:
        return len(self._search.starts)

    @property
    def hit_number(self) -> int:
        """The current hit, from 1; 0 if there is none."""
        return self._search.number

    @property
    def hit_selected(self) -> bool:
        """Whether what is selected is the current hit, and so nothing that the reviewer selected."""
        return self._search.current is not None and self.selected_span() == self._search.current

    def _show_hit(self) -> None:
        hit = self._search.current
        if hit is not None:
            self._go_to(self._offsets.to_utf16(hit.start), self._offsets.to_utf16(hit.end))
        self._pane.viewport().update()
        self.search_changed.emit()

    # What falls into the margins belongs to the text too

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self._pane.take_wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pane.setFocus()
            self._pane.take_mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pane.take_mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pane.take_mouse(event)

    # Between the pane and the outside

    def _span(self, start: int, end: int) -> Span:
        return Span(self._offsets.to_code_points(start), self._offsets.to_code_points(end))

    def _paints(self, start: int, end: int) -> list[Paint]:
        stretch = self._span(start, min(end, self._offsets.utf16_length))
        evidence = sorted(self._highlights.overlapping(stretch), key=lambda highlight: highlight.current)
        marked = [(each.span, Look.CURRENT if each.current else Look.OTHER) for each in evidence]
        marked += [(span, Look.TELLING) for span in self._telling if span.overlaps(stretch)]
        current = self._search.current
        marked += [(hit, Look.CURRENT_HIT if hit == current else Look.HIT) for hit in self._search.near(stretch)]
        return [(self._offsets.to_utf16(span.start), self._offsets.to_utf16(span.end), look) for span, look in marked]

    def _copy(self, start: int, end: int) -> str:
        span = self._span(start, end)
        return self._text[span.start : span.end]

    def _marked_at(self, position: int) -> bool:
        return bool(self._highlights.keys_at(self._offsets.to_code_points(position)))

    def _on_clicked(self, position: int) -> None:
        offset = self._offsets.to_code_points(position)
        keys = self._highlights.keys_at(offset)
        if keys:
            self.highlight_clicked.emit(keys, offset)

    def _address_at(self, position: int) -> str:
        return address_at(self._text, self._offsets.to_code_points(position))

    def _tip_at(self, position: int) -> str:
        return self.tip_of(self._offsets.to_code_points(position))

    def _on_control_clicked(self, position: int) -> None:
        address = self._address_at(position)
        if address:
            self.address_pressed.emit(address)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The pane leaves it to this widget. From the keyboard the menu is about the caret and opens beside it."""
        pane = self._pane.viewport()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = pane.mapToGlobal(self._pane.cursorRect().bottomLeft())
            self.menu_wanted.emit(place, address_at(self._text, self.caret()))
            return
        position = self._pane.position_at(QPointF(pane.mapFromGlobal(event.globalPos())))
        self.menu_wanted.emit(event.globalPos(), "" if position is None else self._address_at(position))

    def make_menu(self) -> QMenu:
        """Copying and selecting, in the words of Qt."""
        return self._pane.createStandardContextMenu()

    def _on_jumped(self, offset: int) -> None:
        self.go_to(offset)
        self._pane.setFocus()

    def _on_view_moved(self) -> None:
        self._strip.set_visible(self.visible_span())
        self.visible_span_changed.emit()


def _less_motion() -> bool:
    # Held by a name: PySide6 takes the wrapper of what lies below a temporary for deleted.
    hints = QApplication.styleHints()
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion

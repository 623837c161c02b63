"""A PDF's pages as printed, with the same evidence on them as in the text. Speaks code points of the text outside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reviewer.i18n import Translator
from reviewer.model import Origin, Original, Span
from reviewer.ui.addresses import address_at
from reviewer.ui.evidence_strip import EvidenceStrip
from reviewer.ui.highlights import Highlight, HighlightIndex
from reviewer.ui.page_geometry import PageBoxes
from reviewer.ui.page_images import Obstacle, PageImages
from reviewer.ui.page_pane import PageMark, PagePane, PaneWords
from reviewer.ui.theme import text_scale

_PLACE = 0.3
"""How far down the view a passage comes to stand that had to be brought into it."""
_FIELD_WIDTH = 240
_MEASURED_SIZE = 40
"""The size, in points, at which characters are measured against each other."""


class PageView(QWidget):
    """A file that asks for a password is shown after it was typed; it is kept as long as the view shows the file."""

    highlight_clicked = Signal(object, int)
    """Keys of the highlights under the pointer, a tuple, the current field's first; and the offset clicked."""
    address_pressed = Signal(str)
    """An address on a page that was clicked with Ctrl."""
    visible_span_changed = Signal()

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._key: object = None
        self._data = b""
        self._images: PageImages | None = None
        self._text = ""
        self._boxes = self._place_text("", ())
        self._highlights = HighlightIndex()
        self._awaited: Span | None = None
        self._from: int | None = None
        self._held_still = False
        say = translator.gettext
        words = PaneWords(say("Page {page} of {pages}"), say("This page cannot be shown."))
        self._pane = PagePane(words, self._leads, self)
        self._pane.setAccessibleName(say("Pages of the document"))
        self._strip = EvidenceStrip(self)
        self._notice = QLabel()
        self._password = QLineEdit()
        self._unlock = QPushButton(translator.pgettext("button", "Open"))
        self._arrange()
        self._connect()

    @property
    def key(self) -> object:
        """Which file is shown; None where none is."""
        return self._key

    def show_pages(self, original: Original, text: str, *, key: object) -> None:
        """Show a file from which `text` was read; the same `key` again changes nothing."""
        if key == self._key:
            return
        self._key, self._data, self._text = key, original.content, text
        self._boxes = self._place_text(text, original.origins)
        self._highlights = HighlightIndex()
        self._strip.set_length(len(text))
        self._open("")

    def clear(self) -> None:
        """Show nothing and let the file go."""
        self._key, self._data, self._text, self._boxes = None, b"", "", self._place_text("", ())
        self._pane.show_images(None)
        if self._images is not None:
            self._images.retire()
            self._images = None

    @staticmethod
    def _place_text(text: str, origins: Sequence[Origin]) -> PageBoxes:
        return PageBoxes(text, origins, QFontMetricsF(QFont("Helvetica", _MEASURED_SIZE)).horizontalAdvance)

    def _open(self, password: str) -> None:
        old, self._images = self._images, PageImages(self._data, password, self)
        self._pane.show_images(self._images)
        if old is not None:
            old.retire()
        obstacle = self._images.obstacle
        self._stack.setCurrentIndex(0 if obstacle is None else 1)
        if obstacle is not None:
            self._tell(obstacle, wrong=bool(password))
        self._show_marks()

    def _tell(self, obstacle: Obstacle, *, wrong: bool) -> None:
        say = self._translator.gettext
        locked = obstacle is Obstacle.LOCKED
        text = say("The pages cannot be shown. The text can still be reviewed.")
        if locked:
            text = say("The file is locked by a password, which is not kept. Type it to see the pages.")
        if locked and wrong:
            text = say("This password does not fit. Type it again to see the pages.")
        self._notice.setText(text)
        self._password.setVisible(locked)
        self._unlock.setVisible(locked)
        self._password.clear()

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Mark evidence in place of what was marked."""
        self._highlights = HighlightIndex(highlights)
        self._strip.set_highlights(highlights)
        self._show_marks()

    def set_held_still(self, held: bool) -> None:
        """While held, `bring_into_view` leaves the pages where they are."""
        self._held_still = held

    # Places

    def bring_into_view(self, span: Span) -> None:
        if not self._held_still:
            self._go_to_box(span)

    def go_to(self, offset: int) -> None:
        """Bring a character into view, held still or not."""
        self._go_to_box(Span(offset, offset + 1))

    def show_from(self, offset: int) -> None:
        """Have the line of a character at the top."""
        if not self.isVisible():
            self._from = offset
            return
        placed = self._boxes.nearest(offset)
        if placed is not None:
            self._pane.go_to(placed.page, placed.box.top - (placed.box.bottom - placed.box.top) / 2)

    def _go_to_box(self, span: Span) -> None:
        if not self.isVisible():
            # Before the view stands, its size says nothing about what will be seen.
            self._awaited = span
            return
        placed = self._boxes.place(span)
        nearest = placed[0] if placed else self._boxes.nearest(span.start)
        if nearest is not None:
            self._pane.bring_into_view(nearest.page, nearest.box, _PLACE)

    def shows(self, span: Span) -> bool:
        """Whether all of a passage is on screen."""
        placed = self._boxes.place(span)
        return bool(placed) and self.isVisible() and all(self._pane.shows(each) for each in placed)

    def visible_span(self) -> Span:
        """From the first to the last line that is wholly on screen; on pages of several columns not all between
        them is."""
        spans = [self._boxes.within(*stretch) for stretch in self._pane.stretches()]
        spans = [span for span in spans if span is not None]
        if not spans:
            return Span(0, 0)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def page(self) -> int:
        """The page at the top, from 1."""
        return self._pane.place()[0] + 1

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        start, self._from = self._from, None
        awaited, self._awaited = self._awaited, None
        if start is not None:
            self.show_from(start)
        if awaited is not None:
            self._go_to_box(awaited)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._pane.set_zoom(text_scale(QApplication.instance()))

    # Between the pane and the outside

    def _show_marks(self) -> None:
        marks = [(placed, mark.current) for mark in self._highlights for placed in self._boxes.place(mark.span)]
        self._pane.set_marks([PageMark(*mark) for mark in marks])

    def _leads(self, page: int, x: float, y: float) -> bool:
        offset = self._boxes.offset_at(page, x, y)
        return offset is not None and bool(self._highlights.keys_at(offset))

    def _on_clicked(self, page: int, x: float, y: float) -> None:
        offset = self._boxes.offset_at(page, x, y)
        keys = self._highlights.keys_at(offset) if offset is not None else ()
        if keys:
            self.highlight_clicked.emit(keys, offset)

    def _on_control_clicked(self, page: int, x: float, y: float) -> None:
        offset = self._boxes.offset_at(page, x, y)
        address = address_at(self._text, offset) if offset is not None else ""
        if address:
            self.address_pressed.emit(address)

    def _on_moved(self) -> None:
        number = self._translator.gettext("Page {page} of {pages}")
        pages = len(self._images.sizes) if self._images is not None else 0
        self._pane.setAccessibleDescription(number.format(page=self.page, pages=pages))
        self._strip.set_visible(self.visible_span())
        self.visible_span_changed.emit()

    def _on_jumped(self, offset: int) -> None:
        self.go_to(offset)
        self._pane.setFocus()

    # Building

    def _arrange(self) -> None:
        say = self._translator.gettext
        self._notice.setWordWrap(True)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(say("Password"))
        self._password.setMaximumWidth(_FIELD_WIDTH)
        locked, answer = QWidget(), QHBoxLayout()
        answer.addWidget(self._password)
        answer.addWidget(self._unlock)
        answer.addStretch(1)
        column = QVBoxLayout(locked)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._notice)
        column.addLayout(answer)
        column.addStretch(1)
        sheets = QWidget()
        self._stack = QStackedLayout(sheets)
        self._stack.addWidget(self._pane)
        self._stack.addWidget(locked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sheets, 1)
        row.addWidget(self._strip)
        self.setFocusProxy(self._pane)
        self._pane.set_zoom(text_scale(QApplication.instance()))

    def _connect(self) -> None:
        self._pane.clicked.connect(self._on_clicked)
        self._pane.control_clicked.connect(self._on_control_clicked)
        self._pane.moved.connect(self._on_moved)
        self._strip.jumped.connect(self._on_jumped)
        self._unlock.clicked.connect(lambda: self._open(self._password.text()))
        self._password.returnPressed.connect(lambda: self._open(self._password.text()))

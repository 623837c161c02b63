"""A thin strip beside the text that shows where evidence lies in all of it; a click goes there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.model import Span
from reviewer.ui.highlights import Highlight
from reviewer.ui.theme import theme_of

_WIDTH = 12
_FAINT_HEIGHT, _CURRENT_HEIGHT = 2, 5
_REACH = 4
"""How many pixels from a mark a click still means the mark."""


class EvidenceStrip(QWidget):
    """Places are in proportion to the number of characters, so that nothing need be laid out to draw them."""

    jumped = Signal(int)
    """The offset, in code points, of the mark or place clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = 0
        self._highlights: tuple[Highlight, ...] = ()
        self._hits: Sequence[int] = ()
        self._visible = Span(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    def set_length(self, length: int) -> None:
        """The number of characters of the whole text; marks are cleared."""
        self._length = length
        self._highlights, self._hits = (), ()
        self.update()

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        self._highlights = tuple(sorted(highlights, key=lambda highlight: highlight.current))
        self.update()

    def set_hits(self, starts: Sequence[int]) -> None:
        """Where a search found something, in order."""
        self._hits = starts
        self.update()

    def set_visible(self, span: Span) -> None:
        """The part of the text that is on screen."""
        if span != self._visible:
            self._visible = span
            self.update()

    def place_of(self, offset: int) -> float:
        """Where an offset is drawn, in pixels from the top."""
        usable = self.height() - _CURRENT_HEIGHT
        return _CURRENT_HEIGHT / 2 + usable * min(offset / max(self._length, 1), 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(theme.hairline))
        if not self._length:
            return
        top, bottom = self.place_of(self._visible.start), self.place_of(self._visible.end)
        painter.fillRect(QRectF(1, top, _WIDTH - 1, max(bottom - top, 2)), QColor(theme.desk))
        for y in self._hit_rows():
            painter.fillRect(QRectF(3, y, _WIDTH - 5, _FAINT_HEIGHT), QColor(theme.accent))
        for highlight in self._highlights:
            colour = theme.evidence_underline if highlight.current else theme.other_mark
            height = _CURRENT_HEIGHT if highlight.current else _FAINT_HEIGHT
            self._paint_mark(painter, highlight.span.start, height, QColor(colour))

    def _paint_mark(self, painter: QPainter, offset: int, height: int, colour: QColor) -> None:
        painter.fillRect(QRectF(3, round(self.place_of(offset) - height / 2), _WIDTH - 5, height), colour)

    def _hit_rows(self) -> Iterator[int]:
        """Where hits are drawn: each row of pixels once, however many stand in it."""
        usable = max(self.height() - _CURRENT_HEIGHT, 1)
        index = 0
        while index < len(self._hits):
            y = round(self.place_of(self._hits[index]) - _FAINT_HEIGHT / 2)
            yield y
            beyond = (y + 1 + _FAINT_HEIGHT / 2 - _CURRENT_HEIGHT / 2) * self._length / usable
            index = max(bisect_left(self._hits, beyond), index + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._length:
            self.jumped.emit(self._offset_at(event.position().y()))

    def _offset_at(self, y: float) -> int:
        places = [*self._hits, *(highlight.span.start for highlight in self._highlights)]
        nearest = min(places, key=lambda offset: abs(self.place_of(offset) - y), default=None)
        if nearest is not None and abs(self.place_of(nearest) - y) <= _REACH:
            return nearest
        usable = max(self.height() - _CURRENT_HEIGHT, 1)
        return round(self._length * min(max((y - _CURRENT_HEIGHT / 2) / usable, 0.0), 1.0))

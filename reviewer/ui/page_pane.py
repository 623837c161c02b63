"""The sheet that printed pages are read from: draws those on screen, marks on them, and tells where a click fell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reviewer.model import Box
from reviewer.ui.page_geometry import GAP, PageColumn, PlacedBox
from reviewer.ui.page_images import PageImages
from reviewer.ui.theme import LIGHT, theme_of

_MARGIN = 24
_WIDEST = 1.6
"""How many pixels, at most, a point takes before the text's size counts."""
_STEP = 48
_OUTSET = 2.0
"""Points that a mark reaches beyond the letters."""
_FRAME = 1.5


class PageMark(NamedTuple):
    """Evidence on a page, of the current field or of another."""

    placed: PlacedBox
    current: bool


class PaneWords(NamedTuple):
    """What the pane writes: `number` takes {page} and {pages}."""

    number: str
    unreadable: str


class PagePane(QAbstractScrollArea):
    """Pages count from 0; points on them are in points (1/72 inch) from the top left."""

    clicked = Signal(int, float, float)
    """Page, and the place on it."""
    control_clicked = Signal(int, float, float)
    """The same with Ctrl held."""
    moved = Signal()
    """Other pages, or other parts of them, are on screen."""

    def __init__(
        self, words: PaneWords, leads: Callable[[int, float, float], bool], parent: QWidget | None = None
    ) -> None:
        """`leads` tells whether a click at a page's place goes anywhere."""
        super().__init__(parent)
        self._words, self._leads = words, leads
        self._images: PageImages | None = None
        self._zoom = 1.0
        self._column = PageColumn((), 1.0)
        self._marks: Sequence[PageMark] = ()
        self._pressed: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self.moved)

    def show_images(self, images: PageImages | None) -> None:
        """Show a file from its first page; None shows nothing."""
        self._images, self._marks = images, ()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._want()
        self.viewport().update()
        if images is not None:
            images.rendered.connect(self.viewport().update)

    def set_marks(self, marks: Sequence[PageMark]) -> None:
        """Those of the current field are drawn last, over the others."""
        self._marks = sorted(marks, key=lambda mark: mark.current)
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """How large pages are against the width of the window; keeps the place."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._rearrange()

    # Places

    def place(self) -> tuple[int, float]:
        """The page at the top, and how far down it the top is, in points."""
        top = self.verticalScrollBar().value()
        pages = self._column.pages_between(top, top + self.viewport().height())
        if not pages:
            return 0, 0.0
        return pages[0], (top - self._column.tops[pages[0]]) / self._column.scale

    def go_to(self, page: int, y: float) -> None:
        """Have a place of a page at the top."""
        if page < len(self._column.tops):
            self.verticalScrollBar().setValue(round(self._column.tops[page] + y * self._column.scale))

    def bring_into_view(self, page: int, box: Box, share: float) -> None:
        """Scroll to a box that is not wholly on screen, to `share` of the height from the top."""
        rect = self._rect(PlacedBox(page, box))
        area = QRectF(self.viewport().rect())
        if not (area.top() + _STEP / 2 <= rect.top() and rect.bottom() <= area.bottom() - _STEP / 2):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() - area.height() * share))
        across = self.horizontalScrollBar()
        if rect.left() < area.left() or rect.right() > area.right():
            across.setValue(round(across.value() + rect.left() - area.width() * share))

    def shows(self, placed: PlacedBox) -> bool:
        """Whether a box is wholly on screen."""
        return QRectF(self.viewport().rect()).contains(self._rect(placed))

    def stretches(self) -> Iterator[tuple[int, float, float]]:
        """The pages on screen, each with the heights between which it can be seen, in points."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for page in self._column.pages_between(top, bottom):
            start = self._column.tops[page]
            yield page, (top - start) / self._column.scale, (bottom - start) / self._column.scale

    def _rect(self, placed: PlacedBox) -> QRectF:
        """A box in the viewport's pixels."""
        corner, box, scale = self._page_rect(placed.page).topLeft(), placed.box, self._column.scale
        size = QRectF(0, 0, (box.right - box.left) * scale, (box.bottom - box.top) * scale)
        return size.translated(corner.x() + box.left * scale, corner.y() + box.top * scale)

    def _page_rect(self, page: int) -> QRect:
        left = self._column.left(page, self.viewport().width()) - self.horizontalScrollBar().value()
        top = self._column.tops[page] - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), QSize(*self._column.sizes[page]))

    # Arranging

    def _rearrange(self) -> None:
        page, y = self.place()
        self._arrange()
        self.go_to(page, y)
        self._want()
        self.viewport().update()
        self.moved.emit()

    def _arrange(self) -> None:
        sizes = self._images.sizes if self._images is not None else []
        widest = max((width for width, _ in sizes), default=1.0)
        fitting = (self.viewport().width() - 2 * _MARGIN) / widest
        self._column = PageColumn(sizes, max(min(fitting, _WIDEST), 0.2) * self._zoom)
        down, across, room = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport()
        down.setRange(0, max(self._column.height - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(_STEP)
        spare = self._column.width - room.width()
        across.setRange(0, max(spare, 0))
        across.setPageStep(room.width())
        across.setSingleStep(_STEP)

    def _want(self) -> None:
        """Asks for the pages on screen, then for their neighbours."""
        if self._images is None or not self._images.sizes:
            return
        top = self.verticalScrollBar().value()
        shown = self._column.pages_between(top, top + self.viewport().height())
        beside = [shown.stop, shown.start - 1]
        pages = [*shown, *(page for page in beside if 0 <= page < len(self._column.sizes))]
        self._images.want([(page, self._pixels(page)) for page in pages])

    def _pixels(self, page: int) -> QSize:
        return QSize(*self._column.sizes[page]) * self.devicePixelRatioF()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._want()
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme_of(self.palette()).desk))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, _, _ in self.stretches():
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme_of(self.palette()).accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        theme, rect = theme_of(self.palette()), self._page_rect(page)
        image = self._images.image(page, self._pixels(page))
        # A page is printed on white whatever the theme.
        painter.fillRect(rect, Qt.GlobalColor.white)
        if image is not None and not image.isNull():
            painter.drawImage(rect, image)
        elif image is not None:
            painter.setPen(QColor(LIGHT.second))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words.unreadable)
        painter.setPen(QColor(theme.hairline))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        for mark in self._marks:
            if mark.placed.page == page:
                self._paint_mark(painter, mark)
        painter.setPen(QColor(theme.second))
        number = self._words.number.format(page=page + 1, pages=len(self._column.sizes))
        room = QRect(rect.left(), rect.bottom() + 1, rect.width(), GAP)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_mark(self, painter: QPainter, mark: PageMark) -> None:
        """Like a marker pen: what is printed stays as dark as it was."""
        outset = _OUTSET * self._column.scale
        rect = self._rect(mark.placed).adjusted(-outset, -outset / 2, outset, outset / 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, QColor(LIGHT.evidence if mark.current else LIGHT.other_evidence))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if mark.current:
            line = QRectF(rect.left(), rect.bottom() - _FRAME, rect.width(), _FRAME)
            painter.fillRect(line, QColor(LIGHT.evidence_underline))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Mouse and keys

    def _place_at(self, point: QPointF) -> tuple[int, float, float] | None:
        for page, _, _ in self.stretches():
            rect = self._page_rect(page)
            if rect.contains(point.toPoint()):
                scale = self._column.scale
                return page, (point.x() - rect.left()) / scale, (point.y() - rect.top()) / scale
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        place = self._place_at(event.position())
        if pressed is not None and place is not None:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.control_clicked if held else self.clicked).emit(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        leads = place is not None and self._leads(*place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

"""The sheet that a policy is read from: paints marks behind the words, keeps a caret, tells where a click fell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QToolTip, QWidget

from reviewer.ui.text_filling import TextFilling
from reviewer.ui.theme import Theme
from reviewer.ui.typesetting import RULED, Setting


class Look(Enum):
    """How a stretch is marked: evidence of the current field or of others, words that weaken what the current field's
    says, a search's current hit or others."""

    CURRENT = "current"
    OTHER = "other"
    TELLING = "telling"
    CURRENT_HIT = "current_hit"
    HIT = "hit"


Paint = tuple[int, int, Look]
"""A marked stretch and its look."""


class PaneSource(NamedTuple):
    """What the pane asks for while it is used: what is marked from one position to another, in the order in which it
    is painted; the stored characters between two positions; whether a click at a position leads anywhere; the address
    that one with Ctrl opens; what is to be said of the word there."""

    paints: Callable[[int, int], Sequence[Paint]]
    copy: Callable[[int, int], str]
    marked_at: Callable[[int], bool]
    address_at: Callable[[int], str]
    tip_at: Callable[[int], str]


_SMALLEST_MARGIN = 24
_SMALLEST_COLUMN = 120
_WHEEL_NOTCH = 120
_TO_THE_END = (
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
)
_SLACK = 3
"""How many pixels of a line may be cut off while it still counts as seen: less than its descenders' room."""
_DOT = 2.0
"""How thick the dots are below words that weaken what a passage says."""
_LEFT_SHARE = 0.4
"""How much of the room beside the column lies to its left."""


class TextPane(QTextEdit):
    """All positions are UTF-16 units of the document shown."""

    clicked = Signal(int)
    """A position pressed and released without selecting anything; only where there is a character."""

    control_clicked = Signal(int)
    """The same with Ctrl held."""

    resized = Signal()

    def __init__(self, source: PaneSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._theme: Theme | None = None
        self._document: QTextDocument | None = None
        self.filling = TextFilling(self)
        self._column = 600.0
        self._pressed: QPointF | None = None
        self._whole: tuple[tuple, tuple[int, int]] | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("policyText")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.verticalScrollBar().actionTriggered.connect(self.filling.forget_awaited)
        self.viewport().setMouseTracking(True)
        self.viewport().setAcceptDrops(False)
        # The view around it has one menu for text and pages.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_document(self, setting: Setting, theme: Theme, column: float) -> None:
        """Show a document in a column that is at most `column` pixels wide. Its beginning is set at once, the rest in
        slices between the window's other work, or as far as is asked for."""
        self._theme, self._column = theme, column
        previous, document = self._document, setting.document
        self._document = document
        self.filling.begin(setting)
        document.setParent(self)
        self.setDocument(document)
        if previous is not None:
            previous.deleteLater()
        self._fit_column()

    def show_theme(self, theme: Theme) -> None:
        """Paints in the colours of another theme; those of a table's cells need another document."""
        self._theme = theme
        self.viewport().update()

    def _fit_column(self) -> None:
        """The width is the document's own, so that a wider window moves the column and lays nothing out again."""
        available = self.width() - self.verticalScrollBar().sizeHint().width()
        width = int(max(min(self._column, available - 2 * _SMALLEST_MARGIN), _SMALLEST_COLUMN))
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        spare = max(available - width, 0)
        left = min(max(int(spare * _LEFT_SHARE), _SMALLEST_MARGIN), spare)
        self.setViewportMargins(left, 0, max(spare - left - 2, 0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_column()
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        # QTextEdit would give the interface's font to the document and have all of it laid out again.
        fonts = event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)
        (super(QTextEdit, self) if fonts else super()).changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -self.verticalScrollBar().value())
            for block, corner in self.visible_blocks():
                self._paint_rule(painter, block, corner)
                self._paint_marks(painter, block, corner)
            painter.end()
        super().paintEvent(event)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The blocks on screen, each with its top left corner in the document's coordinates."""
        layout = self.document().documentLayout()
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > bottom:
                return
            yield block, rect.topLeft()
            block = block.next()

    def _paint_rule(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        if block.userState() != RULED:
            return
        room = block.blockFormat().topMargin()
        middle = -room / 2 if room else block.blockFormat().lineHeight() / 2
        rule = QRectF(0, round(corner.y() + middle), self.document().textWidth(), 1)
        painter.fillRect(rule, QColor(self._theme.hairline))

    def _paint_marks(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        for start, end, look in self._source.paints(block.position(), block.position() + block.length()):
            for rect in self._rects(block, corner, start, end):
                self._paint_mark(painter, rect, look)

    def _rects(self, block: QTextBlock, corner: QPointF, start: int, end: int) -> Iterator[QRectF]:
        """The rectangles, one a line, of a stretch of a block."""
        layout = block.layout()
        start, end = start - block.position(), end - block.position()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                rect = _line_rect(line, first, last)
                yield rect.translated(corner)

    def _paint_mark(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        if look in (Look.HIT, Look.CURRENT_HIT):
            painter.setPen(QPen(QColor(theme.accent), 2 if look is Look.CURRENT_HIT else 1))
            painter.setBrush(QColor(theme.selection) if look is Look.CURRENT_HIT else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, 0.5, 1, -0.5), 2, 2)
            return
        if look is Look.TELLING:
            painter.setPen(QPen(QColor(theme.text), _DOT, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(rect.left(), rect.bottom() - _DOT), QPointF(rect.right(), rect.bottom() - _DOT))
            return
        painter.setBrush(QColor(theme.evidence if look is Look.CURRENT else theme.other_evidence))
        painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 2, 2)
        if look is Look.CURRENT:
            painter.fillRect(
                QRectF(rect.left() - 1, rect.bottom() - 2, rect.width() + 2, 2), QColor(theme.evidence_underline)
            )

    def set_inked(self, places: Sequence[tuple[int, int]], ink: str) -> None:
        """Draw the words from one position to another in a colour of their own, as far as they are set."""
        selections = []
        length = self.document().characterCount() - 1
        for start, end in (place for place in places if place[1] <= length):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format.setForeground(QColor(ink))
            selections.append(selection)
        self.setExtraSelections(selections)

    # Places

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Top and bottom, in the document's coordinates, of the lines from one position to another."""
        return self._line_extent(start)[0], self._line_extent(end)[1]

    def _line_extent(self, position: int) -> tuple[float, float]:
        self.filling.reach(position)
        block = self.document().findBlock(position)
        # Asked first: only then is everything up to the block laid out.
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return top, top
        return top + line.y(), top + line.y() + line.height()

    def line_height(self) -> float:
        """The height of a line of prose, in pixels."""
        return self.document().firstBlock().blockFormat().lineHeight()

    def whole_lines(self) -> tuple[int, int]:
        """The positions from the first to the last line that is wholly on screen."""
        view = (self._document, self.verticalScrollBar().value(), self.viewport().size())
        if self._whole is not None and self._whole[0] == view:
            return self._whole[1]
        first, last = self._find_whole_lines()
        # Asked several times a scroll; what is not laid out yet is not worth keeping.
        self._whole = (view, (first, last)) if last > first else None
        return first, last

    def _find_whole_lines(self) -> tuple[int, int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        positions = [
            position
            for block, corner in self.visible_blocks()
            for line_top, line_bottom, start, end in _line_places(block, corner.y())
            if line_top >= top - _SLACK and line_bottom <= bottom + _SLACK
            for position in (start, end)
        ]
        return (positions[0], positions[-1]) if positions else (0, 0)

    def first_position(self) -> int:
        """Where the first line on screen begins."""
        return self.cursorForPosition(self.viewport().rect().topLeft()).position()

    # Caret, mouse and keys

    def place_caret(self, position: int, anchor: int | None = None) -> None:
        """Put the caret somewhere, selecting from `anchor`, without scrolling there."""
        self.filling.reach(max(position, anchor or 0))
        cursor = QTextCursor(self.document())
        cursor.setPosition(position if anchor is None else anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        place = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def position_at(self, point: QPointF) -> int | None:
        """The position of the character under a point of the viewport; None where there is none."""
        place = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else position

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.filling.forget_awaited()
        super().mousePressEvent(event)
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        position = self.position_at(event.position())
        if position is not None:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.control_clicked if held else self.clicked).emit(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            position = self.position_at(event.position())
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            tells = self._source.address_at if held else self._source.marked_at
            leads = position is not None and bool(tells(position))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.position_at(QPointF(event.pos()))
            tip = self._source.tip_at(position) if position is not None else ""
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    def take_mouse(self, event: QMouseEvent) -> None:
        """Treat what was pressed or dragged beside the column as if it had been at the column's edge.

        The handlers are called outright: an event sent and refused would come back to the sender.
        """
        handlers = {
            QEvent.Type.MouseButtonPress: self.mousePressEvent,
            QEvent.Type.MouseMove: self.mouseMoveEvent,
            QEvent.Type.MouseButtonRelease: self.mouseReleaseEvent,
        }
        place = QPointF(self.viewport().mapFromGlobal(event.globalPosition()))
        inside = QPointF(min(max(place.x(), 0.0), self.viewport().width() - 1.0), place.y())
        pressed, held, keys = event.button(), event.buttons(), event.modifiers()
        handlers[event.type()](QMouseEvent(event.type(), inside, event.globalPosition(), pressed, held, keys))

    def take_wheel(self, event: QWheelEvent) -> None:
        """Scroll for a wheel turned beside the column."""
        self.filling.forget_awaited()
        scroll_bar = self.verticalScrollBar()
        lines = QApplication.wheelScrollLines() * scroll_bar.singleStep()
        moved = event.pixelDelta().y() or event.angleDelta().y() / _WHEEL_NOTCH * lines
        scroll_bar.setValue(round(scroll_bar.value() - moved))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # QTextEdit would zoom by itself; the text's size is the window's to set.
            event.ignore()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif not self.filling.is_complete and any(event.matches(keys) for keys in _TO_THE_END):
            kept = event.clone()
            self.filling.when_complete(lambda: super(TextPane, self).keyPressEvent(kept))
        else:
            self.filling.forget_awaited()
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._source.copy(cursor.selectionStart(), cursor.selectionEnd()))
        return data


def _line_places(block: QTextBlock, top: float) -> Iterator[tuple[float, float, int, int]]:
    """Top, bottom, first and last position of each line of a block; the last line's is before its line feed."""
    layout = block.layout()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        start = block.position() + line.textStart()
        yield top + line.y(), top + line.y() + line.height(), start, start + line.textLength()


def _line_rect(line: QTextLine, first: int, last: int) -> QRectF:
    """Where the characters from `first` to `last` stand on a line; spaces that hang over its end are left out."""
    left, _ = line.cursorToX(first)
    right, _ = line.cursorToX(last)
    right = min(max(left, right), line.x() + line.naturalTextWidth())
    return QRectF(min(left, right), line.y(), abs(right - left), line.height())

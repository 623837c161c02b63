"""The left of the desk: engagements with their vendors, documents and progress, and a line that narrows the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.model import EngagementSummary
from reviewer.ui.engagement_list import ROW, EngagementDelegate, EngagementRows, ListRow
from reviewer.ui.labels import quiet_label
from reviewer.ui.own_keys import presses

_FEW = 6
"""Up to so many vendors can be seen without narrowing the list."""


class EngagementPanel(QWidget):
    """Signals: `vendor_pressed(assessment id)`; `document_pressed(assessment id, document id)`."""

    vendor_pressed = Signal(int)
    document_pressed = Signal(int, int)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = translator.gettext
        self._engagements: Sequence[EngagementSummary] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("Narrow the list"))
        self.filter.setAccessibleName(say("Narrow the list of vendors and documents"))
        self.filter.setClearButtonEnabled(True)
        self._nothing = quiet_label(say("No vendor or document has these letters."))
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self.rows = EngagementRows(translator)
        self.list = _VendorList(self.rows, say("Engagements"))
        self.list.setAccessibleDescription(say("Enter shows the vendor on the desk."))
        self._lay_out()
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._narrow)
        self.list.vendor_pressed.connect(self.vendor_pressed)
        self.list.document_pressed.connect(self.document_pressed)

    @property
    def names(self) -> list[str]:
        """What a screen reader says of each vendor listed."""
        return [self.rows.index(number).data() for number in self._vendor_rows()]

    def show_engagements(self, engagements: Sequence[EngagementSummary], assessment_id: int | None) -> None:
        """Lists them, the vendor of `assessment_id` marked; the rows are made anew only where they changed."""
        if self._engagements != engagements:
            self._engagements = engagements
            current = self.list.chosen
            self.rows.show_engagements(engagements)
            self.list.choose(self.rows.row_of(current))
            many = sum(len(engagement.vendors) for engagement in engagements) > _FEW
            self._head.setVisible(many or bool(self.filter.text()))
            self._show_whether_any()
        if self.rows.shown != assessment_id:
            self.rows.set_shown(assessment_id)
            self.list.show_row(self.rows.row_of(assessment_id))

    def show_high(self, assessment_id: int, count: int) -> None:
        """How many high findings a vendor has; kept for when the list is made anew."""
        self.rows.set_high(assessment_id, count)

    def forget_high(self) -> None:
        """Another workspace: its vendors may have the same ids."""
        self.rows.forget_high()
        self.filter.clear()

    def _narrow(self, typed: str) -> None:
        self.rows.narrow(typed)
        self._show_whether_any()
        if typed.strip():
            self.list.choose(next(iter(self._vendor_rows()), None))
            self.list.scrollToTop()
        else:
            self.list.show_row(self.rows.row_of(self.rows.shown))

    def _show_whether_any(self) -> None:
        self._nothing.setVisible(bool(self._engagements) and not self.rows.rows)

    def _vendor_rows(self) -> list[int]:
        return [number for number, row in enumerate(self.rows.rows) if row.assessment_id is not None]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        """The line keeps the keyboard while vendors are chosen with the arrows."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.press_current()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.keyPressEvent(event)
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(12, 12, 12, 4)
        head.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._head, self._nothing, self.list):
            layout.addWidget(widget)
        self._head.hide()
        self._nothing.hide()


class _VendorList(QListView):
    """Pressed by a click or Enter: a vendor, or the document whose line was clicked or that has the words typed."""

    vendor_pressed = Signal(int)
    document_pressed = Signal(int, int)

    def __init__(self, rows: EngagementRows, name: str) -> None:
        super().__init__()
        self._rows = rows
        self._delegate = EngagementDelegate(rows, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setObjectName("engagements")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    @property
    def chosen(self) -> int | None:
        """The assessment of the vendor that Enter would open."""
        row = self._current()
        return row.assessment_id if row else None

    def choose(self, row: int | None) -> None:
        """Makes it the one that Enter opens, where it is not already."""
        index = self._rows.index(row) if row is not None else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def show_row(self, row: int | None) -> None:
        self.choose(row)
        if row is not None:
            self.scrollTo(self._rows.index(row))

    def _current(self) -> ListRow | None:
        return self.currentIndex().data(ROW) if self.currentIndex().isValid() else None

    def press_current(self) -> None:
        row = self._current()
        if row is not None and row.found is not None:
            self.document_pressed.emit(row.assessment_id, row.found)
        elif row is not None:
            self.vendor_pressed.emit(row.assessment_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.press_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        if event.button() is not Qt.MouseButton.LeftButton or row is None or row.assessment_id is None:
            return
        document_id = self._delegate.document_at(row, self.visualRect(index), event.position().toPoint().y())
        if document_id is None:
            self.vendor_pressed.emit(row.assessment_id)
        else:
            self.document_pressed.emit(row.assessment_id, document_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.indexAt(event.position().toPoint()).data(ROW)
        leads = row is not None and row.assessment_id is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._delegate.measure_again()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # texts wrap elsewhere

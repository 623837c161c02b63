"""The vendors of an engagement side by side, beside the desk: Enter leads from a cell to the field of that vendor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReviewerError
from reviewer.ui.background import Background, Tell
from reviewer.ui.buttons import KeyButton
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.labels import quiet_label
from reviewer.ui.session import Session

if TYPE_CHECKING:
    from reviewer.report import ComparedRow, Comparison

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(1100, 720)
_LABEL_CHARACTERS, _VENDOR_CHARACTERS = 34, 38


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """Where a cell leads: a field of a vendor's form, or one of its findings."""

    assessment_id: int
    field: str
    document_id: int | None
    rule: str


class _Cells(QAbstractTableModel):
    """A row for what is compared, a column a vendor; a row of its own names the findings."""

    def __init__(self, comparison: Comparison, translator: Translator) -> None:
        super().__init__()
        self._comparison = comparison
        self._heads = (translator.gettext("Item"), *(name for _, name in comparison.vendors))
        self.heading = len(comparison.statements)
        self._heading_text = translator.gettext("Findings side by side")

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.heading + 1 + len(self._comparison.findings)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if role == Qt.ItemDataRole.FontRole and (index.column() == 0 or index.row() == self.heading):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def place(self, index: QModelIndex) -> ComparedPlace | None:
        """Where a cell leads; None where it leads nowhere."""
        row = self._row(index.row())
        if row is None or index.column() == 0:
            return None
        cell, (assessment_id, _) = row.cells[index.column() - 1], self._comparison.vendors[index.column() - 1]
        if not (cell.field or cell.rule):
            return None
        return ComparedPlace(assessment_id, cell.field, cell.document_id, cell.rule)

    def _row(self, place: int) -> ComparedRow | None:
        if place == self.heading:
            return None
        if place < self.heading:
            return self._comparison.statements[place]
        return self._comparison.findings[place - self.heading - 1]

    def _text(self, place: int, column: int) -> str:
        row = self._row(place)
        if row is None:
            return self._heading_text if column == 0 else ""
        if column == 0:
            return "\n".join(filter(None, (row.label, row.note)))
        cell = row.cells[column - 1]
        return "\n".join(filter(None, (cell.text, *cell.notes)))


class _Table(QTableView):
    """Signal: `chosen(QModelIndex)` on Enter or a double click."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self.setObjectName("comparedCells")
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self.chosen)

    def show_cells(self, cells: _Cells) -> None:
        """The cell that was current stays so."""
        current = self.currentIndex()
        row, column = (current.row(), current.column()) if current.isValid() else (0, 1)
        old = self.model()
        self.setModel(cells)
        if old is not None:
            old.deleteLater()
        self.setSpan(cells.heading, 0, 1, cells.columnCount())
        self._fit()
        self.setCurrentIndex(cells.index(min(row, cells.rowCount() - 1), min(column, cells.columnCount() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The vendors share the width while each keeps room to be read."""
        vendors = (self.model().columnCount() if self.model() else 1) - 1
        if vendors < 1:
            return
        character = self.fontMetrics().averageCharWidth()
        label = _LABEL_CHARACTERS * character
        width = max(_VENDOR_CHARACTERS * character, (self.viewport().width() - label) // vendors)
        self.setColumnWidth(0, label)
        for column in range(1, vendors + 1):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()


class ComparisonWindow(QDialog):
    """Reads anew when it is looked at after something was decided. Signals: `place_wanted(ComparedPlace)`;
    `document_wanted` when the comparison is to be written; `compared` when it shows what stands now."""

    place_wanted = Signal(object)
    document_wanted = Signal()
    compared = Signal()

    def __init__(
        self, session: Session, reading: EngagementReading, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._reading, self._translator = session, reading, translator
        self._background = Background(self)
        self._stale = False
        say = translator.gettext
        self.setWindowTitle(say("Comparison of vendors"))
        self.table = _Table(say("Comparison of vendors"), say("Enter goes to the field in the form of that vendor."))
        self.table.chosen.connect(self._on_chosen)
        self._note = quiet_label(say("The vendors are being read…"))
        self._lay_out()
        for signal in (session.assessment_changed, session.elsewhere_changed, session.engagements_changed):
            signal.connect(self._on_changed)
        session.workspace_closed.connect(self.close)
        self._read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._stale:
            self._read()

    def closeEvent(self, event: QEvent) -> None:
        self._background.wait()
        super().closeEvent(event)

    def _on_changed(self, *_: object) -> None:
        self._stale = True

    def _read(self) -> None:
        if self._session.assessment is None:
            return
        self._stale = False
        read, translator = self._reading.reader(), self._translator

        def compare(tell: Tell) -> Comparison:
            from reviewer.report import compare_vendors

            return compare_vendors(read(), translator, date.today())

        self._background.run(compare, self._show, self._fail)

    def _show(self, comparison: Comparison) -> None:
        say = self._translator.gettext
        self.table.show_cells(_Cells(comparison, self._translator))
        self._note.setText(
            say("In the order of their high findings. The documents differ in scope: the numbers alone are no measure.")
        )
        self.compared.emit()

    def _fail(self, error: Exception) -> None:
        words = self._translator.gettext("The vendors could not be read.")
        self._note.setText(describe(error, self._translator) if isinstance(error, ReviewerError) else words)

    def _on_chosen(self, index: QModelIndex) -> None:
        cells = self.table.model()
        place = cells.place(index) if isinstance(cells, _Cells) else None
        if place is not None:
            self.place_wanted.emit(place)

    def _lay_out(self) -> None:
        say = self._translator.gettext
        write, close = KeyButton(say("Write as a document…")), KeyButton(say("Close"), "Esc")
        write.clicked.connect(self.document_wanted)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        foot.addWidget(write)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(_SIZE)
        self.table.setFocus()

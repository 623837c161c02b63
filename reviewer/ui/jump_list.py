"""A quiet table whose rows lead somewhere: notes, history, hits of a search."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTreeView

from reviewer.model import Span
from reviewer.ui.labels import plain_tip
from reviewer.ui.theme import theme_of

_Index = QModelIndex | QPersistentModelIndex


MATCHES, REPEATS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""What a search found in a cell; whether a cell says the same as the one above."""


@dataclass(frozen=True, slots=True)
class JumpRow:
    """`target` is handed out when the row is pressed; None for a row that leads nowhere. `matches` are what a search
    found in the last cell; the first `repeats` cells say the same as those above."""

    cells: tuple[str, ...]
    target: Hashable = None
    matches: tuple[Span, ...] = ()
    repeats: int = 0


class _Rows(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], told: int) -> None:
        super().__init__()
        self._heads, self._told = heads, told
        self.rows: Sequence[JumpRow] = ()

    def show_rows(self, rows: Sequence[JumpRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.rows[index.row()].cells[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and index.column() >= self._told:
            return QColor(theme_of(QApplication.palette()).second)
        if role == MATCHES and index.column() == len(self._heads) - 1:
            return self.rows[index.row()].matches
        if role == REPEATS:
            return index.column() < self.rows[index.row()].repeats
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class JumpList(QTreeView):
    """Signal: `pressed_target(target)` on Enter or a click on a row that leads somewhere."""

    pressed_target = Signal(object)

    def __init__(self, name: str, heads: Sequence[str], widths: Sequence[int], *, told: int | None = None) -> None:
        """`widths` are in characters; the last column takes what is left. Columns after the first `told` are
        quieter."""
        super().__init__()
        self._model = _Rows(heads, len(heads) if told is None else told)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeaderHidden(not any(heads))
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width * self.fontMetrics().averageCharWidth())
        self.clicked.connect(self._on_pressed)

    @property
    def rows(self) -> Sequence[JumpRow]:
        return self._model.rows

    def show_rows(self, rows: Sequence[JumpRow]) -> None:
        if rows != self._model.rows:
            self._model.show_rows(rows)

    def press_row(self, row: int) -> None:
        target = self._model.rows[row].target
        if target is not None:
            self.pressed_target.emit(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()  # rows that were laid out before had not been given their look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.press_row(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_pressed(self, index: QModelIndex) -> None:
        self.press_row(index.row())

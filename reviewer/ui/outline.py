"""The headings of a policy behind one button: a list that opens, and goes to the heading chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from reviewer.model import Block, BlockKind
from reviewer.ui.icons import icon
from reviewer.ui.labels import plain_tip

_CHARACTERS, _MOST_ROWS, _MARGIN = 56, 20, 4
_INDENT = "    "


class Outline(QToolButton):
    """A button with `label`; disabled for a text without headings."""

    heading_chosen = Signal(int)
    """Where the heading begins, in code points."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._popup = _Headings(self)
        self._popup.name(label)
        self._position = 0
        self.setText(label)
        self.setIcon(icon("outline"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEnabled(False)
        self.clicked.connect(self.open_list)
        self._popup.chosen.connect(self.heading_chosen)

    def set_headings(self, text: str, blocks: Sequence[Block]) -> None:
        """List the headings among the blocks of a text."""
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        top = min((block.level for block in headings), default=1)
        self._popup.fill(
            [(" ".join(text[block.start : block.end].split()), block.level - top, block.start) for block in headings]
        )
        self.setEnabled(bool(headings))

    def set_position(self, offset: int) -> None:
        """Where the reader is: the heading before it is the one marked when the list opens."""
        self._position = offset

    def open_list(self) -> None:
        self._popup.open_below(self, self._position)


class _Headings(QFrame):
    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("outlinePopup")
        self._list = QListWidget(self)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)

    def name(self, label: str) -> None:
        """Names the list for those who hear it."""
        self.setAccessibleName(label)
        self._list.setAccessibleName(label)

    def fill(self, headings: Sequence[tuple[str, int, int]]) -> None:
        """Headings as (words, depth from 0, offset)."""
        self._list.clear()
        for words, depth, offset in headings:
            item = QListWidgetItem(_INDENT * depth + words)
            item.setData(Qt.ItemDataRole.UserRole, offset)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(plain_tip(words))
            self._list.addItem(item)

    def open_below(self, button: QWidget, position: int) -> None:
        # Rows measured before the style sheet reached the list would be too low.
        self._list.ensurePolished()
        self._list.doItemsLayout()
        rows = min(self._list.count(), _MOST_ROWS)
        width = self.fontMetrics().averageCharWidth() * _CHARACTERS
        self.resize(width, rows * self._list.sizeHintForRow(0) + 2 * _MARGIN + 2)
        self._list.setCurrentRow(self._row_at(position))
        self.move(button.mapToGlobal(QPoint(button.width() - width, button.height() + 4)))
        self.show()
        self._list.setFocus()

    def _row_at(self, position: int) -> int:
        offsets = [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]
        return max(sum(offset <= position for offset in offsets) - 1, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem():
            self._choose(self._list.currentItem())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

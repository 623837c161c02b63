"""A check list of a field's vocabulary, each entry with its definition."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from reviewer.form import FieldSpec
from reviewer.form.wording import code_help, code_label
from reviewer.i18n import Translator
from reviewer.ui.editors.value_editor import Entry, ValueEditor

_MOST_LINES = 18


class _CheckList(QListWidget):
    """A list in which Enter is left to the editor."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as it may be."""
        return QSize(super().sizeHint().width(), self.maximumHeight())


class VocabularyEditor(ValueEditor):
    """All values of a field whose values are codes; a field that holds one value unchecks the others."""

    whole_field = True

    def __init__(
        self, spec: FieldSpec, translator: Translator, *, most_lines: int = _MOST_LINES, fewest_lines: int = _MOST_LINES
    ) -> None:
        """`most_lines` is how high the list grows before it scrolls, `fewest_lines` how low it may be where there is
        no room."""
        super().__init__()
        self._one, self._most_lines, self._fewest_lines = spec.one, most_lines, fewest_lines
        self._list = _CheckList(self)
        # By this name the style sheet leaves out padding at the sides, which the breaking of lines does not know.
        self._list.setObjectName("checkList")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setAccessibleName(translator.gettext(spec.label))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)
        for code in spec.codes:
            self._add(code.id, code_label(spec, code, translator), code_help(spec, code, translator))
        self._list.setCurrentRow(0)
        self._list.itemChanged.connect(self._on_item_changed)

    def set_entries(self, values: Sequence[Entry]) -> None:
        for item in self._items():
            checked = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        for row, item in enumerate(self._items()):
            if item.checkState() is Qt.CheckState.Checked:
                self._list.setCurrentRow(row)
                return

    def entries(self) -> tuple[Entry, ...]:
        checked = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in checked)

    def _add(self, code: str, label: str, definition: str) -> None:
        item = QListWidgetItem(f"{label} — {definition}" if definition else label, self._list)
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setToolTip(definition)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _fit_height(self) -> None:
        """As high as its entries with their lines broken, up to the most lines."""
        entries = sum(self._list.visualItemRect(item).height() for item in self._items())
        line, frame = self._list.fontMetrics().lineSpacing(), 2 * self._list.frameWidth()
        highest = min(entries, self._most_lines * line) + frame
        self._list.setMaximumHeight(highest)
        self._list.setMinimumHeight(min(highest, self._fewest_lines * line + frame))
        self._list.updateGeometry()

    def _on_item_changed(self, changed: QListWidgetItem) -> None:
        if self._one and changed.checkState() is Qt.CheckState.Checked:
            for item in self._items():
                if item is not changed:
                    item.setCheckState(Qt.CheckState.Unchecked)
        self.entry_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.doItemsLayout()
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            return
        super().keyPressEvent(event)

"""All keys on one page, made from the declared actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.actions import MENUS, menu_actions, plain_label
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import quiet_label
from reviewer.ui.shortcuts import Shortcuts

_COLUMNS = (("file", "edit", "report", "help"), ("review",), ("findings", "view"))
"""Of about the same height, so that a small screen has room for all."""

_TOPS, _GAP = [menus[0] for menus in _COLUMNS], 16


class KeysPanel(QScrollArea):
    """Stands in the place of the desk until Esc or F1; shows the keys in force. Signal: `left`."""

    left = Signal()

    def __init__(self, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._shortcuts, self._translator = shortcuts, translator
        self._columns: QWidget | None = None
        self.setWidgetResizable(True)
        shortcuts.changed.connect(self._on_keys_changed)
        self.setAccessibleName(translator.gettext("Keys"))
        self.setAccessibleDescription(translator.gettext("Esc goes back to the desk."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Made when first wanted: the window starts without it."""
        if self._columns is None:
            self._show_columns()
        super().showEvent(event)

    def _on_keys_changed(self) -> None:
        """What was made is made anew, at once where it is on show."""
        if self._columns is not None:
            self._columns = None
        if self.isVisible():
            self._show_columns()

    def _show_columns(self) -> None:
        self._columns = self._make_columns()
        self.setWidget(self._columns)  # what was there before goes

    def _make_columns(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(48, 32, 48, 32)
        row.setSpacing(32)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.addLayout(self._keys_of(menus))
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        back = KeyButton(self._translator.gettext("Back to the desk"), "Esc")
        back.clicked.connect(self.left)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _keys_of(self, menus: Sequence[str]) -> QGridLayout:
        """Menus one below the other, with all their keys on one line."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for menu in menus:
            self._add_menu(grid, menu)
        return grid

    def _add_menu(self, grid: QGridLayout, menu: str) -> None:
        line = grid.rowCount()
        title = QLabel(self._translator.gettext(dict(MENUS)[menu]).replace("&", ""))
        title.setProperty("look", "title")
        if menu not in _TOPS:
            title.setContentsMargins(0, _GAP, 0, 0)
        grid.addWidget(title, line, 0, 1, 2)
        with_keys = (spec for spec in menu_actions(menu) if self._shortcuts.keys(spec.id))
        for below, spec in enumerate(with_keys, start=1):
            grid.addWidget(QLabel(plain_label(spec.id, self._translator)), line + below, 0)
            grid.addWidget(quiet_label(self._shortcuts.all_text(spec.id)), line + below, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""All keys on one page, made from the declared actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.actions import ACTIONS, MENUS, Action
from reviewer.ui.labels import quiet_label

_COLUMNS = (("file", "edit"), ("review",), ("findings", "view", "report", "help"))
_WITHOUT_MENU = "review"
"""Where the keys of actions stand that no menu holds."""


class KeysPanel(QWidget):
    """Stands in the place of the desk until Esc or F1. Signal: `left`."""

    left = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self.setAccessibleName(translator.gettext("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Made when first wanted: the window starts without it."""
        if self.layout() is None:
            self._lay_out()
        super().showEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 32, 48, 32)
        row.setSpacing(32)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            for menu in menus:
                column.addLayout(self._menu_keys(menu))
                column.addSpacing(12)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)

    def _menu_keys(self, menu: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        title = QLabel(_plain(self._translator.gettext(dict(MENUS)[menu])))
        title.setProperty("look", "title")
        grid.addWidget(title, 0, 0, 1, 2)
        for line, spec in enumerate((s for s in ACTIONS if s.keys and (s.menu or _WITHOUT_MENU) == menu), start=1):
            grid.addWidget(QLabel(_plain(self._translator.gettext(spec.label))), line, 0)
            grid.addWidget(quiet_label(_keys(spec)), line, 1)
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _keys(spec: Action) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in spec.keys)


def _plain(label: str) -> str:
    return label.replace("&", "").rstrip("…")

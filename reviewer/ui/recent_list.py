"""The workspaces opened last, on the empty desk: one is opened by pressing it, one that is gone can be taken off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.background import Background, Tell
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import ElidedLabel, plain_tip, quiet_label, set_look
from reviewer.ui.own_keys import Pressable
from reviewer.ui.theme import theme_of

_WIDTH, _MOST = 560, 5
_RADIUS = 4


class RecentRow(Pressable, QWidget):
    """Signals: `pressed`, unless the file is gone; `removed`."""

    pressed = Signal()
    removed = Signal()

    def __init__(self, path: Path, translator: Translator) -> None:
        super().__init__()
        self.path, self._translator, self.missing = path, translator, False
        self._name = ElidedLabel(path.stem, "group")
        self._folder = ElidedLabel(str(path.parent), "second")
        self._opened = quiet_label()
        self._opened.setWordWrap(False)
        self._remove = KeyButton(translator.gettext("Take off the list"), flat=True)
        self._remove.clicked.connect(self.removed)
        self._remove.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._opened)
        row.addWidget(self._remove)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(str(path)))
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(str(path.parent))

    def show_day(self, opened_at: str) -> None:
        """Says when it was opened last, an ISO 8601 time."""
        day = self._translator.format_day(opened_at)
        self._opened.setText(self._translator.gettext("opened {date}").format(date=day))
        self.setAccessibleDescription(f"{self.path.parent} · {self._opened.text()}")

    def show_missing(self) -> None:
        """The file is not where it was: it can only be taken off."""
        self.missing = True
        gone = self._translator.gettext("not found in {folder}").format(folder=self.path.parent)
        self._folder.setText(gone)
        set_look(self._name, "second")
        self._opened.hide()
        self._remove.show()
        self._remove.setAccessibleDescription(self.path.stem)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        self.setAccessibleDescription(gone)

    def press(self) -> None:
        if not self.missing:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.missing or not (self.underMouse() or self.hasFocus()):
            return
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.selection))
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


class RecentList(QWidget):
    """Shows the first few; the menu has the rest. Signals: `opened(Path)`; `removed` after one was taken off."""

    opened = Signal(object)
    removed = Signal()

    def __init__(self, settings: Settings, translator: Translator) -> None:
        super().__init__()
        self._settings, self._translator = settings, translator
        self._background = Background(self)
        self.rows: list[RecentRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._title = quiet_label(translator.gettext("Opened last"))
        self._title.setContentsMargins(12, 0, 0, 4)
        self._layout.addWidget(self._title)
        self._complete = False
        self.setFixedWidth(_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rows()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What takes long comes when the page is on the screen, and moves nothing there."""
        super().paintEvent(event)
        if not self._complete:
            self._complete = True
            QTimer.singleShot(0, self, self._complete_rows)

    def _show_rows(self) -> None:
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._make_row(name) for name in self._settings.options.recent[:_MOST]]
        for row in self.rows:
            self._layout.addWidget(row)
        self._title.setVisible(bool(self.rows))
        self._complete = False

    def _complete_rows(self) -> None:
        for row in self.rows:
            opened = self._settings.place(row.path).opened
            if opened:
                row.show_day(opened)
        self._find_missing()

    def _make_row(self, name: str) -> RecentRow:
        path = Path(name)
        row = RecentRow(path, self._translator)
        row.pressed.connect(lambda: self.opened.emit(path))
        row.removed.connect(lambda: self._forget(path))
        return row

    def _forget(self, path: Path) -> None:
        self._settings.forget_workspace(path)
        self._settings.save()
        self._show_rows()
        self.removed.emit()

    def _find_missing(self) -> None:
        """Beside the window's work: a folder may lie on a network that does not answer."""
        paths = [row.path for row in self.rows]

        def find(tell: Tell) -> set[Path]:
            return {path for path in paths if not path.exists()}

        self._background.run(find, self._show_missing, lambda error: None)

    def _show_missing(self, paths: set[Path]) -> None:
        for row in self.rows:
            if row.path in paths and not row.missing:
                row.show_missing()

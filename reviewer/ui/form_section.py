"""A group of the form: its heading with article and progress, and the rows of its fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.field_row import FieldKey
from reviewer.ui.labels import ElidedLabel, hairline, quiet_label


class SectionHeading(QWidget):
    """Signal: `pressed` when the group is to be opened or closed."""

    pressed = Signal()
    _beside: bool | None = None

    def __init__(self, title: str, article: str, translator: Translator) -> None:
        super().__init__()
        self._title, self._translator = title, translator
        self._fold, self._name, self._progress = QLabel("▾"), ElidedLabel(title, "group"), QLabel()
        # A document's name may be longer than the form is wide.
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._name.setMinimumWidth(1)
        for label in (self._fold, self._progress):
            label.setProperty("look", "second")
        self._article = quiet_label(article)
        self._article.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 4)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        for column, label in ((0, self._fold), (1, self._name), (3, self._progress)):
            self._grid.addWidget(label, 0, column)
        self._place_article(beside=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_progress(self, decided: int, total: int) -> None:
        count = self._translator.gettext("{decided} of {total}").format(decided=decided, total=total)
        self._progress.setText(count)
        self.setAccessibleName(f"{self._title}, {count}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Articles that have no room beside the title stand below it."""
        super().resizeEvent(event)
        others = sum(label.sizeHint().width() for label in (self._fold, self._name, self._progress))
        room = self._grid.contentsRect().width() - others - 3 * self._grid.horizontalSpacing()
        self._place_article(beside=self._article.fontMetrics().horizontalAdvance(self._article.text()) <= room)

    def _place_article(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        self._grid.removeWidget(self._article)
        if beside:
            self._grid.addWidget(self._article, 0, 2)
        else:
            self._grid.addWidget(self._article, 1, 1, 1, 3)
        self._article.setAlignment(Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft)

    def show_open(self, is_open: bool) -> None:
        self._fold.setText("▾" if is_open else "▸")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


class FormSection(QWidget):
    """Holds one widget a field, in the form's order; a closed group shows its heading alone.

    Signal: `folded(open)`.
    """

    folded = Signal(bool)

    def __init__(self, title: str, article: str, translator: Translator) -> None:
        super().__init__()
        self.is_open = True
        self._widgets: dict[FieldKey, QWidget] = {}
        self._hidden: set[FieldKey] = set()
        self._heading = SectionHeading(title, article, translator)
        self._heading.pressed.connect(lambda: self.set_open(not self.is_open))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 8)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._heading)
        self._line = hairline()
        self._layout.addWidget(self._line)

    @property
    def keys(self) -> tuple[FieldKey, ...]:
        return tuple(self._widgets)

    @property
    def first_shown(self) -> QWidget | None:
        """What stands right below the heading."""
        return next((self._widgets[key] for key in self._widgets if self._shows(key)), None)

    def rename_keys(self, names: Mapping[FieldKey, FieldKey]) -> None:
        """Gives fields other keys, such as those of another document."""
        self._widgets = {names[key]: widget for key, widget in self._widgets.items()}
        self._hidden = {names[key] for key in self._hidden}

    def widget(self, key: FieldKey) -> QWidget:
        return self._widgets[key]

    def put(self, key: FieldKey, widget: QWidget) -> QWidget | None:
        """Shows a widget for a field in place of the one it had; returns that one, hidden."""
        old = self._widgets.get(key)
        if old is None:
            self._layout.insertWidget(self._layout.count() - 1, widget)
        else:
            self._layout.replaceWidget(old, widget)
            old.hide()
        self._widgets[key] = widget
        widget.setVisible(self._shows(key))
        return old

    def show_progress(self, decided: int, total: int) -> None:
        self._heading.show_progress(decided, total)

    def set_open(self, is_open: bool) -> None:
        if is_open == self.is_open:
            return
        self.is_open = is_open
        self._heading.show_open(is_open)
        self._show_widgets()
        self.folded.emit(is_open)

    def hide_fields(self, keys: set[FieldKey]) -> None:
        """Leaves fields out; a group all of whose fields are left out goes too."""
        self._hidden = keys & set(self._widgets)
        self._show_widgets()
        self.setVisible(len(self._hidden) < len(self._widgets))

    def show_field(self, key: FieldKey) -> None:
        """Shows a field that was left out, and its group with it."""
        if key in self._hidden:
            self.hide_fields(self._hidden - {key})

    def _shows(self, key: FieldKey) -> bool:
        return self.is_open and key not in self._hidden

    def _show_widgets(self) -> None:
        for key, widget in self._widgets.items():
            widget.setVisible(self._shows(key))

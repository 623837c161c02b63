"""A field in the list, as one quiet line: label, values, state and marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from reviewer.form import FieldSpec
from reviewer.i18n import Translator
from reviewer.model import FieldState
from reviewer.ui.labels import breakable, set_look, text_label
from reviewer.ui.pills import PillState, StatePill
from reviewer.ui.theme import Mark
from reviewer.ui.wording import pill_state, status_word, values_text


class FieldKey(NamedTuple):
    """A field of an assessment; `document_id` is set for `document.*` alone."""

    field: str
    document_id: int | None


def key_of(state: FieldState) -> FieldKey:
    return FieldKey(state.field, state.document_id)


class FieldRow(QWidget):
    """Signal: `pressed` when the reviewer wants to go to the field."""

    pressed = Signal()

    def __init__(self, spec: FieldSpec, state: FieldState, label_width: int, translator: Translator) -> None:
        super().__init__()
        self._spec, self._translator = spec, translator
        self._state: FieldState | None = None
        self._shown: tuple[str, list[tuple[PillState, str]]] | None = None
        self._label = QLabel(translator.gettext(spec.label))
        self._label.setProperty("look", "second")
        self._label.setFixedWidth(label_width)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._value = text_label()
        self._value.setMinimumWidth(1)
        self._value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._pills = QVBoxLayout()
        self._pills.setSpacing(4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._value, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._pills)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state(state)

    def fit_label(self, width: int) -> None:
        """`width` is the label's, in pixels."""
        self._label.setFixedWidth(width)

    def show_state(self, state: FieldState) -> None:
        if state is self._state:
            return
        self._state = state
        text = row_text(self._spec, state, self._translator)
        marks = state_marks(state, self._translator)
        if (text, marks) == self._shown:
            return
        self._shown = text, marks
        self._value.setText(breakable(text))
        set_look(self._value, "" if state.effective_values else "second")
        clear_layout(self._pills)
        _add_marks(self._pills, marks)
        self._pills.addStretch(1)
        words = ", ".join((self._label.text(), text, status_word(state, self._translator)))
        self.setAccessibleName(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


def row_text(spec: FieldSpec, state: FieldState, translator: Translator) -> str:
    """The values of a field, or what can be said of their absence."""
    if state.effective_values:
        return values_text(spec, state.effective_values, translator)
    if state.incomplete:
        return translator.gettext("The text breaks off here")
    if state.values:
        return translator.gettext("Every value was rejected")
    return silence_text(state, translator)


def silence_text(state: FieldState, translator: Translator) -> str:
    cues = sum(silence.cues for _, silence in state.silences)
    if not cues:
        return translator.gettext("Nothing found")
    counted = translator.ngettext("{count} cue searched", "{count} cues searched", cues).format(count=cues)
    return translator.gettext("Nothing found · {counted}").format(counted=counted)


def state_marks(state: FieldState, translator: Translator) -> list[tuple[PillState, str]]:
    """The state with its word, then each mark with its own."""
    marks: list[tuple[PillState, str]] = [(pill_state(state), status_word(state, translator))]
    if state.incomplete:
        marks.append((Mark.BROKEN_OFF, translator.gettext("broken off")))
    if state.flagged:
        marks.append((Mark.FLAGGED, translator.gettext("flagged")))
    if state.note:
        marks.append((Mark.NOTED, translator.gettext("noted")))
    return marks


def add_pills(layout: QLayout, state: FieldState, translator: Translator) -> None:
    """The state's pill, then a pill a mark."""
    _add_marks(layout, state_marks(state, translator))


def _add_marks(layout: QLayout, marks: Sequence[tuple[PillState, str]]) -> None:
    for pill in (StatePill(mark, word) for mark, word in marks):
        layout.addWidget(pill)
        layout.setAlignment(pill, Qt.AlignmentFlag.AlignRight)


def clear_layout(layout: QLayout) -> None:
    """Takes everything out of a layout; its widgets go when control is back in the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif item.layout() is not None:
            clear_layout(item.layout())

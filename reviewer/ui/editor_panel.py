"""The frame around an editor inside the card of a field: what is edited, what supports it, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.form import FieldSpec, parse_value
from reviewer.i18n import Translator
from reviewer.model import DecisionError, Retention, ReviewedValue
from reviewer.ui.buttons import answer_row
from reviewer.ui.labels import problem_label, quiet_label, text_label
from reviewer.ui.operations import review
from reviewer.ui.own_keys import keeps_key, leads_out
from reviewer.ui.wording import EXPECTED_FORMS

if TYPE_CHECKING:
    from reviewer.review import Edit

_SHOWN_QUOTE = 90


def _is_typing(event: QKeyEvent) -> bool:
    """Letters, Space, Enter and the arrows belong to what is typed in, not to the desk's keys."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return not event.modifiers() & commands or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InlinePanel(QWidget):
    """A part of the card that takes typing: plain letters stay in it, Esc leads out.

    Signal: `dismissed` when the reviewer leaves without an entry.
    """

    dismissed = Signal()

    def event(self, event: QEvent) -> bool:
        return keeps_key(event, _is_typing) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if leads_out(event):
            self.dismissed.emit()
            return
        # Keys that nobody took end here, or the list would move under the editor.
        event.accept()


class EditorPanel(InlinePanel):
    """Corrects `target` (or, in editors of whole fields, all values) or adds to the field.

    Signal: `submitted(edits, source)` with checked values; `source` names a fact known from outside the text.
    """

    submitted = Signal(tuple, str)

    def __init__(
        self,
        spec: FieldSpec,
        present: Sequence[ReviewedValue],
        target: ReviewedValue | None,
        translator: Translator,
        *,
        adding: bool = False,
    ) -> None:
        super().__init__()
        # Editors are loaded when the first is opened: the window starts without them.
        from reviewer.ui.editors import make_editor

        self._spec, self._translator = spec, translator
        self._present = [value for value in present if value.effective]
        self._target, self._adding = target, adding
        self._selected = ""
        self._editor = make_editor(spec, translator)
        self._problem = problem_label()
        self._support = quiet_label()
        self._source = QLineEdit(self)
        self._lay_out()
        self._fill()
        self._editor.submitted.connect(self.submit)
        self._editor.entry_changed.connect(self._on_entry_changed)
        self.setFocusProxy(self._editor)

    @property
    def editor(self) -> QWidget:
        return self._editor

    def set_selection(self, quote: str) -> None:
        """Tells which words of the text are selected, and would support the entry."""
        self._selected = " ".join(quote.split())
        self._show_support()

    def set_start(self, value: str | Retention) -> None:
        """What the editor starts from when something is added."""
        self._editor.set_entries((value,))

    def submit(self) -> None:
        """Checks the entry and gives it on, or says what is wrong."""
        try:
            edits = self._edits(tuple(parse_value(self._spec, entry) for entry in self._editor.entries()))
        except DecisionError:
            self.complain(self._translator.gettext(EXPECTED_FORMS[self._spec.type]))
            return
        if not edits:
            self._finish_without_change()
            return
        self.submitted.emit(edits, self._source.text().strip())

    def _edits(self, values: tuple[str | Retention, ...]) -> tuple[Edit, ...]:
        if self._editor.whole_field and not self._adding:
            return review.plan_edits(self._present, values)
        if self._target is not None and not self._adding:
            return tuple(review.Edit(self._target.id, value) for value in values[:1] if value != self._target.value)
        known = [value.value for value in self._present]
        return tuple(review.Edit(value=value) for value in values if value not in known)

    def _finish_without_change(self) -> None:
        if self._editor.entries():
            self.dismissed.emit()
        else:
            self.complain(self._translator.gettext(EXPECTED_FORMS[self._spec.type]))

    def _fill(self) -> None:
        if self._editor.whole_field and not self._adding:
            self._editor.set_entries([value.value for value in self._present])
        elif self._target is not None and not self._adding:
            self._editor.set_entries((self._target.value,))
            if self._target.machine is not None:
                self._editor.set_machine_value(self._target.machine)
        elif self._adding and self._editor.whole_field and self._spec.codes:
            self._editor.set_entries([value.value for value in self._present])
        self._show_support()

    def _lay_out(self) -> None:
        say = self._translator.gettext
        self._editor.setAccessibleName(say(self._spec.label))
        hints = (self._spec.help, EXPECTED_FORMS[self._spec.type], self._editor.hint)
        self._editor.setAccessibleDescription(" ".join(say(hint) for hint in hints if hint))
        self._problem.hide()
        self._source.setPlaceholderText(say("Known from, if it does not stand in the text"))
        self._source.setAccessibleName(say("Known from, if it does not stand in the text"))
        self._source.setAccessibleDescription(say("A letter, a contract or a person, for example."))
        self._source.returnPressed.connect(self.submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._editor, self._problem, self._support, self._source):
            layout.addWidget(widget)
        if self._editor.hint:
            layout.insertWidget(1, quiet_label(say(self._editor.hint)))
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        say = self._translator.gettext
        done = say("Add") if self._adding else say("Correct")
        return answer_row(done, "↵", self._translator, self.submit, self.dismissed.emit)

    def _show_support(self) -> None:
        say = self._translator.gettext
        if self._selected:
            short = self._selected[:_SHOWN_QUOTE] + ("…" if len(self._selected) > _SHOWN_QUOTE else "")
            self._support.setText(say("Supported by the selected words: “{quote}”").format(quote=short))
        elif self._adding or not self._present:
            self._support.setText(say("Select the words in the text that say so, or name where it is known from."))
        else:
            self._support.setText(say("Keeps its evidence; select words in the text to give it other evidence."))
        self._source.setVisible(not self._selected and (self._adding or not self._present))

    def complain(self, text: str) -> None:
        """Says beside the editor what is wrong and how it should look."""
        self._problem.setText(text)
        self._problem.show()

    def _on_entry_changed(self) -> None:
        self._problem.hide()


class WordsPanel(InlinePanel):
    """Free words about a field or a quote: a note, a working translation. Signal: `submitted(text)`."""

    submitted = Signal(str)

    def __init__(self, title: str, text: str, translator: Translator) -> None:
        super().__init__()
        self._text = QPlainTextEdit(text, self)
        self._text.setAccessibleName(title)
        self._text.setAccessibleDescription(
            translator.gettext("Ctrl+Enter keeps the words, Esc leaves them as they were.")
        )
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(3 * self._text.fontMetrics().lineSpacing())
        keep = translator.gettext("Keep")
        row = answer_row(keep, "Ctrl+↵", translator, self.submit, self.dismissed.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(text_label(title))
        layout.addWidget(self._text)
        layout.addLayout(row)
        self.setFocusProxy(self._text)

    def submit(self) -> None:
        self.submitted.emit(self._text.toPlainText().strip())

    def event(self, event: QEvent) -> bool:
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if wanted and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        super().keyPressEvent(event)

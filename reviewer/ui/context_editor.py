"""The editor of an assessment's context: service, client's country, expected data, date of the review."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.form import ValueType, load_form, parse_value
from reviewer.i18n import Translator
from reviewer.model import Context, DecisionError
from reviewer.ui.buttons import answer_row
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.context_head import EXPECTED, SERVICES
from reviewer.ui.editor_panel import InlinePanel
from reviewer.ui.editors.choices import ChoiceEditor
from reviewer.ui.editors.dates import DateEditor
from reviewer.ui.editors.value_editor import ValueEditor
from reviewer.ui.editors.vocabularies import VocabularyEditor
from reviewer.ui.labels import problem_label
from reviewer.ui.wording import EXPECTED_FORMS

_MOST_LINES, _FEWEST_LINES = 6, 3
_WHOLE_DAY = len("2026-03-01")


class ContextEditor(InlinePanel):
    """Ctrl+Enter keeps, and so does Enter in a line; what is left empty stays unknown. Signal: `submitted(Context)`."""

    submitted = Signal(object)

    def __init__(self, context: Context, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        form = load_form()
        self._service = ComboBox()
        for code, label in SERVICES.items():
            self._service.addItem(translator.gettext(label), code)
        self._service.setCurrentIndex(list(SERVICES).index(context.service))
        self._name = QLineEdit(context.service_name)
        self._country = ChoiceEditor(translator.country_names())
        lines = {"most_lines": _MOST_LINES, "fewest_lines": _FEWEST_LINES}
        self._expected = [VocabularyEditor(form.field(name), translator, **lines) for name in EXPECTED]
        self._day = DateEditor(translator)
        self._problem = problem_label()
        self._problem.hide()
        self._fill(context)
        self._lay_out()
        self.setFocusProxy(self._service)

    def submit(self) -> None:
        """Gives the context on, or says what is wrong with it."""
        country, day = self._entry(self._country), self._entry(self._day)
        if not _is_written("controller.country", country):
            self._complain(ValueType.COUNTRY)
        elif not _is_written("document.version_date", day):
            self._complain(ValueType.DATE)
        elif day and len(day) < _WHOLE_DAY:
            self._say(self._translator.gettext("A review has a day, not only a month: write one such as 9.7.2026."))
        else:
            self.submitted.emit(self._context(country, day))

    def _context(self, country: str, day: str) -> Context:
        return Context(
            service=self._service.currentData(),
            service_name=self._name.text().strip(),
            client_country=country,
            expected_data=tuple(str(code) for editor in self._expected for code in editor.entries()),
            review_date=day,
        )

    def _entry(self, editor: ValueEditor) -> str:
        entries = editor.entries()
        return str(entries[0]) if entries else ""

    def _fill(self, context: Context) -> None:
        self._country.set_entries([context.client_country] if context.client_country else ())
        for editor in self._expected:
            editor.set_entries(context.expected_data)
        self._day.set_entries([context.review_date] if context.review_date else ())

    def _lay_out(self) -> None:
        say = self._translator.gettext
        rows: list[tuple[str, QWidget]] = [
            (say("Service assessed"), self._service),
            (say("Its name"), self._name),
            (say("Client’s country"), self._country),
            (say("Expected data"), self._expected[0]),
            (say("About whom"), self._expected[1]),
            (say("Review date"), self._day),
        ]
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for label, widget in rows:
            form.addRow(label, widget)
            entry = widget.focusProxy() or widget
            entry.setAccessibleName(label)
            entry.setAccessibleDescription(say("What is left empty stays unknown."))
        self._name.returnPressed.connect(self.submit)
        for editor in (self._country, self._day, *self._expected):
            editor.submitted.connect(self.submit)
            editor.entry_changed.connect(self._problem.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons())
        for line in self.findChildren(QLineEdit):
            line.setPlaceholderText(say("Unknown"))

    def _buttons(self) -> QHBoxLayout:
        keep = self._translator.gettext("Keep")
        return answer_row(keep, "Ctrl+↵", self._translator, self.submit, self.dismissed.emit)

    def _complain(self, expected: ValueType) -> None:
        self._say(self._translator.gettext(EXPECTED_FORMS[expected]))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)


def _is_written(field_id: str, text: str) -> bool:
    """Whether the text is empty or a value of the field's type in the contract's form."""
    try:
        return not text or parse_value(load_form().field(field_id), text) == text
    except DecisionError:
        return False

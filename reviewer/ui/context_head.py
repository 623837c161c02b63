"""The head of the vendor: what only a person knows of the case, shown above the form and edited in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.form import load_form
from reviewer.i18n import N_, Translator
from reviewer.model import Assessment, Context
from reviewer.ui.buttons import ActionButton
from reviewer.ui.labels import hairline, text_label
from reviewer.ui.shortcuts import Shortcuts

SERVICES = {
    "": N_("Unknown"),
    "product": N_("Product"),
    "website": N_("Website"),
    "both": N_("Product and website"),
}
EXPECTED = ("data.categories", "data.subjects")
"""The fields whose vocabularies say what data is expected."""


class ContextHead(QWidget):
    """Signals: `submitted(Context)` when the reviewer has changed it; `left` when the editor has closed."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._context = Context()
        self._editor: QWidget | None = None
        self._summary = text_label("", "second")
        self._change = ActionButton(translator.gettext("Context"), "vendor.context", shortcuts, flat=True)
        self._change.clicked.connect(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._summary, 1)
        row.addWidget(self._change)
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(16, 4, 8, 4)
        self._layout.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._layout)
        outer.addWidget(hairline())
        self.hide()

    @property
    def editor(self) -> QWidget | None:
        return self._editor

    @property
    def summary(self) -> str:
        return self._summary.text()

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Shows the context; one that is being edited stays as it is."""
        self.setVisible(assessment is not None)
        self._context = assessment.context if assessment else Context()
        self._summary.setText(context_text(self._context, self._translator))
        self._summary.setAccessibleName(self._summary.text())

    def edit(self) -> None:
        """Opens the editor in place, with the keyboard in it."""
        # Loaded when first wanted: the window starts without it.
        from reviewer.ui.context_editor import ContextEditor

        if self._editor is None:
            editor = ContextEditor(self._context, self._translator)
            editor.submitted.connect(self._on_submitted)
            editor.dismissed.connect(self.close_editor)
            self._editor = editor
            self._layout.addWidget(editor)
            editor.show()
            self._change.hide()
        self._editor.setFocus()

    def close_editor(self) -> None:
        if self._editor is None:
            return
        self._layout.removeWidget(self._editor)
        self._editor.hide()
        self._editor.deleteLater()
        self._editor = None
        self._change.show()
        self.left.emit()

    def _on_submitted(self, context: Context) -> None:
        self.close_editor()
        if context != self._context:
            self.submitted.emit(context)


def context_text(context: Context, translator: Translator) -> str:
    """The context in one run of words, each thing that nobody knows named as unknown."""
    say = translator.gettext
    unknown = say("unknown")
    service = say(SERVICES[context.service]) if context.service else unknown
    if context.service_name:
        service = f"{service} ({context.service_name})" if context.service else context.service_name
    country = translator.country_name(context.client_country) if context.client_country else unknown
    day = translator.format_date(context.review_date) if context.review_date else unknown
    parts = (
        say("Service: {service}").format(service=service),
        say("Client’s country: {country}").format(country=country),
        say("Expected data: {data}").format(data=_expected_text(context, translator) or unknown),
        say("Review date: {date}").format(date=day),
    )
    return " · ".join(parts)


def _expected_text(context: Context, translator: Translator) -> str:
    form = load_form()
    codes = [(spec, code) for spec in (form.field(name) for name in EXPECTED) for code in spec.codes]
    return ", ".join(translator.pgettext(s.id, code.label) for s, code in codes if code.id in context.expected_data)

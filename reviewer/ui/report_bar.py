"""Asks what a report needs besides: what to include, draft or final. What stands in the way of a final one is said,
with a way to each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton, QWidget

from reviewer.i18n import N_, Translator
from reviewer.model import ALL_SECTIONS, OPTIONAL_SECTIONS, ReportSection
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.labels import quiet_label
from reviewer.ui.missing_row import Missing, MissingRow
from reviewer.ui.order_bar import FileNamer, OrderBar, ReportOrder

SECTION_LABELS = {
    ReportSection.QUESTIONS: N_("Questions to the vendor"),
    ReportSection.FIELD_RECORD: N_("Field record"),
    ReportSection.PASSAGES: N_("Passages"),
    ReportSection.LAW: N_("Rules and dated facts"),
    ReportSection.REVIEW_LOG: N_("Review log"),
    ReportSection.GLOSSARY: N_("Glossary"),
}


class ReportBar(OrderBar):
    """Signals: `open_fields_wanted` and `open_findings_wanted` when the reviewer wants to see what is missing."""

    open_fields_wanted = Signal()
    open_findings_wanted = Signal()

    def __init__(self, start: ReportOrder, name_file: FileNamer, missing: Missing, translator: Translator) -> None:
        say = translator.gettext
        self._boxes = {section: QCheckBox(say(SECTION_LABELS[section])) for section in OPTIONAL_SECTIONS}
        for section, box in self._boxes.items():
            box.setChecked(section in start.sections)
        self._draft, self._final = QRadioButton(say("Draft")), QRadioButton(say("Final"))
        self._draft.setChecked(True)
        super().__init__(start, name_file, translator)
        self.missing_row = MissingRow(say("A final report is not possible yet:"), translator)
        self.missing_row.open_fields_wanted.connect(self.open_fields_wanted)
        self.missing_row.open_findings_wanted.connect(self.open_findings_wanted)
        self._layout.insertWidget(self._layout.indexOf(self._problem), self.missing_row)
        self.blanks = quiet_label()
        self._layout.insertWidget(self._layout.indexOf(self._problem), self.blanks)
        self.show_missing(missing)
        self._final.setChecked(start.final and self._final.isEnabled())
        self._final.toggled.connect(self._rename_file)
        self._final.toggled.connect(self._tell_blanks)
        self._tell_blanks()

    def show_missing(self, missing: Missing) -> None:
        """Offers a final report, or says what it lacks."""
        self.missing_row.show_missing(missing)
        self._final.setEnabled(not missing)
        if missing:
            self._draft.setChecked(True)
        parts = [self._translator.gettext(name) for name in missing.blanks]
        told = self._translator.gettext("Not filled in, and left empty in the report: {parts}.")
        self.blanks.setText(told.format(parts=self._translator.format_list(parts)) if parts else "")
        self._tell_blanks()

    def _tell_blanks(self) -> None:
        """Only of a final report: a draft is not finished anyway."""
        self.blanks.setVisible(bool(self.blanks.text()) and self._final.isChecked())

    @property
    def _is_final(self) -> bool:
        return self._final.isChecked()

    def _order(self, path: Path) -> ReportOrder:
        left_out = {section for section, box in self._boxes.items() if not box.isChecked()}
        return replace(super()._order(path), sections=ALL_SECTIONS - left_out)

    def _add_choices(self) -> None:
        self._add_row(QLabel(self._translator.gettext("Include")), (_flowing(*self._boxes.values()), 1))

    def _beside_file(self) -> tuple[QWidget, ...]:
        return (self._draft, self._final)


def _flowing(*widgets: QWidget) -> QWidget:
    """Widgets side by side, in as many lines as they need."""
    made = QWidget()
    layout = FlowLayout(made, 16)
    for widget in widgets:
        layout.addWidget(widget)
    return made

"""Asks what a report needs: language, template, names, what to include, file, draft or final. What stands in the way
of a final one is said, with a way to each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QWidget

from reviewer.i18n import LANGUAGES, N_, Translator
from reviewer.model import ALL_SECTIONS, OPTIONAL_SECTIONS, ReportSection
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.missing_row import Missing, MissingRow
from reviewer.ui.template_picker import TemplatePicker
from reviewer.ui.wording import language_entry

SECTION_LABELS = {
    ReportSection.QUESTIONS: N_("Questions to the vendor"),
    ReportSection.FIELD_RECORD: N_("Field record"),
    ReportSection.PASSAGES: N_("Passages"),
    ReportSection.LAW: N_("Rules and dated facts"),
    ReportSection.REVIEW_LOG: N_("Review log"),
    ReportSection.GLOSSARY: N_("Glossary"),
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """`language` is the report's own, whatever the window and the policy speak; without a `template` the built-in one
    is used."""

    path: Path
    language: str
    final: bool
    reviewer: str
    firm: str
    template: Path | None = None
    sections: frozenset[ReportSection] = ALL_SECTIONS


class ReportBar(Bar):
    """Signals: `ordered(ReportOrder)`; `template_chosen` when a template is to be tried; `open_fields_wanted` and
    `open_findings_wanted` when the reviewer wants to see what is missing."""

    ordered = Signal(object)
    template_chosen = Signal()
    open_fields_wanted = Signal()
    open_findings_wanted = Signal()

    def __init__(self, start: ReportOrder, missing: Missing, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._language = ComboBox()
        self._language.setAccessibleName(say("Language of the report"))
        self._language.setAccessibleDescription(say("Need not be that of the program or of the policies."))
        for code in LANGUAGES:
            self._language.addItem(language_entry(code, translator), code)
        self._language.setCurrentIndex(self._language.findData(start.language))
        self.template = TemplatePicker(start.template, start.path.parent, translator)
        self.template.chosen.connect(self.template_chosen)
        self._reviewer = self._line(say("Reviewer"), start.reviewer, say("Stands in the report."))
        self._firm = self._line(say("Firm"), start.firm, say("Stands in the report."))
        self._path = self._line(say("File"), str(start.path), say("Where the report is written."))
        self._boxes = {section: self._box(section, section in start.sections) for section in OPTIONAL_SECTIONS}
        self._draft = QRadioButton(say("Draft"))
        self._final = QRadioButton(say("Final"))
        self._draft.setChecked(True)
        self.missing_row = MissingRow(say("A final report is not possible yet:"), translator)
        self.missing_row.open_fields_wanted.connect(self.open_fields_wanted)
        self.missing_row.open_findings_wanted.connect(self.open_findings_wanted)
        self._lay_out()
        self.show_missing(missing)
        self._final.setChecked(start.final and self._final.isEnabled())
        self.setFocusProxy(self._language)

    def show_missing(self, missing: Missing) -> None:
        """Offers a final report, or says what it lacks."""
        self.missing_row.show_missing(missing)
        self._final.setEnabled(not missing)
        if missing:
            self._draft.setChecked(True)

    def accept(self) -> None:
        say = self._translator.gettext
        path = Path(self._path.text().strip()).expanduser()
        if path.suffix.lower() != ".docx":
            path = path.with_name(path.name + ".docx")
        if not path.is_absolute() or not path.parent.is_dir():
            self.complain(say("There is no such folder. Choose a file in a folder that is there."))
            return
        if self.template.refused:
            self.complain(say("This template cannot be used. Choose another, or the built-in one."))
            return
        self.ordered.emit(self._order(path))
        self.left.emit()

    def _order(self, path: Path) -> ReportOrder:
        left_out = {section for section, box in self._boxes.items() if not box.isChecked()}
        return ReportOrder(
            path,
            self._language.currentData(),
            self._final.isChecked(),
            self._reviewer.text().strip(),
            self._firm.text().strip(),
            self.template.path,
            ALL_SECTIONS - left_out,
        )

    def _line(self, name: str, text: str, about: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setAccessibleDescription(about)
        line.setPlaceholderText(name)
        return line

    def _box(self, section: ReportSection, included: bool) -> QCheckBox:
        box = QCheckBox(self._translator.gettext(SECTION_LABELS[section]))
        box.setChecked(included)
        return box

    def _lay_out(self) -> None:
        say = self._translator.gettext
        title = QLabel(say("Report"))
        title.setProperty("look", "title")
        browse = KeyButton(say("Choose…"))
        browse.clicked.connect(self._browse)
        self._add_row((title, 0), (self._language, 0), (self._reviewer, 1), (self._firm, 1))
        self._add_row((QLabel(say("Template")), 0), (self.template, 1))
        self._add_row((QLabel(say("Include")), 0), (_flowing(*self._boxes.values()), 1))
        buttons = [(button, 0) for button in self._buttons(say("Write"), say("Leave"))]
        self._add_row((self._path, 1), (browse, 0), (self._draft, 0), (self._final, 0), *buttons)
        self._layout.addWidget(self.missing_row)
        self._layout.addWidget(self._problem)

    def _add_row(self, *widgets: tuple[QWidget, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, stretch in widgets:
            row.addWidget(widget, stretch)
        self._layout.addLayout(row)

    def _browse(self) -> None:
        say = self._translator.gettext
        kinds = say("Word document") + " (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, say("Write report"), self._path.text(), kinds)
        if chosen:
            self._path.setText(chosen)


def _flowing(*widgets: QWidget) -> QWidget:
    """Widgets side by side, in as many lines as they need."""
    made = QWidget()
    layout = FlowLayout(made, 16)
    for widget in widgets:
        layout.addWidget(widget)
    return made

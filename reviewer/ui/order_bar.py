"""Asks what every document needs that is written: language, template, names, file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from reviewer.i18n import LANGUAGES, N_, Translator
from reviewer.model import ALL_SECTIONS, ReportSection
from reviewer.ui.bars import Subject
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.file_bar import FileBar
from reviewer.ui.template_picker import TemplatePicker
from reviewer.ui.wording import language_entry

FileNamer = Callable[[str, bool], Path]
"""The file for a document, by its language and whether it is final."""


class Paper(StrEnum):
    """What can be written."""

    REPORT = "report"
    QUESTIONS = "questions"
    COMPARISON = "comparison"


PAPER_TITLES = {
    Paper.REPORT: N_("Report"),
    Paper.QUESTIONS: N_("Questions to the vendor"),
    Paper.COMPARISON: N_("Comparison of vendors"),
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """`language` is the document's own, whatever the window and the policy speak; without a `template` the built-in one
    is used. `final` and `sections` are of the report alone."""

    path: Path
    language: str
    final: bool
    reviewer: str
    firm: str
    template: Path | None = None
    sections: frozenset[ReportSection] = ALL_SECTIONS
    paper: Paper = Paper.REPORT


class OrderBar(FileBar):
    """Signals: `ordered(ReportOrder)`; `template_chosen` when a template is to be tried."""

    ordered = Signal(object)
    template_chosen = Signal()
    subject = Subject.VENDOR

    def __init__(self, start: ReportOrder, name_file: FileNamer, translator: Translator) -> None:
        """`name_file` names the file after what is chosen, as long as nobody else does."""
        say = translator.gettext
        super().__init__(start.path, say(PAPER_TITLES[start.paper]), say("Where the report is written."), translator)
        self._paper, self._name_file, self._named = start.paper, name_file, str(start.path)
        self._language = ComboBox()
        self._language.setAccessibleName(say("Language of the report"))
        self._language.setAccessibleDescription(say("Need not be that of the program or of the policies."))
        for code in LANGUAGES:
            self._language.addItem(language_entry(code, translator), code)
        self._language.setCurrentIndex(self._language.findData(start.language))
        self._language.currentIndexChanged.connect(self._rename_file)
        self.template = TemplatePicker(start.template, start.path.parent, translator)
        self.template.chosen.connect(self.template_chosen)
        self._reviewer = self._line(say("Reviewer"), start.reviewer, say("Stands in the report."))
        self._firm = self._line(say("Firm"), start.firm, say("Stands in the report."))
        self._lay_out()
        self.setFocusProxy(self._language)

    def accept(self) -> None:
        path = self._target()
        if path is None:
            return
        if self.template.refused:
            say = self._translator.gettext
            self.complain(say("This template cannot be used. Choose another, or the built-in one."))
            return
        self.ordered.emit(self._order(path))
        self.left.emit()

    def offer_reviewer(self, name: str) -> None:
        """Fills in who stands in the report, where nobody has been named."""
        if not self._reviewer.text():
            self._reviewer.setText(name)

    @property
    def _is_final(self) -> bool:
        return False

    def _rename_file(self) -> None:
        if self._path.text() == self._named:
            self._named = str(self._name_file(self._language.currentData(), self._is_final))
            self._path.setText(self._named)

    def _order(self, path: Path) -> ReportOrder:
        return ReportOrder(
            path,
            self._language.currentData(),
            self._is_final,
            self._reviewer.text().strip(),
            self._firm.text().strip(),
            self.template.path,
            paper=self._paper,
        )

    def _line(self, name: str, text: str, about: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setAccessibleDescription(about)
        line.setPlaceholderText(name)
        return line

    def _lay_out(self) -> None:
        say = self._translator.gettext
        title = QLabel(self._title)
        title.setProperty("look", "title")
        self._add_row(title, self._language, (self._reviewer, 1), (self._firm, 1))
        self._add_row(QLabel(say("Template")), (self.template, 1))
        self._add_choices()
        buttons = self._buttons(say("Write"), say("Cancel"))
        self._add_row((self._path, 1), self._choice, *self._beside_file(), *buttons)
        self._layout.addWidget(self._problem)

    def _add_choices(self) -> None:
        """Rows between the template and the file."""

    def _beside_file(self) -> tuple[QWidget, ...]:
        """What stands between the file and the buttons."""
        return ()

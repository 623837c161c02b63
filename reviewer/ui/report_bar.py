"""Asks what a report needs: language, names, file, draft or final. What stands in the way of a final one is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QRadioButton

from reviewer.i18n import Translator
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.labels import LinkLabel

LANGUAGES = ("en", "sv", "fi")


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """`language` is the report's own, whatever the window and the policy speak."""

    path: Path
    language: str
    final: bool
    reviewer: str
    firm: str


class ReportBar(Bar):
    """Signals: `ordered(ReportOrder)`; `open_fields_wanted` when the reviewer wants to see what is missing."""

    ordered = Signal(object)
    open_fields_wanted = Signal()

    def __init__(self, start: ReportOrder, open_fields: int, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._language = ComboBox()
        self._language.setAccessibleName(say("Language of the report"))
        for code in LANGUAGES:
            self._language.addItem(translator.language_name(code), code)
        self._language.setCurrentIndex(self._language.findData(start.language))
        self._reviewer = self._line(say("Reviewer"), start.reviewer)
        self._firm = self._line(say("Firm"), start.firm)
        self._path = self._line(say("File"), str(start.path))
        self._draft = QRadioButton(say("Draft"))
        self._final = QRadioButton(say("Final"))
        self._draft.setChecked(True)
        self._final.setEnabled(open_fields == 0)
        self._lay_out(open_fields)
        self.setFocusProxy(self._language)

    def accept(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        if path.suffix.lower() != ".docx":
            path = path.with_name(path.name + ".docx")
        if not path.is_absolute() or not path.parent.is_dir():
            self.complain(self._translator.gettext("There is no such folder. Choose a file in a folder that is there."))
            return
        names = self._reviewer.text().strip(), self._firm.text().strip()
        self.ordered.emit(ReportOrder(path, self._language.currentData(), self._final.isChecked(), *names))
        self.left.emit()

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        return line

    def _lay_out(self, open_fields: int) -> None:
        say = self._translator.gettext
        first, second = QHBoxLayout(), QHBoxLayout()
        title = QLabel(say("Report"))
        title.setProperty("look", "title")
        browse = KeyButton(say("Choose…"))
        browse.clicked.connect(self._browse)
        for widget, stretch in ((title, 0), (self._language, 0), (self._reviewer, 1), (self._firm, 1)):
            first.addWidget(widget, stretch)
        for widget, stretch in ((self._path, 1), (browse, 0), (self._draft, 0), (self._final, 0)):
            second.addWidget(widget, stretch)
        if open_fields:
            second.addWidget(self._missing(open_fields))
        for button in self._buttons(say("Write"), say("Leave")):
            second.addWidget(button)
        for row in (first, second):
            row.setSpacing(8)
            self._layout.addLayout(row)
        self._layout.addWidget(self._problem)

    def _missing(self, open_fields: int) -> LinkLabel:
        text = self._translator.ngettext(
            "{count} field is open: a final report needs it decided",
            "{count} fields are open: a final report needs them decided",
            open_fields,
        )
        link = LinkLabel(text.format(count=open_fields))
        link.setWordWrap(False)
        link.activated.connect(self.open_fields_wanted)
        return link

    def _browse(self) -> None:
        say = self._translator.gettext
        kinds = say("Word document") + " (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, say("Write report"), self._path.text(), kinds)
        if chosen:
            self._path.setText(chosen)

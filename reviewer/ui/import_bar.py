"""Asks, after a file was read, for what only a person knows: whose it is, where it was found and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from reviewer.form import ValueType
from reviewer.i18n import N_, Translator
from reviewer.model import DocumentKind
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.date_entry import read_date
from reviewer.ui.labels import plain_tip, quiet_label
from reviewer.ui.wording import EXPECTED_FORMS

_LONGEST_NAME = 40

KIND_LABELS = {
    DocumentKind.POLICY: N_("Privacy policy"),
    DocumentKind.DPA: N_("Data processing agreement"),
    DocumentKind.SUBPROCESSORS: N_("List of sub-processors"),
    DocumentKind.COOKIES: N_("Cookie policy"),
    DocumentKind.OTHER: N_("Other document"),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a person knows of an imported file; empty where it was skipped. `retrieved` is a date, `replaces` the
    document of which the file is a new version."""

    vendor: str = ""
    source: str = ""
    retrieved: str = ""
    kind: DocumentKind = DocumentKind.POLICY
    replaces: int | None = None


class ImportBar(Bar):
    """Signals: `submitted(Provenance)`, also when the questions are skipped; `discarded` if the file is not wanted."""

    submitted = Signal(object)
    discarded = Signal()

    def __init__(
        self,
        file_name: str,
        vendor: str,
        vendors: Mapping[str, Sequence[tuple[int, str]]],
        place: str,
        translator: Translator,
    ) -> None:
        """`vendor` is suggested, `vendors` are those known with their documents (id, name); `place` says where a new
        workspace will be made."""
        super().__init__(translator)
        self._suggested, self._known = vendor, vendors
        say = translator.gettext
        self._vendor = ComboBox()
        self._vendor.setEditable(True)
        self._vendor.addItems(list(vendors))
        self._vendor.setEditText(vendor)
        self._vendor.setAccessibleName(say("Vendor"))
        self._vendor.setAccessibleDescription(say("Whose document this is; a new name makes a new vendor."))
        self._kind = ComboBox()
        self._kind.setAccessibleName(say("Kind of document"))
        self._kind.setAccessibleDescription(say("A policy unless you say otherwise."))
        for kind, label in KIND_LABELS.items():
            self._kind.addItem(say(label), kind.value)
        self._version = ComboBox()
        self._version.setAccessibleName(say("New document or new version"))
        self._version.setAccessibleDescription(say("A new version takes the place of the one before it."))
        self._vendor.editTextChanged.connect(self._offer_versions)
        self._offer_versions(vendor)
        self._source = self._line(say("Where it was found, such as a web address"))
        self._retrieved = self._line(say("When it was retrieved"))
        self._lay_out(file_name, place)
        self.setFocusProxy(self._vendor)

    def accept(self) -> None:
        retrieved = self._retrieved.text().strip()
        readings = read_date(retrieved)
        if retrieved and len(readings) != 1:
            self.complain(self._translator.gettext(EXPECTED_FORMS[ValueType.DATE]))
            return
        date = readings[0] if readings else ""
        kind = DocumentKind(self._kind.currentData())
        vendor, source = self._vendor.currentText().strip(), self._source.text().strip()
        self._submit(Provenance(vendor, source, date, kind, self._version.currentData()))

    def dismiss(self) -> None:
        """Skips the questions: the file is imported under the suggested vendor."""
        self._submit(Provenance(self._suggested))

    def discard(self) -> None:
        self.discarded.emit()
        self.left.emit()

    def _submit(self, provenance: Provenance) -> None:
        self.submitted.emit(provenance)
        self.left.emit()

    def _offer_versions(self, vendor: str) -> None:
        """What the file may be beside the vendor's documents; nothing is asked for a vendor without any."""
        say = self._translator.gettext
        self._version.clear()
        self._version.addItem(say("A new document"), None)
        for document_id, name in self._known.get(vendor.strip(), ()):
            self._version.addItem(say("A new version of {name}").format(name=shorten_name(name)), document_id)
        self._version.setVisible(self._version.count() > 1)

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setAccessibleDescription(self._translator.gettext("May be left empty."))
        return line

    def _lay_out(self, file_name: str, place: str) -> None:
        say = self._translator.gettext
        title = QLabel(shorten_name(file_name))
        title.setProperty("look", "title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setToolTip(plain_tip(file_name))
        refuse = KeyButton(say("Do not import"))
        refuse.clicked.connect(self.discard)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget, stretch in (
            (title, 0),
            (QLabel(say("from")), 0),
            (self._vendor, 1),
            (self._version, 0),
            (self._kind, 0),
        ):
            first.addWidget(widget, stretch)
        for widget, stretch in ((self._source, 2), (self._retrieved, 1)):
            second.addWidget(widget, stretch)
        for button in (*self._buttons(say("Import"), say("Skip the questions")), refuse):
            second.addWidget(button)
        for row in (first, second):
            row.setSpacing(8)
            self._layout.addLayout(row)
        if place:
            self._layout.addWidget(quiet_label(place))
        self._layout.addWidget(self._problem)


def shorten_name(name: str) -> str:
    """A file's name short enough for a bar, with its ending kept."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 10]}…{name[-9:]}"

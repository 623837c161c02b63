"""Asks, after a file was read, for what only a person knows: whose it is, where it goes, where it was found, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from reviewer.form import ValueType
from reviewer.i18n import N_, Translator
from reviewer.model import DocumentKind
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.date_entry import read_date
from reviewer.ui.import_places import Into, Place, Places
from reviewer.ui.labels import plain_tip, quiet_label
from reviewer.ui.wording import EXPECTED_FORMS

_LONGEST_NAME, _LONGEST_PLACE = 40, 90

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
    document of which the file is a new version, `client` and `matter` are those of a new engagement; without a `place`
    it goes to the engagement on the desk."""

    vendor: str = ""
    source: str = ""
    retrieved: str = ""
    kind: DocumentKind = DocumentKind.POLICY
    replaces: int | None = None
    place: Place | None = None
    client: str = ""
    matter: str = ""


class ImportBar(Bar):
    """Signals: `submitted(Provenance)`, also when the questions are skipped; `discarded` if the file is not wanted;
    `workspace_wanted` when another workspace is to be opened for it."""

    submitted = Signal(object)
    discarded = Signal()
    workspace_wanted = Signal()

    def __init__(self, file_name: str, vendor: str, places: Places, translator: Translator) -> None:
        """`vendor` is suggested."""
        super().__init__(translator)
        self._suggested, self._places = vendor, places
        self._picked = False
        say = translator.gettext
        self._vendor = ComboBox()
        self._vendor.setEditable(True)
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
        self._place = ComboBox()
        self._place.setAccessibleName(say("Engagement and workspace"))
        self._place.setAccessibleDescription(say("Where the document goes."))
        self._client, self._matter = self._line(say("Client")), self._line(say("Matter"))
        self._source = self._line(say("Where it was found, such as a web address"))
        self._retrieved = self._line(say("When it was retrieved"))
        self._told = quiet_label()
        self._lay_out(file_name)
        self.show_places(places)
        self._vendor.setEditText(vendor)
        self._vendor.editTextChanged.connect(self._show_place)
        self._place.activated.connect(self._on_place_picked)
        self._show_place()
        self.setFocusProxy(self._vendor)

    def show_places(self, places: Places) -> None:
        """Offers what can be chosen now; what the reviewer has chosen stays where it still can be."""
        before, typed = self._place.currentData() if self._picked else None, self._vendor.currentText()
        self._places = places
        self._place.clear()
        for place, words in places.offers(self._translator):
            self._place.addItem(shorten_name(words, _LONGEST_PLACE), place)
        kept = [row for row in range(self._place.count()) if self._place.itemData(row) == before]
        self._place.setCurrentIndex(kept[0] if kept else 0)
        self._vendor.clear()
        self._vendor.addItems(list(places.vendors(self.place)))
        self._vendor.setEditText(typed)
        self._show_place()

    @property
    def place(self) -> Place:
        """The one that is chosen."""
        return self._place.currentData()

    def accept(self) -> None:
        retrieved = self._retrieved.text().strip()
        readings = read_date(retrieved)
        if retrieved and len(readings) != 1:
            self.complain(self._say_of_date(readings))
            return
        date = readings[0] if readings else ""
        kind = DocumentKind(self._kind.currentData())
        vendor, source = self._vendor.currentText().strip(), self._source.text().strip()
        client, matter = self._client.text().strip(), self._matter.text().strip()
        self._submit(Provenance(vendor, source, date, kind, self._version.currentData(), self.place, client, matter))

    def _say_of_date(self, readings: Sequence[str]) -> str:
        """What is wrong with a date that has none or several readings."""
        say = self._translator
        if not readings:
            return say.gettext(EXPECTED_FORMS[ValueType.DATE])
        first, second = (say.format_date(reading) for reading in readings)
        told = say.gettext("This may be {first} or {second}. Write the month as a word.")
        return told.format(first=first, second=second)

    def dismiss(self) -> None:
        """Skips the questions: the file is imported under the suggested vendor, where the bar says."""
        self._submit(Provenance(self._suggested, place=self.place))

    def discard(self) -> None:
        self.discarded.emit()
        self.left.emit()

    def _submit(self, provenance: Provenance) -> None:
        self.submitted.emit(provenance)
        self.left.emit()

    def _on_place_picked(self) -> None:
        if self.place.into is Into.OTHER_WORKSPACE:
            self._place.setCurrentIndex(0)
            self.workspace_wanted.emit()
            return
        self._picked = True
        self._show_place()
        if self.place.into is Into.NEW_ENGAGEMENT:
            self._client.setFocus()

    def _show_place(self) -> None:
        """What the place chosen asks for and means."""
        say, into = self._translator.gettext, self.place.into
        for line in (self._client, self._matter):
            line.setVisible(into is Into.NEW_ENGAGEMENT)
        path = self._places.name_new(self._vendor.currentText().strip())
        self._told.setText(say("It will be made: {path}. File, New workspace makes it elsewhere.").format(path=path))
        self._told.setVisible(into is Into.NEW_WORKSPACE)
        self._offer_versions()

    def _offer_versions(self) -> None:
        """What the file may be beside the vendor's documents; nothing is asked for a vendor without any."""
        say, chosen = self._translator.gettext, self._version.currentData()
        self._version.clear()
        self._version.addItem(say("A new document"), None)
        for document_id, name in self._places.vendors(self.place).get(self._vendor.currentText().strip(), ()):
            self._version.addItem(say("A new version of {name}").format(name=shorten_name(name)), document_id)
        self._version.setCurrentIndex(max(self._version.findData(chosen), 0))
        self._version.setVisible(self._version.count() > 1)

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setAccessibleDescription(self._translator.gettext("May be left empty."))
        return line

    def _lay_out(self, file_name: str) -> None:
        say = self._translator.gettext
        title = QLabel(shorten_name(file_name))
        title.setProperty("look", "title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setToolTip(plain_tip(file_name))
        refuse = KeyButton(say("Do not import"))
        refuse.clicked.connect(self.discard)
        buttons = (*self._buttons(say("Import"), say("Skip the questions")), refuse)
        self._add_row(title, QLabel(say("from")), (self._vendor, 1), self._version, self._kind)
        self._add_row(QLabel(say("goes into")), (self._place, 2), (self._client, 1), (self._matter, 1))
        self._layout.addWidget(self._told)
        self._add_row((self._source, 2), (self._retrieved, 1), *buttons)
        self._layout.addWidget(self._problem)


def shorten_name(name: str, longest: int = _LONGEST_NAME) -> str:
    """A file's name short enough for a bar, with its ending kept."""
    return name if len(name) <= longest else f"{name[: longest - 10]}…{name[-9:]}"

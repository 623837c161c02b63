"""Asks before an address is opened, with the whole of it in sight, and hands it to the system's browser."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from reviewer.i18n import Translator
from reviewer.ui.addresses import Address, AddressRefusedError, read_address
from reviewer.ui.bars import Bar, BarPlace
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import breakable, quiet_label, text_label
from reviewer.ui.typesetting import fixed_font


class AddressBar(Bar):
    """Shows what would be handed over, in letters that hide nothing. Signal: `confirmed(url)`."""

    confirmed = Signal(str)

    def __init__(self, address: Address, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._url = address.url
        title = say("Write to this address?") if address.url.startswith("mailto:") else say("Open this address?")
        accept, leave = self._buttons(translator.pgettext("button", "Open"), say("Cancel"))
        place = text_label(say("It leads to {place}.").format(place=breakable(address.leads_to)))
        self._add_row(_title(title), (place, 1), accept, leave)
        whole = _address_label(address.url)
        whole.setAccessibleName(say("Whole address"))
        self._layout.addWidget(whole)
        for remark in address.remarks:
            self._layout.addWidget(text_label(say(remark).format(name=breakable(address.name)), "alarm"))
        self._layout.addWidget(
            quiet_label(say("The program for the web or for mail opens it and uses the network. Reviewer does not."))
        )
        self.setFocusProxy(leave if address.remarks else accept)

    def accept(self) -> None:
        self.confirmed.emit(self._url)
        self.left.emit()


class RefusalBar(Bar):
    """Says why an address is not opened."""

    def __init__(self, written: str, reason: str, translator: Translator) -> None:
        super().__init__(translator)
        close = KeyButton(translator.gettext("Close"), "Esc")
        close.clicked.connect(self.dismiss)
        self._add_row((text_label(translator.gettext(reason), "title"), 1), close)
        self._layout.addWidget(_address_label(ascii(written)[1:-1][:_SHOWN]))
        self.setFocusProxy(close)

    def accept(self) -> None:
        self.dismiss()


_SHOWN = 400
"""Characters that are shown of an address that is not opened."""


class AddressOpener(QObject):
    """Signal: `said(text)`."""

    said = Signal(str)

    def __init__(self, bars: BarPlace, translator: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._bars, self._translator = bars, translator

    def ask(self, written: str) -> None:
        """Asks about an address as it stands in a text; what is not opened is told."""
        for kind in (AddressBar, RefusalBar):
            self._bars.close_bars(kind)
        try:
            bar = AddressBar(read_address(written), self._translator)
        except AddressRefusedError as error:
            self._bars.show_bar(RefusalBar(written, str(error), self._translator))
            return
        bar.confirmed.connect(self._open)
        self._bars.show_bar(bar)

    def _open(self, url: str) -> None:
        if not QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode)):
            self.said.emit(self._translator.gettext("The system has no program that opens this address."))


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "title")
    return label


def _address_label(text: str) -> QLabel:
    """In letters of one width, wrapped anywhere an address can be."""
    label = text_label(breakable(text))
    label.setFont(fixed_font())
    return label

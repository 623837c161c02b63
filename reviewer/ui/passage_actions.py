"""What can be done with the passage that is looked at: copied with its source, its address opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from reviewer.i18n import Translator
from reviewer.ui.address_bar import AddressOpener
from reviewer.ui.addresses import find_addresses
from reviewer.ui.citations import cite_quote
from reviewer.ui.desk import Desk


class PassageActions(QObject):
    """Signal: `said(text)`."""

    said = Signal(str)

    def __init__(self, desk: Desk, addresses: AddressOpener, translator: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._addresses, self._translator = desk, addresses, translator

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"edit.copy_quote": self._copy_quote, "edit.open_address": self._open_address}

    def _copy_quote(self) -> None:
        document = self._desk.text.document
        passage = self._desk.form.passage()
        selection = self._desk.text.selection()
        span = selection[1] if selection else None
        if document is None or (span is None and passage is None):
            return
        text = cite_quote(document, span, passage[1] if passage else None, self._translator)
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self._translator.gettext("Copied the quote with its source."))

    def _open_address(self) -> None:
        """The address at the caret, else the first one in the passage of the field."""
        passage = self._desk.form.passage()
        quote = passage[1].quote if passage else ""
        quoted = [quote[span.start : span.end] for span in find_addresses(quote)]
        address = self._desk.text.address_at_caret() or next(iter(quoted), "")
        if address:
            self._addresses.ask(address)
        else:
            self.said.emit(self._translator.gettext("No address stands at the caret or in the passage of the field."))

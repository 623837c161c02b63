"""Tells of an unexpected error calmly: what it means for the work, and where to find more. The desk goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from reviewer.i18n import N_, Translator

_TITLE = N_("Something unexpected happened")
_WORDS = N_("Everything you had decided is stored. Go on working; if it happens again, close and open the window.")
_MORE = N_("In the log this is called {reference}.")
_COPY = N_("Copy diagnostic information…")


class FaultTeller(QObject):
    """`fault_happened` may be emitted in any thread, with the error's reference in the log."""

    fault_happened = Signal(str)

    def __init__(self, window: QWidget, translator: Translator) -> None:
        super().__init__(window)
        self._window = window
        self._translator = translator
        self._shown: QMessageBox | None = None
        self.fault_happened.connect(self._on_fault_happened, Qt.ConnectionType.QueuedConnection)

    def _on_fault_happened(self, reference: str) -> None:
        """One at a time: a fault in painting would come with every frame."""
        if self._shown is not None:
            return
        say = self._translator.gettext
        box = QMessageBox(QMessageBox.Icon.Information, say(_TITLE), say(_TITLE), parent=self._window)
        box.setInformativeText(f"{say(_WORDS)}\n\n{say(_MORE).format(reference=reference)}")
        copy = box.addButton(say(_COPY), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton(say("Go on"), QMessageBox.ButtonRole.AcceptRole))
        box.setEscapeButton(box.defaultButton())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy.clicked.connect(lambda: self._show_diagnostics(reference))
        box.finished.connect(self._on_closed)
        self._shown = box
        box.open()

    def _show_diagnostics(self, reference: str) -> None:
        from reviewer.ui.diagnostic_window import DiagnosticWindow

        window = DiagnosticWindow({"error": reference}, self._translator, self._window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.show()

    def _on_closed(self) -> None:
        self._shown = None

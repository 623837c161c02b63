"""The windows beside the main one: settings, handbook, the comparison of vendors, what the program is, what may be
copied for help.

Each is made when first wanted, there is one of each, and none holds up the desk.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from reviewer.i18n import Translator
from reviewer.paths import log_folder
from reviewer.settings import Settings
from reviewer.ui.appearance import Appearance
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.session import Session
from reviewer.ui.shortcuts import Shortcuts


class Companions(QObject):
    """Signals: `address_pressed(address)` when something in one of the windows leads out of the program;
    `language_wanted(option)`; `place_wanted(ComparedPlace)` and `action_wanted(action id)` of the comparison;
    `said(text)`."""

    address_pressed = Signal(str)
    language_wanted = Signal(str)
    place_wanted = Signal(object)
    action_wanted = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        reading: EngagementReading,
        settings: Settings,
        appearance: Appearance,
        shortcuts: Shortcuts,
        translator: Translator,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._translator, self._window = session, settings, translator, window
        self._reading = reading
        self._appearance, self._shortcuts = appearance, shortcuts
        self._open: dict[str, QDialog] = {}
        self._makers: dict[str, Callable[[], QDialog]] = {
            "edit.settings": self._make_settings,
            "report.compare": self._make_comparison,
            "help.handbook": self._make_handbook,
            "help.diagnostics": self._make_diagnostics,
            "help.about": self._make_about,
        }

    def handlers(self) -> dict[str, Callable[[], None]]:
        shows = {action: lambda action=action: self.show(action) for action in self._makers}
        return {**shows, "report.compare": self._compare, "help.log": self._show_log}

    def show(self, action_id: str) -> QDialog:
        """Opens the window of an action, or brings it to the front."""
        shown = self._open.get(action_id)
        if shown is None or not shown.isVisible():
            shown = self._renew(action_id)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        return shown

    def open_like(self, other: Companions) -> None:
        """Opens what is open beside another main window, at the same place, and closes it there."""
        for action_id, theirs in other._open.items():
            if theirs.isVisible():
                geometry = theirs.geometry()
                theirs.close()
                self.show(action_id).setGeometry(geometry)

    def close(self) -> None:
        for window in self._open.values():
            window.close()

    def _renew(self, action_id: str) -> QDialog:
        old = self._open.pop(action_id, None)
        if old is not None:
            old.deleteLater()
        made = self._open[action_id] = self._makers[action_id]()
        return made

    def _make_settings(self) -> QDialog:
        from reviewer.ui.settings_window import SettingsWindow

        made = SettingsWindow(self._settings, self._appearance, self._shortcuts, self._translator, self._window)
        made.language_wanted.connect(self.language_wanted)
        return made

    def _make_handbook(self) -> QDialog:
        from reviewer.ui.handbook_window import HandbookWindow

        made = HandbookWindow(self._translator, self._window)
        made.address_pressed.connect(self._press_address)
        return made

    def _make_comparison(self) -> QDialog:
        from reviewer.ui.comparison_window import ComparisonWindow

        made = ComparisonWindow(self._session, self._reading, self._translator, self._window)
        made.place_wanted.connect(self.place_wanted)
        made.document_wanted.connect(lambda: self.action_wanted.emit("report.write_comparison"))
        return made

    def _compare(self) -> None:
        if len(self._reading.vendors) > 1:
            self.show("report.compare")
        else:
            self.said.emit(self._translator.gettext("The engagement has one vendor; there is nothing to compare."))

    def _make_about(self) -> QDialog:
        from reviewer.ui.about_window import AboutWindow

        made = AboutWindow(self._translator, self._window)
        made.address_pressed.connect(self._press_address)
        return made

    def _make_diagnostics(self) -> QDialog:
        from reviewer.ui.diagnostic_window import DiagnosticWindow

        return DiagnosticWindow(self._facts(), self._translator, self._window)

    def _facts(self) -> dict[str, str | int]:
        """Options and counts: nothing that anybody has written."""
        options = self._settings.options
        vendors = [vendor for engagement in self._session.engagements for vendor in engagement.vendors]
        return {
            "language": options.language,
            "theme": options.theme,
            "text scale": f"{options.text_scale:g}",
            "changed shortcuts": len(options.shortcuts),
            "engagements": len(self._session.engagements),
            "vendors": len(vendors),
            "documents": sum(len(vendor.documents) for vendor in vendors),
        }

    def _press_address(self, address: str) -> None:
        """The question stands in the main window."""
        self._window.activateWindow()
        self.address_pressed.emit(address)

    def _show_log(self) -> None:
        folder = log_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.said.emit(self._translator.gettext("The log lies in {path}").format(path=folder))

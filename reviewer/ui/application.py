"""Starts the QApplication and the window."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from reviewer.diagnostics import note, watch_for_errors
from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.collection import Collector
from reviewer.ui.faults import FaultTeller
from reviewer.ui.file_requests import FileRequests
from reviewer.ui.first_paint import FirstPaint, InputFilter
from reviewer.ui.icons import application_icon
from reviewer.ui.interface import Interface
from reviewer.ui.main_window import MainWindow
from reviewer.ui.theme import apply_theme

_TURN = 1
"""Milliseconds: a timer without any would wait for all that is done in slices between other work."""
_AFTER_PAINTING = 100
"""Milliseconds after which the desk has been painted."""


def start(workspace_path: Path | None, settings: Settings) -> int:
    """Shows the window, furnishes it once it is painted, opens `workspace_path` or the last workspace in it, and runs
    until it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("Reviewer")
    app.setDesktopFileName("reviewer")
    apply_theme(app, settings.options.theme, settings.options.text_scale)
    interface = Interface(app, settings, furnished=False)
    interface.window_made.connect(lambda window: _watch(window, interface.translator))
    _watch(interface.window, interface.translator)
    app.styleHints().colorSchemeChanged.connect(
        lambda scheme: apply_theme(app, settings.options.theme, settings.options.text_scale)
    )
    window = interface.window
    path = workspace_path or _last_workspace(settings)
    requests, first_paint = FileRequests(app), FirstPaint(window)
    first_paint.happened.connect(lambda: Opening(window, requests.latest or path).start())
    first_paint.happened.connect(lambda: requests.arrived.connect(lambda file: interface.window.open_path(file)))
    if path is not None:
        window.await_workspace()
    window.show_page_without_vendor()
    window.show()
    return app.exec()


def _watch(window: MainWindow, translator: Translator) -> None:
    """Unexpected errors are told over this window."""
    watch_for_errors(FaultTeller(window, translator).fault_happened.emit)


def _last_workspace(settings: Settings) -> Path | None:
    last = settings.options.last_workspace
    return Path(last) if last and Path(last).exists() else None


class Opening(QObject):
    """Fills a window that has been painted, each step in a turn of the event loop of its own: none runs within another,
    and where the window is closed in between, the rest is not done. What is pressed and clicked before the last step is
    dropped: Return would confirm a value that nobody has looked at."""

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._deaf = InputFilter(self)
        window.windowHandle().installEventFilter(self._deaf)
        self._steps = iter((self._fill, _note_filled, self._furnish, self._settle, self._listen))
        self._turn = QTimer(self, singleShot=True, interval=_TURN)
        self._turn.timeout.connect(self._go_on)

    def start(self) -> None:
        _note_moment("window.shown")
        self._go_on()

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is not None and self._window.isVisible():
            step()
            self._turn.start()

    def _fill(self) -> None:
        self._window.set_up_desk()
        self._window.session.put_off_findings()
        if self._path is not None:
            self._window.open_path(self._path)
        self._window.stop_awaiting()

    def _furnish(self) -> None:
        self._window.furnish()
        self._window.tell_set_aside()

    def _settle(self) -> None:
        QApplication.setWindowIcon(application_icon())
        gc.freeze()
        Collector(QApplication.instance())
        QTimer.singleShot(_AFTER_PAINTING, self._window, self._window.session.read_rules)

    def _listen(self) -> None:
        """All that came while the window was filled has been handed out and dropped."""
        self._window.windowHandle().removeEventFilter(self._deaf)
        self.deleteLater()


def _note_filled() -> None:
    _note_moment("window.filled")


def _note_moment(event: str) -> None:
    """For whoever measures the start: by the clock that every process of the machine shares."""
    note(event, at=time.monotonic())

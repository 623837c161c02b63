"""Starts the QApplication and the window."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
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
    first_paint.happened.connect(lambda: _open(window, requests.latest or path))
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


def _open(window: MainWindow, path: Path | None) -> None:
    _note_moment("window.shown")
    window.set_up_desk()
    window.session.put_off_findings()
    if path is not None:
        window.open_path(path)
    window.stop_awaiting()
    _paint()
    _note_moment("window.filled")
    window.furnish()
    window.tell_set_aside()
    _drop_input()
    QApplication.setWindowIcon(application_icon())
    gc.freeze()
    Collector(QApplication.instance())
    QTimer.singleShot(_AFTER_PAINTING, window, window.session.read_rules)


def _paint() -> None:
    """Shows, lays out and paints what was put on the desk, before what waits for the desk to be painted."""
    QApplication.sendPostedEvents()


def _drop_input() -> None:
    """Drops what was pressed and clicked before there was anything to see: Return would confirm a value that nobody has
    looked at."""
    app = QApplication.instance()
    deaf = InputFilter(app)
    app.installEventFilter(deaf)
    QApplication.processEvents()
    app.removeEventFilter(deaf)
    deaf.deleteLater()


def _note_moment(event: str) -> None:
    """For whoever measures the start: by the clock that every process of the machine shares."""
    note(event, at=time.monotonic())

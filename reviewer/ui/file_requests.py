"""Files that the desktop wants opened by the program that runs: macOS tells by an event, others at the start."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

BY_EVENT = sys.platform == "darwin"
"""Whether this system tells so; elsewhere no event is looked at."""


class FileRequests(QObject):
    """Signal: `arrived(Path)`. `latest` is the file asked for last, which at the start comes before there is a window
    to open it in."""

    arrived = Signal(object)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.latest: Path | None = None
        if BY_EVENT:
            app.installEventFilter(self)
            app.aboutToQuit.connect(lambda: app.removeEventFilter(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.latest = Path(event.file())
            self.arrived.emit(self.latest)
            return True
        return False

"""What the parts of the window have in common that ask in bars above the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReviewerError
from reviewer.ui.bars import BarPlace
from reviewer.ui.session import Session


@dataclass(frozen=True, slots=True)
class Workplace:
    """What such a part works with. `folder` is where files are offered to be written."""

    session: Session
    bars: BarPlace
    translator: Translator
    folder: Callable[[], Path]


class Asking(QObject):
    """Signal: `said(text)` for the status bar."""

    said = Signal(str)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._bars = place.session, place.bars
        self._translator, self._folder = place.translator, place.folder

    def _words(self, error: Exception, otherwise: str) -> str:
        """What is told of an error; `otherwise` of one that the program has no words for."""
        return describe(error, self._translator) if isinstance(error, ReviewerError) else otherwise

"""Brings the search index up to date beside the work: portions are prepared in the reading thread and written here,
one short transaction at a time, with pauses for what the reviewer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer import diagnostics
from reviewer.model import ReviewerError
from reviewer.model.search import IndexSlice
from reviewer.ui.operations import review
from reviewer.ui.session import Session
from reviewer.ui.workspace_reader import WorkspaceReader

_MANY = 10
"""Texts from which progress is worth telling."""
_DELAY, _PAUSE = 700, 5
"""Milliseconds: after a workspace was opened or something came into it, and between two portions."""


class Indexing(QObject):
    """Signals: `progressed(texts read, texts in all)` where there are many to read; `finished` when every text is in
    the index; `rested` when nothing is read in any more, for whatever reason."""

    progressed = Signal(int, int)
    finished = Signal()
    rested = Signal()

    def __init__(self, session: Session, reader: WorkspaceReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._reader = session, reader
        self._busy = self._told = self._rebuilt = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        reader.prepared.connect(self._on_prepared)
        session.engagements_changed.connect(self._wake)
        session.workspace_closing.connect(self._stop)
        self._wake()

    def rebuild(self) -> None:
        """Makes a damaged index anew, once while a workspace is open: what then is damaged still is not the index."""
        if self._session.busy:
            QTimer.singleShot(_DELAY, self, self.rebuild)
        elif not self._rebuilt:
            self._rebuilt = True
            self._try(lambda: review.clear_index(self._session.workspace))
            self._wake()

    def _wake(self) -> None:
        if not self._busy and self._session.workspace is not None:
            self._timer.start(_DELAY)

    def _ask(self) -> None:
        if self._session.busy:
            self._timer.start(_DELAY)
            return
        counts = self._try(lambda: review.index_progress(self._session.workspace))
        if counts is None:
            return
        read, versions = counts
        if read < versions:
            self._busy = True
            self._told = self._told or versions - read >= _MANY
            if self._told:
                self.progressed.emit(read, versions)
            self._reader.prepare_slice()
        elif self._busy:
            self._rest()
            self.finished.emit()

    def _on_prepared(self, portion: IndexSlice | None) -> None:
        if portion is None:
            self._rest()
        elif self._session.busy:
            self._timer.start(_DELAY)  # what was prepared is prepared again
        elif self._try(lambda: review.write_index_slice(self._session.workspace, portion)) is not None:
            self._timer.start(_PAUSE)

    def _try(self, operation: Callable[[], Any]) -> Any:
        """What it returns; None if it failed. Then the index rests until something changes in the workspace: nobody
        has asked for it, and what ails the file is told where it hinders."""
        try:
            return operation()
        except ReviewerError as error:
            diagnostics.note("search_index.failed", error=error)
            self._rest()
            return None

    def _rest(self) -> None:
        self._busy = self._told = False
        self.rested.emit()

    def _stop(self) -> None:
        self._timer.stop()
        self._rest()
        self._rebuilt = False
        self._reader.close()

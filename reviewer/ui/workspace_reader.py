"""Reads the workspace beside the window's work, over a connection of its own: searches it, and prepares what the
search index is to take up.

One search at a time: while one runs, only the last that was asked for waits, and what it finds meanwhile is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from reviewer.model import ReviewerError
from reviewer.ui.operations import review

if TYPE_CHECKING:
    from reviewer.store import Workspace

OpenReader = Callable[[], "Workspace"]


class _Worker(QObject):
    """Lives in the reading thread and owns its connection."""

    found = Signal(int, object)
    failed = Signal(int, object)
    prepared = Signal(int, object)

    def __init__(self, open_reader: OpenReader) -> None:
        super().__init__()
        self._open_reader = open_reader
        self._workspace: Workspace | None = None

    @Slot(int, str)
    def search(self, number: int, typed: str) -> None:
        try:
            self.found.emit(number, review.search_documents(self._reader(), typed))
        except ReviewerError as error:
            self.failed.emit(number, error)

    @Slot(int)
    def prepare(self, number: int) -> None:
        try:
            self.prepared.emit(number, review.next_index_slice(self._reader()))
        except ReviewerError:
            self.prepared.emit(number, None)  # what ails the file is told when something of it is wanted

    @Slot()
    def close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
        QThread.currentThread().quit()

    def _reader(self) -> Workspace:
        if self._workspace is None:
            self._workspace = self._open_reader()
        return self._workspace


class WorkspaceReader(QObject):
    """Signals: `found(SearchResult)` and `failed(ReviewerError)` for the last search asked for; `prepared(IndexSlice)`,
    with None where nothing is left to prepare."""

    found = Signal(object)
    failed = Signal(object)
    prepared = Signal(object)
    _search_wanted = Signal(int, str)
    _slice_wanted = Signal(int)
    _close_wanted = Signal()

    def __init__(self, open_reader: OpenReader, parent: QObject | None = None) -> None:
        """`open_reader` is called in the reading thread."""
        super().__init__(parent)
        self._open_reader = open_reader
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self._number, self._slice_number, self._running = 0, 0, False
        self._waiting: str | None = None

    def search(self, typed: str) -> None:
        self._number += 1
        self._waiting = typed
        self._start_next()

    def drop_search(self) -> None:
        """What was asked for is not wanted any more."""
        self._number += 1
        self._waiting = None

    def prepare_slice(self) -> None:
        self._start_thread()
        self._slice_number += 1
        self._slice_wanted.emit(self._slice_number)

    def close(self) -> None:
        """Ends the thread and its connection; must be called before the workspace closes. What is under way comes
        to nothing."""
        if self._thread is None:
            return
        self.drop_search()
        self._slice_number += 1
        self._close_wanted.emit()
        self._thread.wait()
        self._thread.deleteLater()
        self._thread = self._worker = None
        self._running = False

    def _start_next(self) -> None:
        if self._running or self._waiting is None:
            return
        self._start_thread()
        typed, self._waiting, self._running = self._waiting, None, True
        self._search_wanted.emit(self._number, typed)

    def _start_thread(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread(self)
        self._worker = _Worker(self._open_reader)
        self._worker.moveToThread(self._thread)
        self._search_wanted.connect(self._worker.search)
        self._slice_wanted.connect(self._worker.prepare)
        self._close_wanted.connect(self._worker.close)
        self._worker.found.connect(self._on_found)
        self._worker.failed.connect(self._on_failed)
        self._worker.prepared.connect(self._on_prepared)
        self._thread.start()

    @Slot(int, object)
    def _on_found(self, number: int, result: object) -> None:
        if self._is_wanted(number):
            self.found.emit(result)

    @Slot(int, object)
    def _on_failed(self, number: int, error: object) -> None:
        if self._is_wanted(number):
            self.failed.emit(error)

    @Slot(int, object)
    def _on_prepared(self, number: int, portion: object) -> None:
        if number == self._slice_number:
            self.prepared.emit(portion)

    def _is_wanted(self, number: int) -> bool:
        """Whether nothing else was asked for meanwhile; if so, that is begun."""
        self._running = False
        self._start_next()
        return number == self._number

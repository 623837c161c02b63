"""Files waiting to be read, one at a time in a thread of their own; the desk stays usable.

The thread gets plain values and gives plain values; what arrives after a cancel is dropped by its number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from reviewer.model import ImportCancelledError, PasswordNeededError, ReviewerError

if TYPE_CHECKING:
    from reviewer.review.reading import Reader


@dataclass(frozen=True, slots=True)
class Job:
    """A file, or text pasted as `data`, with the password to try. `number` tells jobs apart."""

    number: int
    name: str
    path: Path | None = None
    data: bytes = b""
    password: str = ""

    @property
    def title(self) -> str:
        """What it is called where a person reads it: of what was pasted nobody has seen a file."""
        return Path(self.name).stem if self.data else self.name


class _Worker(QObject):
    """Lives in the reading thread and owns the Reader, so that one child process reads many files."""

    progressed = Signal(int, str, float)
    read = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self, make_reader: Callable[[], Reader]) -> None:
        super().__init__()
        self._make_reader = make_reader
        self.reader: Reader | None = None

    @Slot(object)
    def read_job(self, job: Job) -> None:
        if self.reader is None:
            self.reader = self._make_reader()

        def tell(stage: str, part: float) -> None:
            self.progressed.emit(job.number, stage, part)

        try:
            if job.path is not None:
                reading = self.reader.read(job.path, password=job.password, progress=tell)
            else:
                reading = self.reader.read_bytes(job.data, job.name, password=job.password, progress=tell)
        except (ReviewerError, OSError) as error:
            self.failed.emit(job.number, error)
        else:
            self.read.emit(job.number, reading)

    def close(self) -> None:
        if self.reader is not None:
            self.reader.close()
            self.reader = None


def _make_reader() -> Reader:
    from reviewer.review.reading import Reader

    return Reader()


class ImportQueue(QObject):
    """Signals: `started(Job)`, `progressed(stage, part)` with part in [0, 1], `finished(Job, Reading)`,
    `password_wanted(Job, wrong)`, `failed(Job, error)`, `emptied` when nothing is left to read."""

    started = Signal(object)
    progressed = Signal(str, float)
    finished = Signal(object, object)
    password_wanted = Signal(object, bool)
    failed = Signal(object, object)
    emptied = Signal()
    _wanted = Signal(object)

    def __init__(self, parent: QObject | None = None, make_reader: Callable[[], Reader] | None = None) -> None:
        super().__init__(parent)
        self._make_reader = make_reader or _make_reader
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._last_number = 0
        self._thread: QThread | None = None
        self._worker: _Worker | None = None

    @property
    def busy(self) -> bool:
        return self._current is not None

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def add_file(self, path: Path) -> int:
        """Returns the job's number. It may start before this returns."""
        job = Job(self._next_number(), path.name, path=path)
        self._add(job)
        return job.number

    def add_text(self, text: str, name: str) -> None:
        self._add(Job(self._next_number(), name, data=text.encode()))

    def retry(self, job: Job, password: str) -> None:
        """Reads a locked file again, before those that wait."""
        self._waiting.appendleft(replace(job, number=self._next_number(), password=password))
        self._start_next()

    def cancel(self) -> None:
        """Stops the file being read and drops those that wait."""
        self._waiting.clear()
        self._current = None
        if self._worker is not None and self._worker.reader is not None:
            self._worker.reader.cancel()
        self.emptied.emit()

    def close(self) -> None:
        """Ends the thread; must be called before the queue goes."""
        if self._thread is None or self._worker is None:
            return
        self.blockSignals(True)
        self.cancel()
        self._thread.quit()
        self._thread.wait()
        self._worker.close()
        self._thread = self._worker = None

    def _next_number(self) -> int:
        self._last_number += 1
        return self._last_number

    def _add(self, job: Job) -> None:
        self._waiting.append(job)
        self._start_next()

    def _start_next(self) -> None:
        if self._current is not None:
            return
        if not self._waiting:
            self.emptied.emit()
            return
        self._start_thread()
        self._current = self._waiting.popleft()
        self.started.emit(self._current)
        self._wanted.emit(self._current)

    def _start_thread(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread(self)
        self._worker = _Worker(self._make_reader)
        self._worker.moveToThread(self._thread)
        self._wanted.connect(self._worker.read_job)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.read.connect(self._on_read)
        self._worker.failed.connect(self._on_failed)
        self._thread.start()

    def _take(self, number: int) -> Job | None:
        """The current job if it is the one meant; results of jobs that were cancelled belong to no one."""
        if self._current is None or self._current.number != number:
            return None
        job, self._current = self._current, None
        return job

    @Slot(int, str, float)
    def _on_progressed(self, number: int, stage: str, part: float) -> None:
        if self._current is not None and self._current.number == number:
            self.progressed.emit(stage, part)

    @Slot(int, object)
    def _on_read(self, number: int, reading: object) -> None:
        if job := self._take(number):
            self.finished.emit(job, reading)
            self._start_next()

    @Slot(int, object)
    def _on_failed(self, number: int, error: Exception) -> None:
        job = self._take(number)
        if job is None:
            return
        if isinstance(error, PasswordNeededError):
            self.password_wanted.emit(job, bool(error.facts.get("wrong")))
        elif not isinstance(error, ImportCancelledError):
            self.failed.emit(job, error)
        self._start_next()

"""Functions run beside the window's work, their results brought back to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reviewer.model import ReviewerError

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """`work` gets a function to tell the share that is done; the others are called in the window's thread."""

    work: Callable[[Tell], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progressed: Tell


class Background(QObject):
    """Runs functions that touch no widget in threads of their own."""

    _progressed = Signal(object, float)
    _done = Signal(object, object)
    _failed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # Bound methods of an object of the window's thread: what a worker emits is brought there.
        self._progressed.connect(self._on_progressed)
        self._done.connect(self._on_done)
        self._failed.connect(self._on_failed)

    def run(
        self,
        work: Callable[[Tell], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Tell = lambda part: None,
    ) -> None:
        """`then` gets the result, `failed` a ReviewerError or an OSError."""
        task = _Task(work, then, failed, progressed)
        self._pool.start(_Run(task, self))

    def wait(self) -> None:
        """Until nothing runs any more; results that come meanwhile are for nobody."""
        self.blockSignals(True)
        self._pool.waitForDone()
        self.blockSignals(False)

    def _on_progressed(self, task: _Task, part: float) -> None:
        task.progressed(part)

    def _on_done(self, task: _Task, result: Any) -> None:
        task.then(result)

    def _on_failed(self, task: _Task, error: Exception) -> None:
        task.failed(error)


class _Run(QRunnable):
    def __init__(self, task: _Task, background: Background) -> None:
        super().__init__()
        self._task, self._background = task, background

    def run(self) -> None:
        task, background = self._task, self._background
        try:
            result = task.work(lambda part: background._progressed.emit(task, part))
        except (ReviewerError, OSError) as error:
            signal, told = background._failed, error
        else:
            signal, told = background._done, result
        # Whoever wanted the result may have gone meanwhile, with the window.
        with contextlib.suppress(RuntimeError):
            signal.emit(task, told)

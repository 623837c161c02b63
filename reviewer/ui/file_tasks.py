"""What is done to the workspace's file beside the window: one thing after another, each over a connection of its own,
while the window's own connection writes nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from reviewer.model import ReviewerError
from reviewer.ui.background import Background


class _Task(NamedTuple):
    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[ReviewerError], None]


class FileTasks(QObject):
    """Signal: `rested` when nothing is left to be done."""

    rested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._waiting: deque[_Task] = deque()
        self._running = False

    def add(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[ReviewerError], None]
    ) -> None:
        """`work` is run in another thread; `then` gets its result, `failed` what kept it from one. Neither comes after
        `end`."""
        self._waiting.append(_Task(work, then, failed))
        if not self._running:
            self._start_next()

    def end(self) -> None:
        """Drops what has not begun, and waits for what has."""
        self._waiting.clear()
        self._background.wait()
        self._running = False

    def _start_next(self) -> None:
        task = self._waiting.popleft()
        self._running = True
        self._background.run(lambda tell: _attempt(task), self._finish, _raise)

    def _finish(self, tell: Callable[[], None]) -> None:
        self._running = False
        try:
            tell()
        finally:
            if self._waiting:
                self._start_next()
            else:
                self.rested.emit()


def _attempt(task: _Task) -> Callable[[], None]:
    """What is to be done in the window's thread after the work; a fault of the program is raised there too, or nobody
    would know that the work has ended."""
    try:
        return partial(task.then, task.work())
    except ReviewerError as error:
        return partial(task.failed, error)
    except Exception as error:  # noqa: BLE001
        return partial(_raise, error)


def _raise(error: Exception) -> None:
    raise error

"""Kills a child that uses more than it may, and says why it is gone."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from types import TracebackType
from typing import Self

from reviewer.child.memory import resident_megabytes
from reviewer.child.messages import Resources
from reviewer.model import DamagedFileError, ImportCancelledError, ImportFailedError, TimeLimitError, TooLargeError

_WATCH_SECONDS = 0.1


class Watch:
    """Kills the child when a call is cancelled or uses more than it may."""

    def __init__(self, process: subprocess.Popen[bytes], resources: Resources, cancelled: threading.Event) -> None:
        self._process = process
        self._resources = resources
        self._cancelled = cancelled
        self._done = threading.Event()
        self._killed_for: ImportFailedError | None = None
        self._thread = threading.Thread(target=self._run, name="reviewer-child-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    @property
    def has_killed(self) -> bool:
        """Whether the child was killed, perhaps just after it had answered."""
        return self._killed_for is not None

    def reason(self, process: subprocess.Popen[bytes]) -> ImportFailedError:
        """Why the child is gone."""
        self._done.set()
        self._thread.join()
        status = process.wait()
        if self._killed_for is not None:
            return self._killed_for
        if status == -getattr(signal, "SIGXCPU", 0):
            return self._too_long()
        if status == -getattr(signal, "SIGKILL", 0):
            return self._too_much_memory()
        return DamagedFileError(f"the reading process ended with status {status}")

    def _run(self) -> None:
        deadline = time.monotonic() + self._resources.seconds
        while not self._done.wait(_WATCH_SECONDS):
            if self._cancelled.is_set():
                self._killed_for = ImportCancelledError()
            elif time.monotonic() > deadline:
                self._killed_for = self._too_long()
            elif resident_megabytes(self._process.pid) > self._resources.megabytes:
                self._killed_for = self._too_much_memory()
            if self._killed_for is not None:
                self._process.kill()
                return

    def _too_long(self) -> TimeLimitError:
        return TimeLimitError(seconds=round(self._resources.seconds))

    def _too_much_memory(self) -> TooLargeError:
        return TooLargeError(memory=self._resources.megabytes)

"""Reads files in the limited child: bytes to document, document to extraction. Nothing is recorded here."""

from __future__ import annotations

import os
import stat
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from reviewer import diagnostics
from reviewer.child import Child, Progress, Resources
from reviewer.importers import Limits
from reviewer.model import Document, EmptyFileError, Extraction, ImportCancelledError, ImportFailedError

_READ = "reviewer.importers:read_document"
_EXTRACT = "reviewer.extract:extract_document"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its document, what the machine found in it, and the file's own bytes."""

    document: Document
    extraction: Extraction
    original: bytes


class Reader:
    """Reads many files in turn, in one child process that is replaced after a fault. The stages of a reading are `read`
    and `extract`.

    One thread reads at a time; `cancel` may be called from any other.
    """

    def __init__(
        self, *, limits: Limits | None = None, resources: Resources | None = None, extractor: str = _EXTRACT
    ) -> None:
        """`extractor` is the dotted name, `package.module:function`, of what makes an Extraction of a Document."""
        self._limits = limits or Limits()
        self._child = Child(resources)
        self._extractor = extractor
        self._state = threading.Lock()
        self._reading = False
        self._cancelled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, *, password: str = "", progress: Progress | None = None) -> Reading:
        """Read a file. Raises the errors of the ImportFailedError family, also when there is no such file, or when it
        is a pipe or a device, which may have no end."""
        name = os.fsencode(path.name).decode(errors="replace")
        try:
            state = path.stat()
            if not stat.S_ISREG(state.st_mode):
                raise ImportFailedError(f"{name} is no ordinary file")
            self._limits.check_size(state.st_size)
            data = path.read_bytes()
        except OSError as error:
            raise ImportFailedError(f"{name}: {error.strerror}") from error
        return self.read_bytes(data, name, password=password, progress=progress)

    def read_bytes(self, data: bytes, name: str, *, password: str = "", progress: Progress | None = None) -> Reading:
        """Read the bytes of a file called `name`."""
        self._limits.check_size(len(data))
        if not data:
            raise EmptyFileError
        self._begin()
        begun = time.monotonic()
        try:
            document = self._child.call(
                _READ, data, name, password=password, limits=self._limits, returns=Document, progress=progress
            )
            if self._cancelled:
                raise ImportCancelledError
            if progress is not None:
                progress("extract", 0.0)
            extraction = self._child.call(self._extractor, document, returns=Extraction, progress=progress)
        except BaseException as error:
            diagnostics.note("reading.failed", error=error, bytes=len(data), seconds=time.monotonic() - begun)
            raise
        finally:
            self._end()
        diagnostics.note("reading.done", bytes=len(data), seconds=time.monotonic() - begun)
        if progress is not None:
            progress("extract", 1.0)
        return Reading(document, extraction, data)

    def cancel(self) -> None:
        """End the reading that runs with ImportCancelledError; without one, nothing happens."""
        with self._state:
            if self._reading:
                self._cancelled = True
                self._child.cancel()

    def start(self) -> None:
        """Start the child ahead of the first file."""
        self._child.start()

    def close(self) -> None:
        """Cancel what runs and end the child."""
        self.cancel()
        self._child.close()

    def _begin(self) -> None:
        with self._state:
            self._reading, self._cancelled = True, False

    def _end(self) -> None:
        with self._state:
            self._reading = False

"""The log: what happened and where in the program, and nothing of what anybody works on.

What may be written is narrow by construction: names of events, numbers, codes of errors, places in the program. A text
that is handed in is not written, whoever hands it in; of a path only the last part is, which is the workspace's name.
Messages of errors are not written either, since libraries quote in them what they read.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from enum import Enum
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from reviewer import __version__
from reviewer.model import ReviewerError
from reviewer.paths import log_folder

Fact: TypeAlias = int | float | Enum | Path | BaseException | None

FILE_NAME = "reviewer.log"
LARGEST_FILE = 256 * 1024
OLDER_FILES = 3

_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)*")
_PACKAGE = Path(__file__).parent
_LIBRARIES = ("PySide6-Essentials", "pdfminer.six", "lxml", "python-docx", "sqlite-utils", "sqlcipher3", "msgspec")
_SHOWN_LINES = 200
_LOG = logging.getLogger("reviewer.diagnostics")
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())


def start_log(folder: Path | None = None) -> Path:
    """From here on events are written; returns the file. Where it cannot be written the program does without."""
    path = (folder or log_folder()) / FILE_NAME
    stop_log()
    handler = _QuietHandler(path, encoding="utf-8", delay=True)
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    note("program.started")
    return path


def stop_log() -> None:
    """Closes the log's file; notes written after it go nowhere."""
    for handler in [h for h in _LOG.handlers if isinstance(h, _QuietHandler)]:
        _LOG.removeHandler(handler)
        handler.close()


def note(event: str, **facts: Fact) -> None:
    """Writes an event with its facts: `note("import.ended", seconds=1.5, error=error)`."""
    if not _EVENT.fullmatch(event):
        raise ValueError("an event is named by lower-case words")
    _LOG.info(" ".join([event, *(f"{name}={_shown(value)}" for name, value in facts.items())]))


def note_error(error: BaseException) -> str:
    """Writes an unexpected error: its kind and the places that led to it. Returns a word by which the person who
    tells of it and the line in the log find each other."""
    reference = os.urandom(3).hex()
    _LOG.error("\n".join([f"unexpected {reference}", *_story(error)]))
    return reference


def watch_for_errors(tell: Callable[[str], None]) -> None:
    """An error that nobody expected, in any thread, is written, and `tell` is called with its reference in the thread
    where it happened. The program goes on."""

    def catch(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
        else:
            tell(note_error(error))

    sys.excepthook = catch
    threading.excepthook = lambda caught: catch(caught.exc_type, caught.exc_value, caught.exc_traceback)


def diagnostic_information(facts: Mapping[str, str | int] | None = None) -> str:
    """What a person may copy and send: versions, the system, `facts` of the caller (of the workspace, say), and the
    end of the log. It is to be shown before it is copied."""
    import platform

    lines = [
        f"reviewer {__version__}",
        f"Python {platform.python_version()} ({sys.platform}, {platform.machine()})",
        f"System {platform.system()} {platform.release()}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
        *(f"{name}: {value}" for name, value in (facts or {}).items()),
        "",
        *_end_of_log(),
    ]
    return "\n".join(lines) + "\n"


class _QuietHandler(logging.FileHandler):
    """A log that cannot be written must not disturb the work. A full one is set aside, and the oldest goes.

    Python's own handler for that reads sockets and queues first, at every start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        try:
            stream = self.stream = self.stream or self._open()
            if stream.tell() + len(self.format(record).encode()) >= LARGEST_FILE:
                stream.close()
                self._set_aside()
                self.stream = self._open()
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _set_aside(self) -> None:
        ages = ("", *(f".{age}" for age in range(1, OLDER_FILES + 1)))
        with contextlib.suppress(OSError):
            for newer, older in reversed(list(pairwise(Path(self.baseFilename + age) for age in ages))):
                if newer.exists():
                    newer.replace(older)

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def _shown(value: object) -> str:
    if isinstance(value, BaseException):
        return value.code if isinstance(value, ReviewerError) else type(value).__name__
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, Path):
        return f'"{value.name}"'
    if isinstance(value, float):
        return f"{value:.3f}"
    return str(value) if value is None or isinstance(value, int) else f"({type(value).__name__})"


def _story(error: BaseException) -> list[str]:
    """The error and what caused it, the last one first, each with its way through the program."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"  {type(current).__name__} {_shown(current)}")
        lines += [f"    {_place(frame)}" for frame in traceback.extract_tb(current.__traceback__)]
        current = current.__cause__ or current.__context__
    return lines


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    inside = path.relative_to(_PACKAGE.parent).as_posix() if path.is_relative_to(_PACKAGE) else path.name
    return f"{inside}:{frame.lineno} {frame.name}"


def _version(name: str) -> str:
    # Here, since the log is opened before the window.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _end_of_log() -> list[str]:
    handler = next((h for h in _LOG.handlers if isinstance(h, _QuietHandler)), None)
    if handler is None:
        return []
    try:
        return Path(handler.baseFilename).read_text(encoding="utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
    except OSError:
        return []

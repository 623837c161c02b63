"""Runs named functions of this package in a limited child process, where files from strangers can do no harm.

The parent sends a function's name and arguments, the child sends progress and a result or an error: frames of a length
and a MessagePack body over the child's standard input and output. Cancelling kills the child; after any fault the next
call starts a new one.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import traceback
import typing
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self, TypeVar

import msgspec

from reviewer.model import (
    DamagedFileError,
    ImportCancelledError,
    ImportFailedError,
    ReviewerError,
    TimeLimitError,
    TooLargeError,
)

ARGUMENT = "--reviewer-child"
"""With this first argument the frozen program is a child instead of the program."""

Progress = Callable[[str, float], None]
T = TypeVar("T")

_PACKAGE = "reviewer"
_LENGTH = struct.Struct(">Q")
_WATCH_SECONDS = 0.1
_CPU_GRACE_SECONDS = 5
_MEGABYTE = 1024 * 1024
_LARGEST_FRAME = 1024 * _MEGABYTE
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OUTWARD = (
    *("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
    *("shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "pty.", "winreg."),
)
"""How the names of Python's audit events begin that the child has no business to cause."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What one call may use: seconds on the clock and megabytes of memory."""

    seconds: float = 60
    megabytes: int = 1024


class Request(msgspec.Struct, tag=True):
    """A call of `module:function`; the arguments are encoded one by one."""

    function: str
    positional: list[msgspec.Raw]
    named: dict[str, msgspec.Raw]
    resources: Resources


class ProgressReport(msgspec.Struct, tag=True):
    """How far a call has come."""

    stage: str
    share: float


class Result(msgspec.Struct, tag=True):
    """What the function returned."""

    value: msgspec.Raw


class Failure(msgspec.Struct, tag=True):
    """A ReviewerError that the function raised."""

    code: str
    detail: str
    facts: dict[str, str | int]


Reply = ProgressReport | Result | Failure


class Child:
    """A child process that is started when needed and serves many calls, one at a time."""

    def __init__(self, resources: Resources | None = None) -> None:
        self._resources = resources or Resources()
        self._process: subprocess.Popen[bytes] | None = None
        self._one_call = threading.Lock()
        self._cancelled = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def call(
        self, function: str, *arguments: object, returns: type[T], progress: Progress | None = None, **named: object
    ) -> T:
        """Run `package.module:function` in the child and return what it returns, decoded as `returns`.

        Arguments are decoded by the function's annotations; a parameter called `progress` gets a function that reports
        to `progress` here, in the calling thread. Raises the function's own ReviewerError, ImportCancelledError,
        TimeLimitError (`seconds`), TooLargeError (`memory`, in megabytes) and DamagedFileError when the child crashed.
        """
        _check_name(function)
        request = msgspec.msgpack.encode(
            Request(function, [_raw(a) for a in arguments], {k: _raw(v) for k, v in named.items()}, self._resources)
        )
        with self._one_call:
            try:
                reply = self._exchange(request, progress)
            except BaseException:
                self._stop()
                raise
            finally:
                self._cancelled.clear()
        if isinstance(reply, Failure):
            if TooLargeError.code == reply.code and "memory" in reply.facts:
                self._stop()
            raise _error(reply)
        return msgspec.msgpack.decode(reply.value, type=returns)

    def cancel(self) -> None:
        """End the call that runs, or the next one if none does, with ImportCancelledError. Any thread may call this."""
        self._cancelled.set()

    def close(self) -> None:
        """End the child; a later call starts a new one."""
        with self._one_call:
            self._stop()

    def start(self) -> None:
        """Start the child ahead of the first call."""
        with self._one_call:
            self._running()

    def _exchange(self, request: bytes, progress: Progress | None) -> Result | Failure:
        process = self._running()
        with _Watch(process, self._resources, self._cancelled) as watch:
            try:
                reply = _converse(process, request, progress)
            except (OSError, EOFError) as error:
                raise watch.reason(process) from error
        if watch.has_killed:
            self._stop()
        return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _spawn()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _spawn() -> subprocess.Popen[bytes]:
    """A fresh interpreter, never a fork: the parent may hold Qt and threads."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, ARGUMENT] if frozen else [sys.executable, "-P", "-m", "reviewer.child"]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _converse(process: subprocess.Popen[bytes], request: bytes, progress: Progress | None) -> Result | Failure:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    _write_frame(process.stdin, request)
    while True:
        reply: Reply = msgspec.msgpack.decode(_read_frame(process.stdout), type=Reply)
        if not isinstance(reply, ProgressReport):
            return reply
        if progress is not None:
            progress(reply.stage, reply.share)


class _Watch:
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


def resident_megabytes(pid: int) -> float:
    """Memory that a process holds; 0 where the system does not say."""
    try:
        if sys.platform == "win32":
            return _resident_on_windows(pid)
        if sys.platform == "darwin":
            shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False, timeout=5)
            return int(shown.stdout or 0) / 1024
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:  # noqa: PTH123 (read every tenth of a second)
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return 0


def _resident_on_windows(pid: int) -> float:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "working_set", "a", "b", "c", "d", "pagefile", "e")),
        ]

    windows = ctypes.windll  # type: ignore[attr-defined]
    query_and_read = 0x0410
    handle = windows.kernel32.OpenProcess(query_and_read, False, pid)
    counters = Counters(size=ctypes.sizeof(Counters))
    try:
        windows.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    finally:
        windows.kernel32.CloseHandle(handle)
    return float(counters.working_set) / _MEGABYTE


def _error(failure: Failure) -> ReviewerError:
    """The error that was raised in the child, as the same type."""
    kinds: list[type[ReviewerError]] = [ReviewerError]
    for kind in kinds:
        if vars(kind).get("code") == failure.code:
            return kind(failure.detail, **failure.facts)
        kinds += kind.__subclasses__()
    error = ReviewerError(failure.detail, **failure.facts)
    error.code = failure.code
    return error


# what runs in the child


def serve() -> int:
    """Answer calls until the parent closes the pipe."""
    requests, replies = _take_pipes()
    _set_lasting_limits()
    _refuse_the_world()
    with requests, replies:
        while True:
            try:
                request = msgspec.msgpack.decode(_read_frame(requests), type=Request)
            except EOFError:
                return 0
            _write_frame(replies, _answer(request, replies))


def _answer(request: Request, replies: IO[bytes]) -> bytes:
    try:
        _limit_resources(request.resources)
        return _encode(Result(_raw(_perform(request, replies))))
    except ReviewerError as error:
        return _encode(Failure(error.code, error.detail, error.facts))
    except MemoryError:
        return _encode(Failure(TooLargeError.code, "out of memory", {"memory": request.resources.megabytes}))
    except Exception:  # noqa: BLE001 (whatever a file provokes must reach the parent as an error, not end the child)
        return _encode(Failure(ImportFailedError.code, traceback.format_exc(), {}))


def _perform(request: Request, replies: IO[bytes]) -> object:
    function = _resolve(request.function)
    hints = typing.get_type_hints(function)
    parameters = inspect.signature(function).parameters
    named = dict(zip(parameters, request.positional, strict=False)) | request.named
    arguments = {name: msgspec.msgpack.decode(raw, type=hints.get(name, Any)) for name, raw in named.items()}
    if "progress" in parameters:
        arguments["progress"] = lambda stage, share: _write_frame(replies, _encode(ProgressReport(stage, share)))
    return function(**arguments)


def _resolve(name: str) -> Callable[..., object]:
    _check_name(name)
    module, _, attribute = name.partition(":")
    function = getattr(importlib.import_module(module), attribute)
    if not callable(function):
        raise TypeError(f"{name} is no function")
    return typing.cast("Callable[..., object]", function)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, put out of reach of anything that prints or reads: standard output becomes standard error."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, replies


def _set_lasting_limits() -> None:
    """No core dumps: they would hold the text of clients' documents. No file grows."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _refuse_the_world() -> None:
    """From here on this process reaches no network, starts no program and changes no file, whatever a file from a
    stranger may make a library do. Reading stays: modules and resources are loaded when they are needed."""
    sys.dont_write_bytecode = True

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            refused = isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
        else:
            refused = event.startswith(_OUTWARD)
        if refused:
            raise PermissionError(f"{event} is refused here")

    sys.addaudithook(refuse)


def _limit_resources(resources: Resources) -> None:
    """Limits of the system itself, where it has them, behind the parent's watch. Processor time counts from now."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + resources.seconds) + _CPU_GRACE_SECONDS
    _set_soft_limit(resource.RLIMIT_CPU, seconds)
    if sys.platform == "linux":
        _set_soft_limit(resource.RLIMIT_AS, resources.megabytes * _MEGABYTE)


def _set_soft_limit(kind: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (allowed, hard))


# frames


def _check_name(function: str) -> None:
    module, colon, attribute = function.partition(":")
    if not colon or not attribute or module.split(".")[0] != _PACKAGE:
        raise ValueError(f"{function!r} does not name a function of {_PACKAGE}")


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def _encode(message: Reply) -> bytes:
    return msgspec.msgpack.encode(message)


def _write_frame(pipe: IO[bytes], body: bytes) -> None:
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def _read_frame(pipe: IO[bytes]) -> bytes:
    """The next frame's body; EOFError when the other end is gone."""
    (length,) = _LENGTH.unpack(_read_exactly(pipe, _LENGTH.size))
    if length > _LARGEST_FRAME:
        raise EOFError
    return _read_exactly(pipe, length)


def _read_exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


if __name__ == "__main__":
    sys.exit(serve())

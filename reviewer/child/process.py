"""The parent's side: starts the child, calls functions in it and ends it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from reviewer.child.messages import (
    Failure,
    ProgressReport,
    Reply,
    Request,
    Resources,
    Result,
    check_name,
    encode,
    raw,
    read_frame,
    write_frame,
)
from reviewer.child.watch import Watch
from reviewer.model import ReviewerError, TooLargeError

ARGUMENT = "--reviewer-child"
"""With this first argument the frozen program is a child instead of the program."""

Progress = Callable[[str, float], None]
"""Called with the name of a stage and the share that is done, from 0 to 1."""

T = TypeVar("T")


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
        check_name(function)
        request = encode(
            Request(function, [raw(a) for a in arguments], {k: raw(v) for k, v in named.items()}, self._resources)
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
        with Watch(process, self._resources, self._cancelled) as watch:
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
    write_frame(process.stdin, request)
    while True:
        reply: Reply = msgspec.msgpack.decode(read_frame(process.stdout), type=Reply)
        if not isinstance(reply, ProgressReport):
            return reply
        if progress is not None:
            progress(reply.stage, reply.share)


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

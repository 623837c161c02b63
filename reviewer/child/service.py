"""The child's side: answers calls until the parent is gone, and can do next to nothing else."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import traceback
import typing
from collections.abc import Callable
from typing import IO, Any

import msgspec

from reviewer.child.messages import (
    Failure,
    ProgressReport,
    Request,
    Resources,
    Result,
    check_name,
    encode,
    raw,
    read_frame,
    write_frame,
)
from reviewer.model import ImportFailedError, ReviewerError, TooLargeError

_CPU_GRACE_SECONDS = 5
_MEGABYTE = 1024 * 1024
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OUTWARD = (
    *("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
    *("shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "pty.", "winreg."),
)
"""How the names of Python's audit events begin that the child has no business to cause."""


def serve() -> int:
    """Answer calls until the parent closes the pipe."""
    requests, replies = _take_pipes()
    _set_lasting_limits()
    _refuse_the_world()
    with requests, replies:
        while True:
            try:
                request = msgspec.msgpack.decode(read_frame(requests), type=Request)
            except EOFError:
                return 0
            write_frame(replies, _answer(request, replies))


def _answer(request: Request, replies: IO[bytes]) -> bytes:
    try:
        _limit_resources(request.resources)
        return encode(Result(raw(_perform(request, replies))))
    except ReviewerError as error:
        return encode(Failure(error.code, error.detail, error.facts))
    except MemoryError:
        return encode(Failure(TooLargeError.code, "out of memory", {"memory": request.resources.megabytes}))
    except Exception:  # noqa: BLE001 (whatever a file provokes must reach the parent as an error, not end the child)
        return encode(Failure(ImportFailedError.code, traceback.format_exc(), {}))


def _perform(request: Request, replies: IO[bytes]) -> object:
    function = _resolve(request.function)
    hints = typing.get_type_hints(function)
    parameters = inspect.signature(function).parameters
    named = dict(zip(parameters, request.positional, strict=False)) | request.named
    arguments = {name: msgspec.msgpack.decode(value, type=hints.get(name, Any)) for name, value in named.items()}
    if "progress" in parameters:
        arguments["progress"] = lambda stage, share: write_frame(replies, encode(ProgressReport(stage, share)))
    return function(**arguments)


def _resolve(name: str) -> Callable[..., object]:
    check_name(name)
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

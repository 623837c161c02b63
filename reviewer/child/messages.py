"""What parent and child say to each other: requests and replies, and the frames in which they travel."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO

import msgspec

_PACKAGE = "reviewer"
_LENGTH = struct.Struct(">Q")
_LARGEST_FRAME = 1024 * 1024 * 1024


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


def check_name(function: str) -> None:
    """ValueError for a name that is not `module:function` of this package."""
    module, colon, attribute = function.partition(":")
    if not colon or not attribute or module.split(".")[0] != _PACKAGE:
        raise ValueError(f"{function!r} does not name a function of {_PACKAGE}")


def raw(value: object) -> msgspec.Raw:
    """A value encoded by itself, to be decoded by whoever knows its type."""
    return msgspec.Raw(msgspec.msgpack.encode(value))


def encode(message: Request | Reply) -> bytes:
    """The body of a frame."""
    return msgspec.msgpack.encode(message)


def write_frame(pipe: IO[bytes], body: bytes) -> None:
    """OSError when the other end is gone."""
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes:
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

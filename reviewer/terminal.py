"""What the commands print. Names and texts come from strangers: what a terminal would obey is shown, not sent."""

from __future__ import annotations

import json
import logging
import sys
import unicodedata
from typing import Any, BinaryIO

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReviewerError

DONE, PARTLY, USAGE = 0, 1, 2
"""The exit statuses: all done, some of it could not be done, called wrongly."""

_LOG = logging.getLogger("reviewer")
_KEPT = "\n\t"
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
"""Marks that turn the direction of what follows."""


def say(message: str) -> None:
    """Tells a person, beside the output."""
    print(visible(message), file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Prints for a person or a pipe."""
    print(visible(text), flush=True)


def print_json(data: dict[str, Any], *, pretty: bool = False) -> None:
    """An object on one line, or indented."""
    print(json.dumps(data, ensure_ascii=False, indent=2 if pretty else None), flush=True)


def binary(stream: Any) -> BinaryIO:
    """The bytes behind a standard stream."""
    behind: BinaryIO = stream.buffer
    return behind


def error_words(error: Exception, *, named: bool = False) -> str:
    """What a person is told; `named` says that the file is named already. --debug shows the detail besides."""
    _LOG.debug("%s", getattr(error, "detail", "") or error)
    if isinstance(error, ReviewerError):
        return describe(error, Translator("en"))
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename and not named else ""
        return f"{name}{error.strerror}."
    return describe(ReviewerError(), Translator("en")) + " --debug shows the details."


def visible(text: str) -> str:
    """The text with its controls and marks of direction as escapes."""
    return "".join(_escape(sign) if _is_obeyed(sign) else sign for sign in text)


def _is_obeyed(sign: str) -> bool:
    return (unicodedata.category(sign) == "Cc" and sign not in _KEPT) or sign in _TURNING


def _escape(sign: str) -> str:
    return sign.encode("ascii", "backslashreplace").decode() if ord(sign) > 127 else f"\\x{ord(sign):02x}"

"""What the commands print. Names and texts come from strangers: what a terminal would obey is shown, not sent."""

from __future__ import annotations

import sys
import unicodedata

_KEPT = "\n\t"
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
"""Marks that turn the direction of what follows."""


def say(message: str) -> None:
    """Tells a person, beside the output."""
    print(visible(message), file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Prints for a person or a pipe."""
    print(visible(text), flush=True)


def visible(text: str) -> str:
    """The text with its controls and marks of direction as escapes."""
    return "".join(_escape(sign) if _is_obeyed(sign) else sign for sign in text)


def _is_obeyed(sign: str) -> bool:
    return (unicodedata.category(sign) == "Cc" and sign not in _KEPT) or sign in _TURNING


def _escape(sign: str) -> str:
    return sign.encode("ascii", "backslashreplace").decode() if ord(sign) > 127 else f"\\x{ord(sign):02x}"

"""Keeps None, True and False alive under Python 3.11, where PySide6 6.12 gives back references it never took.

Its wheels are built with headers that count the constants as immortal, which they are from Python 3.12 on. Under 3.11
every Qt call that returns None costs one reference: after some five thousand the interpreter aborts ("none_dealloc").
"""

from __future__ import annotations

import ctypes
import sys

_SPARE_REFERENCES = 1 << 48
"""More than a program that makes a million Qt calls a second could use up in eight years."""


def keep_constants_alive() -> None:
    """Give the constants references to spare; does nothing where they are immortal."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _SPARE_REFERENCES // 2:
        return
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += _SPARE_REFERENCES

"""The operations of the review, and the store under them, read when the first of them is called.

The window stands on the screen before that: SQLite and all that goes with it is a good third of what there is to read.
The first call comes from the window's own thread, when a workspace is opened, or beside it, where none is opened yet.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _LateModule:
    """Stands for a module and reads it when something of it is first asked for. Threads may ask at one time: Python's
    own locks let one of them read it and the others wait, which `importlib.util.LazyLoader` does not."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


if TYPE_CHECKING:
    from reviewer import review, store
else:
    review, store = _LateModule("reviewer.review"), _LateModule("reviewer.store")

__all__ = ["review", "store"]

"""The operations of the review, and the store under them, read when the first of them is called.

The window stands on the screen before that: SQLite and all that goes with it is a good third of what there is to read.
The first call comes from the window's own thread, when a workspace is opened.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import TYPE_CHECKING


def _read_late(name: str) -> ModuleType:
    """A module that is read at the first use of anything in it."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if TYPE_CHECKING:
    from reviewer import review, store
else:
    review, store = _read_late("reviewer.review"), _read_late("reviewer.store")

__all__ = ["review", "store"]

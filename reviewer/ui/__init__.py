"""The windows, the only room that names PySide6; imported inside the command that opens a window."""

from __future__ import annotations

import builtins
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.ui.python_constants import keep_constants_alive

if TYPE_CHECKING:
    from reviewer.settings import Settings

# Before the first Qt call of any kind: see there why Python 3.11 would abort without it.
keep_constants_alive()


def run_window(workspace_path: Path | None, *, settings: Settings) -> int:
    """Opens the window on a workspace, or on the last one; returns the exit status when it is closed.

    Where no window can be opened, says why on standard error and returns 1: Qt would abort.
    """
    from reviewer.ui.platform_check import find_obstacle

    obstacle = find_obstacle()
    if obstacle is not None:
        sys.stderr.write(obstacle.describe() + "\n")
        return 1
    # Nothing of what starting makes is garbage, and looking for some takes a tenth of the start; `start` takes it up.
    gc.disable()
    _load_qt()
    from reviewer.ui.application import start

    return start(workspace_path, settings)


def _load_qt() -> None:
    """PySide6 puts its own in the place of the import statement: for a feature that nobody here uses it reads the
    source of every module that is imported from then on. What is imported after this is imported as ever."""
    plain_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain_import

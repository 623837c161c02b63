"""A fixture that fails a test which leaves windows, threads or timers behind; for the tests of windows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QObject) -> Iterator[None]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    gc.freeze()  # what is there already, a million objects of word lists among it, is not looked through again
    gc.disable()  # as in the program: no worker collects widgets
    yield
    _let_restyling_end(qapp)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    assert not left, f"windows left open: {left}"
    assert not _running(), f"threads or timers left running: {_running()}"


def _let_restyling_end(app: QObject) -> None:
    """It belongs to the application and goes on by itself, whatever window asked for it."""
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt

    from reviewer.ui.slices import Slices

    # Before anything is waited for: one that has ended wakes nobody any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    while app.findChildren(Slices, options=Qt.FindChildOption.FindDirectChildrenOnly):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _running() -> list[object]:
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    kinds = (QThread, QTimer)
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), kinds) and shiboken6.isValid(thing)]
    return [thing for thing in found if (thing.isRunning() if isinstance(thing, QThread) else thing.isActive())]

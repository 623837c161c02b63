"""Gives the application another style sheet while windows stand, without holding them up.

Qt would polish every widget once for each of its ancestors: seconds where there are a thousand widgets ten deep. Here
each is polished once, what is in sight first, at once, and the rest between the window's other work.
"""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.slices import Slices


def set_style_sheet(app: QApplication, sheet: str) -> None:
    """Has every widget look as `sheet` says."""
    if not app.styleSheet():
        app.setStyleSheet(sheet)
    elif sheet != app.styleSheet():
        _change(app, sheet)


def _change(app: QApplication, sheet: str) -> None:
    style = app.style()
    style.unpolish(app)  # lets go of what it keeps of each widget: then the new sheet finds nothing to polish
    app.setStyleSheet(sheet)
    style.polish(app)
    widgets = list(_widgets(app))
    seen = {id(widget) for widget in widgets if not widget.visibleRegion().isEmpty()}
    for widget in widgets:
        if id(widget) in seen:
            _polish(widget)
    for rest in app.findChildren(_Rest):
        rest.stop()
    _Rest(_polish_each([widget for widget in widgets if id(widget) not in seen]), app)


def _widgets(app: QApplication) -> Iterator[QWidget]:
    """All of them, parents first: what a parent looks like is handed down."""
    for window in app.topLevelWidgets():
        if window.parent() is None:
            yield window
            yield from window.findChildren(QWidget)


def _polish(widget: QWidget) -> None:
    widget.style().polish(widget)
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _polish_each(widgets: list[QWidget]) -> Iterator[None]:
    for widget in widgets:
        if shiboken6.isValid(widget):
            _polish(widget)
        yield


class _Rest(Slices):
    """The widgets that are out of sight."""

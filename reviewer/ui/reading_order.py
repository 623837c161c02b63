"""The order in which Tab goes: area by area, and in each from line to line as one reads.

Qt's own order is that in which widgets were made, and the desk makes many anew while it is used.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def neighbour(areas: Sequence[QWidget], current: QWidget | None, steps: int) -> QWidget | None:
    """What takes the keyboard after `current`, or before it for negative `steps`; from the other end again at the end.
    None where `current` lies in none of the areas."""
    order = [widget for area in areas for widget in focusable(area)]
    if current not in order:
        return None
    return order[(order.index(current) + steps) % len(order)]


def focusable(area: QWidget) -> list[QWidget]:
    """What Tab stops at in an area, in the order of reading; what holds others comes before them."""
    if not area.isVisible():
        return []
    found = [area, *area.findChildren(QWidget)]
    stops = [widget for widget in found if _takes_tab(widget)]
    return _in_order(stops, area)


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _in_order(stops: Sequence[QWidget], area: QWidget) -> list[QWidget]:
    known = set(stops)
    inner: dict[QWidget, list[QWidget]] = {}
    outer = []
    for stop in stops:
        holder = _holder(stop, known)
        if holder is None:
            outer.append(stop)
        else:
            inner.setdefault(holder, []).append(stop)
    ordered = []
    for stop in _read(outer, area):
        ordered.append(stop)
        if stop in inner:
            ordered += _in_order(inner[stop], area)
    return ordered


def _holder(widget: QWidget, known: set[QWidget]) -> QWidget | None:
    """The outermost of the stops that a widget lies in."""
    holder, ancestor = None, widget.parentWidget()
    while ancestor is not None:
        if ancestor in known:
            holder = ancestor
        ancestor = ancestor.parentWidget()
    return holder


def _read(widgets: Sequence[QWidget], area: QWidget) -> list[QWidget]:
    """From top to bottom, those on one line from left to right."""
    places = {widget: QRect(widget.mapTo(area.window(), QPoint()), widget.size()) for widget in widgets}
    lines: list[list[QWidget]] = []
    for widget in sorted(widgets, key=lambda each: places[each].top()):
        if lines and places[widget].center().y() <= places[lines[-1][0]].bottom():
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [widget for line in lines for widget in sorted(line, key=lambda each: places[each].left())]

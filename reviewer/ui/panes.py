"""The panes of the desk as they are laid out, and the same with nothing in them yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QWidget

from reviewer.settings import Options

_STRETCH = (0, 1, 0)
_SMALLEST_WIDTHS = (160, 320, 400)
_HEIGHTS, _SMALLEST_LOWER = (620, 180), 96
WIDTHS = (224, 720, 470)
"""Of list, text and form where nothing is remembered."""


def lay_out_panes(desk: QSplitter, panes: Sequence[QWidget], widths: Sequence[int] = WIDTHS) -> None:
    """Puts list, text and form side by side."""
    for place, (pane, smallest) in enumerate(zip(panes, _SMALLEST_WIDTHS, strict=True)):
        desk.addWidget(pane)
        desk.setStretchFactor(place, _STRETCH[place])
        desk.setCollapsible(place, False)
        pane.setMinimumWidth(smallest)
    desk.setSizes(list(widths))
    desk.setHandleWidth(1)


def put_form(desk: QSplitter, form: QWidget, *, left: bool) -> None:
    """Has the form on the one or the other side of the text; each keeps its width."""
    wanted = 1 if left else 2
    if desk.indexOf(form) != wanted:
        sizes = desk.sizes()
        desk.insertWidget(wanted, form)
        desk.setSizes([sizes[0], sizes[2], sizes[1]])


def lay_out_bench(bench: QSplitter, desk: QSplitter, lower: QWidget) -> None:
    """Puts the desk over the panel below it."""
    bench.setOrientation(Qt.Orientation.Vertical)
    for place, part in enumerate((desk, lower)):
        bench.addWidget(part)
        bench.setCollapsible(place, False)
    bench.setStretchFactor(0, 1)
    bench.setHandleWidth(1)
    bench.setSizes(list(_HEIGHTS))
    lower.setMinimumHeight(_SMALLEST_LOWER)


def put_lower(bench: QSplitter, lower: QWidget) -> None:
    """Puts the panel below the desk in the place of the one there, as high, and on show if that is."""
    lower.setMinimumHeight(_SMALLEST_LOWER)
    heights, shown = bench.saveState(), not bench.widget(1).isHidden()
    bench.replaceWidget(1, lower).deleteLater()
    lower.setVisible(shown)
    bench.restoreState(heights)


def restore_panes(bench: QSplitter, desk: QSplitter, form: QWidget, lower: QWidget, options: Options) -> None:
    """Gives the panes the places and sizes that the options remember."""
    put_form(desk, form, left=options.form_left)
    for splitter, state in ((desk, options.layout), (bench, options.lower_layout)):
        if state:
            splitter.restoreState(QByteArray.fromBase64(state.encode()))
    lower.setVisible(options.show_lower)


class EmptyDesk(QSplitter):
    def __init__(self, options: Options) -> None:
        super().__init__()
        desk, lower = QSplitter(), QWidget()
        engagements, text, form = QWidget(), QWidget(), QWidget()
        text.setBackgroundRole(QPalette.ColorRole.Base)
        text.setAutoFillBackground(True)
        lay_out_panes(desk, (engagements, text, form))
        lay_out_bench(self, desk, lower)
        restore_panes(self, desk, form, lower, options)

"""The program's own icons, drawn in the colour of the text beside them.

Rendered by QtSvg itself, so that no image plugin need be found at run time.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from reviewer.paths import resource

_SIZE = 16
_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256)

_GROUPS = {QIcon.Mode.Normal: QPalette.ColorGroup.Active, QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled}


def icon(name: str, colour: str = "") -> QIcon:
    """An icon in `colour`, by default the palette's text and, where it is disabled, the palette's disabled text.

    The colour is of this moment: ask again when the palette has changed. FileNotFoundError for an unknown name.
    """
    made = QIcon()
    palette = QGuiApplication.palette()
    for mode, group in _GROUPS.items():
        ink = colour or palette.color(group, QPalette.ColorRole.WindowText).name()
        made.addPixmap(pixmap(name, ink, _SIZE), mode)
        made.addPixmap(pixmap(name, ink, _SIZE, 2.0), mode)
    return made


def pixmap(name: str, colour: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` logical pixels for a screen with `ratio` device pixels each; kept in Qt's pixmap cache."""
    key = f"reviewer/{name}/{colour}/{size}/{ratio}"
    found = QPixmapCache.find(key)
    if found is not None and not found.isNull():
        return found
    made = _render(_source(name).replace("currentColor", colour), size, ratio)
    QPixmapCache.insert(key, made)
    return made


def application_icon() -> QIcon:
    """The icon of the program itself, in its own colours."""
    made = QIcon()
    for size in _APPLICATION_SIZES:
        made.addPixmap(_render(_source("application"), size, 1.0))
    return made


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(source: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made

"""How the whole window looks: theme and text size, as the settings keep them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from reviewer.settings import LARGEST_SCALE, SMALLEST_SCALE, Settings
from reviewer.ui.theme import apply_theme

THEMES = ("light", "dark", "system")
_STEP = 0.1


class Appearance(QObject):
    """Signal: `changed` after the window has been dressed anew."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def handlers(self) -> dict[str, Callable[[], None]]:
        sizes: dict[str, Callable[[], None]] = {
            "view.larger": partial(self._scale, _STEP),
            "view.smaller": partial(self._scale, -_STEP),
            "view.normal": partial(self._scale, None),
        }
        return sizes | {f"view.{name}": partial(self.set_theme, name) for name in THEMES}

    def set_theme(self, name: str) -> None:
        """`name` is one of `THEMES`."""
        self._settings.options.theme = name
        self._dress()

    def set_scale(self, scale: float) -> None:
        """`scale` is relative to the system's text size; what is too small or too large becomes the nearest allowed."""
        self._settings.options.text_scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._dress()

    def _scale(self, step: float | None) -> None:
        self.set_scale(1.0 if step is None else round(self._settings.options.text_scale + step, 2))

    def _dress(self) -> None:
        options = self._settings.options
        apply_theme(QApplication.instance(), options.theme, options.text_scale)
        self._settings.save()
        self.changed.emit()

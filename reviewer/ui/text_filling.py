"""Sets the rest of a long text while its beginning is read: in slices between the window's other work, or as far as is
asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from reviewer.ui.slices import Slices
from reviewer.ui.typesetting import Setting

_AT_ONCE = 12_000
"""How many characters are set before a text is shown, and at most for a place that is asked for: more than a large
screen holds."""
_BELOW = 6_000
"""How many are set below a place, so that it can stand at the top of a screen."""
_SLICE, _AWAITED_SLICE = 0.008, 0.011
"""Seconds that setting more may take at a time, the latter while somebody waits for a place."""


class TextFilling(QObject):
    """Signal: `completed` when the rest of a long text has been set."""

    completed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._setting: Setting | None = None
        self._awaited: tuple[int, Callable[[], None]] | None = None
        self._rest: Slices | None = None

    def begin(self, setting: Setting) -> None:
        """Takes another text; its beginning is set when this returns."""
        if self._rest is not None:
            self._rest.stop()
        self._setting, self._awaited = setting, None
        setting.reach(_AT_ONCE)
        self._rest = None if setting.done else Slices(self._set_rest(setting), self)

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is set."""
        return self._setting is None or self._setting.done

    @property
    def awaited(self) -> bool:
        """Whether something waits for the text to be set."""
        return self._awaited is not None

    def when_set(self, position: int, act: Callable[[], None]) -> None:
        """Acts when the text is set beyond a position and a screen below it: now, or where too much is missing for
        that, when it has come so far. Only what was asked for last is waited for."""
        self._awaited = None
        end = position + _BELOW
        if self._setting is not None and self._setting.lacks(end) > _AT_ONCE:
            self._awaited = end, act
        else:
            self.reach(end)
            act()

    def when_complete(self, act: Callable[[], None]) -> None:
        self.when_set(self._setting.length if self._setting is not None else 0, act)

    def forget_awaited(self) -> None:
        """Whoever moves in the text wants to be where that leads."""
        self._awaited = None

    def reach(self, position: int) -> None:
        """Has the text set beyond a position."""
        if self._setting is not None:
            self._setting.reach(position)

    def _set_rest(self, setting: Setting) -> Iterator[None]:
        while not setting.done:
            setting.work(_AWAITED_SLICE if self._awaited else _SLICE)
            if self._awaited is not None and not setting.lacks(self._awaited[0]):
                act, self._awaited = self._awaited[1], None
                act()
            yield
        self._rest = None
        self.completed.emit()

"""Whole journeys run without a display unless one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import reviewer.ui  # noqa: F401

from ..qt_leaks import nothing_left_behind  # noqa: F401, TID252
from .desk import Desk


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path, nothing_left_behind: None) -> Iterator[Callable[[], Desk]]:  # noqa: F811
    """Opens windows over one folder, one after the other."""
    opened: list[Desk] = []

    def make() -> Desk:
        opened.append(Desk(qtbot, tmp_path))
        return opened[-1]

    yield make
    for desk in opened:
        if not desk.closed:
            desk.close()

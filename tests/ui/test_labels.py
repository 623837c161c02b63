"""Labels in the few looks of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.labels import ElidedLink

ADDRESS = "https://pictures.example/legal/privacy-policy · retrieved 20 November 2026"


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    """A label that needs its room, and a link that takes what is left."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.addWidget(QLabel("Privacy policy"))
    layout.addStretch(0)
    layout.addWidget(ElidedLink(""), 1)
    made.findChild(ElidedLink).setText(ADDRESS)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("width", "whole"), [(1200, True), (260, False)])
def test_a_link_takes_the_room_that_others_leave(row: QWidget, qtbot: QtBot, width: int, whole: bool) -> None:
    row.resize(width, 40)
    with qtbot.waitExposed(row):
        row.show()
    label, link = row.findChild(QLabel), row.findChild(ElidedLink)
    words = link.fontMetrics().horizontalAdvance(ADDRESS)
    assert (link.width() >= words) == whole
    assert link.width() <= words + 2
    assert label.width() >= label.sizeHint().width()
    assert link.toolTip() == link.text() == ADDRESS


def test_beside_its_words_a_link_is_not_pressed(row: QWidget, qtbot: QtBot) -> None:
    row.resize(1200, 40)
    with qtbot.waitExposed(row):
        row.show()
    link = row.findChild(ElidedLink)
    with qtbot.assertNotEmitted(link.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(link.x() - 8, 20))
    with qtbot.waitSignal(link.activated):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

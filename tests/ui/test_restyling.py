"""Another style sheet reaches every widget once, those in sight first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.theme import DARK, apply_theme


class Changes(QObject):
    """Counts how often each widget is told of another style."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self.counts[watched] += 1
        return False


@pytest.fixture
def labels(qtbot: QtBot, qapp: QApplication) -> Iterator[list[QLabel]]:
    """Labels as deep in a window as those of the desk, one on show, one hidden, one in a window that was closed."""
    apply_theme(qapp, "light")
    window, made = QWidget(), []
    inner = window
    for _ in range(8):
        outer, inner = inner, QWidget()
        QVBoxLayout(outer).addWidget(inner)
    column, closed = QVBoxLayout(inner), QDialog(window)
    for parent in (column, column, QVBoxLayout(closed)):
        made.append(QLabel("words"))
        made[-1].setProperty("look", "link")
        parent.addWidget(made[-1])
    made[1].hide()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    closed.show()
    closed.close()
    yield made
    apply_theme(qapp, "light")


def colours(labels: list[QLabel]) -> list[str]:
    return [label.palette().windowText().color().name().upper() for label in labels]


def test_what_is_in_sight_is_restyled_at_once_and_the_rest_soon(
    labels: list[QLabel], qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, "dark")
    assert colours(labels)[0] == DARK.accent
    qtbot.waitUntil(lambda: colours(labels) == [DARK.accent] * 3)


def test_each_is_restyled_once(labels: list[QLabel], qapp: QApplication, qtbot: QtBot) -> None:
    changes = Changes()
    qapp.installEventFilter(changes)
    apply_theme(qapp, "dark")
    qtbot.waitUntil(lambda: colours(labels) == [DARK.accent] * 3)
    qapp.removeEventFilter(changes)
    assert {changes.counts[label] for label in labels} == {1}
    assert max(changes.counts.values()) == 1


def test_a_theme_chosen_meanwhile_is_the_one_that_stays(labels: list[QLabel], qapp: QApplication, qtbot: QtBot) -> None:
    for theme in ("dark", "light", "dark"):
        apply_theme(qapp, theme)
    qtbot.waitUntil(lambda: colours(labels) == [DARK.accent] * 3)

"""Long work goes on between the window's other work, to its end or until it is called off."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from reviewer.ui.slices import AfterPainting, Slices


def steps(done: list[int], count: int) -> Iterator[None]:
    for number in range(count):
        end = time.process_time() + 0.003
        while time.process_time() < end:
            pass
        done.append(number)
        yield


def test_other_work_comes_in_between(qtbot: QtBot) -> None:
    parent, done, seen = QObject(), [], []
    timer = QTimer(parent, interval=0)
    timer.timeout.connect(lambda: seen.append(len(done)))
    timer.start()
    Slices(steps(done, 12), parent)
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 12)
    assert done == list(range(12))
    assert [count for count in seen if 0 < count < 12]
    qtbot.waitUntil(lambda: parent.findChildren(Slices) == [])
    parent.deleteLater()


def test_it_ends_with_its_parent(qtbot: QtBot) -> None:
    parent, done = QObject(), []
    Slices(steps(done, 1000), parent)
    qtbot.waitUntil(lambda: bool(done))
    parent.deleteLater()
    qtbot.wait(20)
    reached = len(done)
    qtbot.wait(30)
    assert len(done) == reached < 1000


def test_what_was_called_off_is_left_undone(qtbot: QtBot) -> None:
    parent, done = QObject(), []
    slices = Slices(steps(done, 1000), parent)
    qtbot.waitUntil(lambda: bool(done))
    slices.stop()
    reached = len(done)
    qtbot.wait(30)
    assert len(done) == reached
    assert parent.findChildren(Slices) == []
    parent.deleteLater()


def test_however_long_painting_takes_what_waits_for_it_comes_in_another_turn(qtbot: QtBot) -> None:
    parent, came = QObject(), []
    timer = AfterPainting(parent, 2, single_shot=True)
    timer.timeout.connect(lambda: came.append(True))
    timer.start()
    end = time.monotonic() + 0.01
    while time.monotonic() < end:
        pass
    QCoreApplication.processEvents()
    assert not came
    qtbot.waitUntil(lambda: bool(came))
    parent.deleteLater()


def test_what_waits_for_painting_can_be_called_off_before_and_after_it(qtbot: QtBot) -> None:
    parent, came = QObject(), []
    timer = AfterPainting(parent, 50, single_shot=True)
    timer.timeout.connect(lambda: came.append(True))
    timer.start()
    timer.stop()
    qtbot.wait(70)
    timer.start()
    qtbot.waitUntil(timer.isActive)
    timer.stop()
    qtbot.wait(70)
    assert not came
    parent.deleteLater()

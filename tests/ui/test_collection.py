"""Cyclic garbage goes in the window's thread alone, whatever other threads allocate."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reviewer.ui.collection import Collector

MUCH = 20_000


class Ring:
    """Refers to itself; remembers the thread in which it went."""

    went_in: str = ""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.went_in = threading.current_thread().name


@pytest.fixture
def collector() -> Iterator[Collector]:
    parent = QObject()
    yield Collector(parent)
    parent.deleteLater()
    gc.enable()


def test_a_worker_that_allocates_collects_nothing(qtbot: QtBot, collector: Collector) -> None:
    ring = weakref.ref(Ring())
    kept: list[list[int]] = []
    # So much that Python itself would collect, were it allowed to.
    worker = threading.Thread(target=lambda: kept.extend([number] for number in range(MUCH)))
    worker.start()
    worker.join()
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None, timeout=5_000)
    assert len(kept) == MUCH
    assert Ring.went_in == threading.main_thread().name


def test_nothing_is_collected_where_nothing_is_due(collector: Collector) -> None:
    gc.collect()
    assert collector.collect() is None

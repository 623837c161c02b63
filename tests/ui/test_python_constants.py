from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_many_qt_calls_do_not_use_up_the_constants() -> None:
    before = sys.getrefcount(None)
    target = QObject()
    for _ in range(20_000):
        target.setObjectName("x")
        target.blockSignals(True)
    assert sys.getrefcount(None) > 1_000_000
    assert sys.getrefcount(None) > before // 2

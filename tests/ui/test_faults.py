"""An unexpected error is told once, calmly, from whatever thread it comes, and the window lives on."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QMessageBox, QWidget

from reviewer.ui.diagnostic_window import DiagnosticWindow
from reviewer.ui.faults import FaultTeller


def boxes(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_an_error_of_any_thread_is_told_once_at_a_time(qtbot, translator):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    teller = FaultTeller(window, translator)
    thread = threading.Thread(target=teller.fault_happened.emit, args=("abc123",))
    thread.start()
    thread.join()
    teller.fault_happened.emit("def456")
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    assert "Everything you had decided is stored." in box.informativeText()
    assert "abc123" in box.informativeText()
    box.accept()
    qtbot.waitUntil(lambda: boxes(window) == [])
    teller.fault_happened.emit("def456")
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    assert "def456" in boxes(window)[0].informativeText()
    boxes(window)[0].accept()
    assert window.isVisible()


def test_the_same_information_can_be_copied_and_is_shown_before(qtbot, translator):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    teller = FaultTeller(window, translator)
    teller.fault_happened.emit("abc123")
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    next(button for button in box.buttons() if "diagnostic" in button.text()).click()
    (shown,) = window.findChildren(DiagnosticWindow)
    assert shown.isVisible()
    assert "error: abc123" in shown.text
    assert boxes(window) == []
    shown.close()
    assert window.isVisible()

"""From process start to the desk filled with the last document, against a bare window with a text pane.

Both run as installed programs do, from bytecode compiled before: the first round compiles it and is not counted.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROUNDS = 5

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
app = QApplication([])
window = QMainWindow()
pane = QTextEdit()
pane.setPlainText(open(sys.argv[1], encoding="utf-8").read())
window.setCentralWidget(pane)
window.show()
def painted():
    print(time.monotonic(), flush=True)
    app.quit()
QTimer.singleShot(0, painted)
app.exec()
"""

DESK = """
import sys, time
from pathlib import Path
import reviewer.ui
import reviewer.messages, reviewer.review  # as run_window does: before Qt
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.settings import Settings
app = QApplication([])
def look():
    from reviewer.ui.document_view import DocumentView
    views = [v for w in app.topLevelWidgets() for v in w.findChildren(DocumentView)]
    if any(v.visible_span().end > 100 for v in views if v.isVisible()):
        print(time.monotonic(), flush=True)
        timer.stop()
        for window in app.topLevelWidgets():
            window.close()
        app.quit()
timer = QTimer()
timer.setInterval(2)
timer.timeout.connect(look)
timer.start()
reviewer.ui.run_window(Path(sys.argv[1]), settings=Settings(Path(sys.argv[2])))
"""


def seconds(script: str, bytecode: Path, *arguments: str) -> float:
    """Seconds from starting the process to the time it prints; `bytecode` is where compiled modules are kept."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True, text=True, timeout=60, env=environment, check=True,
    )  # fmt: skip
    return float(done.stdout.split()[0]) - start


@pytest.mark.bench
def test_desk_is_filled(samples: list[Path], tmp_path: Path) -> None:
    from reviewer.review import record_import
    from reviewer.review.reading import Reader
    from reviewer.store import Workspace

    sample = max(samples, key=lambda p: p.stat().st_size)
    with Reader() as reader, Workspace.create(tmp_path / "work.reviewer") as workspace:
        reading = reader.read(sample)
        record_import(workspace, reading)
    text = tmp_path / "text.txt"
    text.write_text(reading.document.text, encoding="utf-8")
    bare, desk = [], []
    for _ in range(ROUNDS + 1):
        bare.append(seconds(BARE, tmp_path / "bytecode", str(text)))
        desk.append(seconds(DESK, tmp_path / "bytecode", str(tmp_path / "work.reviewer"), str(tmp_path / "settings")))
    bare, desk = bare[1:], desk[1:]
    ratio = statistics.median(desk) / statistics.median(bare)
    print(
        f"\nbare window {statistics.median(bare):.3f} s, desk {statistics.median(desk):.3f} s, ratio {ratio:.2f} (≤ 5)"
    )
    assert ratio <= 5

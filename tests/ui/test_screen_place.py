"""The window opens on the screen, whatever the screen is and wherever the window was the last time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

START = """
import json, sys
from pathlib import Path
import reviewer.ui
from PySide6.QtWidgets import QApplication
from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.main_window import MainWindow

app = QApplication([])
folder = Path(sys.argv[1])
window = MainWindow(Settings(folder), Translator("en"), lambda: folder)
if len(sys.argv) > 2:
    window.setGeometry(*map(int, sys.argv[2:]))
window.show()
app.processEvents()
print(json.dumps([*window.geometry().getRect(), *window.screen().availableGeometry().getRect()]))
window.close()
"""
LAPTOP = (0, 0, 1366, 768)


def start(folder: Path, screens: list[tuple[int, int, int, int]], *geometry: int) -> list[int]:
    """Geometry of the window and of its screen."""
    names = ("x", "y", "width", "height")
    listed = [{"name": f"screen {n}", **dict(zip(names, at, strict=True))} for n, at in enumerate(screens)]
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    (folder / "screens.json").write_text(json.dumps({"screens": [{**one, **dots} for one in listed]}), encoding="utf-8")
    command = [sys.executable, "-c", START, str(folder), *map(str, geometry)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, timeout=60, check=True)
    found: list[int] = json.loads(done.stdout)
    return found


def contains(outer: list[int], inner: list[int]) -> bool:
    return QRect(*outer).contains(QRect(*inner))


@pytest.mark.parametrize("screen", [(1024, 600), (1280, 720), (1366, 768), (1920, 1080)])
def test_the_window_is_no_bigger_than_the_screen(screen: tuple[int, int], tmp_path: Path) -> None:
    *window, _, _, width, height = start(tmp_path, [(0, 0, *screen)])
    assert contains([0, 0, *screen], window)
    assert (width, height) == screen
    assert window[2] >= min(1440, screen[0] - 4)
    assert window[3] >= min(900, screen[1] - 60)


def test_where_it_was_comes_back(tmp_path: Path) -> None:
    there = start(tmp_path, [LAPTOP], 60, 40, 1100, 650)
    assert there[:4] == [60, 40, 1100, 650]
    assert start(tmp_path, [LAPTOP])[:4] == [60, 40, 1100, 650]


def test_from_a_screen_that_is_gone_it_comes_back_onto_the_one_there_is(tmp_path: Path) -> None:
    second = (1366, 0, 2560, 1440)
    there = start(tmp_path, [LAPTOP, second], 1500, 100, 2300, 1250)
    assert there[:2] == [1500, 100]
    *window, _, _, _, _ = start(tmp_path, [LAPTOP])
    assert contains([*LAPTOP], window)

"""The window starts as a process of its own, opens the last workspace and ends with its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.settings import Settings

from .assessed import make_workspace

START = """
import sys
from pathlib import Path
import reviewer.ui
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.settings import Settings

app = QApplication([])

def look():
    for window in app.topLevelWidgets():
        desk = getattr(window, "desk", None)
        if desk is not None and desk.isVisible() and desk.text.document is not None:
            print(desk.text.document.version.file_name, window.windowTitle(), window.menuBar().actions()[0].text())
            window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
sys.exit(reviewer.ui.run_window(None, settings=Settings(Path(sys.argv[1]))))
"""


def run(*arguments: str, script: str = START, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        command, env=kept | environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_last_workspace_is_opened_in_the_language_chosen(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.options.language = "sv"
    settings.note_workspace(make_workspace(tmp_path / "last.reviewer"))
    settings.save()
    done = run(str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "havre.txt last.reviewer — Reviewer &Arkiv"
    assert list(tmp_path.glob("last.reviewer*")) == [tmp_path / "last.reviewer"]


ASK = """
from reviewer.ui import file_requests
from PySide6.QtGui import QFileOpenEvent

file_requests.BY_EVENT = True
early, late = sys.argv[2:]
QTimer.singleShot(0, lambda: app.sendEvent(app, QFileOpenEvent(early)))
seen = []

def look():
    for window in app.topLevelWidgets():
        desk = getattr(window, "desk", None)
        if desk is not None and desk.isVisible() and desk.text.document is not None:
            title = window.windowTitle().partition(" ")[0]
            if title not in seen:
                print(title)
                seen.append(title)
                then = window.close if len(seen) == 2 else lambda: app.sendEvent(app, QFileOpenEvent(late))
                QTimer.singleShot(200, then)
"""


def test_what_the_desktop_asks_for_comes_before_the_last_workspace(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.note_workspace(make_workspace(tmp_path / "last.reviewer"))
    settings.save()
    asked = [str(make_workspace(tmp_path / name)) for name in ("early.reviewer", "late.reviewer")]
    begin, end = START.split("def look():")
    script = begin + ASK + "timer = QTimer()" + end.partition("timer = QTimer()")[2]
    done = run(str(tmp_path), *asked, QT_QPA_PLATFORM="offscreen", script=script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["early.reviewer", "late.reviewer"]


MEANWHILE = """
import sys
from pathlib import Path
import reviewer.ui
import reviewer.ui.application as application
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from reviewer.settings import Settings
from reviewer.ui.main_window import MainWindow

def main_window():
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

def note_moment(event):
    {on_moment}

application._note_moment = note_moment
sys.exit(reviewer.ui.run_window(None, settings=Settings(Path(sys.argv[1]))))
"""


def run_meanwhile(on_moment: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Starts the window and does something at the moments of its start."""
    return run(*arguments, QT_QPA_PLATFORM="offscreen", script=MEANWHILE.replace("{on_moment}", on_moment))


@pytest.mark.parametrize(("event", "opened"), [("window.shown", "last.reviewer"), ("window.filled", "other.reviewer")])
def test_the_window_may_be_closed_while_it_is_filled(tmp_path: Path, event: str, opened: str) -> None:
    """Nothing is opened in it after that, and what was opened is closed."""
    settings = Settings(tmp_path)
    settings.note_workspace(make_workspace(tmp_path / "last.reviewer"))
    settings.save()
    other = make_workspace(tmp_path / "other.reviewer")
    done = run_meanwhile(
        f"""if event == "{event}":
        window = main_window()
        if window.desk is not None:
            window.open_path(Path(sys.argv[2]))
        window.close()""",
        str(tmp_path),
        str(other),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in tmp_path.glob("*.reviewer*")) == ["last.reviewer", "other.reviewer"]
    assert Settings(tmp_path).options.last_workspace == str(tmp_path / opened)


PRESS = """window = main_window()
    def press():
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(window.windowHandle(), event)
    def furnish():
        MainWindow.furnish(window)
        window.desk.form.setFocus()
        press()
    def look():
        print(window.desk.form.current.field)
        if window.desk.form.current != first:
            window.close()
        press()
    if event == "window.shown":
        window.furnish = furnish
    else:
        first = window.desk.form.current
        print(first.field)
        timer = QTimer(window, interval=40)
        timer.timeout.connect(look)
        QTimer.singleShot(200, timer.start)"""


def test_what_is_pressed_before_there_is_anything_to_see_is_dropped(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.options.reviewer = "Ada"
    settings.note_workspace(make_workspace(tmp_path / "last.reviewer"))
    settings.save()
    done = run_meanwhile(PRESS, str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    filled, after, *_, pressed_later = done.stdout.splitlines()
    assert after == filled
    assert pressed_later != filled


def test_without_a_display_it_says_so_and_does_not_abort(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import reviewer.ui; from reviewer.settings import Settings;"
        "sys.exit(reviewer.ui.run_window(None, settings=Settings(Path(sys.argv[1]))))"
    )
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], env=kept, capture_output=True, text=True, check=False
    )
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert "cannot be opened" in done.stderr


def test_the_open_workspace_is_remembered_though_the_window_was_never_closed(window: object, tmp_path: Path) -> None:
    after_a_crash = Settings(tmp_path / "settings")
    assert after_a_crash.options.last_workspace == str(tmp_path / "havre.reviewer")
    assert after_a_crash.options.recent == [str(tmp_path / "havre.reviewer")]


def test_findings_come_after_the_desk_is_filled(qtbot: QtBot, window: object) -> None:
    session = window.session
    session.put_off_findings()
    session.open_assessment(session.assessment.id)
    assert session.assessment.findings == ()
    with qtbot.waitSignal(session.assessment_changed, timeout=20_000):
        session.read_rules()
    assert session.assessment.findings


HEAVY = {
    *("pdfminer", "docx", "docxtpl", "jinja2", "lxml", "markdown_it", "phonenumbers", "stdnum", "ahocorasick_rs"),
    *("xlsxwriter", "sqlcipher3", "cryptography", "asyncio", "unittest", "reviewer.importers", "reviewer.lexicons"),
    *("reviewer.extract", "reviewer.report", "reviewer.export", "reviewer.evaluate", "PySide6.QtPdf"),
}
"""What is read on first need: none of it before the desk is filled."""

BESIDE = {
    *("sqlite_utils", "reviewer.ui.window_parts", "reviewer.ui.lower_panel", "reviewer.ui.search_panel"),
    *("reviewer.ui.importing", "reviewer.ui.reporting", "reviewer.ui.exporting", "logging.handlers"),
}
"""What belongs to the rest of the window: none of it before the desk is painted."""

FILLING = {
    *("babel", "tomllib", "sqlite3", "sqlite_utils", "reviewer.form", "reviewer.findings", "reviewer.store"),
    *("reviewer.review", "reviewer.messages", "reviewer.ui.desk_parts", "reviewer.ui.desk", "reviewer.ui.session"),
    *("reviewer.ui.lower_panel", "reviewer.ui.wording", "hashlib", "subprocess"),
}
"""What fills the desk: none of it before the frame is on the screen."""

LOADED = """
import json, sys
from pathlib import Path
import reviewer.ui
import reviewer.ui.application as application
from reviewer.settings import Settings

def note_moment(event):
    print(json.dumps([event, sorted(sys.modules)]), flush=True)
    if event == "window.filled":
        application.QApplication.closeAllWindows()

application._note_moment = note_moment
sys.exit(reviewer.ui.run_window(None, settings=Settings(Path(sys.argv[1]))))
"""


def test_nothing_heavy_is_read_before_the_desk_is_filled(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.note_workspace(make_workspace(tmp_path / "last.reviewer"))
    settings.save()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", LOADED, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True)
    (shown, at_first), (filled, at_last) = (json.loads(line) for line in done.stdout.splitlines())
    assert (shown, filled) == ("window.shown", "window.filled")
    assert (HEAVY | BESIDE) & set(at_last) == set()
    assert FILLING & set(at_first) == set()

"""The hand on a policy of 300,000 characters: field to evidence, finding as one types, scrolling. Prints stalls.

Times are what the window's thread works, painting included; what else runs on the machine does not count, nor do waits
such as that of an animation.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from ..ui.assessed import make_workspace, read_policy  # noqa: TID252

LENGTH = 300_000
LIMIT = 50.0
"""Milliseconds that nothing in the window's thread may take."""
SENTENCE = "Write to us: section {number} says that pictures of kind {number} are catalogued for whoever asks."
FOUND = (
    ("controller.name", "Havre Media AB", "section 3 says"),
    ("contact.email", "data@havre.example", "section 900 says"),
    ("contact.phone", "+46 90 123 45 67", "section 1500 says"),
    ("purposes", "marketing", "section 400 says"),
    ("purposes", "service", "section 2100 says"),
    ("recipients.named", "Example Mail Ltd", "section 1700 says"),
    ("security.measures", "encryption", "section 2500 says"),
    ("rights.listed", "access", "section 1200 says"),
)


def long_policy() -> str:
    lines, number = ["Privacy notice"], 0
    length = 0
    while length < LENGTH:
        number += 1
        lines += [SENTENCE.format(number=number), ""]
        length += len(lines[-2]) + 2
    return "\n".join(lines)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    import reviewer.ui  # noqa: F401
    from reviewer.i18n import Translator
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    assert QApplication.instance() or QApplication([])
    folder = tmp_path_factory.mktemp("hand")
    settings = Settings(folder / "settings")
    settings.options.reviewer, settings.options.show_all_fields = "Ada", True
    made = MainWindow(settings, Translator("en"), lambda: folder)
    made.resize(1440, 900)
    made.show()
    made.open_path(make_workspace(Path(folder / "long.reviewer"), read_policy(long_policy(), FOUND)))
    QTest.qWait(300)
    yield made
    made.close()
    made.deleteLater()


def milliseconds(action: Callable[[], object]) -> float:
    """Of an action with all the painting that follows from it."""
    from PySide6.QtCore import QCoreApplication

    start = time.thread_time()
    action()
    QCoreApplication.processEvents()
    return (time.thread_time() - start) * 1000


def settle() -> list[float]:
    """Lets an animation run out; the time of each of its steps."""
    steps = []
    end = time.monotonic() + 0.2
    while time.monotonic() < end:
        steps.append(milliseconds(lambda: None))
        time.sleep(0.004)
    return steps


def report(name: str, times: list[float]) -> int:
    """Prints and returns the number of stalls."""
    stalls = sum(value > LIMIT for value in times)
    print(
        f"\n{name}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms,"
        f" {stalls} of {len(times)} over {LIMIT:.0f} ms"
    )
    return stalls


@pytest.mark.bench
def test_field_to_evidence(window: object) -> None:
    from reviewer.ui.field_row import FieldKey

    keys = [FieldKey(field, None) for field in dict.fromkeys(entry[0] for entry in FOUND)]
    times: list[float] = []
    for key in keys * 3:
        times.append(milliseconds(lambda key=key: window.desk.go_to(key)))
        times += settle()
        evidence = window.desk.form.passage()[1]
        assert window.desk.text.view.visible_span().start <= evidence.start
    assert report("field to evidence", times) == 0


@pytest.mark.bench
def test_find_as_you_type(window: object) -> None:
    view = window.desk.text.view
    times: list[float] = []
    for word in ("catalogued", "section 2999", "nowhere to be found"):
        for end in range(1, len(word) + 1):
            times.append(milliseconds(lambda text=word[:end]: view.find(text)))
            times += settle()[:3]
        view.clear_find()
    assert report("find as you type", times) == 0


@pytest.mark.bench
def test_scrolling(window: object) -> None:
    bar = window.desk.text.view._pane.verticalScrollBar()
    times = []
    for page in range(120):
        times.append(milliseconds(lambda page=page: bar.setValue(bar.maximum() * page // 120)))
    bar.setValue(0)
    for _ in range(120):
        times.append(milliseconds(lambda: bar.setValue(bar.value() + 60)))
    assert report("scrolling", times) == 0

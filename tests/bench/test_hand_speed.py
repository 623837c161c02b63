"""The hand on a policy of 300,000 characters: field to evidence, finding as one types, scrolling; and a session over
several vendors, with a PDF of 300 pages on its pages and a field of forty values. Prints stalls.

Times are what the window's thread works, painting included; what else runs on the machine does not count, nor do waits
such as that of an animation.
"""

from __future__ import annotations

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from ..ui.assessed import make_workspace, read_policy  # noqa: TID252
from ..ui.pages import FILLER, write_pdf  # noqa: TID252

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
def window(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[object]:
    from PySide6.QtTest import QTest

    import reviewer.ui  # noqa: F401
    from reviewer.i18n import Translator
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.text_pane import TextPane

    folder = tmp_path_factory.mktemp("hand")
    settings = Settings(folder / "settings")
    settings.options.reviewer, settings.options.show_all_fields = "Ada", True
    made = MainWindow(settings, Translator("en"), lambda: folder)
    made.resize(1440, 900)
    made.show()
    made.open_path(make_workspace(Path(folder / "long.reviewer"), read_policy(long_policy(), FOUND)))
    QTest.qWait(300)
    while not made.desk.text.view.findChild(TextPane).is_complete:
        QTest.qWait(50)
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


PAGES = 300
FORTY = [f"{place} {number} Ltd" for place in ("Alder", "Birch", "Cedar", "Hazel") for number in range(10)]
TIMES = 3
"""How often the session is gone through; a step's quickest time counts, its longest is printed."""


def printed_policy() -> object:
    """As many lines as pages hold, with the places at which they are printed; reading the file would take minutes."""
    from reviewer.model import Block, BlockKind, Box, Document, Evidence, Extraction, Origin, Value
    from reviewer.review.reading import Reading

    data = write_pdf(pages=PAGES)
    lines, blocks, origins, start = [], [], [], 0
    for page in range(PAGES):
        for number, line in enumerate(FILLER):
            box = Box(72, 82 + 14 * number, 72 + 5 * len(line), 94 + 14 * number)
            blocks.append(Block(start, start + len(line), BlockKind.PARAGRAPH))
            origins.append(Origin(start, start + len(line), page + 1, box, number))
            lines.append(line)
            start += len(line) + 1
    text = "\n".join(lines)
    document = Document("long.pdf", "application/pdf", "0" * 64, text, tuple(blocks), tuple(origins), PAGES)
    quote = FILLER[20]
    last = text.rindex(quote)
    evidence = Evidence(last, last + len(quote), quote, PAGES)
    found = Value("retention.items", _kept(), 0.9, "retention.items.en.test", (evidence,), False, ())
    return Reading(document, Extraction("en", "test", (found,), (), ()), data)


def _kept() -> object:
    from reviewer.model import Retention

    return Retention("Pictures", "P7Y")


def forty_recipients() -> object:
    text = "Write to us. We share data with:\n" + "\n".join(f"- {name}" for name in FORTY)
    return read_policy(text, tuple(("recipients.named", name, name) for name in FORTY), "forty.txt")


class Stalls:
    """What each step of a session took the window's thread, in milliseconds: the step itself, then the longest of what
    followed from it."""

    def __init__(self) -> None:
        self.times: defaultdict[str, list[float]] = defaultdict(list)

    def do(self, step: str, action: Callable[[], object]) -> None:
        first = milliseconds(action)
        self.times[step].append(max(first, *settle()))

    def print(self) -> None:
        taken = [time for times in self.times.values() for time in times]
        stalls = sum(time > LIMIT for time in taken)
        print(f"\na session: {stalls} of {len(taken)} steps over {LIMIT:.0f} ms; the longest of each, worst first")
        for step, times in sorted(self.times.items(), key=lambda entry: -max(entry[1])):
            print(f"  {max(times):6.1f} ms (at best {min(times):5.1f})  {step}")


@pytest.fixture(scope="module")
def busy_window(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[object]:
    """A window on a workspace of four vendors: a long text, a long PDF, forty recipients, and an ordinary policy."""

    import reviewer.ui  # noqa: F401
    from reviewer.findings.rules import load_rules
    from reviewer.i18n import Translator
    from reviewer.review import record_import
    from reviewer.settings import Settings
    from reviewer.store import Workspace
    from reviewer.ui.main_window import MainWindow

    load_rules()  # as the program does once, beside the window
    folder = tmp_path_factory.mktemp("session")
    path = folder / "busy.reviewer"
    readings = (read_policy(long_policy(), FOUND), printed_policy(), forty_recipients(), read_policy())
    with Workspace.create(path) as workspace:
        for number, reading in enumerate(readings):
            record_import(workspace, reading, vendor=f"Vendor {number}")
    settings = Settings(folder / "settings")
    settings.options.reviewer, settings.options.show_all_fields = "Ada", True
    made = MainWindow(settings, Translator("en"), lambda: folder)
    made.resize(1440, 900)
    made.show()
    made.path = path
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.bench
def test_a_session_over_several_vendors(busy_window: object) -> None:
    from reviewer.ui.field_row import FieldKey

    window, stalls = busy_window, Stalls()
    desk, session = window.desk, window.session
    recipients, retention = FieldKey("recipients.named", None), FieldKey("retention.items", None)
    for _ in range(TIMES):
        stalls.do("open the workspace, long text first", lambda: window.open_path(window.path))
        stalls.do("another vendor: ordinary policy", lambda: session.open_assessment(4))
        stalls.do("another vendor: forty recipients", lambda: session.open_assessment(3))
        stalls.do("go to forty recipients", lambda: desk.go_to(recipients))
        stalls.do("choose one of forty", lambda: desk.form.step_value(1))
        stalls.do("all of them again", lambda: desk.form.choose(None))
        stalls.do("confirm the group", desk.decisions.confirm_group)
        stalls.do("undo", desk.decisions.undo)
        stalls.do("redo", desk.decisions.redo)
        stalls.do("undo again", desk.decisions.undo)
        stalls.do("another vendor: PDF of 300 pages", lambda: session.open_assessment(2))
        stalls.do("its pages", lambda: desk.text.show_pages(True))
        stalls.do("evidence on page 300", lambda: desk.go_to(retention))
        stalls.do("confirm on the page", desk.decisions.confirm)
        stalls.do("undo on the page", desk.decisions.undo)
        stalls.do("its text", lambda: desk.text.show_pages(False))
        stalls.do("another vendor: long text", lambda: session.open_assessment(1))
        stalls.do("the palette", window.actions_by_id["view.go_to"].trigger)
        stalls.do("away from it", window.views.palette.close_quietly)
    stalls.print()
    best = {step: min(times) for step, times in stalls.times.items()}
    ordinary = best["another vendor: ordinary policy"]
    opening = ("another vendor", "open the workspace")
    assert {step: time for step, time in best.items() if time > 2 * ordinary and not step.startswith(opening)} == {}
    assert max(best.values()) < 10 * ordinary

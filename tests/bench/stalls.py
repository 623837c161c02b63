"""Counts stalls: what the steps of a session take of the window's thread, as the program runs it.

A step is an action and all that follows from it. It is measured a turn of the event loop at a time: between two turns
a key is taken, so that the longest turn is what a hand can notice. The thread's own work is told apart from the time by
the clock, which holds waits for the disk and for other threads too, and on a busy machine much that is none of ours.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LIMIT = 50.0
"""Milliseconds that nothing in the window's thread may take."""
REST = 0.2
"""Seconds after which nothing more follows from a step."""


@contextmanager
def running_program(app: object) -> Iterator[None]:
    """Dressed as the program is, with the garbage collected as it does."""
    from reviewer.findings.rules import load_rules
    from reviewer.ui.collection import Collector
    from reviewer.ui.theme import apply_theme

    load_rules()  # once, beside the window
    apply_theme(app, "light")
    gc.freeze()
    collector = Collector(app)
    yield
    collector.deleteLater()
    gc.enable()
    gc.unfreeze()
    app.setStyleSheet("")


def open_window(folder: Path) -> object:
    """The main window with settings of its own, every field on show."""
    from reviewer.i18n import Translator
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    settings = Settings(folder / "settings")
    settings.options.reviewer, settings.options.show_all_fields = "Ada", True
    made = MainWindow(settings, Translator("en"), lambda: folder)
    made.resize(1440, 900)
    made.show()
    return made


def milliseconds(action: Callable[[], object]) -> float:
    """What the window's thread works at an action and one turn of the event loop, painting included."""
    return _turn(action)[0]


def settle(until: Callable[[], bool] = lambda: True) -> list[float]:
    """Lets what has begun run out, animations too; the work of each turn, in milliseconds."""
    return [worked for worked, _ in _turns(until)]


def report(name: str, times: list[float]) -> int:
    """Prints and returns the number of stalls."""
    stalls = sum(value > LIMIT for value in times)
    print(
        f"\n{name}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms,"
        f" {stalls} of {len(times)} over {LIMIT:.0f} ms"
    )
    return stalls


class Stalls:
    """The longest turn of each step, every time that it was done: (work, time by the clock) in milliseconds."""

    def __init__(self) -> None:
        self.times: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)

    def do(self, step: str, action: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        """`until` tells whether what goes on beside the window has come to its end."""
        turns = [_turn(action), *_turns(until)]
        self.times[step].append((max(work for work, _ in turns), max(clock for _, clock in turns)))

    def best(self) -> dict[str, float]:
        """The work of each step when it took the least."""
        return {step: min(work for work, _ in times) for step, times in self.times.items()}

    def print(self, name: str) -> None:
        works = [work for times in self.times.values() for work, _ in times]
        print(f"\n{name}: {sum(work > LIMIT for work in works)} of {len(works)} steps over {LIMIT:.0f} ms")
        print("  longest  at best  by the clock, at best; the longest turn of each step in ms, worst first")
        for step, times in sorted(self.times.items(), key=lambda entry: -max(entry[1])[0]):
            clock = min(clock for _, clock in times)
            print(f"  {max(times)[0]:7.1f}  {min(times)[0]:7.1f}  {clock:12.1f}  {step}")


def _turn(action: Callable[[], object]) -> tuple[float, float]:
    from PySide6.QtCore import QCoreApplication, QEvent

    work, clock = time.thread_time(), time.perf_counter()
    action()
    QCoreApplication.processEvents()
    # What the program's loop does by itself, and one that is not running leaves for later.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return (time.thread_time() - work) * 1000, (time.perf_counter() - clock) * 1000


def _turns(until: Callable[[], bool]) -> Iterator[tuple[float, float]]:
    end, latest = time.monotonic() + REST, time.monotonic() + 60
    while time.monotonic() < end or not (until() or time.monotonic() > latest):
        yield _turn(lambda: None)
        time.sleep(0.004)

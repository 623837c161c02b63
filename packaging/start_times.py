"""How soon a program's window is there and filled, and how much memory it holds, beside a bare window of PySide6.

    python packaging/start_times.py PROGRAM...     such as build/dist/reviewer/reviewer, or "python -m reviewer"

Linux only: memory is read from /proc, and the program's folders are set by the variables of the XDG standard. All run
from bytecode compiled before, as installed programs do: the first round compiles it and is not counted. Without a
display Qt draws into memory.
"""

from __future__ import annotations

import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
LONGEST = 60
_SETTLED = 3
"""Seconds after which what is put off at the start has been done: the rules of findings are read by then."""

_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
class Pane(QTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    print(time.monotonic(), flush=True)
app = QApplication([])
window = QMainWindow()
pane = Pane()
pane.setPlainText(open(sys.argv[1], encoding="utf-8").read())
window.setCentralWidget(pane)
window.show()
app.exec()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process until its window is painted for the first time, with menus and panes, and
    until text and form of the last document are; megabytes (10^6 bytes) that are resident when it has come to rest,
    and of these the ones that no other process shares."""

    shown: float
    filled: float
    resident: float
    own: float


def measure_bare(text: Path, folder: Path) -> Start:
    """A window with nothing but a pane of text in it."""
    began = time.monotonic()
    command = [sys.executable, "-c", _BARE, str(text)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=_environment(folder), text=True, **pipes) as process:
        assert process.stdout is not None
        shown = float(process.stdout.readline()) - began
        memory = _memory(process.pid)
        process.kill()
    return Start(shown, shown, *memory)


def measure(program: Sequence[str], workspace: Path, folder: Path) -> Start:
    """The program on a workspace; `folder` takes its options and its log, which says when its window was there."""
    log = next(iter(folder.rglob("reviewer.log")), None)
    if log is not None:
        log.unlink()
    began = time.monotonic()
    command = [*program, str(workspace)]
    with subprocess.Popen(command, env=_environment(folder), stderr=subprocess.DEVNULL) as process:
        moments: dict[str, float] = {}
        while "filled" not in moments:
            if process.poll() is not None or time.monotonic() - began > LONGEST:
                process.kill()
                raise RuntimeError(f"{program[0]} did not open its window")
            time.sleep(0.01)
            for file in folder.rglob("reviewer.log"):
                found = re.findall(r"window\.(shown|filled) at=([\d.]+)", file.read_text(encoding="utf-8"))
                moments = {name: float(at) - began for name, at in found}
        time.sleep(_SETTLED)
        memory = _memory(process.pid)
        process.terminate()
    return Start(moments["shown"], moments["filled"], *memory)


def compare(programs: Sequence[Sequence[str]], folder: Path, rounds: int = ROUNDS) -> list[Start]:
    """The bare window first, then each program on the sample engagement: the middle of each figure, taken in turn."""
    workspace = _make_engagement(programs[0], folder)
    text = folder / "text.txt"
    text.write_text("We keep your order for two years after the delivery of it.\n\n" * 150, encoding="utf-8")
    taken: list[list[Start]] = [[] for _ in range(1 + len(programs))]
    for _ in range(rounds + 1):
        taken[0].append(measure_bare(text, folder))
        for number, program in enumerate(programs, 1):
            taken[number].append(measure(program, workspace, folder))
    return [_middle(starts[1:]) for starts in taken]


def table(names: Sequence[str], starts: Sequence[Start]) -> str:
    """The figures in lines, each beside those of the bare window, which comes first."""
    bare = starts[0]
    lines = []
    for name, start in zip(("bare window", *names), starts, strict=True):
        times = f"shown {start.shown:.2f} s ({start.shown / bare.shown:.1f}x)"
        times += f", filled {start.filled:.2f} s ({start.filled / bare.shown:.1f}x)"
        lines.append(f"{name:12} {times}, resident {start.resident:.0f} MB, of it its own {start.own:.0f} MB")
    return "\n".join(lines)


def _make_engagement(program: Sequence[str], folder: Path) -> Path:
    environment = {k: v for k, v in _environment(folder).items() if k not in _DISPLAYS}
    command = [*program, "demo", "--folder", str(folder / "demo")]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return next((folder / "demo").glob("*.reviewer"))


_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def _environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if not any(name in kept for name in _DISPLAYS):
        kept["QT_QPA_PLATFORM"] = "offscreen"
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**kept, **places, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def _memory(pid: int) -> tuple[float, float]:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    kilobytes = {name: int(size) for name, size in re.findall(r"^(\w+):\s+(\d+) kB", rollup, re.MULTILINE)}
    own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return kilobytes["Rss"] * 1024 / 1e6, own * 1024 / 1e6


def _middle(starts: Sequence[Start]) -> Start:
    names = ("shown", "filled", "resident", "own")
    return Start(*(statistics.median(getattr(start, name) for start in starts) for name in names))


def main(arguments: list[str]) -> int:
    programs = [shlex.split(argument) for argument in arguments]
    if not programs:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        print(table([Path(program[0]).name for program in programs], compare(programs, Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""From process start to the window and to the desk filled with the last document, and the memory held then: the
checkout, and the bundle where one was built (packaging/build.py bundle), against a bare window with a text pane."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = Path(os.environ.get("REVIEWER_BUNDLE", ROOT / "build" / "dist" / "reviewer" / "reviewer"))
SHOWN, FILLED, MEGABYTES = 2, 4, 200
"""Times the bare window's start."""


@pytest.mark.bench
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_window_is_there_and_filled_in_time(tmp_path: Path) -> None:
    measured = runpy.run_path(str(ROOT / "packaging" / "start_times.py"))
    programs = {"checkout": [sys.executable, "-m", "reviewer"], "bundle": [str(BUNDLE)]}
    if not BUNDLE.exists():
        del programs["bundle"]
    bare, *starts = measured["compare"](list(programs.values()), tmp_path)
    print("\n" + measured["table"](list(programs), [bare, *starts]))
    for start in starts:
        assert start.shown <= SHOWN * bare.shown
        assert start.filled <= FILLED * bare.shown
        assert start.resident <= MEGABYTES

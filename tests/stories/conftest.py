"""Whole journeys run without a display unless one is asked for."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import reviewer.ui  # noqa: F401

nothing_left_behind = runpy.run_path(str(Path(__file__).parents[1] / "qt_leaks.py"))["nothing_left_behind"]

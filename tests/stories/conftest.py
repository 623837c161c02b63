"""Whole journeys run without a display unless one is asked for."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import reviewer.ui  # noqa: F401

from ..qt_leaks import nothing_left_behind  # noqa: F401, TID252

"""Qt without a display unless one is asked for, and the constants kept alive before the first Qt call."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import reviewer.ui  # noqa: F401

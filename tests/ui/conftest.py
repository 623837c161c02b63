"""Qt without a display unless one is asked for, and the constants kept alive before the first Qt call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reviewer.ui  # noqa: F401

from ..qt_leaks import nothing_left_behind  # noqa: F401, TID252


@pytest.fixture
def translator() -> object:
    from reviewer.i18n import Translator

    return Translator("en")


@pytest.fixture
def window(qtbot: object, tmp_path: Path, translator: object, nothing_left_behind: None) -> Iterator[object]:  # noqa: F811
    """The real window on a workspace with one invented policy, under a reviewer's name."""
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    from .assessed import make_workspace

    settings = Settings(tmp_path / "settings")
    settings.options.reviewer = "Ada"
    settings.options.show_all_fields = True
    made = MainWindow(settings, translator, lambda: tmp_path)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open_path(make_workspace(tmp_path / "havre.reviewer"))
    made.desk.form.setFocus()
    # Findings are shown after text and form.
    qtbot.waitUntil(lambda: bool(made.lower.findings.entries) or made.lower.isHidden())
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def dressed(qapp: Any) -> Iterator[None]:
    """The program's own look, taken off again."""
    from reviewer.ui.theme import apply_theme

    palette, style, font = qapp.palette(), qapp.style().name(), qapp.font()
    apply_theme(qapp, "light")
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)
    qapp.setFont(font)

"""The window in each of its languages: nothing is cut off, no letter opens two things, nothing is left in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import LANGUAGES, Translator
from reviewer.settings import Settings
from reviewer.ui.actions import ACTIONS, MENUS
from reviewer.ui.main_window import MainWindow
from reviewer.ui.theme import apply_theme

from .assessed import make_workspace
from .language_tour import SMALL_SCREEN, cut_off, tour


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """The program's own look, taken off again."""
    palette, style, font = qapp.palette(), qapp.style().name(), qapp.font()
    apply_theme(qapp, "light")
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)
    qapp.setFont(font)


def open_window(folder: Path, translator: Translator) -> MainWindow:
    settings = Settings(folder / "settings")
    settings.options.reviewer = "Ada"
    settings.options.show_all_fields = True
    window = MainWindow(settings, translator, lambda: folder)
    window.resize(*SMALL_SCREEN)
    window.show()
    window.open_path(make_workspace(folder / "havre.reviewer"))
    return window


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_on_a_small_screen(
    language: str, tmp_path: Path, dressed: None, nothing_left_behind: None
) -> None:
    window = open_window(tmp_path, Translator(language))
    found = {name: cut for name, widget in tour(window, tmp_path) if (cut := cut_off(widget))}
    window.close()
    window.deleteLater()
    assert found == {}


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    label, button = QLabel("Controller and contacts", place), QPushButton("Confirm this one", place)
    label.setFixedWidth(60)
    button.setFixedWidth(60)
    button.move(0, 40)
    wrapped = QLabel("Retention periods and the criteria that decide them", place)
    wrapped.setWordWrap(True)
    wrapped.setFixedSize(160, 18)
    wrapped.move(0, 80)
    place.resize(400, 200)
    place.show()
    assert len(cut_off(place)) == 3


def letters(labels: list[str]) -> list[str]:
    return [match[1].casefold() for label in labels if (match := re.search(r"&(\w)", label))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_entry_has_a_letter_of_its_own(language: str) -> None:
    say = Translator(language).gettext
    menus = {"bar": [say(label) for _, label in MENUS]}
    for action in ACTIONS:
        if action.menu:
            menus.setdefault(action.menu, []).append(say(action.label))
    for menu, labels in menus.items():
        taken = Counter(letters(labels))
        assert [letter for letter, times in taken.items() if times > 1] == [], menu
        assert len(letters(labels)) == len(labels), menu

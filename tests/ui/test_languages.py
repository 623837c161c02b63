"""The window in each of its languages: nothing is cut off, no letter opens two things, nothing is left in English."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.i18n import LANGUAGES, OWN_NAMES, Translator
from reviewer.settings import Settings
from reviewer.ui.actions import ACTIONS, MENUS
from reviewer.ui.findings_panel import FindingsPanel
from reviewer.ui.main_window import MainWindow

from .assessed import FOUND, TEXT, make_workspace
from .language_tour import SMALL_SCREEN, cut_off, tour

CATALOGS = runpy.run_path(str(Path(__file__).resolve().parents[2] / "packaging" / "catalogs.py"))
RULES = [f"{field}.en.test" for field, _, _ in FOUND]
"""The names of the rules that are said to have found the values."""


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


class MarkingTranslator(Translator):
    """Says every message in marks, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__("en")
        self.asked: set[tuple[str | None, str]] = set()

    def gettext(self, message: str) -> str:
        return self._mark(None, message, super().gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        return self._mark(context, message, message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self._mark(None, singular, super().ngettext(singular, plural, count))

    def format_date(self, iso: str) -> str:
        return f"«{super().format_date(iso)}»"

    def format_time(self, iso: str) -> str:
        return f"«{super().format_time(iso)}»"

    def country_name(self, code: str) -> str:
        return f"«{super().country_name(code)}»"

    def language_name(self, code: str) -> str:
        return f"«{super().language_name(code)}»"

    def period(self, iso: str) -> str:
        return f"«{super().period(iso)}»"

    def _mark(self, context: str | None, message: str, said: str) -> str:
        if not message:
            return ""
        self.asked.add((context, message))
        return f"«{said}»"


WORD = re.compile(r"[^\W\d_]{3,}")
KEYS = {"Ctrl", "Shift", "Alt", "Esc", "Del", "Return", "Enter", "Space", "Left", "Right", "Down", "Backspace"}
NAMES = {
    "Reviewer",
    "reviewer",
    "Ada",
    *OWN_NAMES.values(),
    "PDF",
    "docx",
    "txt",
    "policy",
    "locked",
    "report",
    "privacy",
}
NAMES |= {"https", "ftp", "file", "etc", "passwd", "pple", "long"}
"""Names of the program, of people, of files and in the addresses that are asked about."""


def words_said(widget: QWidget) -> Iterator[str]:
    """What is written on a widget, and what is said of it to those who point at it or hear it."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def unmarked(text: str) -> set[str]:
    while (inner := re.sub("«[^«»]*»", " ", text)) != text:
        text = inner
    return set(WORD.findall(text))


def is_data(widget: QWidget) -> bool:
    """The words of findings are data in the interface's language; lists show data."""
    ancestors = []
    while widget is not None:
        ancestors.append(widget)
        widget = widget.parentWidget()
    return any(isinstance(w, FindingsPanel | QAbstractItemView | QTextEdit | QPlainTextEdit) for w in ancestors)


def test_everything_said_goes_through_the_translator(tmp_path: Path, dressed: None, nothing_left_behind: None) -> None:
    translator = MarkingTranslator()
    window = open_window(tmp_path, translator)
    known = NAMES | KEYS | set(WORD.findall(f"{TEXT} {FOUND} {tmp_path} havre {' '.join(RULES)}"))
    found: dict[str, set[str]] = {}
    for name, shown in tour(window, tmp_path):
        for widget in (shown, *shown.findChildren(QWidget)):
            if widget.isVisible() and not is_data(widget):
                for words in words_said(widget):
                    if left := unmarked(words) - known:
                        found.setdefault(name, set()).update(left)
    window.close()
    window.deleteLater()
    assert found == {}
    template = CATALOGS["collect_messages"]()
    messages = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in template}
    assert translator.asked - messages == set()

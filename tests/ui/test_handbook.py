"""The handbook: its chapters in each language, found by words, without anything from outside its own folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import LANGUAGES, Translator
from reviewer.paths import resource
from reviewer.ui.handbook import Chapter, chapter_html, picture_path, read_handbook
from reviewer.ui.handbook_window import HandbookWindow


@pytest.fixture
def handbook(qtbot: QtBot, translator: Translator) -> HandbookWindow:
    made = HandbookWindow(translator)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_chapter(language: str) -> None:
    chapters = read_handbook(language)
    assert len(chapters) > 5
    assert all(chapter.title and chapter.text.startswith("# ") for chapter in chapters)
    assert [c.name for c in chapters] == sorted(path.name for path in resource("handbook", language).glob("*.md"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_chapters_are_not_cut(dressed: None, qtbot: QtBot, language: str) -> None:
    made = HandbookWindow(Translator(language))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    chapters = made.findChild(QListWidget)
    padding = 16
    for row in range(chapters.count()):
        item = chapters.item(row)
        shown = chapters.visualItemRect(item).intersected(chapters.viewport().rect())
        assert chapters.fontMetrics().horizontalAdvance(item.text()) + padding <= shown.width(), item.text()
    assert not chapters.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_of_the_chapters_are_there(language: str) -> None:
    chapters = read_handbook(language)
    names = {chapter.name for chapter in chapters}
    for chapter in chapters:
        html = chapter_html(chapter)
        assert set(re.findall(r'<a href="([^"]+)"', html)) <= names, chapter.name
        for source in re.findall(r'<img src="([^"]+)"', html):
            assert picture_path(source, language) is not None, source


@pytest.mark.parametrize(
    "source",
    ["/etc/passwd", "../../icons/open.svg", "file:///etc/passwd", "https://other.example/x.png", "../pictures"],
)
def test_no_picture_from_elsewhere(source: str) -> None:
    assert picture_path(source, "en") is None


def test_html_in_a_chapter_is_shown_and_not_followed() -> None:
    html = chapter_html(Chapter("01-x.md", "X", "# X\n\n<script>alert(1)</script> <img src=x>"))
    assert "<script" not in html
    assert "<img" not in html


def test_the_sheet_reads_nothing_but_pictures_of_the_handbook(handbook: HandbookWindow) -> None:
    image, style = QTextDocument.ResourceType.ImageResource.value, QTextDocument.ResourceType.StyleSheetResource.value
    picture = next(resource("handbook", "pictures").iterdir()).name
    sheet = handbook._sheet
    assert sheet.loadResource(image, QUrl(f"../pictures/{picture}")).width() > 100
    assert sheet.loadResource(style, QUrl(f"../pictures/{picture}")) is None
    assert sheet.loadResource(image, QUrl("https://other.example/x.png")) is None
    assert sheet.loadResource(image, QUrl.fromLocalFile(str(Path(__file__)))) is None


def test_chapters_by_keyboard_and_the_way_back(qtbot: QtBot, handbook: HandbookWindow) -> None:
    titles = handbook.titles
    assert handbook.title == titles[0]
    qtbot.keyClick(handbook.findChild(QListWidget), Qt.Key.Key_Down)
    qtbot.keyClick(handbook.findChild(QListWidget), Qt.Key.Key_Down)
    assert handbook.title == titles[2]
    assert handbook.title in handbook.text
    qtbot.keyClick(handbook, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert handbook.title == titles[1]
    handbook._back.click()
    handbook._back.click()
    assert handbook.title == titles[0]


def test_words_leave_the_chapters_that_have_them(qtbot: QtBot, handbook: HandbookWindow) -> None:
    qtbot.keyClicks(handbook.findChild(QLineEdit), "Forgotten")
    assert 0 < len(handbook.titles) < len(read_handbook("en"))
    assert handbook.title in handbook.titles
    assert handbook._sheet.textCursor().selectedText().casefold() == "forgotten"
    handbook.findChild(QLineEdit).setText("zyxomma")
    assert handbook.titles == []
    assert handbook._nothing.isVisible()
    handbook.findChild(QLineEdit).clear()
    assert len(handbook.titles) == len(read_handbook("en"))


def test_enter_goes_on_to_the_next_place_and_chapter(qtbot: QtBot, handbook: HandbookWindow) -> None:
    line = handbook.findChild(QLineEdit)
    qtbot.keyClicks(line, "password")
    seen = set()
    for _ in range(40):
        seen.add(handbook.title)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert seen == set(handbook.titles)
    assert len(seen) > 1


def test_a_link_leads_to_a_chapter_or_asks_first(qtbot: QtBot, handbook: HandbookWindow) -> None:
    last = read_handbook("en")[-1]
    handbook.follow(QUrl(last.name))
    assert handbook.title == last.title
    with qtbot.waitSignal(handbook.address_pressed) as pressed:
        handbook.follow(QUrl("https://other.example/"))
    assert pressed.args == ["https://other.example/"]
    assert handbook.title == last.title


def test_esc_closes(qtbot: QtBot, handbook: HandbookWindow) -> None:
    qtbot.keyClick(handbook, Qt.Key.Key_Escape)
    assert not handbook.isVisible()


def test_a_button_closes_it(handbook: HandbookWindow) -> None:
    assert handbook._close.isVisible()
    handbook._close.click()
    assert not handbook.isVisible()

"""The heading of a group: its title, its articles and how far the review of it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.ui.form_section import SectionHeading

from .language_tour import cut_off, settle

TITLE, ARTICLE = "Data", "Article 13(1)(d), Article 14(1)(d) and Article 14(2)(f)"


@pytest.mark.parametrize(("width", "beside"), [(900, True), (260, False), (160, False)])
def test_articles_stand_beside_the_title_or_whole_below_it(qtbot: QtBot, width: int, beside: bool) -> None:
    heading = SectionHeading(TITLE, ARTICLE, Translator("en"))
    heading.show_progress(1, 5)
    qtbot.addWidget(heading)
    heading.resize(width, 20)
    heading.show()
    settle()
    heading.resize(width, heading.heightForWidth(width))
    settle()
    title, article = (next(w for w in heading.findChildren(QLabel) if w.text() == text) for text in (TITLE, ARTICLE))
    assert (article.y() < title.geometry().bottom()) == beside
    assert cut_off(heading) == []


def test_a_title_longer_than_the_form_is_shortened_and_widens_nothing(qtbot: QtBot) -> None:
    title = "Document · " + "A name as long as strangers give their files " * 3
    heading = SectionHeading(title, "", Translator("en"))
    heading.show_progress(0, 5)
    qtbot.addWidget(heading)
    assert heading.minimumSizeHint().width() < 200
    heading.resize(300, 40)
    heading.show()
    settle()
    name, progress = (next(w for w in heading.findChildren(QLabel) if w.text() == text) for text in (title, "0 of 5"))
    assert name.geometry().right() < progress.x() < 300
    assert name.toolTip() == title

"""Passages as the card of a field quotes them, with what weakens them marked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reviewer.model import AssessedDocument, AssessedVersion, Block, BlockKind, DocumentKind, Span
from reviewer.ui.document_view import DocumentView
from reviewer.ui.field_row import FieldKey
from reviewer.ui.main_window import MainWindow
from reviewer.ui.marked_words import MarkedWords
from reviewer.ui.passages import Passage
from reviewer.ui.quotes import Quote, quote_with_context
from reviewer.ui.text_pane import Look
from reviewer.ui.theme import apply_theme

LONG = "and so on with words that fill the room between the two of them until nothing is near to anything else"


def document(text: str) -> AssessedDocument:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), BlockKind.LIST_ITEM if line[0] == "-" else BlockKind.PARAGRAPH))
        start += len(line) + 1
    version = AssessedVersion(1, 1, "a", "text/plain", "", text, "", tuple(blocks), None, "en", "", "", "", "")
    return AssessedDocument(1, "a", DocumentKind.POLICY, version)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "quote", "hedge", "shown"),
    [
        ("Title\nWe may  share \U0001f4ee it.", "share", "may", "We may share \U0001f4ee it."),
        (f"Title\nWe may, {LONG}, share it.", "share", "may", f"We may, {LONG}, share it."),
        ("Title\nWe may share data with:\n- Alder Ltd", "Alder Ltd", "may", "We may share data with: Alder Ltd"),
    ],
)
def test_the_quote_reaches_to_what_is_marked(text: str, quote: str, hedge: str, shown: str) -> None:
    place = span(text, quote)
    made = quote_with_context(document(text), place.start, place.end, [span(text, hedge)])
    assert made.words == shown
    assert made.marked_words == [hedge]


def test_marks_move_with_the_quotation_marks() -> None:
    framed = Quote("it may be", (Span(3, 6),)).put_into("“{quote}”")
    assert (framed.words, framed.marked_words) == ("“it may be”", ["may"])


def told(view: DocumentView) -> list[str]:
    units = view.text.encode("utf-16-le")
    paints = view._paints(0, len(units) // 2)
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end, look in paints if look is Look.TELLING]


def test_the_hedge_is_underlined_in_the_card_and_in_the_text(window: MainWindow) -> None:
    desk = window.desk
    desk.go_to(FieldKey("purposes", None))
    hedged = next(value for value in desk.form.state.values if value.machine.hedged)
    desk.form.choose(hedged.id)
    passage = desk.form.card.findChildren(Passage)[-1]
    assert passage.findChild(MarkedWords) is not None
    assert passage.accessibleDescription().endswith("marked: may")
    assert told(desk.text.view) == ["may"]
    desk.go_to(FieldKey("contact.email", None))
    assert told(desk.text.view) == []


def test_marked_words_take_the_lines_they_need(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    words = MarkedWords(LONG, [Span(0, 3)])
    assert words.heightForWidth(120) > 3 * words.heightForWidth(2000)
    qtbot.addWidget(words)
    words.resize(200, words.heightForWidth(200))
    plain = MarkedWords(LONG, [])
    qtbot.addWidget(plain)
    plain.resize(words.size())
    assert words.grab().toImage() != plain.grab().toImage()


@pytest.mark.parametrize("marks", [(), (Span(1, 3),)])
def test_a_quote_grows_with_the_text(dressed: None, qtbot: QtBot, marks: tuple[Span, ...]) -> None:
    passage = Passage("“We may keep it.”", "", marks)
    qtbot.addWidget(passage)
    passage.show()
    words = passage.findChild(MarkedWords if marks else QLabel)
    family, size, height = words.font().family(), words.font().pointSizeF(), words.sizeHint().height()
    apply_theme(QApplication.instance(), "light", 1.5)
    assert words.font().family() == family != QApplication.font().family()
    assert words.font().pointSizeF() == pytest.approx(1.5 * size)
    assert words.sizeHint().height() > 1.3 * height
    apply_theme(QApplication.instance(), "light")
    assert words.sizeHint().height() == height

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model import Span
from reviewer.ui.document_view import DocumentView, Highlight
from reviewer.ui.evidence_strip import EvidenceStrip
from reviewer.ui.text_pane import TextPane
from reviewer.ui.theme import LIGHT, apply_theme

from .policy import build_policy, span_of

TEXT, BLOCKS = build_policy(20)
SETTLED = 300


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> DocumentView:
    apply_theme(qapp, "light")
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitExposed(view):
        view.show()
    view.show_text(TEXT, BLOCKS, key=1)
    return view


def pane(view: DocumentView) -> TextPane:
    return view.findChild(TextPane)


def point_of(view: DocumentView, offset: int) -> QPoint:
    """The middle of a character, in the viewport; the offset must be before the first astral character or be given
    in UTF-16 units."""
    cursor = QTextCursor(pane(view).document())
    cursor.setPosition(offset)
    rect = pane(view).cursorRect(cursor)
    return QPoint(rect.left() + 4, rect.center().y())


def utf16(offset: int) -> int:
    return len(TEXT[:offset].encode("utf-16-le")) // 2


def last(words: str) -> Span:
    place = TEXT.rindex(words)
    return Span(place, place + len(words))


def test_the_view_holds_exactly_the_text(view: DocumentView) -> None:
    assert view.text == TEXT
    assert pane(view).isReadOnly()


LONG_TEXT, LONG_BLOCKS = build_policy(160)


def test_the_rest_of_a_long_text_is_set_after_it_is_shown(view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane(view).filling.completed, timeout=20_000):
        view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
        assert len(pane(view).toPlainText()) < len(LONG_TEXT)
    assert pane(view).toPlainText() == LONG_TEXT


def test_a_place_in_what_is_not_set_yet_is_gone_to(view: DocumentView, qtbot: QtBot) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    place = LONG_TEXT.rindex("your orders")
    view.go_to(place)
    qtbot.waitUntil(lambda: view.caret() == place)
    qtbot.waitUntil(lambda: view.visible_span().start <= place <= view.visible_span().end)


def test_the_place_asked_for_last_is_gone_to(view: DocumentView, qtbot: QtBot) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    view.go_to(len(LONG_TEXT))
    view.go_to(0)
    with qtbot.waitSignal(pane(view).filling.completed, timeout=20_000):
        pass
    assert view.caret() == 0
    assert view.visible_span().start == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_PageDown])
def test_whoever_moves_meanwhile_stays_there(view: DocumentView, qtbot: QtBot, key: Qt.Key) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    view.go_to(len(LONG_TEXT))
    qtbot.keyClick(pane(view), key)
    place = view.caret()
    with qtbot.waitSignal(pane(view).filling.completed, timeout=20_000):
        pass
    assert 0 < view.caret() == place < 12_000


def test_a_text_left_far_down_comes_back_there(view: DocumentView, qtbot: QtBot) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    place = LONG_TEXT.rindex("your orders")
    view.go_to(place)
    qtbot.waitUntil(lambda: view.visible_span().start <= place <= view.visible_span().end)
    qtbot.wait(SETTLED)
    left = view.visible_span()
    for key in (3, 2, 3):  # gone again before its place was set
        view.show_text(*((LONG_TEXT, LONG_BLOCKS) if key == 2 else (TEXT, BLOCKS)), key=key)
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    qtbot.waitUntil(lambda: view.visible_span().end == left.end)
    assert view.caret() == place


def test_all_of_a_long_text_can_be_selected(view: DocumentView, qtbot: QtBot) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=2)
    qtbot.keyClick(pane(view), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.selected_span() == Span(0, len(LONG_TEXT)))


def test_selections_count_code_points(view: DocumentView, qtbot: QtBot) -> None:
    wanted = span_of(TEXT, "and the address")
    view.go_to(wanted.start)
    assert view.selected_span() is None
    with qtbot.waitSignal(view.selection_changed):
        for _ in range(len(wanted)):
            qtbot.keyClick(pane(view), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span() == wanted


def test_arrows_move_the_caret(view: DocumentView, qtbot: QtBot) -> None:
    view.go_to(0)
    qtbot.keyClick(pane(view), Qt.Key.Key_Right)
    assert view.caret() == 1
    qtbot.keyClick(pane(view), Qt.Key.Key_Right)
    assert view.caret() == 2


def test_letters_and_space_are_left_to_the_desk(view: DocumentView, qtbot: QtBot) -> None:
    place = pane(view).verticalScrollBar().value()
    qtbot.keyClick(pane(view), Qt.Key.Key_Space)
    qtbot.keyClick(pane(view), Qt.Key.Key_E)
    assert pane(view).verticalScrollBar().value() == place
    assert view.text == TEXT


def test_copies_are_the_stored_characters(view: DocumentView, qtbot: QtBot) -> None:
    words = "keep what you give us.\nThis line stands alone, in Sa\u0308lle."
    assert view.find(words) == 20
    qtbot.keyClick(pane(view), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == words
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    QGuiApplication.clipboard().clear()


def test_evidence_is_brought_wholly_into_view(view: DocumentView, qtbot: QtBot) -> None:
    wanted = last("5 years")
    view.bring_into_view(wanted)
    qtbot.waitUntil(lambda: view.visible_span().start <= wanted.start, timeout=SETTLED)
    qtbot.waitUntil(lambda: view.visible_span().end >= wanted.end, timeout=SETTLED)
    assert view.selected_span() is None


def test_what_is_asked_for_before_the_window_stands_is_shown_then(qtbot: QtBot) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.show_text(TEXT, BLOCKS, key=1)
    view.bring_into_view(span_of(TEXT, "keep what"))
    assert pane(view).verticalScrollBar().value() == 0
    wanted = last("5 years")
    view.bring_into_view(wanted)
    view.resize(700, 500)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.visible_span().start <= wanted.start < view.visible_span().end, timeout=SETTLED)


def test_what_is_in_view_stays_where_it_is(view: DocumentView, qtbot: QtBot) -> None:
    view.bring_into_view(span_of(TEXT, "your orders"))
    qtbot.wait(SETTLED)
    assert pane(view).verticalScrollBar().value() == 0


def test_held_still_nothing_moves(view: DocumentView, qtbot: QtBot) -> None:
    view.set_held_still(True)
    view.bring_into_view(last("5 years"))
    qtbot.wait(SETTLED)
    assert pane(view).verticalScrollBar().value() == 0
    view.set_held_still(False)
    view.bring_into_view(last("5 years"))
    qtbot.waitUntil(lambda: pane(view).verticalScrollBar().value() > 0, timeout=SETTLED)


def test_scrolling_to_evidence_is_over_in_time(view: DocumentView, qtbot: QtBot) -> None:
    view.bring_into_view(last("5 years"))
    qtbot.wait(200)
    place = pane(view).verticalScrollBar().value()
    qtbot.wait(100)
    assert pane(view).verticalScrollBar().value() == place > 0


def test_a_selection_survives_going_to_evidence(view: DocumentView) -> None:
    view.find("your orders")
    chosen = view.selected_span()
    view.bring_into_view(last("5 years"))
    assert view.selected_span() == chosen is not None


def test_visible_span_holds_whole_lines_only(view: DocumentView, qtbot: QtBot) -> None:
    assert view.visible_span().start == 0
    end = view.visible_span().end
    assert 100 < end < len(TEXT)
    pane(view).verticalScrollBar().setValue(36)
    assert view.visible_span().start > 0


def test_moving_the_view_is_told(view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.visible_span_changed):
        pane(view).verticalScrollBar().setValue(200)


def test_a_click_on_a_highlight_names_its_fields(view: DocumentView, qtbot: QtBot) -> None:
    wide, narrow = span_of(TEXT, "your name 🙂 and the address"), span_of(TEXT, "address")
    view.set_highlights([Highlight(wide, ("purposes", 1)), Highlight(narrow, ("data", 2), current=True)])
    place = point_of(view, utf16(narrow.start + 2))
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        qtbot.mouseClick(pane(view).viewport(), Qt.MouseButton.LeftButton, pos=place)
    keys, offset = clicked.args
    assert keys == (("data", 2), ("purposes", 1))
    assert narrow.start <= offset < narrow.end


def test_a_click_beside_highlights_is_none(view: DocumentView, qtbot: QtBot) -> None:
    view.set_highlights([Highlight(span_of(TEXT, "your orders"), "x")])
    with qtbot.assertNotEmitted(view.highlight_clicked):
        qtbot.mouseClick(pane(view).viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 10))


def test_selecting_over_a_highlight_is_no_click(view: DocumentView, qtbot: QtBot) -> None:
    span = span_of(TEXT, "the address at which")
    view.set_highlights([Highlight(span, "x")])
    viewport = pane(view).viewport()
    with qtbot.assertNotEmitted(view.highlight_clicked):
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, utf16(span.start)))
        qtbot.mouseMove(viewport, pos=point_of(view, utf16(span.start + 11)))
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, utf16(span.start + 11)))
    assert view.selected_span() is not None


def test_highlights_are_painted_behind_their_words(view: DocumentView) -> None:
    current, other = span_of(TEXT, "the address"), span_of(TEXT, "your orders")
    view.set_highlights([Highlight(current, 1, current=True), Highlight(other, 2)])
    image = pane(view).viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert {LIGHT.evidence, LIGHT.evidence_underline, LIGHT.other_evidence} <= colours
    view.set_highlights([])
    image = pane(view).viewport().grab().toImage()
    assert image.pixelColor(point_of(view, utf16(current.start)) + QPoint(0, 6)) != QColor(LIGHT.evidence)


def test_marks_lay_nothing_out_again(view: DocumentView, qtbot: QtBot) -> None:
    document = pane(view).document()
    view.go_to(len(TEXT))
    qtbot.wait(SETTLED)
    marks = [Highlight(Span(start, start + 30), start, start % 100 == 0) for start in range(0, len(TEXT) - 30, 50)]
    layout = document.documentLayout()
    with qtbot.assertNotEmitted(layout.documentSizeChanged), qtbot.assertNotEmitted(document.contentsChange):
        view.set_highlights(marks)
        view.find("orders")
        pane(view).viewport().repaint()


def test_the_pointer_tells_what_can_be_clicked(view: DocumentView, qtbot: QtBot) -> None:
    span = span_of(TEXT, "the address")
    view.set_highlights([Highlight(span, "x")])
    viewport = pane(view).viewport()
    qtbot.mouseMove(viewport, pos=point_of(view, utf16(span.start + 2)))
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor, timeout=SETTLED)
    qtbot.mouseMove(viewport, pos=point_of(view, 10))
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.IBeamCursor, timeout=SETTLED)


def test_pressing_in_the_margin_places_the_caret(view: DocumentView, qtbot: QtBot) -> None:
    line = span_of(TEXT, "This line stands")
    y = pane(view).viewport().mapTo(view, point_of(view, utf16(line.start))).y()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, y))
    assert view.caret() == line.start
    qtbot.mouseClick(pane(view), Qt.MouseButton.RightButton, pos=QPoint(3, y + 40))
    assert view.caret() == line.start


def test_the_wheel_turns_over_the_margin_too(view: DocumentView) -> None:
    corner = view.windowHandle()
    QTest.wheelEvent(corner, QPointF(4, 200), QPoint(0, -120))
    moved = pane(view).verticalScrollBar().value()
    assert moved > 0
    QTest.wheelEvent(corner, QPointF(4, 200), QPoint(0, 480))
    QTest.wheelEvent(corner, QPointF(300, 200), QPoint(0, 480))
    assert pane(view).verticalScrollBar().value() == 0


def test_find_marks_counts_and_goes_round(view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.search_changed):
        assert view.find("YOUR ORDERS") == 20
    assert (view.hit_number, view.hit_count) == (1, 20)
    assert view.selected_span() == span_of(TEXT, "your orders")
    view.find_previous()
    assert view.hit_number == 20
    assert view.selected_span() == last("your orders")
    view.find_next()
    assert view.hit_number == 1
    view.clear_find()
    assert (view.hit_number, view.hit_count) == (0, 0)


def test_each_version_is_found_again_where_it_was_left(view: DocumentView, qtbot: QtBot) -> None:
    view.go_to(last("your orders").start)
    qtbot.wait(SETTLED)
    seen = view.visible_span()
    view.show_text("Another text.", (), key=2)
    assert (view.text, view.caret()) == ("Another text.", 0)
    view.show_text(TEXT, BLOCKS, key=1)
    assert view.visible_span().start == pytest.approx(seen.start, abs=100)
    assert view.caret() == last("your orders").start


def test_another_text_takes_marks_and_search_away(view: DocumentView, qtbot: QtBot) -> None:
    view.set_highlights([Highlight(Span(0, 8), "x")])
    view.find("orders")
    view.show_text("Another text.", (), key=2)
    assert view.hit_count == 0
    with qtbot.assertNotEmitted(view.highlight_clicked):
        qtbot.mouseClick(pane(view).viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 3))


def test_the_text_size_of_the_application_is_followed_in_place(
    view: DocumentView, qapp: QApplication, qtbot: QtBot
) -> None:
    view.go_to(last("your orders").start)
    qtbot.wait(SETTLED)
    size = pane(view).document().defaultFont().pointSizeF()
    apply_theme(qapp, "light", 1.5)
    qtbot.waitUntil(lambda: pane(view).document().defaultFont().pointSizeF() == pytest.approx(size * 1.5))
    assert view.caret() == last("your orders").start
    assert view.visible_span().start > len(TEXT) // 2
    apply_theme(qapp, "light")


def test_a_dark_theme_is_followed_with_its_ink(view: DocumentView, qapp: QApplication, qtbot: QtBot) -> None:
    view.set_highlights([Highlight(span_of(TEXT, "the address"), 1, current=True)])
    assert pane(view).extraSelections() == []
    apply_theme(qapp, "dark")
    qtbot.waitUntil(lambda: len(pane(view).extraSelections()) == 1)
    apply_theme(qapp, "light")
    qtbot.waitUntil(lambda: not pane(view).extraSelections())


def test_a_narrow_view_breaks_lines_and_never_scrolls_sideways(view: DocumentView) -> None:
    view.resize(260, 400)
    assert pane(view).horizontalScrollBar().maximum() == 0
    assert 100 < pane(view).document().textWidth() < 240


def test_a_wider_view_lays_nothing_out_again(view: DocumentView) -> None:
    width = pane(view).document().textWidth()
    assert width > 300
    view.resize(1100, 500)
    assert pane(view).document().textWidth() == width


def test_screen_readers_hear_the_name_where_the_keyboard_is(view: DocumentView) -> None:
    view.setAccessibleName("Text of the document")
    view.setAccessibleDescription("Read only")
    assert view.focusProxy().accessibleName() == "Text of the document"
    assert view.focusProxy().accessibleDescription() == "Read only"


def test_a_click_on_the_strip_goes_to_the_mark(view: DocumentView, qtbot: QtBot) -> None:
    span = last("5 years")
    view.set_highlights([Highlight(span, "x")])
    strip = view.findChild(EvidenceStrip)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, round(strip.place_of(span.start)) + 2))
    assert view.caret() == span.start
    qtbot.waitUntil(lambda: view.visible_span().start <= span.start < view.visible_span().end, timeout=SETTLED)


def test_an_empty_text_can_be_shown(view: DocumentView) -> None:
    view.show_text("", (), key=None)
    assert view.visible_span() == Span(0, 0)
    assert view.find("x") == 0


def test_version_of_another_workspace_with_the_same_key_begins_at_its_start(view: DocumentView, qtbot: QtBot) -> None:
    view.show_text(LONG_TEXT, LONG_BLOCKS, key=1)
    view.go_to(len(LONG_TEXT) - 1)
    qtbot.waitUntil(lambda: view.caret() == len(LONG_TEXT) - 1)
    view.show_text(TEXT, BLOCKS, key=1)
    assert view.caret() == 0

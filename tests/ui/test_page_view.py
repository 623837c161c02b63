"""Pages of a PDF on the desk: the same evidence, the same place, the same keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import Original, Span
from reviewer.review.reading import Reading
from reviewer.ui.field_row import FieldKey
from reviewer.ui.highlights import Highlight
from reviewer.ui.main_window import MainWindow
from reviewer.ui.page_view import PageView
from reviewer.ui.span_edges import Edge

from .assessed import make_workspace
from .pages import read_pdf


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_pdf()


@pytest.fixture
def view(qtbot: QtBot, translator: Translator, reading: Reading) -> PageView:
    made = PageView(translator)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show_pages(original_of(reading), reading.document.text, key=1)
    made.show()
    qtbot.waitExposed(made)
    return made


def original_of(reading: Reading) -> Original:
    return Original(reading.original, reading.document.origins)


def span_of(reading: Reading, words: str) -> Span:
    start = reading.document.text.index(words)
    return Span(start, start + len(words))


def spot(view: PageView, span: Span) -> QPoint:
    placed = view._boxes.place(span)[0]
    return view._pane._rect(placed).center().toPoint()


def has_tint(image: QImage, point: QPoint) -> bool:
    """Whether something near a point is yellow rather than black on white."""
    ratio = image.devicePixelRatio()
    around = [(round((point.x() + dx) * ratio), round((point.y() + dy) * ratio)) for dx in range(9) for dy in range(9)]
    colours = [image.pixelColor(x, y) for x, y in around]
    return any(colour.red() - colour.blue() > 60 for colour in colours)


def test_control_and_a_click_press_an_address(qtbot: QtBot, view: PageView, reading: Reading) -> None:
    place, viewport = spot(view, span_of(reading, "data@havre.example")), view._pane.viewport()
    with qtbot.waitSignal(view.address_pressed) as pressed:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert pressed.args == ["data@havre.example"]
    with qtbot.assertNotEmitted(view.address_pressed):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)


def test_evidence_is_painted_on_the_page(qtbot: QtBot, view: PageView, reading: Reading) -> None:
    span = span_of(reading, "data@havre.example")
    plain = view._pane.viewport().grab().toImage()
    view.set_highlights([Highlight(span, "contact.email", True)])
    marked = view._pane.viewport().grab().toImage()
    assert not has_tint(plain, spot(view, span))
    assert has_tint(marked, spot(view, span))


def test_a_click_on_evidence_leads_to_its_field(qtbot: QtBot, view: PageView, reading: Reading) -> None:
    span = span_of(reading, "data@havre.example")
    view.set_highlights([Highlight(span, "contact.email")])
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        qtbot.mouseClick(view._pane.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, span))
    keys, offset = clicked.args
    assert keys == ("contact.email",)
    assert span.start <= offset < span.end


def test_passages_are_brought_into_view_unless_held(view: PageView, reading: Reading) -> None:
    last = span_of(reading, "seven years")
    assert not view.shows(last)
    view.set_held_still(True)
    view.bring_into_view(last)
    assert view.page == 1
    view.set_held_still(False)
    view.bring_into_view(last)
    assert view.shows(last)
    assert view.visible_span().start <= last.start < last.end <= view.visible_span().end


def test_only_what_is_on_screen_is_rendered(qtbot: QtBot, translator: Translator) -> None:
    long = read_pdf(pages=30)
    view = PageView(translator)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show_pages(original_of(long), long.document.text, key=1)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: len(view._images._kept) >= 2)
    qtbot.wait(100)
    assert {page for page, _ in view._images._kept} <= {0, 1, 2}


def test_larger_text_makes_larger_pages_and_keeps_the_place(view: PageView, reading: Reading) -> None:
    view.show_from(span_of(reading, "Paragraph 20").start)
    before, width = view.visible_span().start, view._pane._column.width
    view._pane.set_zoom(1.5)
    assert view._pane._column.width == pytest.approx(1.5 * width, abs=2)
    assert abs(view.visible_span().start - before) < 200


def test_keys_scroll_and_leave_space_to_the_desk(qtbot: QtBot, view: PageView) -> None:
    view.setFocus()
    qtbot.keyClick(view._pane, Qt.Key.Key_End)
    assert view.page >= 3
    qtbot.keyClick(view._pane, Qt.Key.Key_Home)
    assert view.page == 1
    qtbot.keyClick(view._pane, Qt.Key.Key_Space)
    assert view._pane.verticalScrollBar().value() == 0
    assert view._pane.accessibleDescription() == "Page 1 of 4"


def test_a_locked_file_asks_for_its_password(qtbot: QtBot, translator: Translator) -> None:
    locked = read_pdf(password="sesam")
    view = PageView(translator)
    qtbot.addWidget(view)
    view.show_pages(original_of(locked), locked.document.text, key=1)
    view.show()
    entry = view.findChild(QLineEdit)
    assert entry.isVisible()
    qtbot.keyClicks(entry, "wrong")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert "does not fit" in view._notice.text()
    qtbot.keyClicks(entry, "sesam")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert view._pane.isVisible()
    assert not entry.isVisible()


# On the desk


@pytest.fixture
def desk(qtbot: QtBot, window: object, tmp_path: Path, reading: Reading) -> object:
    window.open_path(make_workspace(tmp_path / "pages.reviewer", reading))
    window.desk.form.setFocus()
    return window.desk


def press(qtbot: QtBot, desk: object, key: Qt.Key) -> None:
    from PySide6.QtWidgets import QApplication

    qtbot.keyClick(QApplication.focusWidget(), key)


def test_text_without_pages_offers_none(window: object) -> None:
    assert window.desk.text._switch.isHidden()
    assert not window.actions_by_id["view.pages"].isEnabled()


def test_one_key_turns_text_to_pages_and_back(qtbot: QtBot, window: object, desk: object) -> None:
    assert desk.text._switch.isVisible()
    press(qtbot, desk, Qt.Key.Key_P)
    assert desk.text.pages_shown
    assert window.actions_by_id["view.pages"].isChecked()
    press(qtbot, desk, Qt.Key.Key_P)
    assert not desk.text.pages_shown


def test_the_place_is_kept(qtbot: QtBot, desk: object, reading: Reading) -> None:
    wanted = span_of(reading, "Paragraph 30").start
    desk.text.view.show_from(wanted)
    press(qtbot, desk, Qt.Key.Key_P)
    assert abs(desk.text._pages.visible_span().start - wanted) < 200
    before = desk.text.view.visible_span().start
    press(qtbot, desk, Qt.Key.Key_P)
    assert desk.text.view.visible_span().start == before
    press(qtbot, desk, Qt.Key.Key_P)
    desk.text._pages.show_from(0)
    press(qtbot, desk, Qt.Key.Key_P)
    assert desk.text.view.visible_span().start < 100


def test_going_to_a_field_shows_its_evidence_on_the_page(qtbot: QtBot, desk: object, reading: Reading) -> None:
    press(qtbot, desk, Qt.Key.Key_P)
    desk.form.go_to(FieldKey("retention.items", None))
    assert desk.text._pages.shows(span_of(reading, "seven years"))


def test_the_focus_goes_with_the_sheet(qtbot: QtBot, desk: object) -> None:
    desk.text.view.setFocus()
    press(qtbot, desk, Qt.Key.Key_P)
    assert desk.text._pages._pane.hasFocus()
    press(qtbot, desk, Qt.Key.Key_J)
    assert desk.text.pages_shown


def test_searching_brings_the_text(qtbot: QtBot, desk: object) -> None:
    press(qtbot, desk, Qt.Key.Key_P)
    desk.text.open_find()
    assert not desk.text.pages_shown
    assert desk.text.find_bar.isVisible()


def test_a_group_is_confirmed_by_what_was_seen_on_pages(qtbot: QtBot, window: object, desk: object) -> None:
    press(qtbot, desk, Qt.Key.Key_P)
    desk.form.go_to(FieldKey("contact.email", None))
    desk.decisions.confirm_group()
    assert window.session.assessment.states_of("contact.email")[0].values[0].state == "confirmed"


def test_edges_of_evidence_are_moved_on_the_pages(window: MainWindow, tmp_path: Path) -> None:
    window.open_path(make_workspace(tmp_path / "pages.reviewer", read_pdf()))
    desk, mail = window.desk, FieldKey("contact.email", None)
    desk.go_to(mail)
    desk.text.show_pages(True)

    def marked() -> list[str]:
        text = desk.text.document.version.text
        return [text[h.span.start : h.span.end] for h in desk.text._pages._highlights if h.current]

    desk.decisions.move_edge(Edge.START, -1)
    assert marked() == ["to data@havre.example"]
    desk.form.card.panel.submitted.emit()
    (value,) = window.session.assessment.states_of(mail.field)[0].values
    assert [evidence.quote for evidence in value.evidence] == ["to data@havre.example"]
    assert marked() == ["to data@havre.example"]
    assert desk.text.pages_shown

"""A PDF reviewed on its pages: by keys, with the evidence on the page as printed, and found again after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.model import FieldStatus, Span, ValueState
from reviewer.settings import Settings
from reviewer.ui.field_row import FieldKey

from ..ui.pages import write_pdf  # noqa: TID252
from .desk import Desk


def shown(desk: Desk) -> bool:
    """Whether the evidence of the current field is on the page on screen."""
    _, evidence = desk.form.passage()
    return desk.window.desk.text.sight()(Span(evidence.start, evidence.end))


def test_a_pdf_is_reviewed_on_its_pages(open_desk: Callable[[], Desk], qtbot: QtBot, tmp_path: Path) -> None:
    policy = tmp_path / "havre.pdf"
    policy.write_bytes(write_pdf(pages=6))
    desk = open_desk()
    desk.import_file(policy)
    text = desk.window.desk.text
    desk.go_to(FieldKey("controller.name", None))
    desk.press(Qt.Key.Key_P)
    assert text.pages_shown
    assert shown(desk)
    qtbot.waitUntil(lambda: text._pages._images.kept_bytes > 0)

    desk.press(Qt.Key.Key_Return)
    desk.give_name("Ada Reviewer")
    assert desk.state(FieldKey("controller.name", None)).status is FieldStatus.DECIDED
    silent = FieldKey("contact.dpo", None)
    desk.go_to(silent)
    desk.press(Qt.Key.Key_N)
    assert desk.state(silent).status is FieldStatus.NOT_STATED

    retention = FieldKey("retention.items", None)
    desk.go_to(retention)
    assert shown(desk)
    assert text._pages.page >= 5
    desk.press(Qt.Key.Key_Return)
    assert desk.state(retention).values[0].state is ValueState.CONFIRMED

    _click_evidence(desk, qtbot, "data@havre.example")
    assert desk.form.current == FieldKey("contact.email", None)

    desk.press(Qt.Key.Key_P)
    assert not text.pages_shown
    assert shown(desk)
    desk.press(Qt.Key.Key_P)
    before = desk.states()
    desk.close()

    again = open_desk()
    assert again.window.open_path(Path(Settings(tmp_path / "settings").options.last_workspace))
    assert again.states() == before
    assert again.form.current == FieldKey("contact.email", None)
    assert again.window.desk.text.pages_shown
    assert shown(again)
    again.form.setFocus()
    again.press(Qt.Key.Key_P)
    again.close()

    once_more = open_desk()
    assert once_more.window.open_path(Path(Settings(tmp_path / "settings").options.last_workspace))
    assert not once_more.window.desk.text.pages_shown


def _click_evidence(desk: Desk, qtbot: QtBot, words: str) -> None:
    """Clicks where words are printed, having scrolled there."""
    pages = desk.window.desk.text._pages
    start = desk.view.text.index(words)
    pages.go_to(start)
    placed = pages._boxes.place(Span(start, start + len(words)))[0]
    spot = pages._pane._rect(placed).center().toPoint()
    qtbot.mouseClick(pages._pane.viewport(), Qt.MouseButton.LeftButton, pos=spot)

"""Words are looked for in all documents while they are typed; every hit leads to its place, by keyboard alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import Span
from reviewer.ui.main_window import MainWindow
from reviewer.ui.match_delegate import _lay_out_in
from reviewer.ui.search_panel import SearchPanel

from .assessed import TEXT, make_workspace, read_policy

OTHER = """Integritetspolicy

Skogsfoto AB sparar ansökningar i två år. Newsletters are sent once a month.
Write to skogsfoto@example.example. Vi säljer inga uppgifter.
"""


@pytest.fixture
def panel(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> SearchPanel:
    """Open, over two vendors' documents that are in the index."""
    other = read_policy(OTHER, (("controller.name", "Skogsfoto AB", "Skogsfoto AB"),), name="skog.txt")
    window.open_path(make_workspace(tmp_path / "two.reviewer", read_policy(), other))
    index_all(window)
    press("F", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    return window.lower.search


def index_all(window: MainWindow) -> None:
    while portion := review.next_index_slice(window.session.workspace):
        review.write_index_slice(window.session.workspace, portion)


def press(key: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key[f"Key_{key}"] if isinstance(key, str) else key, modifiers)


def look_for(panel: SearchPanel, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(panel._reader.found):
        panel._line.clear()
        QTest.keyClicks(panel._line, words)


def rows(panel: SearchPanel) -> list[tuple[str, ...]]:
    return [row.cells for row in panel.list.rows]


def test_hits_come_while_typing_with_vendor_document_and_passage(panel: SearchPanel, qtbot: QtBot) -> None:
    look_for(panel, qtbot, "newslet")
    assert [(vendor, document) for vendor, document, _ in rows(panel)] == [
        ("Skogsfoto AB", "skog.txt (1)"),
        ("Havre Media AB", "havre.txt, 4 May 2024 (1)"),
    ]
    assert panel.state_text == "2 places in 2 documents"
    assert panel._line.accessibleDescription() == panel.state_text
    row = panel.list.rows[0]
    assert [row.cells[2][m.start : m.end] for m in row.matches] == ["Newsletters"]


def test_enter_goes_to_the_place_at_once_and_marks_every_hit(
    window: MainWindow, panel: SearchPanel, qtbot: QtBot
) -> None:
    QTest.keyClicks(panel._line, "sparar ans")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.assessment.vendor == "Skogsfoto AB")
    view = window.desk.text.view
    assert view.selected_span() == Span(OTHER.index("sparar"), OTHER.index("sparar") + len("sparar"))
    assert (view.hit_number, view.hit_count) == (1, 2)
    assert view.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F3)
    assert view.selected_span() == Span(OTHER.index("ansökningar"), OTHER.index("ansökningar") + len("ansökningar"))


def test_enter_waits_for_what_is_being_looked_for_and_typing_on_calls_it_off(
    window: MainWindow, panel: SearchPanel, qtbot: QtBot
) -> None:
    look_for(panel, qtbot, "havre")
    panel._line.setText("sparar")
    panel._search()
    press(Qt.Key.Key_Return)
    QTest.keyClicks(panel._line, "x")
    qtbot.waitUntil(lambda: panel.state_text.startswith("No document"))
    assert window.session.assessment.vendor == "Havre Media AB"
    panel._line.setText("sparar")
    panel._search()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.assessment.vendor == "Skogsfoto AB")


def test_arrows_walk_through_the_hits_and_the_words_are_remembered(
    window: MainWindow, panel: SearchPanel, qtbot: QtBot
) -> None:
    look_for(panel, qtbot, "newsletters")
    press(Qt.Key.Key_Return)
    assert window.session.assessment.vendor == "Skogsfoto AB"
    press("F", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (QApplication.focusWidget(), panel._line.text()) == (panel._line, "newsletters")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.assessment.vendor == "Havre Media AB")
    assert window.desk.text.view.selected_span().start == TEXT.index("newsletters")


def test_other_words_in_the_find_bar_are_looked_for_as_they_stand(
    window: MainWindow, panel: SearchPanel, qtbot: QtBot
) -> None:
    QTest.keyClicks(panel._line, "havre data")
    press(Qt.Key.Key_Return)
    bar, view = window.desk.text.find_bar, window.desk.text.view
    qtbot.waitUntil(bar.isVisible)
    assert view.hit_count == sum(map(TEXT.casefold().count, ("havre", "data")))
    window.actions_by_id["edit.find"].trigger()
    bar._line.clear()
    QTest.keyClicks(bar._line, "havre data")
    press(Qt.Key.Key_Return)
    assert view.hit_count == 0


def test_selected_words_are_looked_for(window: MainWindow, panel: SearchPanel, qtbot: QtBot) -> None:
    view = window.desk.text.view
    view.setFocus()
    view.go_to(TEXT.index("newsletters"))
    for _ in "newsletters":
        press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(panel._reader.found):
        window.actions_by_id["edit.find_everywhere"].trigger()
    assert panel._line.text() == "newsletters"
    assert len(rows(panel)) == 2


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("n", "Words stand for their beginnings; words in quotation marks are found exactly as they stand."),
        ("zebra", "No document has these words in one passage."),
    ],
)
def test_an_empty_list_is_told_in_words(panel: SearchPanel, qtbot: QtBot, words: str, state: str) -> None:
    look_for(panel, qtbot, "newsletters")
    panel._line.setText(words)
    qtbot.waitUntil(lambda: panel.state_text == state)
    assert not panel.list.isVisible()


def test_esc_leads_back_to_where_the_keyboard_was(window: MainWindow, panel: SearchPanel) -> None:
    press(Qt.Key.Key_Escape)
    assert window.desk.form.hasFocus()
    window.desk.text.view.setFocus()
    for _ in range(2):
        window.actions_by_id["edit.find_everywhere"].trigger()
    press(Qt.Key.Key_Escape)
    assert window.desk.text.view.isAncestorOf(QApplication.focusWidget())


def test_an_open_entry_is_not_lost(window: MainWindow, panel: SearchPanel, qtbot: QtBot) -> None:
    window.desk.form.setFocus()
    window.actions_by_id["review.note"].trigger()
    look_for(panel, qtbot, "sparar")
    panel.list.press_row(0)
    assert window.session.assessment.vendor == "Havre Media AB"
    assert "Esc" in window.status.message


def test_texts_are_read_into_the_index_beside_the_work_and_found_then(
    window: MainWindow, panel: SearchPanel, qtbot: QtBot
) -> None:
    late = read_policy("Notice\n\nThe lighthouse keeps newsletters. Write to it.\n", (), name="late.txt")
    look_for(panel, qtbot, "newsletters")
    window.session.record_import(late, vendor="Late Oy")
    look_for(panel, qtbot, "lighthouse")
    assert "2 of 3 texts are read so far" in panel.state_text
    qtbot.waitUntil(lambda: panel.state_text == "1 place in 1 document")


def test_many_texts_are_told_in_the_status_line(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    readings = [read_policy(f"Notice\n\nText {n} of many. Write to us.\n", (), name=f"{n}.txt") for n in range(12)]
    with qtbot.waitSignal(window.lower.search.progressed) as progress:
        window.open_path(make_workspace(tmp_path / "many.reviewer", *readings))
    assert progress.args == ["Preparing the search: 0 of 12 texts", 0.0]
    assert window.status._reading.text() == progress.args[0]
    assert not window.status._cancel.isVisible()
    qtbot.waitUntil(lambda: not window.status._bar.isVisible())
    assert review.index_progress(window.session.workspace) == (12, 12)


def test_a_damaged_index_is_told_and_made_anew(window: MainWindow, panel: SearchPanel, qtbot: QtBot) -> None:
    path = window.session.workspace.path
    window.session.close_workspace()
    plain = sqlite3.connect(path)
    plain.execute("UPDATE search_words_data SET block = x'00ff00ff00ff00ff00ff' WHERE id > 10")
    plain.commit()
    plain.close()
    window.open_path(path)
    QTest.keyClicks(panel._line, "newsletters")
    qtbot.waitUntil(lambda: "made anew" in panel.state_text)
    qtbot.waitUntil(lambda: panel.state_text == "2 places in 2 documents")


def test_the_workspace_closes_as_one_plain_file(window: MainWindow, panel: SearchPanel, qtbot: QtBot) -> None:
    look_for(panel, qtbot, "newsletters")
    path = window.session.workspace.path
    window.session.close_workspace()
    assert sorted(p.name for p in path.parent.glob("two.reviewer*")) == ["two.reviewer"]
    assert (panel._line.text(), rows(panel)) == ("", [])


def test_matches_are_bold(panel: SearchPanel, qtbot: QtBot) -> None:
    look_for(panel, qtbot, "newsletters")
    with_match = ink_of(panel)
    panel.list.show_rows([row.__class__(row.cells, row.target) for row in panel.list.rows])
    assert with_match > ink_of(panel) * 1.02


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    text = "\U0001f4ee the data we keep of you and the data that we do not keep"
    matches = (Span(6, 10), Span(34, 38))
    whole = _lay_out_in(10_000, text, QFont(), matches)
    assert whole.text() == text
    width = int(whole.lineAt(0).naturalTextWidth()) // 2
    part = _lay_out_in(width, text, QFont(), matches)
    assert part.lineAt(0).naturalTextWidth() <= width
    assert part.text().endswith("…")
    assert text.startswith(part.text()[:-1])
    assert len(part.text()) > len(text) // 3
    assert len(part.formats()) == 1


def ink_of(panel: SearchPanel) -> int:
    """How much darker than its ground the second row's passage is drawn."""
    cell = panel.list.visualRect(panel.list.model().index(1, 2))
    image = panel.list.viewport().grab(cell).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(image.constBits())
    return len(pixels) * max(pixels) - sum(pixels)

"""Every control has a name, every part of the desk can be reached and seen by keyboard, no state is told by colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.i18n import Translator
from reviewer.model import FieldStatus, ValueState
from reviewer.ui.bars import Bar
from reviewer.ui.edges_panel import EdgesPanel
from reviewer.ui.field_row import FieldKey
from reviewer.ui.findings_panel import FindingsPanel
from reviewer.ui.form_view import FormView
from reviewer.ui.icons import pixmap
from reviewer.ui.import_queue import Job
from reviewer.ui.keys_panel import KeysPanel
from reviewer.ui.lower_panel import TABS
from reviewer.ui.page_pane import PagePane
from reviewer.ui.passages import Passage
from reviewer.ui.theme import DARK, LIGHT, Mark, apply_theme, state_style

from .assessed import make_workspace, read_policy
from .pages import read_pdf

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
)
INNER = ("qt_toolbar_ext_button", "qt_menubar_ext_button", "qt_tableview_cornerbutton")
"""Buttons that Qt shows where a bar does not fit, or never."""
OWNERS = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
"""Controls that carry the name of what Qt makes inside them."""


def controls(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QHeaderView) and not is_inner(widget):
            yield widget


def is_inner(widget: QWidget) -> bool:
    ancestor = widget.parentWidget()
    while ancestor is not None and not isinstance(ancestor, OWNERS):
        ancestor = ancestor.parentWidget()
    return ancestor is not None or widget.objectName() in INNER


def name_of(widget: QWidget) -> str:
    """What a screen reader says: the name given, the words on it, or those of the label beside it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name).strip() if interface is not None else "")


def nameless(window: QWidget) -> list[str]:
    return [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in controls(window) if not name_of(w)]


DESCRIBED = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit)
"""Controls whose name says what they hold, but not what is expected of them."""
PANES = (PagePane, Passage, EdgesPanel, FormView, FindingsPanel, KeysPanel)


def described(widget: QWidget) -> bool:
    """Whether a screen reader says more of a control than its name: a description, a tip or words in its place."""
    interface = QAccessible.queryAccessibleInterface(widget)
    more = widget.accessibleDescription() or interface.text(QAccessible.Text.Description).strip()
    return bool(more) and more != name_of(widget)


def undescribed(window: QWidget) -> list[str]:
    return [
        f"{type(w).__name__} {name_of(w)}"
        for w in window.findChildren(QWidget)
        if isinstance(w, DESCRIBED + PANES)
        and w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not is_inner(w)
        and not described(w)
    ]


def faults(window: QWidget) -> list[str]:
    """What of the window's controls a screen reader could not tell."""
    return nameless(window) + undescribed(window)


def test_every_control_on_the_desk_has_a_name(window: QWidget) -> None:
    assert len(list(controls(window))) > 30
    assert faults(window) == []


def test_controls_of_every_editor_have_names(window: QWidget) -> None:
    for state in window.session.assessment.fields:
        window.desk.go_to(FieldKey(state.field, state.document_id))
        window.desk.decisions.correct()
        assert faults(window) == [], state.field
        window.desk.form.close_panel()


def test_the_name_bar_and_the_find_bar_have_names(window: QWidget) -> None:
    window.workspaces.ask_reviewer()
    window.reporting.ask()
    window.desk.text.open_find()
    assert faults(window) == []


def test_what_opens_in_the_card_has_names(qtbot: QtBot, window: QWidget) -> None:
    decisions = window.desk.decisions
    window.desk.go_to(FieldKey("contact.email", None))
    for opens in (decisions.note, decisions.translate, decisions.move_edges):
        opens()
        assert window.desk.form.has_open_panel
        assert faults(window) == [], opens.__name__
        window.desk.form.close_panel()
    window.desk.text.view._pane.selectAll()
    decisions.add()
    assert window.desk.form.has_open_panel
    assert faults(window) == []


@pytest.mark.parametrize(
    "action",
    [
        *("engagement.add", "engagement.rename", "vendor.rename", "vendor.context", "view.go_to", "help.keys"),
        *("workspace.password", "vendor.rating", "report.sign_off", "report.questions", "report.export"),
    ],
)
def test_what_an_action_opens_has_names(window: QWidget, action: str) -> None:
    before = len([w for w in controls(window) if w.isVisible()])
    window.actions_by_id[action].trigger()
    QApplication.processEvents()
    assert len([w for w in controls(window) if w.isVisible()]) != before
    assert faults(window) == []


BESIDE = ["edit.settings", "help.handbook", "help.about", "help.diagnostics", "report.compare"]
"""The windows beside the desk, by the actions that open them."""


def open_beside(qtbot: QtBot, window: QWidget, action: str) -> QWidget:
    """One of those windows, with what it reads in it."""
    shown = window.companions.show(action)
    if action == "report.compare":
        qtbot.waitUntil(lambda: shown.table.model() is not None, timeout=20_000)
    QApplication.processEvents()
    assert shown.isVisible()
    return shown


@pytest.mark.parametrize("action", BESIDE)
def test_windows_beside_the_desk_have_names(qtbot: QtBot, window: QWidget, action: str) -> None:
    shown = open_beside(qtbot, window, action)
    assert list(controls(shown))
    assert faults(shown) == []


def password_bars(window: QWidget, folder: Path) -> Iterator[Bar]:
    from reviewer.ui.password_bar import CopiesBar, NewPasswordBar, OtherPasswordBar, UnlockBar

    translator = window._translator
    yield UnlockBar("havre.reviewer", translator)
    yield NewPasswordBar(8, translator)
    yield OtherPasswordBar(8, translator)
    yield CopiesBar("Done.", "These copies are not protected:", [folder / "2026-11-22.reviewer"], translator)


def test_what_asks_for_passwords_has_names(window: QWidget, tmp_path: Path) -> None:
    for bar in password_bars(window, tmp_path):
        window.bars.show_bar(bar)
        assert faults(window) == [], type(bar).__name__
        window.bars.close_bars(Bar)


def test_what_was_found_has_names(qtbot: QtBot, window: QWidget) -> None:
    window.actions_by_id["edit.find_everywhere"].trigger()
    window.lower.search.open("Example")
    qtbot.waitUntil(lambda: bool(window.lower.search.list.rows), timeout=20_000)
    assert faults(window) == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert window.lower.search.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("action", ["edit.find_everywhere", "report.write", "report.issued", "report.save_template"])
def test_what_the_desk_asks_and_searches_has_names(window: QWidget, action: str) -> None:
    window.actions_by_id[action].trigger()
    QApplication.processEvents()
    assert faults(window) == []


def test_the_bars_of_an_import_have_names(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    window.importing.import_text("Havre Media AB, Umeå, is the controller of your data.")
    qtbot.waitUntil(lambda: bool(window.bars.bars), timeout=60_000)
    assert faults(window) == []
    window.importing._on_password_wanted(Job(9, "locked.pdf"), False)
    assert faults(window) == []
    window.bars.close_bars(Bar)


@pytest.mark.parametrize("tab", TABS)
def test_the_panels_below_the_desk_have_names(window: QWidget, tab: str) -> None:
    window.desk.go_to(FieldKey("contact.email", None))
    window.session.decide(review.write_note, "contact.email", text="Ask them.")
    window.lower.show_tab(tab)
    assert faults(window) == []
    if tab == "findings":
        for opens in (window.lower.findings.reword, window.lower.findings.change_severity):
            opens()
            assert faults(window) == [], opens.__name__


def test_pages_have_names(window: QWidget, tmp_path: Path) -> None:
    window.open_path(make_workspace(tmp_path / "pages.reviewer", read_pdf()))
    window.desk.text.show_pages(True)
    assert faults(window) == []


def test_the_start_page_and_the_keys_have_names(qtbot: QtBot, tmp_path: Path, translator: Translator) -> None:
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    window = MainWindow(Settings(tmp_path), translator, lambda: tmp_path)
    qtbot.addWidget(window)
    window.show()
    window._show_keys()
    assert faults(window) == []
    window.close()


def test_the_question_about_an_address_has_names(window: QWidget) -> None:
    for address in ("https://havre.example/", "file:///etc/passwd"):
        window.addresses.ask(address)
        assert nameless(window) == []


@pytest.mark.parametrize("action", BESIDE)
def test_tab_reaches_every_control_beside_the_desk(qtbot: QtBot, window: QWidget, action: str) -> None:
    shown = open_beside(qtbot, window, action)
    reached: set[QWidget] = set()
    for _ in range(60):
        reached.add(shown.focusWidget())
        shown.focusNextChild()
    wanted = [
        w
        for w in controls(shown)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]
    assert wanted
    assert [f"{type(w).__name__} {name_of(w)}" for w in wanted if w not in reached] == []


def bars_of_the_desk(window: QWidget, folder: Path) -> Iterator[QWidget]:
    """Each bar that asks for something, with the keyboard in it."""
    actions = ("vendor.rating", "report.sign_off", "report.write", "report.questions", "report.export", "vendor.rename")
    for action in actions:
        window.actions_by_id[action].trigger()
        yield window.bars.bars[-1]
        window.bars.close_bars(Bar)
    window.importing.queue.finished.emit(Job(98, "policy.txt"), read_policy(name="policy.txt"))
    yield window.bars.bars[-1]
    window.bars.bars[-1].discard()
    for bar in password_bars(window, folder):
        window.bars.show_bar(bar)
        yield bar
        window.bars.close_bars(Bar)


def test_tab_reaches_every_control_of_a_bar_and_the_focus_is_seen(
    dressed: None, window: QWidget, tmp_path: Path
) -> None:
    for bar in bars_of_the_desk(window, tmp_path):
        QApplication.processEvents()
        wanted = [
            w
            for w in controls(bar)
            if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
        ]
        assert bar.isAncestorOf(QApplication.focusWidget()), type(bar).__name__
        reached: set[QWidget] = set()
        while (focused := QApplication.focusWidget()) not in reached:
            reached.add(focused)
            with_focus = focused.grab().toImage()
            QTest.keyClick(focused, Qt.Key.Key_Tab)
            QApplication.processEvents()
            if bar.isAncestorOf(focused):
                assert focused.grab().toImage() != with_focus, f"{type(bar).__name__} {name_of(focused)}"
        assert [name_of(w) for w in wanted if w not in reached] == [], type(bar).__name__


def test_tab_reaches_every_control_that_takes_the_keyboard(qtbot: QtBot, window: QWidget) -> None:
    """From the form on, with the windows' own way of moving on, and back to where it began."""
    window.desk.form.setFocus()
    reached: list[QWidget] = []
    for _ in range(400):
        focused = QApplication.focusWidget()
        if focused in reached:
            break
        reached.append(focused)
        window.focusNextChild()
    wanted = [
        widget
        for widget in controls(window)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    missed = [f"{type(w).__name__} {name_of(w)}" for w in wanted if w not in reached]
    assert missed == []
    assert len(reached) > 8


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_no_editor_keeps_the_keyboard(window: QWidget, key: Qt.Key) -> None:
    for state in window.session.assessment.fields:
        window.desk.go_to(FieldKey(state.field, state.document_id))
        window.desk.decisions.correct()
        panel = window.desk.form.card.panel
        presses = 0
        while panel.isAncestorOf(QApplication.focusWidget()):
            QTest.keyClick(QApplication.focusWidget(), key)
            presses += 1
            assert presses < 12, state.field
        window.desk.form.close_panel()


def test_tab_goes_in_the_order_of_reading(window: QWidget) -> None:
    """From area to area, and from line to line in the card with an editor open."""
    window.desk.go_to(FieldKey("contact.email", None))
    window.desk.decisions.correct()
    QApplication.processEvents()
    places, areas = [], []
    start = QApplication.focusWidget()
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        sides = (window.desk.engagements, window.desk.text, window.desk.form_side, window.lower)
        areas += [side for side in sides if side.isAncestorOf(focused)]
        if window.desk.form.card.isAncestorOf(focused):
            places.append(focused.mapTo(window, QPoint()))
        if focused is start:
            break
    assert list(dict.fromkeys(areas)) == [
        window.desk.form_side,
        window.lower,
        window.desk.engagements,
        window.desk.text,
    ]
    editor = places.index(start.mapTo(window, QPoint()))
    in_reading = places[editor + 1 :] + places[: editor + 1]
    assert len(in_reading) > 4
    assert [p.y() for p in sorted(places, key=lambda p: (p.y(), p.x()))] == sorted(p.y() for p in in_reading)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """The program's own look, taken off again."""
    palette, style = qapp.palette(), qapp.style().name()
    apply_theme(qapp, "light")
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setStyle(style)


def test_focus_can_be_seen(qtbot: QtBot, dressed: None, window: QWidget) -> None:
    """Every button looks another way while it has the keyboard."""
    buttons = [w for w in controls(window) if isinstance(w, QAbstractButton) and w.isVisible() and w.isEnabled()]
    seen = [button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert seen
    for button in seen:
        window.desk.form.setFocus()
        without = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert button.grab().toImage() != without, name_of(button)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_state_is_told_by_colour_alone(qapp: object, theme: object) -> None:
    """States have symbols that differ in shape, drawn here in one colour."""
    states = [*ValueState, FieldStatus.OPEN, FieldStatus.NOT_STATED, Mark.NOTED, Mark.FLAGGED]
    shapes = [bytes(pixmap(state_style(s, theme).icon, "#000000", 16).toImage().constBits()) for s in states]
    assert len(set(shapes)) == len(states)


def test_states_are_words_too(window: QWidget) -> None:
    words = {widget.accessibleName() for widget in window.desk.form.findChildren(QWidget)}
    assert any("suggested" in word for word in words)
    assert any("open" in word for word in words)
    assert any("broken off" in word for word in words)


def test_scroll_areas_do_not_take_the_keyboard_without_a_name(window: QWidget) -> None:
    areas = [w for w in window.findChildren(QAbstractScrollArea) if not isinstance(w, CONTROLS)]
    taking = [w for w in areas if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(w, QScrollArea)]
    assert all(name_of(w) for w in taking)

"""Every control has a name, every part of the desk can be reached and seen by keyboard, no state is told by colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
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

from reviewer.i18n import Translator
from reviewer.model import FieldStatus, ValueState
from reviewer.ui.field_row import FieldKey
from reviewer.ui.icons import pixmap
from reviewer.ui.theme import DARK, LIGHT, Mark, apply_theme, state_style

from .assessed import make_workspace
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


def test_every_control_on_the_desk_has_a_name(window: QWidget) -> None:
    assert len(list(controls(window))) > 30
    assert nameless(window) == []


def test_controls_of_every_editor_have_names(window: QWidget) -> None:
    for state in window.session.assessment.fields:
        window.desk.go_to(FieldKey(state.field, state.document_id))
        window.desk.decisions.correct()
        assert nameless(window) == [], state.field
        window.desk.form.close_panel()


def test_the_name_bar_and_the_find_bar_have_names(window: QWidget) -> None:
    window.workspaces.ask_reviewer()
    window._ask_report()
    window.desk.text.open_find()
    assert nameless(window) == []


def test_pages_have_names(window: QWidget, tmp_path: Path) -> None:
    window.open_path(make_workspace(tmp_path / "pages.reviewer", read_pdf()))
    window.desk.text.show_pages(True)
    assert nameless(window) == []


def test_the_start_page_and_the_keys_have_names(qtbot: QtBot, tmp_path: Path, translator: Translator) -> None:
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    window = MainWindow(Settings(tmp_path), translator, lambda: tmp_path)
    qtbot.addWidget(window)
    window.show()
    window._show_keys()
    assert nameless(window) == []
    window.close()


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

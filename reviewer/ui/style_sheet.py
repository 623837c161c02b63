"""The one style sheet of the window, made from a theme.

Widgets ask for a look by dynamic properties, so that no widget carries a style of its own:
`look` = "second" (quieter text), "title" and "group" (bold), "card" (the frame around the current field),
"palette" (what lies over the window),
"chip" (with `state` = the value of a state, status or mark), "primary" and "flat" (buttons), "hairline" (a line),
"divider" (an upright line), "paper" (white ground), "link" (accent), "alarm" (text of an error).
A property set after a widget was shown needs `restyle`.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from reviewer.ui.theme import Theme

_SHEET = Template("""
QMainWindow, QDialog { background: $desk; }
QMenuBar { background: $desk; border-bottom: 1px solid $hairline; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $paper; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolBar { background: $desk; border: none; border-bottom: 1px solid $hairline; padding: 8px; spacing: 8px; }
QToolBar::separator { width: 1px; background: $hairline; margin: 4px 8px; }
QStatusBar { background: $desk; color: $second; border-top: 1px solid $hairline; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $second; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget { color: $text; }
QDockWidget::title { background: $desk; padding: 8px; border-bottom: 1px solid $hairline; }
QToolTip { background: $paper; color: $text; border: 1px solid $hairline; padding: 4px; }

QPushButton { background: $paper; color: $text; border: 1px solid $hairline; border-radius: 4px; padding: 4px 12px; }
QPushButton:hover { border-color: $second; }
QPushButton:pressed { background: $desk; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $disabled; background: $desk; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="primary"]:hover { border-color: $text; }
QPushButton[look="primary"]:focus { border-color: $text; }
QPushButton[look="primary"]:disabled { background: $hairline; border-color: $hairline; color: $disabled; }
QPushButton[look="flat"] { background: transparent; border-color: transparent; }
QPushButton[look="flat"]:hover, QPushButton[look="flat"]:checked { background: $selection; }
QPushButton[look="flat"]:focus { border-color: $accent; }
QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
  padding: 4px 8px; }
QToolButton:hover { background: $selection; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox {
  background: $paper; color: $text; border: 1px solid $hairline; border-radius: 4px; padding: 4px 8px;
  selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
  border-color: $accent; }
QTextEdit#policyText, QTextEdit#handbookText { border: none; border-radius: 0; padding: 0; }
QLineEdit:disabled, QComboBox:disabled { color: $disabled; background: $desk; }
QLineEdit[invalid="true"] { border-color: $alarm_ink; }
QSpinBox { padding-right: 24px; }
QSpinBox::up-button, QSpinBox::down-button { background: transparent; border: none; width: 24px; }
QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; }
QSpinBox QLineEdit { border: none; }
QComboBox { padding-right: 24px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $hairline; selection-background-color: $selection; }
QAbstractItemView { background: $paper; color: $text; border: none; outline: none;
  selection-background-color: $selection; selection-color: $text; }
QAbstractItemView::item { padding: 4px 8px; }
QListView#engagements { background: $desk; }
QListView#checkList::item, QTableView#comparedCells::item { padding: 4px 0; }
QTableView#comparedCells QHeaderView::section { padding: 4px 3px; }
QAbstractItemView::indicator:unchecked, QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked {
  background: $paper; border: 1px solid $second; border-radius: 2px; width: 12px; height: 12px; }
QRadioButton::indicator:unchecked { border-radius: 6px; }
QCheckBox::indicator:unchecked:disabled, QRadioButton::indicator:unchecked:disabled { border-color: $disabled; }
QCheckBox::indicator:unchecked:focus, QRadioButton::indicator:unchecked:focus { border-color: $accent; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QHeaderView::section { background: $desk; color: $second; border: none; border-bottom: 1px solid $hairline;
  padding: 4px 8px; }
LowerPanel QTreeView::item:first { padding-left: 13px; }
LowerPanel QHeaderView::section { padding-left: 11px; }
LowerPanel QHeaderView::section:first { padding-left: 16px; }
QTableView { gridline-color: $hairline; }

QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $second; padding: 8px 4px 6px 4px; margin: 0 8px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:hover { color: $text; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $hairline; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $hairline; border: none; border-radius: 2px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: $confirmed; border-radius: 2px; }

QLabel { background: transparent; }
QLabel[look="second"] { color: $second; }
QLabel[look="title"], QLabel[look="group"] { font-weight: 600; }
QLabel[look="link"] { color: $accent; }
QLabel[look="alarm"] { color: $alarm_ink; }
QFrame[look="hairline"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="divider"] { background: $hairline; border: none; min-width: 1px; max-width: 1px; }
QFrame[look="card"] { background: $paper; border: 1px solid $accent; border-radius: 8px; margin: 4px 0; }
QFrame[look="palette"] { background: $paper; border: 1px solid $second; border-radius: 8px; }
QFrame#outlinePopup { background: $paper; border: 1px solid $hairline; }
QWidget[look="paper"] { background: $paper; }
QLabel[look="chip"] { border-radius: ${chip_radius}px; padding: 1px 8px; font-size: ${small}pt; }
""")

_CHIP = Template('QLabel[look="chip"][state="$state"] { color: $ink; background: $tint; }\n')


def generate_style_sheet(theme: Theme, point_size: float) -> str:
    """The sheet for a theme and the interface's text size; chips are set in nine tenths of it."""
    roles = {name: getattr(theme, name) for name in ("text", "paper", "desk", "hairline", "second", "disabled")}
    roles |= {name: getattr(theme, name) for name in ("accent", "on_accent", "selection")}
    sheet = _SHEET.substitute(
        roles,
        confirmed=theme.states["confirmed"][0],
        alarm_ink=theme.states["flagged"][0],
        small=round(point_size * 0.9, 1),
        chip_radius=round(point_size * 0.8),
    )
    chips = (_CHIP.substitute(state=state, ink=ink, tint=tint) for state, (ink, tint) in theme.states.items())
    return sheet + "".join(chips)


def restyle(widget: QWidget) -> None:
    """Let a widget look as its properties say now."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from reviewer.model import Block, BlockKind
from reviewer.ui.outline import Outline

from .policy import build_policy

TEXT, BLOCKS = build_policy(2)
HEADINGS = [block for block in BLOCKS if block.kind is BlockKind.HEADING]


def make_outline(qtbot: QtBot, text: str, blocks: tuple[Block, ...]) -> Outline:
    outline = Outline("Outline")
    qtbot.addWidget(outline)
    outline.set_headings(text, blocks)
    outline.show()
    return outline


def rows(outline: Outline) -> QListWidget:
    return outline.findChild(QListWidget)


def test_headings_stand_in_order_and_by_depth(qtbot: QtBot) -> None:
    outline = make_outline(qtbot, TEXT, BLOCKS)
    words = [rows(outline).item(row).text() for row in range(rows(outline).count())]
    assert [each.strip() for each in words] == [TEXT[block.start : block.end] for block in HEADINGS]
    assert len(words[1]) - len(words[1].lstrip()) > len(words[0]) - len(words[0].lstrip())


def test_without_headings_there_is_nothing_to_open(qtbot: QtBot) -> None:
    assert not make_outline(qtbot, "Plain.", (Block(0, 6, BlockKind.PARAGRAPH),)).isEnabled()
    assert make_outline(qtbot, TEXT, BLOCKS).isEnabled()


def test_the_list_opens_at_the_heading_being_read(qtbot: QtBot) -> None:
    outline = make_outline(qtbot, TEXT, BLOCKS)
    outline.set_position(HEADINGS[2].start + 5)
    outline.open_list()
    assert rows(outline).currentRow() == 2


def test_enter_goes_to_the_heading(qtbot: QtBot) -> None:
    outline = make_outline(qtbot, TEXT, BLOCKS)
    outline.open_list()
    qtbot.keyClick(rows(outline), Qt.Key.Key_Down)
    with qtbot.waitSignal(outline.heading_chosen) as chosen:
        qtbot.keyClick(rows(outline), Qt.Key.Key_Return)
    assert chosen.args == [HEADINGS[1].start]
    assert not rows(outline).isVisible()


def test_a_click_goes_to_the_heading(qtbot: QtBot) -> None:
    outline = make_outline(qtbot, TEXT, BLOCKS)
    outline.open_list()
    place = rows(outline).visualItemRect(rows(outline).item(3)).center()
    with qtbot.waitSignal(outline.heading_chosen) as chosen:
        qtbot.mouseClick(rows(outline).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [HEADINGS[3].start]

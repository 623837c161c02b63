"""The first hour: the samples are opened from the empty desk, then a policy of one's own comes, into a workspace of its
own; the next day both are found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from reviewer.ui.import_bar import ImportBar
from reviewer.ui.import_places import Into
from reviewer.ui.recent_list import RecentList

from .desk import READING_LIMIT, Desk

POLICY = "Privacy notice\n\nLumen Oy, Rantakatu 4, 90100 Oulu, Finland, is the controller of your personal data.\n"


def vendors(desk: Desk) -> list[str]:
    return [vendor.name for engagement in desk.window.session.engagements for vendor in engagement.vendors]


def test_from_the_samples_to_a_policy_of_ones_own(open_desk: Callable[[], Desk], qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_desk()
    page = desk.window.start_page
    offered = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.text() for button in offered] == ["Import policies…", "Open the sample engagement"]
    offered[1].click()
    qtbot.waitUntil(lambda: len(vendors(desk)) == 3, timeout=READING_LIMIT)
    assert {state.language for state in _versions(desk)} == {"en"}
    assert desk.window.session.workspace.path.name == "Sample engagement.reviewer"

    policy = tmp_path / "lumen.txt"
    policy.write_text(POLICY, encoding="utf-8")
    desk.window.importing.import_files([policy])
    qtbot.waitUntil(lambda: desk.bar(ImportBar) is not None, timeout=READING_LIMIT)
    assert desk.bar(ImportBar).place.into is Into.NEW_WORKSPACE
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: vendors(desk) == ["Lumen Oy"])
    assert desk.window.session.workspace.path == tmp_path / "Lumen Oy.reviewer"
    desk.close()

    again = open_desk()
    recent = again.window.start_page.findChild(RecentList)
    qtbot.waitUntil(lambda: len(recent.rows) == 2)
    assert [row.accessibleName() for row in recent.rows] == ["Lumen Oy", "Sample engagement"]
    qtbot.keyClick(recent.rows[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(vendors(again)) == 3)


def _versions(desk: Desk) -> list:
    return [document.version for document in desk.window.session.assessment.documents]

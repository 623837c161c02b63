"""The list of engagements: narrowed by letters, chosen by keyboard, drawn only where it is on screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import EngagementSummary, VendorSummary
from reviewer.ui.engagement_list import ROW
from reviewer.ui.engagement_panel import EngagementPanel

NAMES = ("Alder Mail", "Birch Maps", "Cedar Ltd", "Dogwood Oy", "Elm Media", "Fir Photos", "Gorse Grid", "Hazel Home")


def vendor(number: int, decided: int = 0) -> VendorSummary:
    documents = ((2 * number, f"Privacy {number}", "en", "2024-05-03"), (2 * number + 1, f"Terms {number}", "en", ""))
    return VendorSummary(number, number, NAMES[number % len(NAMES)], documents, decided, 46)


def engagements(count: int, decided: int = 0) -> tuple[EngagementSummary, ...]:
    half = count // 2
    return (
        EngagementSummary(1, "Nummi Oy", "Newsletters", tuple(vendor(n, decided) for n in range(half))),
        EngagementSummary(2, "", "", tuple(vendor(n, decided) for n in range(half, count)), closed=True),
        EngagementSummary(3, "Empty Ab", "", ()),
    )


@pytest.fixture
def panel(qtbot: QtBot, translator: Translator, nothing_left_behind: None) -> EngagementPanel:
    made = EngagementPanel(translator)
    qtbot.addWidget(made)
    made.resize(224, 600)
    made.show_engagements(engagements(8), 2)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def vendors(panel: EngagementPanel) -> list[str]:
    return [name.split(",")[0] for name in panel.names]


def test_rows_say_everything_in_words(panel: EngagementPanel) -> None:
    panel.show_high(3, 2)
    assert panel.names[2:4] == ["Cedar Ltd, 0 of 46", "Dogwood Oy, 0 of 46, 2 high"]
    titles = [row.title for row in panel.rows.rows if row.assessment_id is None]
    assert titles == ["Nummi Oy", "Client not named", "Empty Ab", ""]
    described = panel.rows.index(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert described == "Privacy 0, 3 May 2024; Terms 0"


@pytest.mark.parametrize(
    ("typed", "left", "documents"),
    [
        ("MA", ["Alder Mail", "Birch Maps"], (0, 1)),
        ("terms 5", ["Fir Photos"], (11,)),
        ("fir terms", ["Fir Photos"], (11,)),
        ("nummi cedar", ["Cedar Ltd"], (4, 5)),
        ("nobody", [], ()),
    ],
)
def test_letters_narrow_the_list(panel: EngagementPanel, typed: str, left: list[str], documents: tuple) -> None:
    QTest.keyClicks(panel.filter, typed)
    assert vendors(panel) == left
    assert next((row.documents for row in panel.rows.rows if row.documents), ()) == documents
    assert panel._nothing.isVisible() is not bool(left)
    QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(vendors(panel)) == 8
    assert not panel._nothing.isVisible()


def test_enter_opens_the_first_left_and_arrows_choose_another(panel: EngagementPanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.filter, "ma")
    with qtbot.waitSignal(panel.vendor_pressed) as pressed:
        QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert pressed.args == [0]
    QTest.keyClick(panel.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.vendor_pressed) as pressed:
        QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert pressed.args == [1]


def test_a_document_that_has_the_letters_is_opened_itself(panel: EngagementPanel, qtbot: QtBot) -> None:
    QTest.keyClicks(panel.filter, "terms 5")
    with qtbot.waitSignal(panel.document_pressed) as pressed:
        QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert pressed.args == [5, 11]


def test_keys_in_the_list_pass_over_what_is_no_vendor(panel: EngagementPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    assert panel.list.chosen == 2
    for _ in range(2):
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.vendor_pressed) as pressed:
        QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert pressed.args == [4]


def test_a_click_opens_the_vendor_or_the_document_under_it(panel: EngagementPanel, qtbot: QtBot) -> None:
    rect = panel.list.visualRect(panel.rows.index(1))
    line = panel.list.fontMetrics().height()
    with qtbot.waitSignal(panel.vendor_pressed) as pressed:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(30, 12))
    assert pressed.args == [0]
    place = rect.topLeft() + QPoint(30, 8 + 2 * line + line // 2 + 4)
    with qtbot.waitSignal(panel.document_pressed) as opened:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [0, 1]


def test_the_list_stays_where_it_is_when_only_figures_change(qtbot: QtBot, panel: EngagementPanel) -> None:
    panel.show_engagements(engagements(200), 150)
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    place = bar.value()
    panel.show_engagements(engagements(200, decided=7), 150)
    assert bar.value() == place > 0
    assert panel.names[0] == "Alder Mail, 7 of 46"
    assert panel.list.chosen == 150


def test_a_vendor_that_comes_while_the_list_is_narrowed_shows_if_it_fits(panel: EngagementPanel) -> None:
    QTest.keyClicks(panel.filter, "juniper")
    assert panel._nothing.isVisible()
    juniper = VendorSummary(90, 90, "Juniper Ltd", (), 0, 46)
    panel.show_engagements((EngagementSummary(4, "", "", (juniper,)),), 90)
    assert vendors(panel) == ["Juniper Ltd"]
    assert not panel._nothing.isVisible()
    assert panel.filter.isVisible()


def test_few_vendors_need_no_line_to_narrow_them(panel: EngagementPanel) -> None:
    assert panel.filter.isVisible()
    panel.show_engagements(engagements(4), 1)
    assert not panel.filter.isVisible()


def test_a_long_list_has_no_widgets_of_its_own(panel: EngagementPanel) -> None:
    before = len(panel.findChildren(QWidget))
    panel.show_engagements(engagements(600), 1)
    assert panel.rows.rowCount() > 600
    assert len(panel.findChildren(QWidget)) == before


def test_rows_hold_what_they_stand_for(panel: EngagementPanel) -> None:
    row = panel.rows.index(1).data(ROW)
    assert (row.assessment_id, row.documents, row.decided, row.total) == (0, (0, 1), 0, 46)

"""The end of an assessment in the window: the overall rating with its reason, and the sign-off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import Rating
from reviewer.ui.conclusion_bars import RatingBar, SignOffBar
from reviewer.ui.issued_reports import IssuedBar
from reviewer.ui.labels import LinkLabel
from reviewer.ui.main_window import MainWindow
from reviewer.ui.missing_row import Missing

from .test_reporting import bar, decide_all, shown


@pytest.fixture
def sign_off(window: MainWindow) -> Callable[[], SignOffBar]:
    def open_bar() -> SignOffBar:
        window.actions_by_id["report.sign_off"].trigger()
        return bar(window, SignOffBar)

    return open_bar


def rating_line(window: MainWindow) -> LinkLabel:
    window.lower.refresh()
    return window.lower.findings.rating_line


# Sign-off


def test_who_signs_off_is_asked_and_recorded(
    window: MainWindow, sign_off: Callable[[], SignOffBar], qtbot: QtBot
) -> None:
    decide_all(window)
    asked = sign_off()
    assert [line.text() for line in asked._lines] == ["Ada", "", ""]
    assert asked.missing_row.isHidden()
    qtbot.keyClicks(asked._lines[1], "Bo")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    signed = window.session.assessment.sign_off
    assert (signed.prepared_by, signed.reviewed_by, signed.approved_by, signed.decision.by) == ("Ada", "Bo", "", "Ada")
    assert window.desk.record.text.startswith("Signed off on ")
    assert not shown(window, SignOffBar)


def test_a_sign_off_needs_a_name(window: MainWindow, sign_off: Callable[[], SignOffBar]) -> None:
    decide_all(window)
    asked = sign_off()
    asked._lines[0].clear()
    asked.accept()
    assert "names who prepared" in asked._problem.text()
    assert window.session.assessment.sign_off is None


def test_what_a_sign_off_lacks_is_said_and_led_to(window: MainWindow, sign_off: Callable[[], SignOffBar]) -> None:
    asked = sign_off()
    blocking = window.session.whole_assessment().blocking
    assert blocking
    assert "field" in asked.missing_row.texts[0]
    assert "high finding" in asked.missing_row.texts[1]
    asked.accept()
    assert "cannot be signed off yet" in asked._problem.text()
    assert window.session.assessment.sign_off is None
    asked.missing_row.links[1].press()
    assert window.lower.findings.current.rule == blocking[0].rule
    window.desk._filter.setCurrentIndex(2)
    asked.missing_row.links[0].press()
    assert window.desk._filter.currentIndex() == 0


def test_what_a_sign_off_lacks_follows_the_decisions(window: MainWindow, sign_off: Callable[[], SignOffBar]) -> None:
    asked = sign_off()
    before = asked.missing_row.texts[0]
    window.session.decide(review.confirm_field, "controller.name")
    assert asked.missing_row.texts[0] != before
    asked.accept()
    assert not asked._problem.isHidden()
    asked.show_missing(Missing(0, 0))
    assert asked._problem.isHidden()


def test_what_was_asked_of_one_vendor_is_not_decided_of_another(
    window: MainWindow, sign_off: Callable[[], SignOffBar]
) -> None:
    sign_off()
    window.actions_by_id["vendor.rating"].trigger()
    window.session.open_assessment(window.session.assessment.id)
    assert not shown(window, SignOffBar)
    assert not shown(window, RatingBar)


def test_what_is_signed_off_has_to_be_reopened_first(window: MainWindow) -> None:
    decide_all(window)
    window.session.decide(review.sign_off, prepared_by="Ada")
    for action in ("report.sign_off", "vendor.rating"):
        window.status.say("")
        window.actions_by_id[action].trigger()
        assert "Reopen it first" in window.status.message
        assert window.bars.bars == ()
    window.actions_by_id["report.issued"].trigger()
    assert not bar(window, IssuedBar)._reopen.isHidden()


# Rating


def test_the_suggested_rating_is_offered_and_decided_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    line = rating_line(window)
    assert line.text() == "Overall rating: Further information required (suggested, not yet decided)"
    line.press()
    asked = bar(window, RatingBar)
    assert asked.rating is Rating.INFORMATION_REQUIRED
    asked._rating.setCurrentIndex(asked._rating.findData(Rating.NOT_RECOMMENDED))
    asked.accept()
    assert "with a reason" in asked._problem.text()
    qtbot.keyClicks(QApplication.focusWidget(), "Nothing on transfers")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    decided = window.session.assessment.rating
    assert (decided.rating, decided.reason) == (Rating.NOT_RECOMMENDED, "Nothing on transfers")
    assert rating_line(window).text() == (
        "Overall rating: Not recommended at present · the findings suggest: Further information required"
    )


def test_a_decided_rating_is_where_the_next_one_starts_and_is_undone(window: MainWindow) -> None:
    window.session.decide(review.set_rating, Rating.INFORMATION_REQUIRED, "As suggested")
    assert rating_line(window).text() == "Overall rating: Further information required"
    window.actions_by_id["vendor.rating"].trigger()
    asked = bar(window, RatingBar)
    assert asked._reason.text() == "As suggested"
    asked.dismiss()
    window.actions_by_id["edit.undo"].trigger()
    assert window.session.assessment.rating is None
    assert rating_line(window).text().endswith("not yet decided)")

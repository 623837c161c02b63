"""Editors made for the type of a field: what is shown, what comes out, which keys are theirs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStyle,
    QTableView,
)
from pytestqt.qtbot import QtBot

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Retention, Value
from reviewer.ui.editors import ValueEditor, make_editor
from reviewer.ui.theme import apply_theme


def open_editor(qtbot: QtBot, field: str, *values: object) -> ValueEditor:
    editor = make_editor(load_form().field(field), Translator("en"))
    qtbot.addWidget(editor)
    editor.set_entries(values)
    return editor


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("document.title", ("Privacy notice",)),
        ("contact.email", ("a@b.example",)),
        ("document.version_date", ("2024-05-04",)),
        ("document.version_date", ("2024-05",)),
        ("controller.country", ("SE",)),
        ("document.language", ("fi",)),
        ("purposes", ("service", "marketing")),
        ("recipients.named", ("A Ltd", "B Ltd")),
        ("rights.response_time", ("P30D",)),
        ("rights.response_time", ("P1M",)),
        ("rights.response_time", ("P1Y2M3D",)),
        ("security.breach_deadline", ("PT72H",)),
        ("retention.items", (Retention("logs", "P6M", None, "the visit"),)),
        ("retention.items", (Retention("accounts", None, "the account is closed"),)),
    ],
)
def test_values_come_out_as_they_went_in(qtbot: QtBot, field: str, values: tuple) -> None:
    assert set(open_editor(qtbot, field, *values).entries()) == set(values)


@pytest.mark.parametrize(
    "field", ["document.title", "contact.email", "controller.country", "purposes", "retention.items"]
)
def test_empty_editor_gives_nothing(qtbot: QtBot, field: str) -> None:
    assert open_editor(qtbot, field).entries() == ()


def test_year_and_months_are_counted_as_months(qtbot: QtBot) -> None:
    assert open_editor(qtbot, "rights.response_time", "P1Y6M").entries() == ("P18M",)


def test_vocabulary_shows_every_code_with_its_definition(qtbot: QtBot) -> None:
    spec = load_form().field("legal_bases")
    editor = open_editor(qtbot, "legal_bases")
    shown = editor.findChild(QListWidget)
    texts = [shown.item(row).text() for row in range(shown.count())]
    assert texts == [f"{code.label} — {code.help}" for code in spec.codes]


def test_field_that_holds_one_value_checks_one(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "cookies.used", "yes")
    listed = editor.findChild(QListWidget)
    rows = {listed.item(row).data(Qt.ItemDataRole.UserRole): listed.item(row) for row in range(listed.count())}
    rows["no"].setCheckState(Qt.CheckState.Checked)
    assert editor.entries() == ("no",)


def test_country_is_found_by_name_or_its_beginning(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "controller.country")
    line = editor.findChild(QComboBox).lineEdit()
    for typed in ("sweden", "Swed", "SWEDEN"):
        line.setText(typed)
        assert editor.entries() == ("SE",)
    line.setText("Atlantis")
    assert editor.entries() == ("Atlantis",)


def test_ambiguous_date_offers_both_readings(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "document.version_date")
    line = editor.findChild(QLineEdit)
    qtbot.keyClicks(line, "12/07/2022")
    buttons = {button.text(): button for button in editor.findChildren(QPushButton) if not button.menu()}
    assert len(buttons) == 2
    [december] = [button for text, button in buttons.items() if "December" in text]
    december.click()
    assert editor.entries() == ("2022-12-07",)


def test_second_reading_of_the_machine_is_offered(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "document.version_date", "2022-07-12")
    editor.set_machine_value(
        Value("document.version_date", "2022-07-12", 0.6, "r", (), readings=("2022-07-12", "2022-12-07"))
    )
    assert sum(not button.menu() for button in editor.findChildren(QPushButton)) == 2


def test_date_is_chosen_by_calendar(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "document.version_date")
    calendar = editor.findChild(QCalendarWidget)
    calendar.clicked.emit(QDate(2023, 1, 31))
    assert editor.entries() == ("2023-01-31",)


def test_the_calendar_has_room_for_the_names_of_days(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    editor = open_editor(qtbot, "document.version_date")
    menu = editor.findChild(QMenu)
    menu.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
    calendar = editor.findChild(QCalendarWidget)
    days = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(calendar.fontMetrics().horizontalAdvance(name) for name in days)
    around = 2 * (calendar.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 8)
    assert calendar.findChild(QTableView).columnWidth(1) >= widest + around
    menu.close()


def test_period_is_number_and_unit(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "rights.response_time")
    editor.findChild(QSpinBox).setValue(2)
    unit = editor.findChild(QComboBox)
    unit.setCurrentIndex(unit.findText("weeks"))
    assert editor.entries() == ("P2W",)


def test_a_period_is_typed_and_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    editor = open_editor(qtbot, "rights.response_time")
    number = editor.findChild(QSpinBox)
    number.lineEdit().selectAll()
    qtbot.keyClicks(number, "30")
    assert editor.entries() == ("P30M",)
    assert number.lineEdit().width() > number.fontMetrics().horizontalAdvance("9999")
    with qtbot.waitSignal(editor.submitted):
        qtbot.keyClick(number, Qt.Key.Key_Return)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
@pytest.mark.parametrize("field", ["document.title", "controller.name", "contact.email", "document.version_date"])
def test_enter_accepts_with_and_without_control(qtbot: QtBot, field: str, modifier: Qt.KeyboardModifier) -> None:
    editor = open_editor(qtbot, field, "One")
    with qtbot.waitSignal(editor.submitted):
        qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return, modifier)
    assert editor.entries() == ("One",)


def test_shift_enter_begins_the_next_name(qtbot: QtBot) -> None:
    editor = open_editor(qtbot, "recipients.named", "A Ltd")
    text = editor.findChild(QPlainTextEdit)
    text.moveCursor(text.textCursor().MoveOperation.End)
    with qtbot.assertNotEmitted(editor.submitted):
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(text, " B Ltd ")
    assert editor.entries() == ("A Ltd", "B Ltd")

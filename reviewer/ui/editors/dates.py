"""A date by typing it in one's own way or by calendar; two readings are offered side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from reviewer.i18n import Translator
from reviewer.model import Value
from reviewer.ui.date_entry import read_date
from reviewer.ui.editors.value_editor import Entry, ValueEditor

_DAY_PADDING = 30
"""Pixels of a column of the calendar beyond the widest name of a day; Qt counts less than the style takes."""


class DateEditor(ValueEditor):
    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._chosen = ""
        self._line = QLineEdit(self)
        self._line.setAccessibleName(translator.gettext("Date"))
        self._calendar_button = QPushButton(translator.gettext("Calendar"), self)
        self._calendar_button.setMenu(self._make_calendar())
        self._readings = QHBoxLayout()
        self._lay_out()
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.returnPressed.connect(self.submitted)

    def set_entries(self, values: Sequence[Entry]) -> None:
        self._chosen = str(values[0]) if values else ""
        self._line.setText(self._translator.format_date(self._chosen))
        self._line.selectAll()
        day = QDate.fromString(self._chosen, Qt.DateFormat.ISODate)
        if day.isValid():
            self._calendar.setSelectedDate(day)

    def set_machine_value(self, value: Value) -> None:
        self._offer(value.readings)

    def entries(self) -> tuple[Entry, ...]:
        if self._chosen:
            return (self._chosen,)
        readings = read_date(self._line.text())
        if len(readings) == 1:
            return readings
        text = self._line.text().strip()
        return (text,) if text else ()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._calendar_button)
        self._readings.setSpacing(8)
        self._readings.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addLayout(self._readings)

    def _name_calendar(self) -> None:
        """Names the parts that Qt leaves without, by the names under which it makes them."""
        say = self._translator.gettext
        names = {
            "qt_calendar_calendarview": say("Calendar"),
            "qt_calendar_prevmonth": say("Previous month"),
            "qt_calendar_nextmonth": say("Next month"),
            "qt_calendar_yearedit": say("Year"),
        }
        for part, name in names.items():
            self._calendar.findChild(QWidget, part).setAccessibleName(name)

    def _make_calendar(self) -> QMenu:
        menu = QMenu(self)
        self._calendar = QCalendarWidget(menu)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        days = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        widest = max(self._calendar.fontMetrics().horizontalAdvance(name) for name in days)
        self._calendar.setMinimumWidth(len(days) * (widest + _DAY_PADDING))
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._calendar)
        self._name_calendar()
        menu.addAction(action)
        self._calendar.clicked.connect(self._on_day_clicked)
        return menu

    def _on_day_clicked(self, day: QDate) -> None:
        self._calendar_button.menu().hide()
        self._choose(day.toString(Qt.DateFormat.ISODate))

    def _on_text_edited(self, text: str) -> None:
        readings = read_date(text)
        self._chosen = readings[0] if len(readings) == 1 else ""
        self._offer(readings)
        self.entry_changed.emit()

    def _choose(self, reading: str) -> None:
        self._chosen = reading
        self._line.setText(self._translator.format_date(reading))
        self.entry_changed.emit()
        self._line.setFocus()

    def _offer(self, readings: Sequence[str]) -> None:
        while self._readings.count() > 1:
            self._readings.takeAt(0).widget().deleteLater()
        if len(readings) < 2:
            return
        for position, reading in enumerate(readings):
            button = QPushButton(self._translator.format_date(reading), self)
            button.clicked.connect(lambda checked=False, reading=reading: self._choose(reading))
            self._readings.insertWidget(position, button)

"""Periods as number and unit, and retention items as what / how long / until when / from when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from reviewer.i18n import N_, Translator
from reviewer.model import Retention
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.editors.value_editor import Entry, ValueEditor
from reviewer.ui.number_box import NumberBox

_UNITS = {
    "PT{}H": N_("hours"),
    "P{}D": N_("days"),
    "P{}W": N_("weeks"),
    "P{}M": N_("months"),
    "P{}Y": N_("years"),
}
_SIMPLE = re.compile(r"P(T?)(\d+)([HDWMY])")
_YEARS_MONTHS = re.compile(r"P(\d+)Y(\d+)M")
_MOST = 9999


class PeriodBox(QWidget):
    """A number and a unit; a period that is neither keeps its own notation as a last unit until another is chosen."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self.number = NumberBox()
        self.number.setRange(0, _MOST)
        self.number.setSpecialValueText("–")
        self.number.setAccessibleName(translator.gettext("Number"))
        self.unit = ComboBox(self)
        self.number.setAccessibleDescription(translator.gettext("How long; none means no period."))
        self.unit.setAccessibleName(translator.gettext("Unit"))
        self.unit.setAccessibleDescription(translator.gettext("What the number counts."))
        for pattern, label in _UNITS.items():
            self.unit.addItem(translator.gettext(label), pattern)
        self.unit.setCurrentIndex(self.unit.findData("P{}M"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.setFocusProxy(self.number)

    def set_period(self, period: str) -> None:
        number, pattern = _number_and_unit(period)
        if number:
            self.number.setValue(number)
            self.unit.setCurrentIndex(self.unit.findData(pattern))
        elif period:
            self.unit.addItem(period, period)
            self.unit.setCurrentIndex(self.unit.count() - 1)

    def period(self) -> str:
        """ISO 8601; empty when no number is given."""
        self.number.interpretText()  # what was just typed
        pattern = self.unit.currentData()
        if "{}" not in pattern:
            return pattern
        return pattern.format(self.number.value()) if self.number.value() else ""


def _number_and_unit(period: str) -> tuple[int, str]:
    if match := _SIMPLE.fullmatch(period):
        return int(match[2]), f"P{match[1]}{{}}{match[3]}"
    if match := _YEARS_MONTHS.fullmatch(period):
        return int(match[1]) * 12 + int(match[2]), "P{}M"
    return 0, ""


class PeriodEditor(ValueEditor):
    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._box = PeriodBox(translator)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self.setFocusProxy(self._box)
        self._box.number.lineEdit().returnPressed.connect(self.submitted)
        self._box.number.valueChanged.connect(self.entry_changed)
        self._box.unit.currentIndexChanged.connect(self.entry_changed)

    def set_entries(self, values: Sequence[Entry]) -> None:
        self._box.set_period(str(values[0]) if values else "")
        self._box.number.selectAll()

    def entries(self) -> tuple[Entry, ...]:
        period = self._box.period()
        return (period,) if period else ()


class RetentionEditor(ValueEditor):
    """One retention item. A number makes it a period; without one the criterion counts."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._what = QLineEdit(self)
        self._box = PeriodBox(translator)
        self._since = QLineEdit(self)
        self._until = QLineEdit(self)
        self._since.setPlaceholderText(translator.gettext("such as: after the contract ends"))
        self._until.setPlaceholderText(translator.gettext("such as: as long as the account is active"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addRow(translator.gettext("What"), self._what)
        form.addRow(translator.gettext("For"), self._box)
        form.addRow(translator.gettext("From"), self._since)
        form.addRow(translator.gettext("Or until"), self._until)
        self.setFocusProxy(self._what)
        self._connect()

    def set_entries(self, values: Sequence[Entry]) -> None:
        item = values[0] if values and isinstance(values[0], Retention) else Retention("")
        self._what.setText(item.what)
        self._box.set_period(item.period or "")
        self._since.setText(item.since or "")
        self._until.setText(item.until or "")

    def entries(self) -> tuple[Entry, ...]:
        period, until = self._box.period(), self._until.text().strip()
        if not period and not until and not self._what.text().strip():
            return ()
        since = self._since.text().strip() or None
        return (Retention(self._what.text().strip(), period or None, until or None, since if period else None),)

    def _connect(self) -> None:
        lines = (self._what, self._since, self._until)
        for line in (*lines, self._box.number.lineEdit()):
            line.returnPressed.connect(self.submitted)
        for line in lines:
            line.textChanged.connect(self.entry_changed)
        self._box.number.valueChanged.connect(self.entry_changed)
        self._box.unit.currentIndexChanged.connect(self.entry_changed)

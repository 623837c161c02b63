"""What every editor offers to the panel that frames it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.model import Retention, Value

Entry = str | Retention


class ValueEditor(QWidget):
    """Edits one value, or all values of a field where `whole_field` is set.

    Signals: `submitted` when the reviewer is done from the keyboard; `entry_changed` at every change.
    """

    submitted = Signal()
    entry_changed = Signal()

    whole_field = False
    hint = ""
    """What the editor asks for beyond what can be seen, to be translated."""

    def setAccessibleName(self, name: str) -> None:
        """Names what has the keyboard too, unless it has a name of its own."""
        super().setAccessibleName(name)
        entry = self.focusProxy()
        if entry is not None and not entry.accessibleName():
            entry.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describes what has the keyboard too, unless it has a description of its own."""
        super().setAccessibleDescription(description)
        entry = self.focusProxy()
        if entry is not None and not entry.accessibleDescription():
            entry.setAccessibleDescription(description)

    def set_entries(self, values: Sequence[Entry]) -> None:
        """Shows values in the contract's form; editors of one value take the first."""
        raise NotImplementedError

    def set_machine_value(self, value: Value) -> None:
        """Lets the editor offer what the machine also saw, such as a second reading."""

    def entries(self) -> tuple[Entry, ...]:
        """What the reviewer entered, not yet checked; empty strings are left out."""
        raise NotImplementedError

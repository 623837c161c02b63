"""Who did what to the vendor's assessment and when, the machine's value beside the final one."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, Retention
from reviewer.model.history import HistoryEntry, ReviewEffort
from reviewer.ui.field_row import FieldKey
from reviewer.ui.jump_list import JumpList, JumpRow
from reviewer.ui.labels import quiet_label
from reviewer.ui.operations import review
from reviewer.ui.session import Session
from reviewer.ui.wording import history_text, value_text


class HistoryPanel(QWidget):
    """Reads the history when it is looked at. Signal: `field_wanted(FieldKey)`."""

    field_wanted = Signal(object)

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._session, self._translator = session, translator
        say = translator.gettext
        heads = (say("When"), say("Who"), say("What"), say("Read by the machine"), say("Now"))
        self.list = JumpList(say("History"), heads, (32, 18, 34, 32, 40))
        self.list.setAccessibleDescription(say("Enter goes to the field of the row."))
        self.list.pressed_target.connect(self.field_wanted)
        self._effort = quiet_label()
        self._effort.setContentsMargins(16, 6, 16, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._effort)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @property
    def effort(self) -> str:
        return self._effort.text()

    def show_assessment(self, assessment: Assessment | None) -> None:
        if assessment is None or self._session.workspace is None:
            self.list.show_rows(())
            self._effort.clear()
            return
        entries = review.read_history(self._session.workspace, assessment.id)
        self.list.show_rows([self._row(entry, assessment) for entry in entries])
        effort = review.review_effort(assessment, entries, self._session.reviewer)
        self._effort.setText(effort_text(effort, self._translator))

    def _row(self, entry: HistoryEntry, assessment: Assessment) -> JumpRow:
        key = FieldKey(entry.field, entry.document_id if entry.field.startswith("document.") else None)
        here = key in {(state.field, state.document_id) for state in assessment.fields}
        cells = (
            self._translator.format_time(entry.at),
            entry.by,
            history_text(entry, self._translator),
            self._machine(entry, assessment),
            self._now(entry),
        )
        return JumpRow(cells, key if here else None)

    def _machine(self, entry: HistoryEntry, assessment: Assessment) -> str:
        values = (value for state in assessment.fields for value in state.values)
        value = next((value for value in values if value.id == entry.value_id), None)
        return self._text(entry.field, value.machine.value) if value and value.machine else ""

    def _now(self, entry: HistoryEntry) -> str:
        if entry.value is None:
            return entry.text
        value = self._text(entry.field, _model_value(entry.value))
        return f"{value} ({entry.text})" if entry.text else value

    def _text(self, field: str, value: str | Retention) -> str:
        try:
            return value_text(load_form().field(field), value, self._translator)
        except KeyError:  # a field or code of an older form
            return str(value)


def _model_value(value: object) -> str | Retention:
    if isinstance(value, dict):
        kept = {"since" if key == "from" else key: entry for key, entry in value.items()}
        return msgspec.convert(kept, Retention)
    return str(value)


def effort_text(effort: ReviewEffort, translator: Translator) -> str:
    """What the review took, in one line that stays on this desk."""
    say = translator.gettext
    minutes = round(effort.seconds / 60)
    time = translator.ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    parts = [say("Time at decisions: {time}").format(time=time)]
    if effort.share is not None:
        text = say("{accepted} of {total} machine values accepted untouched ({share} %)")
        parts.append(text.format(accepted=effort.accepted, total=effort.machine, share=round(100 * effort.share)))
    return " · ".join([*parts, say("shown to you alone, never sent anywhere")])

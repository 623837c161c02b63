"""The status bar: how far the review is, what happened last, what is being read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from reviewer.i18n import Translator
from reviewer.model import Assessment, ValueState
from reviewer.ui.labels import plain_tip

_MESSAGE_STAYS = 20_000
_PROGRESS_STEPS = 1000


class StatusLine(QStatusBar):
    """Signal: `cancel_wanted` when what is being read is to be stopped."""

    cancel_wanted = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._summary, self._message, self._reading = QLabel(), QLabel(), QLabel()
        for label in (self._summary, self._message, self._reading):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setAccessibleName(translator.gettext("Message"))
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Gives way before what is being read and its Cancel do.
        self._message.setMinimumWidth(1)
        self._message.setContentsMargins(16, 0, 0, 0)
        self._bar = QProgressBar()
        self._bar.setRange(0, _PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(translator.gettext("Progress"))
        self._cancel = QToolButton()
        self._cancel.setText(translator.gettext("Cancel"))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.setInterval(_MESSAGE_STAYS)
        self._expiry.timeout.connect(self._message.clear)
        self.addWidget(self._summary)
        self.addWidget(self._message, 1)
        for widget in (self._reading, self._bar, self._cancel):
            self.addPermanentWidget(widget)
        self.show_rest()
        self.show_assessment(None)

    @property
    def message(self) -> str:
        return self._message.text()

    @property
    def summary(self) -> str:
        return self._summary.text()

    def say(self, text: str) -> None:
        """Tells one thing; it goes after a while or when the next is told."""
        self._message.setText(text)
        self._message.setToolTip(plain_tip(text))
        self._expiry.start()

    def show_assessment(self, assessment: Assessment | None) -> None:
        say = self._translator.gettext
        parts = [say("offline")]
        if assessment is not None:
            corrected = sum(v.state is ValueState.CORRECTED for state in assessment.fields for v in state.values)
            counts = {"decided": assessment.decided, "total": len(assessment.fields)}
            parts = [
                say("{decided} of {total} reviewed").format(**counts),
                self._translator.ngettext("{count} corrected", "{count} corrected", corrected).format(count=corrected),
                say("everything saved"),
                *parts,
            ]
        self._summary.setText(" · ".join(parts))

    def show_progress(self, text: str, part: float) -> None:
        self._show_part(text, part)
        self._cancel.show()

    def show_rest(self) -> None:
        for widget in (self._reading, self._bar, self._cancel):
            widget.hide()

    def show_background(self, text: str, part: float) -> None:
        """Progress of what nobody asked for and nobody need cancel; it gives way to what is being read."""
        if self._cancel.isHidden():
            self._show_part(text, part)

    def show_background_rest(self) -> None:
        if self._cancel.isHidden():
            self.show_rest()

    def _show_part(self, text: str, part: float) -> None:
        self._reading.setText(text)
        self._bar.setValue(round(part * _PROGRESS_STEPS))
        self._reading.show()
        self._bar.show()

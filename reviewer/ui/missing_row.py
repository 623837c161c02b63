"""What stands in the way of a final report and of a sign-off, with a way to each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reviewer.i18n import N_, Translator
from reviewer.model import Assessment, FieldStatus
from reviewer.ui.labels import LinkLabel

_BLANKS = (N_("the client"), N_("the overall rating"), N_("the sign-off"))


@dataclass(frozen=True, slots=True)
class Missing:
    """What a finished assessment lacks: open fields, and high findings that are open, counted; `blanks` names what may
    be missing all the same, and stays empty in the report."""

    fields: int
    findings: int
    blanks: tuple[str, ...] = ()

    @classmethod
    def of(cls, assessment: Assessment) -> Missing:
        fields = sum(state.status is FieldStatus.OPEN for state in assessment.fields)
        there = (assessment.client, assessment.rating, assessment.sign_off)
        blanks = tuple(name for name, part in zip(_BLANKS, there, strict=True) if not part)
        return cls(fields, len(assessment.blocking), blanks)

    def __bool__(self) -> bool:
        return bool(self.fields or self.findings)


class MissingRow(QWidget):
    """Hidden where nothing is missing. Signals: `open_fields_wanted` and `open_findings_wanted` when the reviewer wants
    to see it."""

    open_fields_wanted = Signal()
    open_findings_wanted = Signal()

    def __init__(self, words: str, translator: Translator) -> None:
        """`words` say what is not possible yet."""
        super().__init__()
        self._translator = translator
        self.links = (LinkLabel(""), LinkLabel(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(QLabel(words))
        for link, wanted in zip(self.links, (self.open_fields_wanted, self.open_findings_wanted), strict=True):
            link.setWordWrap(False)
            link.activated.connect(wanted)
            row.addWidget(link)
        row.addStretch(1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said to be missing."""
        return tuple(link.text() for link in self.links if not link.isHidden())

    def show_missing(self, missing: Missing) -> None:
        say = self._translator
        texts = (
            say.ngettext("{count} field is open", "{count} fields are open", missing.fields),
            say.ngettext("{count} high finding is open", "{count} high findings are open", missing.findings),
        )
        for link, text, count in zip(self.links, texts, (missing.fields, missing.findings), strict=True):
            link.setText(text.format(count=count))
            link.setAccessibleName(link.text())
            link.setVisible(bool(count))
        self.setVisible(bool(missing))

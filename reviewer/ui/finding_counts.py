"""How many high findings each vendor has, for the list of engagements: counted one vendor at a time, between keys."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer import review
from reviewer.model import Assessment, ReviewerError, Severity
from reviewer.ui.session import Session

_PAUSE = 150
"""Milliseconds between two vendors, so that what the reviewer does comes first."""


class FindingCounts(QObject):
    """Signal: `counted(assessment id, number of high findings that stand)`."""

    counted = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._count_next)
        session.assessment_opened.connect(self._count_shown)
        session.assessment_changed.connect(lambda changes: self._count_shown())
        session.engagements_changed.connect(self._go_on)
        session.workspace_closed.connect(self._forget)

    def _count_shown(self) -> None:
        if self._session.assessment is not None and not self._session.lacks_findings:
            self._tell(self._session.assessment)
        self._go_on()

    def _go_on(self) -> None:
        if self._session.workspace is not None and self._waiting():
            self._timer.start()

    def _count_next(self) -> None:
        waiting = self._waiting()
        if self._session.workspace is None or not waiting:
            return
        if not self._session.lacks_findings:
            self._known.add(waiting[0])
            # What fails is told when the vendor is opened; the list goes on with the others.
            with contextlib.suppress(ReviewerError):
                self._tell(review.load_assessment(self._session.workspace, waiting[0]))
        self._go_on()

    def _waiting(self) -> list[int]:
        ids = [v.assessment_id for engagement in self._session.engagements for v in engagement.vendors]
        return [assessment_id for assessment_id in ids if assessment_id not in self._known]

    def _tell(self, assessment: Assessment) -> None:
        self._known.add(assessment.id)
        high = sum(f.stands and f.severity is Severity.HIGH for f in assessment.findings)
        self.counted.emit(assessment.id, high)

    def _forget(self) -> None:
        self._timer.stop()
        self._known.clear()

"""How many high findings of each vendor wait for a decision, for the list of engagements: counted beside the window's
work, one vendor at a time, over a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from reviewer.model import Assessment, ReviewerError
from reviewer.ui.operations import review
from reviewer.ui.session import Session

if TYPE_CHECKING:
    from reviewer.store import Workspace

_PAUSE = 150
"""Milliseconds between two vendors, so that what the reviewer does comes first."""


class _Counter(QObject):
    """Lives in the counting thread and owns its connection."""

    counted = Signal(int, int, object)

    def __init__(self, open_reader: Callable[[], Workspace]) -> None:
        super().__init__()
        self._open_reader = open_reader
        self._workspace: Workspace | None = None

    @Slot(int, int)
    def count(self, workspace: int, assessment_id: int) -> None:
        """Tells None for what cannot be read: that is said when the vendor is opened."""
        try:
            if self._workspace is None:
                self._workspace = self._open_reader()
            high = count_open_high(review.load_assessment(self._workspace, assessment_id))
            self.counted.emit(workspace, assessment_id, high)
        except ReviewerError:
            self.counted.emit(workspace, assessment_id, None)

    @Slot()
    def close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
        QThread.currentThread().quit()


class FindingCounts(QObject):
    """Signal: `counted(assessment id, number of high findings that are open)`."""

    counted = Signal(int, int)
    _wanted = Signal(int, int)
    _close_wanted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: set[int] = set()
        self._workspaces = 0
        self._thread: QThread | None = None
        self._counter: _Counter | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._count_next)
        session.assessment_opened.connect(self._count_shown)
        session.assessment_changed.connect(lambda changes: self._count_shown())
        session.elsewhere_changed.connect(self._recount)
        session.engagements_changed.connect(self._go_on)
        session.workspace_closing.connect(self._stop)

    def _count_shown(self) -> None:
        assessment = self._session.assessment
        if assessment is not None and not self._session.lacks_findings:
            self._known.add(assessment.id)
            self.counted.emit(assessment.id, count_open_high(assessment))
        self._go_on()

    def _recount(self, assessment_id: int) -> None:
        self._known.discard(assessment_id)
        self._go_on()

    def _go_on(self) -> None:
        if self._session.workspace is not None and self._waiting():
            self._timer.start()

    def _count_next(self) -> None:
        waiting = self._waiting()
        if self._session.workspace is None or not waiting:
            return
        if self._session.lacks_findings:
            self._go_on()
            return
        self._start_thread()
        self._known.add(waiting[0])
        self._wanted.emit(self._workspaces, waiting[0])

    @Slot(int, int, object)
    def _on_counted(self, workspace: int, assessment_id: int, count: int | None) -> None:
        if workspace != self._workspaces:
            return
        shown = self._session.assessment
        # Of the vendor on the desk the desk knows more: what was decided while it was counted.
        if count is not None and (shown is None or shown.id != assessment_id) and assessment_id in self._known:
            self.counted.emit(assessment_id, count)
        self._go_on()

    def _waiting(self) -> list[int]:
        ids = [v.assessment_id for engagement in self._session.engagements for v in engagement.vendors]
        return [assessment_id for assessment_id in ids if assessment_id not in self._known]

    def _start_thread(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread(self)
        self._counter = _Counter(self._session.open_reader)
        self._counter.moveToThread(self._thread)
        self._wanted.connect(self._counter.count)
        self._close_wanted.connect(self._counter.close)
        self._counter.counted.connect(self._on_counted)
        self._thread.start(QThread.Priority.LowPriority)

    def _stop(self) -> None:
        """Ends the thread and its connection before the workspace closes."""
        self._timer.stop()
        self._known.clear()
        self._workspaces += 1
        if self._thread is None:
            return
        self._close_wanted.emit()
        self._thread.wait()
        self._thread.deleteLater()
        self._thread = self._counter = None


def count_open_high(assessment: Assessment) -> int:
    """What the reviewer has accepted or dismissed waits for nobody; a sign-off leaves none."""
    return sum(f.blocks_final for f in assessment.findings)

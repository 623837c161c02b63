"""What the window works on: one workspace, one assessment, the reviewer's name, and every operation by one call each.

A view asks the session for an operation; the session calls one function of `reviewer.review`, reads the assessment
again and says what changed. It owns the only writing connection and lives in the window's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.model import Assessment, Changes, EngagementSummary, ReviewerError
from reviewer.settings import Settings
from reviewer.ui.background import Background, Tell
from reviewer.ui.operations import review, store

if TYPE_CHECKING:
    from reviewer.store import Key, Workspace

_BEFORE_COPY = 2000
"""Milliseconds after which the desk is filled and at rest, and the day's copy may be made."""

Operation = Callable[..., Changes]


class Session(QObject):
    """Signals: `workspace_opened`, `workspace_closing` (it can still be used: whoever reads it elsewhere lets it go)
    and `workspace_closed`; `engagements_changed`; `assessment_opened` when another vendor is shown;
    `assessment_changed(Changes)` after an operation on the shown one, `elsewhere_changed(assessment id)` after one on
    another; `name_wanted` when a decision waits for the reviewer's name; `failed(ReviewerError)`."""

    workspace_opened = Signal()
    workspace_closing = Signal()
    workspace_closed = Signal()
    engagements_changed = Signal()
    assessment_opened = Signal()
    assessment_changed = Signal(object)
    elsewhere_changed = Signal(int)
    name_wanted = Signal()
    failed = Signal(object)
    _rules_read = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.workspace: Workspace | None = None
        self.assessment: Assessment | None = None
        self.engagements: tuple[EngagementSummary, ...] = ()
        self._waiting: Callable[[], None] | None = None
        self._without_findings = False
        self._rules_thread: threading.Thread | None = None
        self._background, self._copying = Background(self), threading.Lock()
        self._before_copy = QTimer(self, singleShot=True, interval=_BEFORE_COPY)
        self._before_copy.timeout.connect(self.make_daily_copy)
        self._rules_read.connect(self._add_findings)

    @property
    def reviewer(self) -> str:
        return self.settings.options.reviewer

    def open_workspace(self, path: Path, *, create: bool = False, key: Key | None = None) -> bool:
        """Closes the workspace that is open, then opens or makes `path`, an encrypted one with its `key`; what fails is
        told by `failed`."""
        try:
            kept = self.settings.options.backups
            workspaces = store.Workspace
            workspace = (
                workspaces.create(path)
                if create
                else workspaces.open(path, key=key, daily_copy=False, kept_backups=kept)
            )
        except ReviewerError as error:
            self.failed.emit(error)
            return False
        self.close_workspace()
        self.settings.note_workspace(path)
        self.settings.save()
        self.take_workspace(workspace)
        return True

    def take_workspace(self, workspace: Workspace) -> None:
        """Works on a workspace that is open already."""
        self.workspace = workspace
        self._read_engagements()
        self.workspace_opened.emit()
        self._before_copy.start()

    def make_daily_copy(self) -> None:
        """Makes today's copy beside the window's work, over a connection of its own; what prevents it is told."""
        workspace = self.workspace
        if workspace is None or workspace.read_only:
            return
        kept = workspace.kept_backups

        def copy(tell: Tell) -> None:
            with self._copying, self.open_reader() as reading:
                reading.kept_backups = kept
                reading.back_up_daily()

        self._background.run(copy, lambda made: None, self.failed.emit)

    def close_workspace(self) -> None:
        workspace = self.release_workspace()
        if workspace is not None:
            workspace.close()

    def release_workspace(self) -> Workspace | None:
        """Lets go of the workspace and leaves it open for whoever takes it."""
        if self.workspace is None:
            return None
        if self._before_copy.isActive():
            self._before_copy.stop()
            self.make_daily_copy()
        self._background.wait()
        self.workspace_closing.emit()
        workspace = self.workspace
        self.workspace, self.assessment, self.engagements = None, None, ()
        self._waiting = None
        self.workspace_closed.emit()
        return workspace

    def open_reader(self) -> Workspace:
        """Another connection to the open workspace, which only reads, for the thread that calls."""
        assert self.workspace is not None
        return store.Workspace.open(self.workspace.path, read_only=True, key=self.workspace.key)

    def open_assessment(self, assessment_id: int) -> bool:
        assert self.workspace is not None
        try:
            self.assessment = review.load_assessment(self.workspace, assessment_id, findings=not self._without_findings)
        except ReviewerError as error:
            self.failed.emit(error)
            return False
        self.assessment_opened.emit()
        return True

    @property
    def lacks_findings(self) -> bool:
        """Whether assessments are still shown without their findings."""
        return self._without_findings

    def whole_assessment(self) -> Assessment:
        """The assessment shown, with its findings even where they are still put off."""
        assert self.assessment is not None
        if not self._without_findings:
            return self.assessment
        return review.load_assessment(self.workspace, self.assessment.id)

    def put_off_findings(self) -> None:
        """Opens assessments without findings until `read_rules` is through."""
        self._without_findings = True

    def read_rules(self) -> None:
        """Reads the rules of findings beside the window's own work; then the assessment shown has its findings."""
        self._rules_thread = threading.Thread(target=self._read_rules, daemon=True)
        self._rules_thread.start()

    def end_reading(self) -> None:
        """Waits for the rules that are being read; must be called before the session goes."""
        if self._rules_thread is not None:
            self._rules_thread.join()

    def _read_rules(self) -> None:
        from reviewer.findings.rules import load_rules

        load_rules()
        self._rules_read.emit()

    def _add_findings(self) -> None:
        self._without_findings = False
        if self.assessment is not None:
            self._refresh(Changes("read_rules", self.assessment.id))

    def decide(self, operation: Operation, *details: Any, then: Callable[[], None] | None = None, **more: Any) -> None:
        """Runs a decision on the shown assessment under the reviewer's name; without a name it waits for one.
        `then` runs after it has succeeded."""
        if not self.reviewer:
            self._waiting = lambda: self.decide(operation, *details, then=then, **more)
            self.name_wanted.emit()
            return
        assert self.assessment is not None
        assessment_id = self.assessment.id
        if self._run(lambda: operation(self.workspace, assessment_id, *details, by=self.reviewer, **more)) and then:
            then()

    def arrange(self, operation: Operation, *details: Any, **more: Any) -> None:
        """Runs an operation on engagements or vendors, which needs no name."""
        self._run(lambda: operation(self.workspace, *details, by=self.reviewer, **more))

    def add_engagement(self, client: str, matter: str) -> int:
        """The new engagement's id."""
        engagement_id: int = review.add_engagement(self.workspace, client=client, matter=matter, by=self.reviewer)
        self._read_engagements()
        return engagement_id

    def set_reviewer(self, name: str) -> None:
        """Keeps the name and runs the decision that waited for it."""
        self.settings.options.reviewer = name
        self.settings.save()
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting()

    def forget_waiting(self) -> None:
        self._waiting = None

    def record_import(self, reading: Any, **facts: Any) -> Any:
        """Records a reading; returns what `review.record_import` does, None if it failed."""
        try:
            imported = review.record_import(self.workspace, reading, by=self.reviewer, **facts)
        except ReviewerError as error:
            self.failed.emit(error)
            return None
        self._refresh(imported.changes)
        return imported

    def read_original(self, version_id: int) -> bytes | None:
        """The file that a version was read from; what fails is told by `failed`."""
        try:
            return review.read_original(self.workspace, version_id)
        except ReviewerError as error:
            self.failed.emit(error)
            return None

    def keep_report(self, assessment: Assessment, path: Path, language: str) -> None:
        """Keeps a final report as it was handed out; what fails is told by `failed`."""
        content = path.read_bytes()

        def keep() -> Changes:
            review.keep_issued_report(
                self.workspace,
                assessment.id,
                content,
                kind="assessment",
                language=language,
                history_head=assessment.history_head,
                by=self.reviewer,
            )
            return Changes("issue_report", assessment.id, opinion=True)

        self._run(keep)

    def _run(self, operation: Callable[[], Changes]) -> bool:
        try:
            changes = operation()
        except ReviewerError as error:
            self.failed.emit(error)
            return False
        self._refresh(changes)
        return True

    def _refresh(self, changes: Changes) -> None:
        concerned = self.assessment is not None and changes.assessment_id in (None, self.assessment.id)
        if concerned:
            assert self.assessment is not None
            self.assessment = review.load_assessment(self.workspace, self.assessment.id)
        self._read_engagements()
        if concerned:
            self.assessment_changed.emit(changes)
        elif changes.assessment_id is not None:
            self.elsewhere_changed.emit(changes.assessment_id)

    def _read_engagements(self) -> None:
        self.engagements = review.list_engagements(self.workspace)
        self.engagements_changed.emit()

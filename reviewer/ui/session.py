"""What the window works on: one workspace, one assessment, the reviewer's name, and every operation by one call each.

A view asks the session for an operation; the session calls one function of `reviewer.review`, reads the assessment
again and says what changed. It owns the writing connection and lives in the window's thread. What takes long is done
beside it, over another connection while its own is held: reading the pages of a file through before anything is written
to it, and recording an import. What the reviewer decides meanwhile is done right after.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.model import Assessment, Changes, DecisionError, EngagementSummary, Original, ReviewerError
from reviewer.settings import Settings
from reviewer.ui.background import Background, Tell
from reviewer.ui.file_tasks import FileTasks
from reviewer.ui.operations import review, store

if TYPE_CHECKING:
    from reviewer.review import Imported
    from reviewer.review.reading import Reading
    from reviewer.store import Key, PageCheck, Workspace

_BEFORE_COPY = 2000
"""Milliseconds after which the desk is filled and at rest, and the day's copy may be made."""

_SOON_READ = 4_000_000
"""Bytes of a file whose pages are checked while it is opened: some ten milliseconds. Larger ones are checked beside."""

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
        self.opening = False
        """Whether `assessment_opened` is being told just now."""
        self.engagements: tuple[EngagementSummary, ...] = ()
        self._waiting: Callable[[], None] | None = None
        self._postponed: Callable[[], None] | None = None
        self._check: PageCheck | None = None
        self._tasks = FileTasks(self)
        self._without_findings = False
        self._rules_thread: threading.Thread | None = None
        self._background, self._copying = Background(self), threading.Lock()
        self._before_copy = QTimer(self, singleShot=True, interval=_BEFORE_COPY)
        self._before_copy.timeout.connect(self.make_daily_copy)
        self._rules_read.connect(self._add_findings)
        self._tasks.rested.connect(self._on_tasks_rested)

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
                else workspaces.open(
                    path, key=key, daily_copy=False, kept_backups=kept, check_pages=_is_soon_read(path)
                )
            )
        except ReviewerError as error:
            self.failed.emit(error)
            return False
        self.close_workspace()
        self.settings.note_workspace(path)
        self.settings.save()
        return self.take_workspace(workspace)

    def take_workspace(self, workspace: Workspace) -> bool:
        """Works on a workspace that is open already; one whose pages nobody has read through yet is checked beside the
        work. False where it cannot be read."""
        self.workspace = workspace
        if workspace.held:
            self._check_pages(workspace)
        try:
            self._read_engagements()
        except ReviewerError as error:
            self._give_up(error)
            return False
        self.workspace_opened.emit()
        self._before_copy.start()
        return True

    def _check_pages(self, workspace: Workspace) -> None:
        """Until the pages are known to be whole nothing is written: neither a decision nor an import, nor the search
        index, nor the log of what is written; and no copy is made that would push a good one out."""
        check = self._check = store.PageCheck(workspace.path, workspace.key)

        def work() -> None:
            if check.run():
                workspace.open_beside().close()

        def pass_check(_: None) -> None:
            self._check = None

        self._tasks.add(work, pass_check, self._give_up)

    def _give_up(self, error: ReviewerError) -> None:
        """Closes a workspace that turned out to be damaged."""
        assert self.workspace is not None
        path = self.workspace.path
        self.close_workspace()
        self.settings.forget_workspace(path)
        self.failed.emit(error)

    @property
    def busy(self) -> bool:
        """Whether the file is in use beside the window, and nothing can be written from it."""
        return self.workspace is not None and self.workspace.held

    def _on_tasks_rested(self) -> None:
        if self.workspace is None or self._check is not None:
            return
        self.workspace.admit()
        postponed, self._postponed = self._postponed, None
        if postponed is not None:
            postponed()

    def make_daily_copy(self) -> None:
        """Makes today's copy beside the window's work, over a connection of its own; what prevents it is told."""
        workspace = self.workspace
        if workspace is None or workspace.read_only:
            return
        if workspace.held:
            self._before_copy.start()
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
        self._end_tasks()
        copy_waits = self._before_copy.isActive()
        self._before_copy.stop()
        if copy_waits and not self.workspace.held:
            self.make_daily_copy()
        self._background.wait()
        self.workspace_closing.emit()
        workspace = self.workspace
        self.workspace, self.assessment, self.engagements = None, None, ()
        self._waiting = self._postponed = None
        self.workspace_closed.emit()
        return workspace

    def _end_tasks(self) -> None:
        """An import under way is recorded to its end; a check comes to nothing and leaves the file held."""
        assert self.workspace is not None
        check, self._check = self._check, None
        if check is not None:
            check.stop()
        self._tasks.end()
        if check is None:
            self.workspace.admit()

    def open_reader(self) -> Workspace:
        """Another connection to the open workspace, which only reads, for the thread that calls."""
        assert self.workspace is not None
        # This one's pages have been read through, or are being.
        return store.Workspace.open(self.workspace.path, read_only=True, key=self.workspace.key, check_pages=False)

    def open_assessment(self, assessment_id: int) -> bool:
        assert self.workspace is not None
        try:
            self.assessment = review.load_assessment(self.workspace, assessment_id, findings=not self._without_findings)
        except ReviewerError as error:
            self.failed.emit(error)
            return False
        self.opening = True
        try:
            self.assessment_opened.emit()
        finally:
            self.opening = False
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
        """Reads the rules of findings beside the window's own work; then the assessment shown has its findings. What
        the first workspace and the first decision need is read after them, where it is not there yet."""
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
        import_module("reviewer.review")
        store.prepare_writing()

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

        def go_on() -> None:
            if then and self.assessment is not None and self.assessment.id == assessment_id:
                then()

        self._write(lambda: operation(self.workspace, assessment_id, *details, by=self.reviewer, **more), go_on)

    def arrange(self, operation: Operation, *details: Any, **more: Any) -> None:
        """Runs an operation on engagements or vendors, which needs no name."""
        self._write(lambda: operation(self.workspace, *details, by=self.reviewer, **more))

    def add_engagement(self, client: str, matter: str) -> None:
        def add() -> Changes:
            review.add_engagement(self.workspace, client=client, matter=matter, by=self.reviewer)
            return Changes("add_engagement", structure=True)

        self._write(add)

    def set_reviewer(self, name: str) -> None:
        """Keeps the name and runs the decision that waited for it."""
        self.settings.options.reviewer = name
        self.settings.save()
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting()

    def forget_waiting(self) -> None:
        self._waiting = None

    def record_import(
        self,
        reading: Reading,
        then: Callable[[Imported], None] = lambda imported: None,
        *,
        into: tuple[str, str] | None = None,
        **facts: Any,
    ) -> None:
        """Records a reading beside the window's work, since a large one takes longer than a window can wait; `then`
        gets what `review.record_import` returns. `into` names client and matter of an engagement that is to be made
        for it."""
        workspace, by = self.workspace, self.reviewer
        assert workspace is not None

        def record() -> Imported:
            with workspace.open_beside() as beside, beside.transaction():
                if into is not None:
                    client, matter = into
                    facts["engagement_id"] = review.add_engagement(beside, client=client, matter=matter, by=by)
                return review.record_import(beside, reading, by=by, **facts)

        def show(imported: Imported) -> None:
            self._refresh(imported.changes)
            then(imported)

        workspace.hold()
        self._tasks.add(record, show, self.failed.emit)

    def read_original(self, version_id: int) -> Original | None:
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

        self._write(keep)

    def _write(self, operation: Callable[[], Changes], then: Callable[[], None] = lambda: None) -> None:
        """Runs an operation, and `then` when it has succeeded; where the file is in use beside the window, as soon as
        it is not. One waits: what comes after it would be meant for what the reviewer does not see yet."""
        if self.busy:
            if self._postponed is not None:
                self.failed.emit(DecisionError("decision.too_soon"))
            else:
                self._postponed = lambda: self._write(operation, then)
            return
        try:
            changes = operation()
        except ReviewerError as error:
            self.failed.emit(error)
        else:
            self._refresh(changes)
            then()

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


def _is_soon_read(path: Path) -> bool:
    return path.exists() and path.stat().st_size <= _SOON_READ

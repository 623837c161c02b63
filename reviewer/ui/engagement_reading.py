"""All vendors of the engagement on the desk, read whole beside the window's own work."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from reviewer.model import Assessment
from reviewer.ui.operations import review, store
from reviewer.ui.session import Session

Read = Callable[[], tuple[Assessment, ...]]


class EngagementReading(QObject):
    """Each reading has a connection of its own; the workspace is not closed under it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lock = threading.Lock()
        session.workspace_closing.connect(self._wait)

    @property
    def vendors(self) -> tuple[str, ...]:
        """The names of the engagement's vendors."""
        return tuple(name for _, name in self._listed())

    def reader(self) -> Read:
        """What reads them, in whatever thread it is called. Raises what opening a workspace raises."""
        workspace = self._session.workspace
        assert workspace is not None
        path, key, ids = workspace.path, workspace.key, [assessment_id for assessment_id, _ in self._listed()]

        def read() -> tuple[Assessment, ...]:
            with self._lock, store.Workspace.open(path, read_only=True, key=key) as reading:
                return tuple(review.load_assessment(reading, assessment_id) for assessment_id in ids)

        return read

    def _listed(self) -> list[tuple[int, str]]:
        shown = self._session.assessment
        engagements = (e for e in self._session.engagements if shown is not None and e.id == shown.engagement_id)
        return [(vendor.assessment_id, vendor.name) for engagement in engagements for vendor in engagement.vendors]

    def _wait(self) -> None:
        with self._lock:
            pass

"""What the menus say of the state of things: which actions are offered, what undo would undo, where the file lies."""

from __future__ import annotations

from PySide6.QtCore import Qt

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.ui.actions import ActionSet, Need
from reviewer.ui.desk import Desk
from reviewer.ui.session import Session
from reviewer.ui.wording import operation_text
from reviewer.ui.workspace_actions import WorkspaceActions

_PLACE_WIDTH = 320
"""How many pixels of the menu the workspace's folder may take."""


class ActionStates:
    def __init__(
        self, session: Session, desk: Desk, workspaces: WorkspaceActions, actions: ActionSet, translator: Translator
    ) -> None:
        self._session, self._desk, self._workspaces = session, desk, workspaces
        self._actions, self._translator = actions, translator

    def show(self) -> None:
        self._actions.offer(self._present())
        self._actions["view.pages"].setChecked(self._desk.text.pages_shown)
        self._actions["engagement.close"].setChecked(self._workspaces.engagement_closed)
        self._name_undo()
        self._show_place()

    def _present(self) -> set[Need]:
        session, assessment = self._session, self._session.assessment
        present = {Need.WORKSPACE} if session.workspace else set()
        if session.workspace and self._workspaces.passwords.available:
            present |= {Need.CIPHER}
        elif session.workspace:
            text = self._translator.gettext("Passwor&d… (the part “encrypt” is not installed)")
            self._actions["workspace.password"].setText(text)
        if assessment is not None:
            present |= {Need.VENDOR, Need.FIELD}
            present |= {Need.PAGES} if self._desk.text.has_pages else set()
            present |= {Need.UNDO} if assessment.undo_kind else set()
            present |= {Need.REDO} if assessment.redo_kind else set()
        return present

    def _show_place(self) -> None:
        """The menu says where the workspace lies."""
        text = self._translator.gettext("Show &folder")
        if self._session.workspace is not None:
            folder = str(self._session.workspace.path.parent)
            metrics = self._desk.fontMetrics()
            shown = metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, _PLACE_WIDTH)
            text = " · ".join((text, shown.replace("&", "&&")))
        self._actions["workspace.show_folder"].setText(text)

    def _name_undo(self) -> None:
        assessment, say = self._session.assessment, self._translator.gettext
        undone, redone = ("", "") if assessment is None else (self._named(True), self._named(False))
        self._actions["edit.undo"].setText(say("&Undo {what}").format(what=undone).strip())
        self._actions["edit.redo"].setText(say("&Redo {what}").format(what=redone).strip())

    def _named(self, undo: bool) -> str:
        """What undo or redo concerns."""
        assessment = self._session.assessment
        assert assessment is not None
        kind, field = (
            (assessment.undo_kind, assessment.undo_field) if undo else (assessment.redo_kind, assessment.redo_field)
        )
        label = self._translator.gettext(load_form().field(field).label) if field in load_form() else ""
        return operation_text(kind, label, self._translator)

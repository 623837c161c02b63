"""What the File menu does with workspaces, engagements and vendors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from reviewer.paths import resource
from reviewer.settings import Settings
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.bars import EntryBar, Question, Subject
from reviewer.ui.file_names import WORKSPACE
from reviewer.ui.operations import review
from reviewer.ui.workspace_passwords import WorkspacePasswords

if TYPE_CHECKING:
    from reviewer.store import Key


class NameBar(EntryBar):
    """Asks for the reviewer's name at the first decision, which waits for it."""

    subject = Subject.VENDOR


class ArrangementBar(EntryBar):
    """Asks what an engagement or a vendor is called."""

    subject = Subject.WORKSPACE


class WorkspaceActions(Asking):
    """Signal: `opened` after a workspace that was there has been opened."""

    opened = Signal()

    def __init__(
        self,
        place: Workplace,
        settings: Settings,
        import_files: Callable[[Sequence[Path]], None],
        is_hindered: Callable[[], bool],
        window: QWidget,
    ) -> None:
        """`is_hindered` tells whether something is under way that closing the workspace would spoil, and says so."""
        super().__init__(place, window)
        self._settings, self._import_files, self._window = settings, import_files, window
        self.passwords = WorkspacePasswords(place, is_hindered, window)
        self.passwords.unlocked.connect(self.open_path)
        self.passwords.said.connect(self.said)
        self._session.name_wanted.connect(self.ask_reviewer)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "workspace.new": self._make_workspace,
            "workspace.open": self.choose_workspace,
            "workspace.show_folder": self._show_folder,
            "workspace.password": self.passwords.ask_change,
            "engagement.add": self._ask_engagement,
            "engagement.rename": self._ask_engagement_name,
            "engagement.close": self._close_engagement,
            "vendor.rename": self._ask_vendor_name,
        }

    @property
    def folder(self) -> Path:
        """Where the open workspace lies, or where workspaces are offered to be made."""
        return self._session.workspace.path.parent if self._session.workspace else self._folder()

    def open_path(self, path: Path, key: Key | None = None) -> bool:
        """Opens a workspace; the password of an encrypted one is asked for first, unless there is a `key`."""
        if key is None and self.passwords.ask(path):
            return False
        if not self._session.open_workspace(path, key=key):
            return False
        self.opened.emit()
        return True

    def open_sample(self) -> None:
        """Opens the sample engagement, made from the sample policies when it is not there yet."""
        path = self._folder() / (self._translator.gettext("Sample engagement") + WORKSPACE)
        if path.exists():
            self.open_path(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._session.open_workspace(path, create=True):
            say = self._translator.gettext
            self._session.add_engagement(say("Sample client"), say("Choice of a picture bank"))
            samples = sorted(p for p in resource("samples").iterdir() if p.is_file())
            self._import_files(samples)

    def fill_recent(self, menu: QMenu) -> None:
        """Fills the menu of recent workspaces."""
        menu.clear()
        for name in self._settings.options.recent:
            action = menu.addAction(Path(name).name)
            action.setToolTip(name)
            action.triggered.connect(lambda checked=False, name=name: self.open_path(Path(name)))

    @property
    def engagement_closed(self) -> bool:
        """Whether the engagement of the vendor on the desk is closed."""
        shown = self._session.assessment
        closed = (e.closed for e in self._session.engagements if shown is not None and e.id == shown.engagement_id)
        return any(closed)

    def _close_engagement(self) -> None:
        """Closes the engagement on the desk, or opens it again; nothing of it goes."""
        assert self._session.assessment is not None
        operation = review.reopen_engagement if self.engagement_closed else review.close_engagement
        self._session.arrange(operation, self._session.assessment.engagement_id)

    def ask_reviewer(self) -> None:
        if self._bars.bars_of(NameBar):
            return
        say = self._translator.gettext
        problem = say("A decision is recorded under a name. Write yours.")
        question = Question(say("Your name"), needed=True, problem=problem)
        bar = NameBar(say("Who is reviewing?"), [question], say("Go on"), self._translator)
        bar.submitted.connect(lambda words: self._session.set_reviewer(words[0]))
        # Left without a name, the decision that waited is dropped.
        bar.left.connect(self._session.forget_waiting)
        self._bars.show_bar(bar)

    def _make_workspace(self) -> None:
        say = self._translator.gettext
        start = str(self._folder() / (say("Review") + WORKSPACE))
        chosen, _ = QFileDialog.getSaveFileName(self._window, say("New workspace"), start, self._kinds())
        if chosen:
            path = Path(chosen)
            self._session.open_workspace(path if path.suffix == WORKSPACE else Path(chosen + WORKSPACE), create=True)

    def choose_workspace(self) -> None:
        """Asks which workspace is to be opened."""
        title = self._translator.gettext("Open workspace")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self.folder), self._kinds())
        if chosen:
            self.open_path(Path(chosen))

    def _kinds(self) -> str:
        return self._translator.gettext("Workspaces of Reviewer") + f" (*{WORKSPACE})"

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _ask_engagement(self) -> None:
        say = self._translator.gettext
        self._ask(say("New engagement"), "", "", lambda words: self._session.add_engagement(*words))

    def _ask_engagement_name(self) -> None:
        assessment = self._session.assessment
        assert assessment is not None

        def rename(words: tuple[str, ...]) -> None:
            client, matter = words
            self._session.arrange(review.rename_engagement, assessment.engagement_id, client=client, matter=matter)

        title = self._translator.gettext("Engagement")
        self._ask(title, assessment.client, assessment.matter, rename)

    def _ask(self, title: str, client: str, matter: str, then: Callable[[tuple[str, ...]], None]) -> None:
        say = self._translator.gettext
        questions = [Question(say("Client"), client), Question(say("Matter"), matter)]
        bar = ArrangementBar(title, questions, say("Keep"), self._translator)
        bar.submitted.connect(then)
        self._bars.replace_bar(bar)

    def _ask_vendor_name(self) -> None:
        assessment, say = self._session.assessment, self._translator.gettext
        assert assessment is not None
        question = Question(say("Name"), assessment.vendor, needed=True, problem=say("Write a name."))
        bar = ArrangementBar(say("Vendor"), [question], say("Keep"), self._translator)
        bar.submitted.connect(lambda words: self._session.arrange(review.rename_vendor, assessment.vendor_id, words[0]))
        self._bars.replace_bar(bar)

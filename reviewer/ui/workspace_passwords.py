"""Opens encrypted workspaces, and sets, changes and removes their passwords; what takes long runs beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.model import ReviewerError
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.background import Background, Tell
from reviewer.ui.operations import store
from reviewer.ui.password_bar import CopiesBar, NewPasswordBar, OtherPasswordBar, PasswordBar, UnlockBar

if TYPE_CHECKING:
    from reviewer.store import Key, Rekeyed

_SMALLEST_STEP = 0.01


class WorkspacePasswords(Asking):
    """Signals: `unlocked(path, Key or None)` when a workspace can be opened; `progressed(text, part)` and `rested`
    while a file is written anew, when the window takes nothing."""

    unlocked = Signal(object, object)
    progressed = Signal(str, float)
    rested = Signal()

    def __init__(self, place: Workplace, is_hindered: Callable[[], bool], window: QWidget) -> None:
        """`is_hindered` tells whether something is under way that closing the workspace would spoil, and says so."""
        super().__init__(place, window)
        self._is_hindered, self._window, self._background = is_hindered, window, Background(self)

    @property
    def available(self) -> bool:
        """Whether the program has what encrypts."""
        return store.is_encryption_available()

    def ask(self, path: Path) -> bool:
        """Asks for the password of a workspace that is to be opened. False where it needs none, or where opening it
        tells what is wrong."""
        try:
            if not (self.available and store.is_encrypted(path)):
                return False
        except ReviewerError:
            return False
        bar = UnlockBar(path.name, self._translator)
        bar.submitted.connect(lambda answers: self._try(bar, path, answers[0], partial(self.unlocked.emit, path)))
        self._bars.replace_bar(bar)
        return True

    def ask_change(self) -> None:
        """Asks for a password for the open workspace, or for another one."""
        if self._is_hindered():
            return
        workspace = self._session.workspace
        assert workspace is not None
        if workspace.key is None:
            bar: PasswordBar = NewPasswordBar(store.SHORTEST_PASSWORD, self._translator)
            bar.submitted.connect(lambda answers: self._encrypt(bar, answers[0]))
        else:
            bar = OtherPasswordBar(store.SHORTEST_PASSWORD, self._translator)
            path = workspace.path
            bar.submitted.connect(lambda words: self._try(bar, path, words[0], lambda key: self._rekey(words[1])))
            bar.removal_wanted.connect(lambda word: self._try(bar, path, word, lambda key: self._rekey("")))
        self._bars.show_bar(bar)

    def close(self) -> None:
        """Waits for a file that is being written."""
        self._background.wait()

    # A password is tried

    def _try(self, bar: PasswordBar, path: Path, password: str, then: Callable[[Key | None], None]) -> None:
        """Tries a password; if it fits the bar goes and `then` gets the key."""

        def go_on(key: Key | None) -> None:
            if bar in self._bars.bars:
                bar.dismiss()
                then(key)

        def complain(error: Exception) -> None:
            if bar in self._bars.bars:
                bar.show_failure(self._reason(error))

        bar.show_trying()
        self._background.run(lambda tell: store.unlock(path, password), go_on, complain)

    # A file is written anew

    def _encrypt(self, bar: PasswordBar, password: str) -> None:
        bar.dismiss()
        self._rekey(password)

    def _rekey(self, password: str) -> None:
        """Writes the workspace anew under a password, or with none without one; meanwhile it is closed."""
        workspace, by = self._session.workspace, self._session.reviewer
        if workspace is None or self._is_hindered():
            return
        path, key = workspace.path, workspace.key
        self._window.setEnabled(False)
        self._tell_progress(0.0)
        self._session.close_workspace()
        if password:
            work = partial(_set_password, path, password, key, by)
        else:
            assert key is not None
            work = partial(_remove_password, path, key, by)
        then, failed = partial(self._finish, path, key), partial(self._give_up, path, key)
        self._background.run(work, then, failed, self._tell_progress)

    def _finish(self, path: Path, former: Key | None, result: Rekeyed) -> None:
        self._reopen(path, result.key)
        say = self._translator.gettext
        if result.key is None:
            text = say("The workspace is not encrypted any more.")
        elif former is not None:
            text = say("The workspace has another password now.")
        else:
            text = " ".join((say("The workspace is encrypted."), self._what_remains(result)))
        bar = CopiesBar(text, self._offer(result), result.copies, self._translator)
        bar.removal_wanted.connect(lambda: self._remove(result.copies))
        self._bars.replace_bar(bar)

    def _what_remains(self, result: Rekeyed) -> str:
        say = self._translator.gettext
        overwritten = (
            say("The former file was overwritten.")
            if result.overwritten
            else say("The former file could not be overwritten, only removed.")
        )
        beyond = say(
            "What a solid-state disk, a synchronised folder, a journal or a backup of the system keeps of it is beyond "
            "the reach of the program."
        )
        return f"{overwritten} {beyond}"

    def _offer(self, result: Rekeyed) -> str:
        if not result.copies:
            return ""
        if result.key is None:
            return self._translator.gettext("These copies still need the password that was removed:")
        return self._translator.gettext("The new password does not protect these copies:")

    def _give_up(self, path: Path, key: Key | None, error: Exception) -> None:
        self._reopen(path, key)
        self._tell(error)

    def _reopen(self, path: Path, key: Key | None) -> None:
        self.rested.emit()
        self._window.setEnabled(True)
        self.unlocked.emit(path, key)

    # Copies

    def _remove(self, copies: Sequence[Path]) -> None:
        self._background.run(
            lambda tell: [path for path in copies if not store.dispose_of(path)], self._tell_removed, self._tell
        )

    def _tell_removed(self, left: Sequence[Path]) -> None:
        say = self._translator.gettext
        refused = [path.name for path in left if path.exists()]
        if refused:
            self.said.emit(say("These could not be removed: {names}").format(names=", ".join(refused)))
        else:
            self.said.emit(say("The copies were removed."))

    def _tell(self, error: Exception) -> None:
        self.said.emit(self._reason(error))

    def _tell_progress(self, part: float) -> None:
        self.progressed.emit(self._translator.gettext("Writing the workspace anew"), part)

    def _reason(self, error: Exception) -> str:
        return self._words(error, self._translator.gettext("The file could not be read."))


def _set_password(path: Path, password: str, key: Key | None, by: str, tell: Tell) -> Rekeyed:
    return store.set_password(path, password, key, by=by, progress=_in_steps(tell))


def _remove_password(path: Path, key: Key, by: str, tell: Tell) -> Rekeyed:
    return store.remove_password(path, key, by=by, progress=_in_steps(tell))


def _in_steps(tell: Tell) -> Tell:
    """The store tells more often than anybody can see."""
    told = 0.0

    def tell_steps(part: float) -> None:
        nonlocal told
        if part - told >= _SMALLEST_STEP:
            told = part
            tell(part)

    return tell_steps

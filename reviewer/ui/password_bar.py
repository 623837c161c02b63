"""Bars that ask for a workspace's password, set one, and say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from reviewer.i18n import Translator
from reviewer.ui.bars import Bar, EntryBar, Question, Subject
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import breakable, quiet_label, text_label


class PasswordBar(EntryBar):
    """Stays while what was typed is tried. Signal: `submitted(answers)`."""

    def __init__(
        self, title: str, questions: Sequence[Question], done: str, remark: str, translator: Translator
    ) -> None:
        super().__init__(title, questions, done, translator)
        self._remark = text_label(remark)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._remark, 1)
        self._layout.addLayout(self._foot)
        self._remark.setVisible(bool(remark))

    def show_trying(self) -> None:
        """Takes nothing more until the outcome is there."""
        self._problem.hide()
        self.setEnabled(False)

    def show_failure(self, text: str) -> None:
        """Says why it came to nothing and takes another attempt."""
        self.setEnabled(True)
        self._refuse(0, text)

    def _submit(self, answers: tuple[str, ...]) -> None:
        self.submitted.emit(answers)


class UnlockBar(PasswordBar):
    """Asks for the password of a workspace that is to be opened."""

    def __init__(self, name: str, translator: Translator) -> None:
        say = translator.gettext
        question = Question(say("Password"), secret=True, needed=True, problem=say("Type the password."))
        super().__init__(say("{name} is encrypted").format(name=name), [question], say("Open it"), "", translator)


class NewPasswordBar(PasswordBar):
    """Asks for the first password of a workspace, and says before what cannot be helped.
    Signal: `submitted((new,))`."""

    subject = Subject.WORKSPACE

    def __init__(self, shortest: int, translator: Translator) -> None:
        say = translator.gettext
        remark = say(
            "A forgotten password cannot be helped: without it nobody opens the workspace again, and there is no "
            "second key. Keep it where your office keeps such things."
        )
        questions = _new_questions(translator)
        super().__init__(say("A password for the workspace"), questions, say("Encrypt"), remark, translator)
        self._shortest = shortest

    def _submit(self, answers: tuple[str, ...]) -> None:
        problem = _problem(answers[0], answers[1], self._shortest, self._translator)
        if problem:
            self._refuse(0, problem)
        else:
            self.submitted.emit(answers[:1])


class OtherPasswordBar(PasswordBar):
    """Asks for the present password and another one, or for the present one alone, to remove it.
    Signals: `submitted((present, new))`; `removal_wanted(present)`."""

    removal_wanted = Signal(str)
    subject = Subject.WORKSPACE

    def __init__(self, shortest: int, translator: Translator) -> None:
        say = translator.gettext
        remark = say("A forgotten password cannot be helped. Without a password whoever has the file can read it.")
        present = Question(say("Present password"), secret=True, needed=True, problem=say("Type the present password."))
        questions = [present, *_new_questions(translator)]
        super().__init__(say("The password of the workspace"), questions, say("Change"), remark, translator)
        self._shortest = shortest
        removal = KeyButton(say("Remove the password"))
        removal.clicked.connect(self._want_removal)
        self._foot.addWidget(removal)

    def _submit(self, answers: tuple[str, ...]) -> None:
        present, new, again = answers
        problem = _problem(new, again, self._shortest, self._translator)
        if problem:
            self._refuse(1, problem)
        else:
            self.submitted.emit((present, new))

    def _want_removal(self) -> None:
        present = self._lines[0].text()
        if present:
            self.removal_wanted.emit(present)
        else:
            self._refuse(0, self._questions[0].problem)


class CopiesBar(Bar):
    """Says what became of the file that was, and names the copies that the new password does not protect.
    Signal: `removal_wanted` of these copies."""

    removal_wanted = Signal()
    asks = False

    def __init__(self, text: str, offer: str, copies: Sequence[Path], translator: Translator) -> None:
        """`offer` says what there is to say of the copies; empty where they are not to be removed."""
        super().__init__(translator)
        say = translator.gettext
        close = KeyButton(say("Close"), "Esc")
        close.clicked.connect(self.dismiss)
        if not offer:
            self._add_row((text_label(text), 1), close)
        else:
            removal = KeyButton(say("Remove these copies"))
            removal.clicked.connect(self.removal_wanted)
            removal.clicked.connect(self.dismiss)
            self._add_row((text_label(text), 1), removal, close)
            names = "\n".join(breakable(path.name) for path in copies)
            self._layout.addWidget(quiet_label(f"{offer}\n{names}"))
        self.setFocusProxy(close)

    def accept(self) -> None:
        self.dismiss()


def _new_questions(translator: Translator) -> list[Question]:
    say = translator.gettext
    return [
        Question(say("New password"), secret=True, needed=True, problem=say("Type the new password.")),
        Question(say("The same again"), secret=True, needed=True, problem=say("Type the new password twice.")),
    ]


def _problem(new: str, again: str, shortest: int, translator: Translator) -> str:
    """What is wrong with a new password; empty if nothing is."""
    if len(new) < shortest:
        return translator.gettext("Use at least {count} characters.").format(count=shortest)
    return "" if new == again else translator.gettext("The two are not the same. Type them again.")

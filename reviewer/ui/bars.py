"""Slim panels above the desk that ask for something without covering the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.ui.buttons import KeyButton
from reviewer.ui.labels import hairline, problem_label
from reviewer.ui.own_keys import keeps_key, leads_out


class Subject(Enum):
    """What a bar is about: it goes when that leaves the desk."""

    PROGRAM = "program"
    WORKSPACE = "workspace"
    VENDOR = "vendor"


class Bar(QWidget):
    """A panel that Enter accepts and Esc leaves. Signal: `left` when it is done with, either way."""

    left = Signal()
    asks = True
    """Whether it holds an entry, which must not be lost."""
    subject = Subject.PROGRAM

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._problem = problem_label()
        self._problem.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 12, 24, 12)
        self._layout.setSpacing(8)

    def accept(self) -> None:
        """Does what the bar is for."""
        raise NotImplementedError

    def dismiss(self) -> None:
        self.left.emit()

    def complain(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()

    def _buttons(self, done: str, leave: str) -> list[KeyButton]:
        accept = KeyButton(done, "↵", primary=True)
        dismiss = KeyButton(leave, "Esc")
        accept.clicked.connect(self.accept)
        dismiss.clicked.connect(self.dismiss)
        return [accept, dismiss]

    def _add_row(self, *parts: QWidget | tuple[QWidget, int]) -> None:
        """Puts widgets side by side below what is there, each alone or with its stretch."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            widget, stretch = part if isinstance(part, tuple) else (part, 0)
            row.addWidget(widget, stretch)
        self._layout.addLayout(row)

    def event(self, event: QEvent) -> bool:
        return keeps_key(event, leads_out) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if leads_out(event):
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Question:
    """A line to fill in; `secret` hides what is typed, `needed` refuses an empty answer with `problem`."""

    label: str
    text: str = ""
    secret: bool = False
    needed: bool = False
    problem: str = ""


class EntryBar(Bar):
    """Asks for a few words. Signal: `submitted(answers)`."""

    submitted = Signal(tuple)

    def __init__(self, title: str, questions: Sequence[Question], done: str, translator: Translator) -> None:
        super().__init__(translator)
        self._questions = questions
        self._lines = [self._line(question) for question in questions]
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QLabel(title)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("look", "title")
        row.addWidget(words)
        row.addSpacing(8)
        for question, line in zip(questions, self._lines, strict=True):
            row.addWidget(QLabel(question.label))
            row.addWidget(line, 1)
        for button in self._buttons(done, translator.gettext("Cancel")):
            row.addWidget(button)
        self._layout.addLayout(row)
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self._lines[0])

    def accept(self) -> None:
        answers = tuple(line.text() if q.secret else line.text().strip() for q, line in self._pairs())
        for place, (question, answer) in enumerate(zip(self._questions, answers, strict=True)):
            if question.needed and not answer:
                self._refuse(place, question.problem)
                return
        self._submit(answers)

    def _submit(self, answers: tuple[str, ...]) -> None:
        self.submitted.emit(answers)
        self.left.emit()

    def _refuse(self, place: int, problem: str) -> None:
        """Says what is wrong with an answer, which can be typed anew at once."""
        self.complain(problem)
        self._lines[place].selectAll()
        self._lines[place].setFocus()

    def _pairs(self) -> list[tuple[Question, QLineEdit]]:
        return list(zip(self._questions, self._lines, strict=True))

    def _line(self, question: Question) -> QLineEdit:
        line = QLineEdit(question.text)
        line.setAccessibleName(question.label)
        line.setAccessibleDescription(question.problem or self._translator.gettext("Enter accepts, Esc leaves."))
        if question.secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.selectAll()
        return line


AnyBar = TypeVar("AnyBar", bound=Bar)


class BarPlace(QWidget):
    """Where bars stand, one below the other; a bar goes when it is left. Signal: `emptied` when the last one
    that had the keyboard has gone."""

    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._bars: list[tuple[Bar, QWidget]] = []
        self.hide()

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for bar, _ in self._bars)

    def bars_of(self, kind: type[AnyBar]) -> tuple[AnyBar, ...]:
        """The bars of a kind that are shown."""
        return tuple(bar for bar in self.bars if isinstance(bar, kind))

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes to a bar, or nowhere."""
        focused = QApplication.focusWidget()
        return focused is None or self.isAncestorOf(focused)

    def asks_about(self, subject: Subject) -> bool:
        """Whether an entry is open that would go with what it is about."""
        return any(bar.asks and bar.subject is subject for bar in self.bars)

    def show_bar(self, bar: Bar, *, takes_keyboard: bool = True) -> None:
        """Shows a bar; what nobody has asked for just now leaves the keyboard where it is."""
        line = hairline()
        self._bars.append((bar, line))
        self._layout.addWidget(bar)
        self._layout.addWidget(line)
        bar.left.connect(lambda: self._remove(bar))
        self.show()
        if takes_keyboard:
            bar.setFocus()

    def close_bars(self, kind: type[Bar]) -> None:
        """Closes the bars of a kind as if they were left."""
        for bar in self.bars_of(kind):
            bar.dismiss()

    def replace_bar(self, bar: Bar) -> None:
        """Shows a bar in place of the others of its kind."""
        self.close_bars(type(bar))
        self.show_bar(bar)

    def leave(self, *subjects: Subject) -> None:
        """Closes what is about something that is not on the desk any more."""
        for bar in self.bars:
            if bar.subject in subjects:
                bar.dismiss()

    def _remove(self, bar: Bar) -> None:
        had_keyboard = self.has_keyboard
        for entry in self._bars:
            if entry[0] is bar:
                self._bars.remove(entry)
                for widget in entry:
                    self._layout.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
                break
        if not self._bars:
            self.hide()
        if not had_keyboard:
            return
        if self._bars:
            self._bars[-1][0].setFocus()
        else:
            self.emptied.emit()

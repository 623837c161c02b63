"""A short question asked inside the card of a field, answered by a key, a click or Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from reviewer.ui.buttons import KeyButton
from reviewer.ui.editor_panel import InlinePanel
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.labels import text_label

_MOST_KEYS = 9


class QuestionPanel(InlinePanel):
    """Asks `question`; answers are (words, what to do), reached by 1, 2, 3 …, the first also by Enter."""

    def __init__(self, question: str, answers: Sequence[tuple[str, Callable[[], None]]], leave: str) -> None:
        super().__init__()
        self._answers = [answer for _, answer in answers]
        flow = FlowLayout(self, spacing=8)
        flow.addWidget(text_label(question))
        for number, (words, answer) in enumerate(answers, start=1):
            button = KeyButton(words, str(number) if number <= _MOST_KEYS else "", primary=number == 1)
            button.clicked.connect(answer)
            flow.addWidget(button)
            if number == 1:
                self.setFocusProxy(button)
        away = KeyButton(leave, "Esc")
        away.clicked.connect(self.dismissed)
        flow.addWidget(away)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < min(len(self._answers), _MOST_KEYS):
            self._answers[number]()
            return
        super().keyPressEvent(event)

"""Asks how an assessment ends: its overall rating with the reason, and who answers for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import Assessment, DecisionError, Rating
from reviewer.ui.bars import Bar, EntryBar, Question, Subject
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.labels import text_label
from reviewer.ui.missing_row import Missing, MissingRow


class SignOffBar(EntryBar):
    """Asks who prepared, reviewed and approved; refuses while something is open that a final report needs."""

    subject = Subject.VENDOR

    def __init__(self, prepared_by: str, missing: Missing, translator: Translator) -> None:
        say = translator.gettext
        problem = say("A sign-off names who prepared the assessment. Write a name.")
        questions = (
            Question(say("Prepared by"), prepared_by, needed=True, problem=problem),
            Question(say("Reviewed by")),
            Question(say("Approved by")),
        )
        super().__init__(say("Sign-off"), questions, say("Sign off"), translator)
        self._missing = missing
        self.missing_row = MissingRow(say("Signing off is not possible yet:"), translator)
        self._layout.addWidget(self.missing_row)
        self._layout.addWidget(
            text_label(say("Nothing can be decided after the sign-off, until the assessment is reopened."), "second")
        )
        self.show_missing(missing)

    def show_missing(self, missing: Missing) -> None:
        """What is missing now; it changes while the bar is open."""
        self._missing = missing
        self.missing_row.show_missing(missing)
        if not missing:
            self._problem.hide()

    def accept(self) -> None:
        if not self._missing:
            super().accept()
            return
        facts = {"open": self._missing.fields, "findings": self._missing.findings}
        self.complain(describe(DecisionError("decision.unfinished", **facts), self._translator))


class RatingBar(Bar):
    """Asks for the overall rating; what the findings suggest is chosen until one is decided. Signal:
    `submitted(Rating, reason)`."""

    submitted = Signal(object, str)
    subject = Subject.VENDOR

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        super().__init__(translator)
        # Only when first wanted: the window starts without the rules and their words.
        from reviewer.findings import FindingWording, rate_assessment

        say, wording, decided = translator.gettext, FindingWording(translator), assessment.rating
        suggested = rate_assessment(assessment).rating
        hint = say("The findings suggest: {rating}.").format(rating=wording.rating(suggested))
        title = QLabel(say("Overall rating"))
        title.setProperty("look", "title")
        self._rating = ComboBox()
        self._rating.setAccessibleName(say("Overall rating"))
        self._rating.setAccessibleDescription(hint)
        for rating in Rating:
            self._rating.addItem(wording.rating(rating), rating)
        self._rating.setCurrentIndex(list(Rating).index(decided.rating if decided else suggested))
        self._reason = QLineEdit(decided.reason if decided else "")
        self._reason.setAccessibleName(say("Reason"))
        self._reason.setAccessibleDescription(say("Goes into the review log."))
        buttons = self._buttons(say("Keep"), say("Cancel"))
        self._add_row(title, self._rating, QLabel(say("Reason")), (self._reason, 1), *buttons)
        self._layout.addWidget(self._problem)
        self._layout.addWidget(text_label(hint, "second"))
        self.setFocusProxy(self._rating)

    @property
    def rating(self) -> Rating:
        """The one that is chosen."""
        return Rating(self._rating.currentData())

    def accept(self) -> None:
        reason = self._reason.text().strip()
        if not reason:
            self.complain(self._translator.gettext("The rating is recorded with a reason. Give one."))
            self._reason.setFocus()
            return
        self.submitted.emit(self.rating, reason)
        self.left.emit()

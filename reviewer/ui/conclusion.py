"""The end of an assessment: its overall rating, and the sign-off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reviewer.messages import describe
from reviewer.model import DecisionError, Rating
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.conclusion_bars import RatingBar, SignOffBar
from reviewer.ui.missing_row import Missing
from reviewer.ui.operations import review


class Conclusion(Asking):
    """Signals: `open_fields_wanted`; `open_findings_wanted`."""

    open_fields_wanted = Signal()
    open_findings_wanted = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(place, parent)
        self._session.assessment_changed.connect(lambda changes: self._refresh())

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"vendor.rating": self.ask_rating, "report.sign_off": self.ask_sign_off}

    def ask_rating(self) -> None:
        """Asks for the overall rating and its reason."""
        if self._refuse_signed_off():
            return
        bar = RatingBar(self._session.whole_assessment(), self._translator)
        bar.submitted.connect(self._rate)
        self._bars.replace_bar(bar)

    def ask_sign_off(self) -> None:
        """Asks who answers for the assessment; what is missing for that is led to."""
        if self._refuse_signed_off():
            return
        bar = SignOffBar(self._session.reviewer, Missing.of(self._session.whole_assessment()), self._translator)
        bar.missing_row.open_fields_wanted.connect(self.open_fields_wanted)
        bar.missing_row.open_findings_wanted.connect(self.open_findings_wanted)
        bar.submitted.connect(self._sign_off)
        self._bars.replace_bar(bar)

    def _refuse_signed_off(self) -> bool:
        assessment = self._session.assessment
        signed_off = assessment is not None and assessment.sign_off is not None
        if signed_off:
            self.said.emit(describe(DecisionError("decision.signed_off"), self._translator))
        return signed_off

    def _rate(self, rating: Rating, reason: str) -> None:
        self._session.decide(review.set_rating, rating, reason)

    def _sign_off(self, names: tuple[str, str, str]) -> None:
        prepared, reviewed, approved = names
        self._session.decide(review.sign_off, prepared_by=prepared, reviewed_by=reviewed, approved_by=approved)

    def _refresh(self) -> None:
        """What is missing changes while the bar is open."""
        for bar in self._bars.bars_of(SignOffBar):
            bar.show_missing(Missing.of(self._session.whole_assessment()))

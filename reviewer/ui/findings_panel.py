"""The findings of a vendor by severity: what, why, on what ground, and what the reviewer decides about each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Assessment, ReviewedFinding, Severity, Span
from reviewer.model.opinion import FindingState
from reviewer.ui.editor_panel import WordsPanel
from reviewer.ui.field_row import clear_layout
from reviewer.ui.labels import LinkLabel, quiet_label
from reviewer.ui.operations import review
from reviewer.ui.questions import QuestionPanel
from reviewer.ui.session import Session
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.slices import Slices

if TYPE_CHECKING:
    from reviewer.findings import FindingWording
    from reviewer.ui.finding_entry import FindingEntry

_BESIDE_WORDS = 8
_AT_ONCE = 12
"""How many findings a panel can show, about."""


class FindingsPanel(QScrollArea):
    """`rating_line` says the overall rating and stands where its owner puts it.

    Signals: `passage_pressed(version id, Span)`; `address_pressed(address)`; `rating_wanted` when the overall rating is
    to be decided."""

    rating_wanted = Signal()
    passage_pressed = Signal(int, object)
    address_pressed = Signal(str)

    def __init__(self, session: Session, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._session, self._translator = session, translator
        self._assessment: Assessment | None = None
        self._shown: tuple[object, ...] | None = None
        self._current = 0
        self._findings: tuple[ReviewedFinding, ...] = ()
        self._documents: tuple[AssessedDocument, ...] = ()
        self._entries: list[FindingEntry] = []
        self._kept: dict[str, FindingEntry] = {}
        self.rating_line = LinkLabel("")
        self.rating_line.setAccessibleDescription(translator.gettext("Enter decides the overall rating."))
        self.rating_line.activated.connect(self.rating_wanted)
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(12, 8, 12, 12)
        self._layout.setSpacing(0)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translator.gettext("Findings"))

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "finding.next": partial(self.step, 1),
            "finding.previous": partial(self.step, -1),
            "finding.ground": self.show_ground,
            "finding.accept": self.accept,
            "finding.reword": self.reword,
            "finding.severity": self.change_severity,
            "finding.dismiss": self.dismiss,
        }

    @property
    def entries(self) -> list[FindingEntry]:
        """One a finding, in their order; those that are not made yet are made now."""
        self._make(len(self._findings))
        return self._entries

    @property
    def current(self) -> ReviewedFinding | None:
        return self._entries[self._current].finding if self._entries else None

    @property
    def has_open_panel(self) -> bool:
        """Whether something is being entered about the current finding, which must not be lost."""
        return bool(self._entries) and self._entries[self._current].panel is not None

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Builds the list anew where findings or rating changed, but not under an entry that is open."""
        self._assessment = assessment
        state = (assessment.id, assessment.findings, assessment.rating) if assessment else ()
        if state == self._shown or self.has_open_panel or self._session.lacks_findings:
            return
        same = bool(self._shown) and bool(state) and self._shown[0] == state[0]
        rule = self.current.rule if same and self.current else ""
        self._shown = state
        self._build()
        self._go_to(next((place for place, finding in enumerate(self._findings) if finding.rule == rule), 0))

    def go_to_rule(self, rule: str) -> None:
        for place, finding in enumerate(self._findings):
            if finding.rule == rule:
                self._go_to(place)

    def step(self, steps: int) -> None:
        if not self.has_open_panel and self._findings:
            self._go_to(min(max(self._current + steps, 0), len(self._findings) - 1))

    # Deciding

    def accept(self) -> None:
        """Accepts the current finding and goes to the next open one."""
        finding = self.current
        if finding is not None and not self.has_open_panel:
            self._session.decide(review.accept_finding, finding.rule, then=self._go_to_next_open)

    def reword(self) -> None:
        finding = self.current
        if finding is None or self.has_open_panel:
            return
        text = finding.wording or self._wording().text(finding.finding)
        title = self._translator.gettext("The finding in your words, for the client")
        self._ask_words(title, text, lambda words: self._session.decide(review.reword_finding, finding.rule, words))

    def dismiss(self) -> None:
        finding = self.current
        if finding is None or self.has_open_panel:
            return
        title = self._translator.gettext("Why is it dismissed? (goes into the review log)")
        self._ask_words(
            title,
            finding.reason,
            lambda reason: self._session.decide(
                review.dismiss_finding, finding.rule, reason, then=self._go_to_next_open
            ),
        )

    def change_severity(self) -> None:
        finding = self.current
        if finding is None or self.has_open_panel:
            return
        wording = self._wording()
        answers = [
            (wording.severity(severity), lambda severity=severity: self._ask_why(finding.rule, severity))
            for severity in sorted(Severity, key=lambda s: -s.weight)
        ]
        say = self._translator.gettext
        self._open(QuestionPanel(say("How grave is it here?"), answers, say("Cancel")))

    def show_ground(self) -> None:
        """Leads to the first passage that the finding rests on."""
        finding, assessment = self.current, self._assessment
        if finding is None or assessment is None or not finding.finding.grounds:
            return
        ground = finding.finding.grounds[0]
        version_id = ground.version_id or assessment.documents[0].version.id
        self.passage_pressed.emit(version_id, Span(ground.evidence.start, ground.evidence.end))

    def _ask_why(self, rule: str, severity: Severity) -> None:
        title = self._translator.gettext("Why? (goes into the review log)")
        self._ask_words(
            title, "", lambda reason: self._session.decide(review.set_finding_severity, rule, severity, reason)
        )

    def _ask_words(self, title: str, text: str, then: Callable[[str], None]) -> None:
        panel = WordsPanel(title, text, self._translator)

        def on_submitted(words: str) -> None:
            self._close()
            then(words)

        panel.submitted.connect(on_submitted)
        self._open(panel)

    def _open(self, panel: QWidget) -> None:
        panel.dismissed.connect(self._close)
        self._entries[self._current].open_panel(panel)
        panel.setFocus()
        QTimer.singleShot(0, self, self._reveal)

    def _close(self) -> None:
        self._entries[self._current].close_panel()
        self.setFocus()
        self.show_assessment(self._assessment)

    def _wording(self) -> FindingWording:
        # Only when first wanted: the window starts without the rules and their words.
        from reviewer.findings import FindingWording

        return FindingWording(self._translator)

    # Showing

    def _build(self) -> None:
        """Makes what can be seen at once, the rest between the window's other work; an entry that says what it said
        before stays."""
        self._keep_entries()
        clear_layout(self._layout)
        self._entries, self._current = [], 0
        self._show_rating()
        if not self._findings:
            self._layout.addWidget(quiet_label(self._translator.gettext("No finding: no rule applies.")))
        self._layout.addStretch(1)
        self._make(_AT_ONCE)
        Slices(self._make_rest(), self)

    def _keep_entries(self) -> None:
        """Takes over the findings of the assessment, and out of the list the entries that still say what one says."""
        if self._entries:
            self._entries[self._current].set_open(False)
        documents = self._assessment.documents if self._assessment else ()
        self._findings = self._assessment.findings if self._assessment else ()
        unchanged = {finding.rule: finding for finding in self._findings} if documents == self._documents else {}
        self._documents = documents
        known = {entry.finding.rule: entry for entry in (*self._entries, *self._kept.values())}
        self._kept = {rule: entry for rule, entry in known.items() if unchanged.get(rule) == entry.finding}
        for entry in self._kept.values():
            self._layout.removeWidget(entry)
        for rule, entry in known.items():
            if rule not in self._kept:
                entry.deleteLater()

    def _make(self, count: int) -> None:
        """Has at least so many entries, or all."""
        for finding in self._findings[len(self._entries) : count]:
            entry = self._kept.pop(finding.rule, None) or self._make_entry(finding)
            self._layout.insertWidget(len(self._entries), entry)
            self._entries.append(entry)

    def _make_rest(self) -> Iterator[None]:
        while len(self._entries) < len(self._findings):
            self._make(len(self._entries) + 1)
            yield

    def _show_rating(self) -> None:
        text = self._rating_text(self._assessment) if self._assessment is not None else ""
        self.rating_line.setText(text)
        self.rating_line.setAccessibleName(text)
        # No wider than its words, or what is pressed beside them would count.
        self.rating_line.setMaximumWidth(self.rating_line.fontMetrics().horizontalAdvance(text) + _BESIDE_WORDS)

    def _rating_text(self, assessment: Assessment) -> str:
        from reviewer.findings import rate_assessment

        say, wording = self._translator.gettext, self._wording()
        suggested = wording.rating(rate_assessment(assessment).rating)
        if assessment.rating is None:
            return say("Overall rating: {rating} (suggested, not yet decided)").format(rating=suggested)
        decided = say("Overall rating: {rating}").format(rating=wording.rating(assessment.rating.rating))
        if wording.rating(assessment.rating.rating) == suggested:
            return decided
        return " · ".join((decided, say("the findings suggest: {rating}").format(rating=suggested)))

    def _make_entry(self, finding: ReviewedFinding) -> FindingEntry:
        from reviewer.ui.finding_entry import FindingEntry

        assert self._assessment is not None
        entry = FindingEntry(finding, self._assessment, self._shortcuts, self._translator)
        entry.pressed.connect(lambda: self._on_pressed(entry))
        entry.action_wanted.connect(self._on_action_wanted)
        entry.passage_pressed.connect(self.passage_pressed)
        entry.address_pressed.connect(self.address_pressed)
        return entry

    def _on_pressed(self, entry: FindingEntry) -> None:
        if not self.has_open_panel:
            self._go_to(self._entries.index(entry))
            self.setFocus()

    def _on_action_wanted(self, action: str) -> None:
        self.handlers()[action]()

    def _go_to(self, place: int) -> None:
        if not self._findings:
            return
        self._make(place + _AT_ONCE)
        self._entries[self._current].set_open(False)
        self._current = place
        self._entries[place].set_open(True)
        self.setAccessibleDescription(self._entries[place].accessibleName())
        QTimer.singleShot(0, self, self._reveal)

    def _go_to_next_open(self) -> None:
        places = [*range(self._current + 1, len(self._findings)), *range(self._current)]
        for place in places:
            if self._findings[place].state is FindingState.OPEN:
                self._go_to(place)
                return

    def _reveal(self) -> None:
        """Scrolls just so far that the current finding is seen, or what is being entered about it with its buttons, the
        head first."""
        if not self._entries:
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._layout.activate()  # an entry that was stretched for a moment is as high as its lines again
        entry, bar = self._entries[self._current], self.verticalScrollBar()
        shown = entry.panel or entry
        top = shown.mapTo(self.widget(), QPoint()).y()
        bottom = top + shown.height()
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())
        if top < bar.value():
            bar.setValue(top if self._current or shown is not entry else 0)

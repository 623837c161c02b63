"""One finding in the panel below: a quiet row, and opened the grounds, the law and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reviewer.findings import FindingWording, load_law
from reviewer.findings.concerns import searched_text
from reviewer.i18n import N_, Translator
from reviewer.model import Assessment, FieldStatus, ReviewedFinding, Span, ValueState
from reviewer.model.opinion import FindingState
from reviewer.ui.addresses import names_place
from reviewer.ui.buttons import ActionButton
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.labels import LinkLabel, quiet_label, set_look, text_label
from reviewer.ui.passages import Passage
from reviewer.ui.pills import StatePill
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.wording import quoted

_LOOKS = {
    FindingState.OPEN: FieldStatus.OPEN,
    FindingState.ACCEPTED: ValueState.CONFIRMED,
    FindingState.DISMISSED: ValueState.REJECTED,
}
_ACTIONS = (
    ("finding.accept", N_("Accept")),
    ("finding.reword", N_("Reword")),
    ("finding.severity", N_("Severity")),
    ("finding.dismiss", N_("Dismiss")),
)
_PILL_WIDTH = 112


class FindingEntry(QFrame):
    """Signals: `pressed`; `action_wanted(action id)`; `passage_pressed(version id, Span)`; `address_pressed(address)`
    of a source."""

    pressed = Signal()
    action_wanted = Signal(str)
    passage_pressed = Signal(int, object)
    address_pressed = Signal(str)

    def __init__(
        self, finding: ReviewedFinding, assessment: Assessment, shortcuts: Shortcuts, translator: Translator
    ) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._finding, self._assessment, self._translator = finding, assessment, translator
        self._wording = FindingWording(translator)
        self._details: QWidget | None = None
        self._panel: QWidget | None = None
        self._buttons: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 12, 6)
        self._layout.setSpacing(8)
        self._layout.addLayout(self._head())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = (self._wording.severity(finding.severity), self._title(), self._state_word())
        self.setAccessibleName(", ".join(words))

    @property
    def finding(self) -> ReviewedFinding:
        return self._finding

    @property
    def panel(self) -> QWidget | None:
        return self._panel

    def set_open(self, is_open: bool) -> None:
        """Shows or hides the grounds and the buttons."""
        set_look(self, "card" if is_open else "")
        if is_open and self._details is None:
            self._details = self._make_details()
            self._layout.addWidget(self._details)
        if self._details is not None:
            self._details.setVisible(is_open)

    def open_panel(self, panel: QWidget) -> None:
        """Shows an entry in place of the buttons."""
        self.set_open(True)
        self.close_panel()
        self._panel = panel
        self._layout.insertWidget(1, panel)
        panel.show()
        assert self._buttons is not None
        self._buttons.hide()

    def close_panel(self) -> None:
        if self._panel is None:
            return
        self._layout.removeWidget(self._panel)
        self._panel.hide()
        self._panel.deleteLater()
        self._panel = None
        assert self._buttons is not None
        self._buttons.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def _say(self, message: str) -> str:
        return self._translator.gettext(message)

    def _state_word(self) -> str:
        # In its context, since "open" is also said of a field, whose gender is another in Swedish.
        words = {
            FindingState.OPEN: self._translator.pgettext("finding", "open"),
            FindingState.ACCEPTED: self._translator.pgettext("finding", "accepted"),
            FindingState.DISMISSED: self._translator.pgettext("finding", "dismissed"),
        }
        return words[self._finding.state]

    def _title(self) -> str:
        return self._wording.title(self._finding.finding)

    def _head(self) -> QHBoxLayout:
        finding = self._finding
        row = QHBoxLayout()
        row.setSpacing(12)
        severity = StatePill(finding.severity, self._wording.severity(finding.severity))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text_label(self._title(), "title"))
        words.addWidget(text_label(finding.wording or self._wording.text(finding.finding)))
        words.addStretch(1)
        advice = [self._wording.recommendation(finding.rule), *self._wording.basis(finding.finding)]
        right = quiet_label(" · ".join(advice))
        right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        state, word = _LOOKS[finding.state], self._state_word()
        row.addWidget(severity, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(max(_PILL_WIDTH - severity.sizeHint().width() - row.spacing(), 0))
        row.addLayout(words, 5)
        row.addWidget(right, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(StatePill(state, word), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_details(self) -> QWidget:
        details = QWidget()
        layout = QVBoxLayout(details)
        layout.setContentsMargins(_PILL_WIDTH, 0, 0, 0)
        layout.setSpacing(6)
        # First of all, so that they are in sight however much follows.
        self._buttons = self._make_buttons()
        layout.addWidget(self._buttons)
        for text, look in self._remarks():
            layout.addWidget(text_label(text, look))
        sources = self._sources()
        if sources is not None:
            layout.addWidget(sources)
        for ground in self._finding.finding.grounds:
            layout.addWidget(self._passage(ground.version_id, ground.evidence.start, ground.evidence.end))
        return details

    def _remarks(self) -> list[tuple[str, str]]:
        """What has to be known before deciding: changed grounds, doubts, the dated facts, reasons given."""
        finding, remarks = self._finding, []
        if finding.ground_changed:
            remarks.append((self._say("What this rests on has changed since it was decided."), "alarm"))
        if finding.finding.verify:
            remarks.append((self._wording.verify_note(), "alarm"))
        searched = searched_text(finding.finding, self._assessment, self._translator)
        if searched:
            remarks.append((searched, "second"))
        for fact_id in finding.finding.facts:
            fact = load_law().facts[fact_id]
            note = self._wording.fact_note(fact)
            remarks.append((" ".join(part for part in (self._wording.fact(fact_id), note) if part), "second"))
        if finding.severity is not finding.finding.severity:
            text = self._say("The rule says {severity}. Weighed otherwise because: {reason}").format(
                severity=self._wording.severity(finding.finding.severity), reason=finding.severity_reason
            )
            remarks.append((text, "second"))
        if finding.wording:
            text = self._say("In the words of the rule: {text}").format(text=self._wording.text(finding.finding))
            remarks.append((text, "second"))
        if finding.reason:
            remarks.append((self._say("Dismissed because: {reason}").format(reason=finding.reason), "second"))
        if finding.decision is not None:
            day = self._translator.format_day(finding.decision.at)
            text = self._say("Decided by {name}, {date}").format(name=finding.decision.by, date=day)
            remarks.append((text, "second"))
        return remarks

    def _sources(self) -> QWidget | None:
        """What the dated facts rest on; an address among it can be pressed."""
        facts = [load_law().facts[fact_id] for fact_id in self._finding.finding.facts]
        names = list(dict.fromkeys(source for fact in facts for source in fact.sources))
        if not names:
            return None
        place = QWidget()
        flow = FlowLayout(place, spacing=8)
        day = self._translator.format_date(max(fact.as_of for fact in facts).isoformat())
        flow.addWidget(_in_one_line(self._say("Sources, looked up on {date}:").format(date=day)))
        for name in names:
            flow.addWidget(self._link(name) if names_place(name) else _in_one_line(name))
        return place

    def _link(self, address: str) -> LinkLabel:
        link = LinkLabel(address)
        link.setWordWrap(False)
        link.activated.connect(lambda: self.address_pressed.emit(address))
        return link

    def _passage(self, version_id: int | None, start: int, end: int) -> Passage:
        documents = self._assessment.documents
        document = next((d for d in documents if d.version.id == version_id), documents[0])
        about = document.name if len(documents) > 1 else ""
        quote = " ".join(document.version.text[start:end].split())
        passage = Passage(quoted(quote, self._translator), about)
        passage.setAccessibleDescription(about or self._say("Enter shows it in the text."))
        passage.pressed.connect(lambda: self.passage_pressed.emit(document.version.id, Span(start, end)))
        return passage

    def _make_buttons(self) -> QWidget:
        place = QWidget()
        flow = FlowLayout(place, spacing=8)
        for action, label in _ACTIONS:
            accept = action == "finding.accept"
            button = ActionButton(self._say(label), action, self._shortcuts, primary=accept)
            button.clicked.connect(lambda checked=False, action=action: self.action_wanted.emit(action))
            flow.addWidget(button)
        return place


def _in_one_line(text: str) -> QLabel:
    label = quiet_label(text)
    label.setWordWrap(False)
    return label

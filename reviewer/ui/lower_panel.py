"""Below the desk: findings, notes and history of the vendor, and the search of all documents, as tabs; hidden and shown
with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment
from reviewer.settings import Settings
from reviewer.ui.field_row import key_of
from reviewer.ui.findings_panel import FindingsPanel
from reviewer.ui.history_panel import HistoryPanel
from reviewer.ui.jump_list import JumpList, JumpRow
from reviewer.ui.labels import hairline, quiet_label
from reviewer.ui.search_panel import SearchPanel
from reviewer.ui.session import Session
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.slices import AfterPainting

_AFTER_PAINTING = 15
"""Milliseconds that are left to other things before the panel follows what has just been painted."""
TABS = ("findings", "notes", "history", "search")


class LowerPanel(QWidget):
    """What is not on show is not read. Signals: `field_wanted(FieldKey)`; `address_pressed(address)`;
    `passage_pressed(version id, Span)`; `tab_changed`."""

    field_wanted = Signal(object)
    passage_pressed = Signal(int, object)
    address_pressed = Signal(str)
    tab_changed = Signal()

    def __init__(self, session: Session, settings: Settings, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__()
        self._session, self._settings, self._translator = session, settings, translator
        say = translator.gettext
        self.findings = FindingsPanel(session, shortcuts, translator)
        self._no_notes = quiet_label(say("No notes yet. What you note on a field stands here; it goes into no report."))
        self.notes = JumpList(say("Notes"), ("", ""), (40, 80))
        self.notes.setAccessibleDescription(say("Enter goes to the field of the note."))
        self.history = HistoryPanel(session, translator)
        self.search = SearchPanel(session, translator)
        self._tabs, self._pages = QTabBar(), QStackedWidget()
        self._after_painting = AfterPainting(self, _AFTER_PAINTING, single_shot=True)
        self._after_painting.timeout.connect(self.refresh)
        for page in (self.findings, _with_line(self._no_notes, self.notes), self.history, self.search):
            self._tabs.addTab("")
            self._pages.addWidget(page)
        self._lay_out()
        self._connect()
        tab = settings.options.lower_tab
        self.show_tab(tab if tab in TABS else TABS[0])

    @property
    def tab(self) -> str:
        return TABS[self._tabs.currentIndex()]

    def show_tab(self, tab: str) -> None:
        self._tabs.setCurrentIndex(TABS.index(tab))

    def take_focus(self) -> None:
        self._pages.currentWidget().setFocus()

    def refresh(self) -> None:
        """Shows the assessment as it is now, as far as it can be seen."""
        assessment = self._session.assessment
        self._name_tabs(assessment)
        if not self.isVisible():
            return
        if self.tab == "findings":
            self.findings.show_assessment(assessment)
        elif self.tab == "notes":
            self._show_notes(self._note_rows(assessment))
        elif self.tab == "history":
            self.history.show_assessment(assessment)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        # Of a vendor that is just being opened it is told when text and form have been.
        if not self._session.opening:
            self.refresh()

    def _name_tabs(self, assessment: Assessment | None) -> None:
        say = self._translator.gettext
        findings = sum(f.stands for f in assessment.findings) if assessment else 0
        notes = sum(bool(state.note) for state in assessment.fields) if assessment else 0
        texts = (say("Findings {count}").format(count=findings), say("Notes {count}").format(count=notes))
        for place, text in enumerate((*texts, say("History"), say("Search"))):
            self._tabs.setTabText(place, text)

    def _show_notes(self, rows: list[JumpRow]) -> None:
        self.notes.show_rows(rows)
        self._no_notes.setVisible(not rows)

    def _note_rows(self, assessment: Assessment | None) -> list[JumpRow]:
        states = assessment.fields if assessment else ()
        label = {spec.id: self._translator.gettext(spec.label) for spec in load_form().fields}
        return [JumpRow((label[s.field], " ".join(s.note.split())), key_of(s)) for s in states if s.note]

    def _on_assessment_opened(self) -> None:
        """Text and form come first; the panel below them after they are painted."""
        self._name_tabs(self._session.assessment)
        self._after_painting.start()

    def _on_tab_changed(self, place: int) -> None:
        self._settings.options.lower_tab = TABS[place]
        self._pages.setCurrentIndex(place)
        self.findings.rating_line.setVisible(self.tab == "findings")
        self.refresh()
        self.tab_changed.emit()

    def _lay_out(self) -> None:
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName(self._translator.gettext("Findings, notes and history"))
        self._tabs.setAccessibleDescription(self._translator.gettext("The arrow keys show the one or the other."))
        head = QHBoxLayout()
        head.setContentsMargins(4, 4, 24, 0)
        head.setSpacing(24)
        head.addWidget(self._tabs)
        head.addStretch(0)
        self.findings.rating_line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.findings.rating_line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self.notes.pressed_target.connect(self.field_wanted)
        self.history.field_wanted.connect(self.field_wanted)
        self.findings.passage_pressed.connect(self.passage_pressed)
        self.findings.address_pressed.connect(self.address_pressed)
        self._session.assessment_opened.connect(self._on_assessment_opened)
        self._session.workspace_closing.connect(self._after_painting.stop)
        for signal in (self._session.assessment_changed, self._session.workspace_closed):
            signal.connect(self.refresh)


def _with_line(line: QLabel, page: QWidget) -> QWidget:
    """A page with a line above it; the keyboard goes to the page."""
    place = QWidget()
    place.setFocusProxy(page)
    line.setContentsMargins(16, 6, 16, 6)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(line)
    column.addWidget(page, 1)
    return place

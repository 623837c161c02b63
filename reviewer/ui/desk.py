"""The desk: engagements, text and form side by side, kept in step with the session and with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QTabBar, QVBoxLayout, QWidget

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Changes, FieldStatus, Span
from reviewer.settings import Place, Settings
from reviewer.ui.context_head import ContextHead
from reviewer.ui.decisions import Decisions
from reviewer.ui.document_panel import DocumentPanel
from reviewer.ui.engagement_panel import EngagementPanel
from reviewer.ui.field_row import FieldKey, key_of
from reviewer.ui.finding_counts import FindingCounts
from reviewer.ui.form_view import FormView
from reviewer.ui.issued_reports import RecordHead
from reviewer.ui.labels import hairline
from reviewer.ui.operations import review
from reviewer.ui.panes import WIDTHS, lay_out_panes
from reviewer.ui.session import Session
from reviewer.ui.shortcuts import Shortcuts

if TYPE_CHECKING:
    from reviewer.ui.search_panel import FoundPlace

_BESIDE_LABELS = 336
"""The room for values and states beside the labels, which are longer in some languages."""
_TO_REVIEW, _FINDINGS, _ALL = range(3)


class Desk(QSplitter):
    """Signals: `said(text)`; `action_wanted(action id)`."""

    said = Signal(str)
    action_wanted = Signal(str)

    def __init__(self, session: Session, settings: Settings, shortcuts: Shortcuts, translator: Translator) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session, self._settings, self._translator = session, settings, translator
        self.engagements = EngagementPanel(translator)
        self._counts = FindingCounts(session, self)
        self.text = DocumentPanel(translator, session.read_original)
        self.form = FormView(load_form(), shortcuts, translator)
        self.context = ContextHead(shortcuts, translator)
        self.record = RecordHead(translator)
        self._filter = QTabBar()
        self._structure_waits = False
        self._with_findings = False
        self.form_side = self._frame_form()
        self.decisions = Decisions(session, self.form, self.text, translator, self)
        self._lay_out()
        self._connect()
        self._show_filter()

    def go_to(self, key: FieldKey) -> None:
        self.form.go_to(key)

    def show_field(self, key: FieldKey) -> None:
        """Goes to a field with the keyboard on it; a filter that leaves it out keeps it while it is looked at."""
        self.form_side.show()
        self.form.go_to(key)
        self.form.setFocus()

    def show_field_of(self, assessment_id: int, key: FieldKey) -> None:
        """Shows a field of any vendor, with the keyboard on it."""
        if self.show_vendor(assessment_id):
            self.show_field(key)

    def show_document_of(self, assessment_id: int, document_id: int) -> None:
        """Shows a document of any vendor, with the keyboard in its text."""
        if self.show_vendor(assessment_id):
            self.text.show_document(document_id)
            self.text.view.setFocus()

    def show_found(self, place: FoundPlace) -> None:
        """Shows where words were found in a document of any vendor, with the keyboard in its text."""
        if self.show_vendor(place.assessment_id):
            self.text.show_found(place.document_id, place.span, place.words, review.search_pattern)
            self.text.view.setFocus()

    def show_vendor(self, assessment_id: int) -> bool:
        """Whether the vendor is on the desk now."""
        shown = self._session.assessment
        return (shown is not None and shown.id == assessment_id) or self._session.open_assessment(assessment_id)

    def show_open_fields(self) -> None:
        self._set_filter(_TO_REVIEW)
        self.form.go_to_next_open()

    def hold_still(self, held: bool) -> None:
        self.text.set_held_still(held)

    # Following the session

    def show_workspace(self) -> None:
        """Shows the vendor looked at last, or the first one."""
        ids = [v.assessment_id for engagement in self._session.engagements for v in engagement.vendors]
        if not ids or self._session.workspace is None:
            return
        place = self._settings.place(self._session.workspace.path)
        self._session.open_assessment(place.assessment if place.assessment in ids else ids[0])
        self.form.setFocus()

    def show_import(self, assessment_id: int, document_id: int) -> None:
        """Shows a document that has just come, unless an entry is open that would be lost."""
        shown = self._session.assessment
        if self.form.has_open_panel:
            return
        if shown is None or shown.id != assessment_id:
            self._session.open_assessment(assessment_id)
        self.text.show_document(document_id)
        if shown is None:
            self.form.setFocus()

    def _on_assessment_opened(self) -> None:
        assessment = self._session.assessment
        assert assessment is not None
        place = self._kept_place()
        kept = place is not None and place.assessment == assessment.id
        # Read before anything is shown: what is shown becomes the place kept.
        document_id, key = (place.document, self._kept_key()) if place and kept else (None, None)
        self.text.on_pages = set(place.on_pages) if place else set()
        self.text.show_assessment(assessment, document_id)
        self.context.close_editor()
        self.context.show_assessment(assessment)
        self.record.show_assessment(assessment)
        if self._with_findings:
            self._show_filter()
        self.form.show_assessment(assessment, key)
        self._keep_place()
        self.decisions.seen.forget()
        self._show_engagements()
        self._show_counts()

    def _on_assessment_changed(self, changes: Changes) -> None:
        assessment = self._session.assessment
        assert assessment is not None
        self.context.show_assessment(assessment)
        self.record.show_assessment(assessment)
        if changes.structure and self.form.has_open_panel:
            self._structure_waits = True
            return
        known = {key_of(state) for state in assessment.fields} == set(self.form.keys)
        if known:
            self.form.update_fields(assessment, {FieldKey(*key) for key in changes.fields})
        else:
            self.form.show_assessment(assessment, self.form.current)
        if changes.structure:
            document = self.text.document
            self.text.show_assessment(assessment, document.id if document else None)
        self.text.show_highlights(assessment, self.form.current)
        self._show_counts()

    def _on_panel_closed(self) -> None:
        """Shows what came from outside while something was being entered."""
        if self._structure_waits:
            self._structure_waits = False
            self._on_assessment_changed(Changes("record_import", structure=True))

    def _on_workspace_closed(self) -> None:
        self.text.show_assessment(None)
        self.context.close_editor()
        self.context.show_assessment(None)
        self.record.show_assessment(None)
        self.form.show_assessment(None)
        self._show_engagements()

    def _show_engagements(self) -> None:
        shown = self._session.assessment
        self.engagements.show_engagements(self._session.engagements, shown.id if shown else None)

    # Text and form

    def _on_current_changed(self) -> None:
        chosen = self.form.chosen
        self.text.show_highlights(self._session.assessment, self.form.current, chosen.id if chosen else None)
        passage = self.form.passage()
        if passage is not None and passage[0].version_id is not None:
            value, evidence = passage
            self.text.bring_into_view(value.version_id, Span(evidence.start, evidence.end))
        elif self.form.current is not None:
            self._show_document(self.form.current.document_id)
        self._keep_place()

    def _show_document(self, document_id: int | None) -> None:
        """Shows the document of a field that has one, unless it is there already."""
        shown = self.text.document
        if document_id is not None and (shown is None or shown.id != document_id):
            self.text.show_document(document_id)

    def _on_fields_pressed(self, keys: tuple) -> None:
        """Goes to the field of a clicked highlight; several fields are offered."""
        if self.form.has_open_panel:
            return
        keys = tuple(dict.fromkeys(keys))
        if len(keys) == 1:
            self.form.go_to(keys[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in keys:
            label = self._translator.gettext(load_form().field(key.field).label)
            menu.addAction(label).triggered.connect(lambda checked=False, key=key: self.form.go_to(key))
        menu.popup(QCursor.pos())

    # The place that comes back on the next start

    def _kept_place(self) -> Place | None:
        workspace = self._session.workspace
        return self._settings.place(workspace.path) if workspace is not None else None

    def _kept_key(self) -> FieldKey | None:
        place = self._kept_place()
        if place is None or not place.field:
            return None
        per_document = place.field in load_form() and load_form().field(place.field).per_document
        return FieldKey(place.field, place.document if per_document else None)

    def _keep_place(self) -> None:
        place, assessment = self._kept_place(), self._session.assessment
        if place is None or assessment is None:
            return
        place.assessment = assessment.id
        place.document = self.text.document.id if self.text.document else None
        place.field = self.form.current.field if self.form.current else ""
        place.on_pages = sorted(self.text.on_pages)

    # The filter over the form

    def _show_filter(self) -> None:
        if self._with_findings:
            self._filter.setCurrentIndex(_FINDINGS)
            self.form.show_only(fields=self._fields_with_findings())
            return
        show_all = self._settings.options.show_all_fields
        self._filter.setCurrentIndex(_ALL if show_all else _TO_REVIEW)
        self.form.show_only(open_only=not show_all)

    def _set_filter(self, place: int) -> None:
        self._with_findings = place == _FINDINGS
        if not self._with_findings:
            self._settings.options.show_all_fields = place == _ALL
        self._show_filter()

    def _fields_with_findings(self) -> set[str]:
        # Only now: it reads the rules, and the desk is filled before them.
        from reviewer.findings.concerns import fields_concerned

        assessment = self._session.assessment
        findings = [f.finding for f in assessment.findings if f.stands] if assessment else []
        return {field for finding in findings for field in fields_concerned(finding, assessment)}

    def _show_counts(self) -> None:
        assessment, say = self._session.assessment, self._translator.gettext
        states = assessment.fields if assessment else ()
        open_fields = sum(state.status is FieldStatus.OPEN for state in states)
        findings = sum(finding.stands for finding in assessment.findings) if assessment else 0
        self._filter.setTabText(_TO_REVIEW, say("To review {count}").format(count=open_fields))
        self._filter.setTabText(_FINDINGS, say("Findings {count}").format(count=findings))
        self._filter.setTabText(_ALL, say("All {count}").format(count=len(states)))

    # Building

    def _frame_form(self) -> QWidget:
        side, head = QWidget(), QHBoxLayout()
        head.setContentsMargins(4, 4, 12, 0)
        for _ in (_TO_REVIEW, _FINDINGS, _ALL):
            self._filter.addTab("")
        self._filter.setExpanding(False)
        self._filter.setDrawBase(False)
        self._filter.setAccessibleName(self._translator.gettext("Fields on show"))
        self._filter.setAccessibleDescription(self._translator.gettext("The arrow keys show other fields."))
        head.addWidget(self._filter)
        head.addStretch(1)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.context)
        layout.addWidget(self.record)
        layout.addWidget(self.form, 1)
        return side

    def _lay_out(self) -> None:
        list_width, text_width, form_width = WIDTHS
        widths = (list_width, text_width, max(form_width, self.form.label_width + _BESIDE_LABELS))
        lay_out_panes(self, (self.engagements, self.text, self.form_side), widths)

    def _connect(self) -> None:
        session = self._session
        session.assessment_opened.connect(self._on_assessment_opened)
        session.assessment_changed.connect(self._on_assessment_changed)
        session.engagements_changed.connect(self._show_engagements)
        session.workspace_closed.connect(self._on_workspace_closed)
        self.engagements.vendor_pressed.connect(session.open_assessment)
        self.engagements.document_pressed.connect(self.show_document_of)
        self._counts.counted.connect(self.engagements.show_high)
        session.workspace_closed.connect(self.engagements.forget_high)
        self.form.current_changed.connect(self._on_current_changed)
        self.form.action_wanted.connect(self.action_wanted)
        self.form.panel_closed.connect(self._on_panel_closed)
        self.form.passage_pressed.connect(self.text.bring_into_view)
        self.context.submitted.connect(lambda context: session.decide(review.set_context, context))
        self.context.left.connect(self.form.setFocus)
        self.text.fields_pressed.connect(self._on_fields_pressed)
        self.text.document_shown.connect(lambda document_id: self._keep_place())
        self.text.sheet_changed.connect(self._keep_place)
        self.decisions.said.connect(self.said)
        # Clicked again, "To review" leaves out what was decided in the meantime.
        self._filter.tabBarClicked.connect(self._set_filter)
        self._filter.currentChanged.connect(self._set_filter)

"""Turns what the reviewer asks for into operations of the session, asking in the card for what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.form import ValueType, load_form, parse_value
from reviewer.i18n import N_, Translator
from reviewer.messages import describe
from reviewer.model import (
    AssessedDocument,
    DecisionError,
    FieldState,
    FieldStatus,
    Retention,
    ReviewedValue,
    ReviewerError,
    Span,
)
from reviewer.ui.date_entry import read_date
from reviewer.ui.document_panel import DocumentPanel
from reviewer.ui.edges_panel import EdgesPanel
from reviewer.ui.editor_panel import EditorPanel, WordsPanel
from reviewer.ui.form_view import FormView
from reviewer.ui.operations import review
from reviewer.ui.questions import QuestionPanel
from reviewer.ui.seen_values import SeenValues
from reviewer.ui.session import Operation, Session
from reviewer.ui.span_edges import Edge
from reviewer.ui.wording import operation_text, value_text

if TYPE_CHECKING:
    from reviewer.review import Edit

_WORDS = (ValueType.TEXT, ValueType.NAME, ValueType.EMAIL, ValueType.PHONE, ValueType.URL)
"""Types whose values are words of the text itself."""


class Decisions(QObject):
    """Signal: `said(text)` for the status bar."""

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        form: FormView,
        text: DocumentPanel,
        translator: Translator,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._form, self._text, self._translator = session, form, text, translator
        self.seen = SeenValues(form, text, self)
        text.view.selection_changed.connect(self._on_selection_changed)
        form.panel_closed.connect(self._on_panel_closed)
        session.failed.connect(self._on_failed)

    # Confirming

    def confirm(self) -> None:
        state, chosen = self._form.state, self._form.chosen
        panel = self._edges_panel
        if panel is not None:
            panel.submitted.emit()
            return
        if self._blocked() or state is None:
            return
        if not state.effective_values and chosen is None:
            self._say(N_("Nothing to confirm here. N records that it is not stated."))
        elif chosen is None and not state.suggested:
            self._form.go_to_next_open()
        else:
            ids = [chosen.id] if chosen else None
            self._decide(review.confirm_field, value_ids=ids, then=self._move_on)

    def confirm_group(self) -> None:
        """Counts only values whose first evidence was fully in view while the group was open; says what stays open."""
        key = self._form.current
        if self._blocked() or key is None or self._session.assessment is None:
            return
        states = [self._form.state_of(member) for member in self._form.section_of(key).keys]
        seen = [(s.field, s.document_id, [v.id for v in s.suggested if v in self.seen]) for s in states]
        wanted = [entry for entry in seen if entry[2]]
        told = self._group_text(states, sum(len(ids) for _, _, ids in wanted))
        if wanted:
            self._session.decide(review.confirm_group, wanted, then=lambda: self.said.emit(told))
        else:
            self.said.emit(told)

    def _group_text(self, states: Sequence[FieldState], confirmed: int) -> str:
        """What a group confirm comes to: how many values it confirms, and which fields stay open and why."""
        say, ngettext = self._translator.gettext, self._translator.ngettext
        unseen = [state for state in states if any(value not in self.seen for value in state.suggested)]
        silent = [state for state in states if state.status is FieldStatus.OPEN and not state.effective_values]
        values = sum(value not in self.seen for state in unseen for value in state.suggested)
        parts = [ngettext("{count} value confirmed", "{count} values confirmed", confirmed).format(count=confirmed)]
        if unseen:
            text = ngettext(
                "{count} left open, its evidence was not in view: {fields}",
                "{count} left open, their evidence was not in view: {fields}",
                values,
            )
            parts.append(text.format(count=values, fields=self._names(unseen)))
        if silent:
            parts.append(say("without a value: {fields}").format(fields=self._names(silent)))
        return " · ".join(parts)

    def _names(self, states: Sequence[FieldState]) -> str:
        form = load_form()
        return ", ".join(self._translator.gettext(form.field(state.field).label) for state in states)

    def not_stated(self) -> None:
        """What was suggested is rejected with it: that is told, since it is not to be seen any more."""
        state = self._form.state
        if self._blocked() or state is None:
            return
        rejected = len(state.suggested)
        told = self._translator.ngettext(
            "Not stated; {count} suggestion was rejected with it.",
            "Not stated; {count} suggestions were rejected with it.",
            rejected,
        ).format(count=rejected)

        def go_on() -> None:
            self._move_on()
            if rejected:
                self.said.emit(told)

        self._decide(review.mark_not_stated, then=go_on)

    def reopen(self) -> None:
        if not self._blocked():
            self._decide(review.reopen_field)

    def reject(self) -> None:
        if self._blocked():
            return
        value = self._one_value(N_("Choose the value with ← and →, then press Delete."))
        if value is not None:
            self._session.decide(review.reject_value, value.id)

    # Correcting and adding

    def correct(self) -> None:
        state = self._form.state
        if self._blocked() or state is None:
            return
        if not state.effective_values:
            self._open_editor(None, adding=True)
        elif self._form.spec.type in (ValueType.CODE, ValueType.NAME):
            self._open_editor(self._form.chosen, adding=False)
        else:
            value = self._one_value(N_("Choose the value with ← and →, then press E."))
            if value is not None:
                self._open_editor(value, adding=False)

    def add(self) -> None:
        """Adds the selected words as a value or as evidence; without a selection opens an editor."""
        state = self._form.state
        if self._blocked() or state is None:
            return
        selection = self._text.selection()
        if selection is None or not state.effective_values:
            self._add_as_value()
            return
        say = self._translator.gettext
        answers: list[tuple[str, Callable[[], None]]] = [(say("A new value"), self._add_as_value)]
        for value in [self._form.chosen] if self._form.chosen else state.effective_values:
            answers.append(self._evidence_answer(value))
        question = QuestionPanel(say("Take the selected words as"), answers, say("Cancel"))
        question.dismissed.connect(self._form.close_panel)
        self._form.open_panel(question)

    def _evidence_answer(self, value: ReviewedValue) -> tuple[str, Callable[[], None]]:
        words = value_text(self._form.spec, value.value, self._translator)
        return (
            self._translator.gettext("evidence for {value}").format(value=words[:40]),
            lambda: self._add_as_evidence(value),
        )

    def _add_as_evidence(self, value: ReviewedValue) -> None:
        self._form.close_panel()
        selection = self._text.selection()
        if selection is not None:
            version_id, span = selection
            self._session.decide(review.add_evidence, value.id, span, version_id=version_id)

    def _add_as_value(self) -> None:
        self._form.close_panel()
        selection = self._text.selection()
        value = self._value_of_selection()
        if selection is None or value is None:
            self._open_editor(None, adding=True)
            return
        version_id, span = selection
        self._decide(review.add_value, value, version_id=version_id, evidence=span)

    def _value_of_selection(self) -> str | None:
        """The selected words as a value of the field, where its type takes words or a date as they stand."""
        words, spec = " ".join(self._text.selected_text().split()), self._form.spec
        if spec.type is ValueType.DATE:
            readings = read_date(words)
            return readings[0] if len(readings) == 1 else None
        if spec.type not in _WORDS:
            return None
        try:
            parsed = parse_value(spec, words)
        except DecisionError:
            return None
        return parsed if isinstance(parsed, str) else None

    def _open_editor(self, target: ReviewedValue | None, *, adding: bool) -> None:
        state, spec = self._form.state, self._form.spec
        assert state is not None
        panel = EditorPanel(spec, state.values, target, self._translator, adding=adding)
        words = self._text.selected_text()
        panel.set_selection(words)
        if adding and words:
            if spec.type is ValueType.RETENTION:
                panel.set_start(Retention("", until=" ".join(words.split())))
            elif not spec.codes:
                panel.set_start(" ".join(words.split()))
        panel.submitted.connect(lambda edits, source: self._apply(panel, edits, source))
        panel.dismissed.connect(self._form.close_panel)
        self._form.open_panel(panel)

    def _apply(self, panel: EditorPanel, edits: tuple[Edit, ...], source: str) -> None:
        supported = tuple(self._support(edit) for edit in edits)
        if any(edit.value_id is None and edit.evidence is None for edit in supported) and not source:
            panel.complain(
                self._translator.gettext(
                    "This does not stand in the text as written. Select the words that say so, or name where it is "
                    "known from."
                )
            )
            return
        self._decide(review.edit_field, supported, source=source, then=self._form.close_panel)

    def _support(self, edit: Edit) -> Edit:
        """The edit with the selected words as evidence; without them, words added are looked for in the text."""
        if edit.value is None:
            return edit
        selection = self._text.selection()
        if selection is not None:
            return replace(edit, version_id=selection[0], evidence=selection[1])
        document = self._text.document
        if edit.value_id is not None or document is None or not isinstance(edit.value, str):
            return edit
        span = find_words(document, edit.value) if self._form.spec.type in _WORDS else None
        return replace(edit, version_id=document.version.id, evidence=span) if span else edit

    # The edges of evidence

    def move_edges(self) -> None:
        """Opens the passage looked at, so that its edges can be moved."""
        if not self._blocked():
            self._open_edges()

    def move_edge(self, edge: Edge, steps: int) -> None:
        """Moves an edge of the passage looked at by words; it is kept with Enter."""
        panel = self._edges_panel
        if panel is None:
            if self._blocked():
                return
            panel = self._open_edges()
        if panel is not None:
            panel.move_edge(edge, steps)

    @property
    def _edges_panel(self) -> EdgesPanel | None:
        panel = self._form.card.panel if self._form.card else None
        return panel if isinstance(panel, EdgesPanel) else None

    def _open_edges(self) -> EdgesPanel | None:
        passage, assessment = self._form.passage(), self._session.assessment
        if passage is None or assessment is None:
            self._say(N_("There is no evidence here whose edges could be moved."))
            return None
        value, evidence = passage
        document = next((d for d in assessment.documents if d.version.id == value.version_id), None)
        if document is None:
            self._say(N_("This evidence stands in an earlier version of the document."))
            return None
        version_id, place = document.version.id, Span(evidence.start, evidence.end)
        panel = EdgesPanel(document.version.text, place, self._form.shortcuts, self._translator)
        panel.moved.connect(lambda: self._text.show_draft((version_id, panel.span)))
        panel.submitted.connect(lambda: self._keep_edges(value.id, place, panel.span))
        panel.dismissed.connect(self._form.close_panel)
        self._form.open_panel(panel)
        self._text.show_draft((version_id, place))
        return panel

    def _keep_edges(self, value_id: int, old: Span, new: Span) -> None:
        if new == old:
            self._form.close_panel()
            return
        self._session.decide(review.move_evidence, value_id, old, new, then=lambda: self._form.look_at(value_id, new))

    def _on_panel_closed(self) -> None:
        self._text.show_draft(None)

    # Marks and words

    def flag(self) -> None:
        if self._form.state is not None and not self._blocked():
            self._decide(review.unflag_field if self._form.state.flagged else review.flag_field)

    def note(self) -> None:
        state = self._form.state
        if state is None or self._blocked():
            return
        self._open_words(
            self._translator.gettext("Note on this field (stays out of the report)"),
            state.note,
            lambda text: self._decide(review.write_note, text=text),
        )

    def translate(self) -> None:
        if self._blocked():
            return
        passage = self._form.passage()
        if passage is None:
            self._say(N_("There is no quote here to translate."))
            return
        value = passage[0]
        self._open_words(
            self._translator.gettext("Working translation of the quote"),
            value.translation,
            lambda text: self._session.decide(review.write_translation, value.id, text),
        )

    def undo(self) -> None:
        done = self._session.assessment
        if done is not None and not self._blocked():
            self._step_in_time(review.undo, N_("Undone: {what}"), done.undo_kind, done.undo_field)

    def redo(self) -> None:
        done = self._session.assessment
        if done is not None and not self._blocked():
            self._step_in_time(review.redo, N_("Redone: {what}"), done.redo_kind, done.redo_field)

    def _step_in_time(self, operation: Operation, words: str, kind: str, field: str) -> None:
        """Undoes or does again what the menu names, and says what it was."""
        label = self._translator.gettext(load_form().field(field).label) if field in load_form() else ""
        what = operation_text(kind, label, self._translator)
        told = self._translator.gettext(words).format(what=what)
        self._session.decide(operation, then=lambda: self.said.emit(told))

    def _open_words(self, title: str, text: str, keep: Callable[[str], None]) -> None:
        panel = WordsPanel(title, text, self._translator)

        def on_submitted(words: str) -> None:
            self._form.close_panel()
            keep(words)

        panel.submitted.connect(on_submitted)
        panel.dismissed.connect(self._form.close_panel)
        self._form.open_panel(panel)

    # Small parts

    def _on_failed(self, error: ReviewerError) -> None:
        """An entry that was refused is told beside its editor, which stays open."""
        panel = self._form.card.panel if self._form.card else None
        if isinstance(panel, EditorPanel):
            panel.complain(describe(error, self._translator))

    def _on_selection_changed(self) -> None:
        panel = self._form.card.panel if self._form.card else None
        if isinstance(panel, EditorPanel):
            panel.set_selection(self._text.selected_text())
        elif isinstance(panel, EdgesPanel):
            selection = self._text.selection()
            if selection is not None and selection[0] == self._text.draft_version:
                panel.set_span(selection[1])

    def _decide(self, operation: Callable, *details: object, **more: object) -> None:
        key = self._form.current
        assert key is not None
        self._session.decide(operation, key.field, *details, document_id=key.document_id, **more)

    def _move_on(self) -> None:
        state = self._form.state
        if state is not None and state.status.value != "open" and not self._form.go_to_next_open():
            self._say(N_("No field is open any more."))

    def _one_value(self, question: str) -> ReviewedValue | None:
        """The value meant: the chosen one, or the only one; else the first is chosen and the question asked."""
        state = self._form.state
        if state is None or not state.effective_values:
            self._say(N_("There is no value here."))
            return None
        if self._form.chosen is not None:
            return self._form.chosen
        if len(state.effective_values) == 1:
            return state.effective_values[0]
        self._form.choose(state.effective_values[0].id)
        self._say(question)
        return None

    def _blocked(self) -> bool:
        """Whether an entry is open in the card, which must be finished or left first."""
        if not self._form.has_open_panel:
            return False
        self._say(N_("Finish the entry or leave it with Esc first."))
        return True

    def _say(self, message: str) -> None:
        self.said.emit(self._translator.gettext(message))


def find_words(document: AssessedDocument, words: str) -> Span | None:
    """Where words stand in a document's text for the first time, exactly as written; None if they do not."""
    start = document.version.text.find(words)
    return Span(start, start + len(words)) if start >= 0 and words else None

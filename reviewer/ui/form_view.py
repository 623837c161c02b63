"""The form beside the text: every field as a row, the current one as a card. It decides nothing; it says what the
reviewer wants."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reviewer.form import FieldSpec, Form
from reviewer.i18n import Translator
from reviewer.model import Assessment, Evidence, FieldState, FieldStatus, ReviewedValue, Span
from reviewer.ui.field_card import FieldCard
from reviewer.ui.field_row import FieldKey, FieldRow, key_of
from reviewer.ui.form_section import FormSection
from reviewer.ui.labels import quiet_label
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.style_sheet import restyle

_SMALLEST_LABEL, _LONGEST_LABEL = 96, 26
"""How wide the column of labels is at least, in pixels, and at most, in characters; longer labels take two lines."""


class FormView(QScrollArea):
    """Signals: `current_changed` when another field, value or passage is looked at; `action_wanted(action id)`;
    `passage_pressed(version id, Span)`; `section_folded`; `panel_closed` when an entry was left or done."""

    current_changed = Signal()
    action_wanted = Signal(str)
    passage_pressed = Signal(int, object)
    section_folded = Signal()
    panel_closed = Signal()

    def __init__(self, form: Form, shortcuts: Shortcuts, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self.shortcuts, self._translator = form, shortcuts, translator
        self._assessment: Assessment | None = None
        self._states: dict[FieldKey, FieldState] = {}
        self._sections: list[FormSection] = []
        self._rows: dict[FieldKey, FieldRow] = {}
        self._card: FieldCard | None = None
        self._current: FieldKey | None = None
        self._chosen: int | None = None
        self._passage, self._width = 0, 0
        self._document_titles: tuple[str, ...] = ()
        self._open_only = False
        self._concerned: Collection[str] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translator.gettext("Form"))
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(4, 4, 4, 24)
        self._layout.setSpacing(8)
        self._nothing_open = quiet_label(translator.gettext("Every field is decided."))
        self._nothing_open.setContentsMargins(12, 8, 12, 8)
        self._nothing_open.hide()
        self._layout.addWidget(self._nothing_open)
        self._layout.addStretch(1)
        self.setWidget(self._content)

    # What is shown

    @property
    def current(self) -> FieldKey | None:
        return self._current

    @property
    def state(self) -> FieldState | None:
        return self._states.get(self._current) if self._current else None

    @property
    def spec(self) -> FieldSpec:
        assert self._current is not None
        return self._form.field(self._current.field)

    @property
    def card(self) -> FieldCard | None:
        return self._card

    @property
    def chosen(self) -> ReviewedValue | None:
        """The one value that the reviewer chose; None means all."""
        if self.state is None:
            return None
        return next((value for value in self.state.values if value.id == self._chosen), None)

    @property
    def keys(self) -> tuple[FieldKey, ...]:
        return tuple(self._states)

    @property
    def sections(self) -> tuple[FormSection, ...]:
        return tuple(self._sections) if self._assessment is not None else ()

    def state_of(self, key: FieldKey) -> FieldState:
        return self._states[key]

    def section_of(self, key: FieldKey) -> FormSection:
        return next(section for section in self._sections if key in section.keys)

    def show_assessment(self, assessment: Assessment | None, key: FieldKey | None = None) -> None:
        """Shows the fields of an assessment and goes to `key`, or to the first of them."""
        self._assessment = assessment
        self._states = {key_of(state): state for state in assessment.fields} if assessment else {}
        self._close_card()
        self._current, self._chosen = None, None
        self._nothing_open.hide()
        if assessment is None:
            self._blank()
            return
        self._arrange(assessment)
        self._filter()
        self._content.show()
        first = next(iter(self._states), None)
        self.go_to(key if key in self._states else first)

    def update_fields(self, assessment: Assessment, keys: Collection[FieldKey]) -> None:
        """Shows what changed in `keys` alone; an editor open on another field stays as it is."""
        self._assessment = assessment
        chosen, had_panel = self.chosen, self.has_open_panel
        self._states = {key_of(state): state for state in assessment.fields}
        for key in keys:
            if key in self._rows:
                self._rows[key].show_state(self._states[key])
        if self._current in keys:
            if chosen is None or self.chosen is None or self.chosen.state is not chosen.state:
                # What was chosen has been decided: the rest is meant again.
                self._chosen, self._passage = None, 0
            self._show_card()
        self._show_progress()
        if had_panel and not self.has_open_panel:
            self.panel_closed.emit()

    def show_only(self, *, open_only: bool = False, fields: Collection[str] | None = None) -> None:
        """Shows open fields only, or those of some ids; what is decided from now on stays until the filter is chosen
        again."""
        self._open_only, self._concerned = open_only, fields
        self._filter()

    # Moving

    def go_to(self, key: FieldKey | None) -> None:
        """Opens the card of a field; deciding nothing."""
        if key is None:
            return
        if key != self._current:
            self._close_card()
            self._current, self._chosen, self._passage = key, None, 0
            section = self.section_of(key)
            section.set_open(True)
            section.show_field(key)
            self._show_card()
        self.current_changed.emit()

    def step(self, steps: int) -> None:
        """Goes to the next or previous field on show; from one in a closed group, to its neighbour."""
        keys = [key for section in self._sections for key in section.keys if self._on_show(section, key)]
        if not keys or self._current is None:
            return
        if self._current in keys:
            place = keys.index(self._current) + steps
        else:
            order = list(self._states)
            before = sum(order.index(key) < order.index(self._current) for key in keys)
            place = before + (steps - 1 if steps > 0 else steps)
        self.go_to(keys[min(max(place, 0), len(keys) - 1)])

    def fold_group(self) -> None:
        """Closes the group of the current field, or opens it again."""
        if self._current is not None:
            section = self.section_of(self._current)
            section.set_open(not section.is_open)

    def go_to_next_open(self) -> bool:
        """Goes to the next open field after the current one, from the top again at the end; False if none is open."""
        keys = list(self._states)
        place = keys.index(self._current) + 1 if self._current in self._states else 0
        for key in keys[place:] + keys[:place]:
            if self._states[key].status is FieldStatus.OPEN and key != self._current:
                self.go_to(key)
                return True
        return False

    def step_value(self, steps: int) -> None:
        """Chooses the next or previous value of the field; beyond the ends lies "all"."""
        ids: list[int | None] = [None, *(value.id for value in (self.state.values if self.state else ()))]
        place = ids.index(self._chosen) if self._chosen in ids else 0
        self.choose(ids[(place + steps) % len(ids)])

    def choose(self, value_id: int | None) -> None:
        self._chosen, self._passage = value_id, 0
        self._show_choice()
        self.current_changed.emit()

    def walk_evidence(self) -> bool:
        """Goes to the next passage of the field, or of the chosen value; False if it has none."""
        passages = self.passages()
        if not passages:
            return False
        self._passage = (self._passage + 1) % len(passages)
        self._show_choice()
        self.current_changed.emit()
        return True

    def look_at(self, value_id: int, span: Span) -> None:
        """Goes to one passage of the field; nothing where it has no such passage."""
        places = [(value.id, Span(evidence.start, evidence.end)) for value, evidence in self.passages()]
        if (value_id, span) in places:
            self._passage = places.index((value_id, span))
            self._show_choice()
            self.current_changed.emit()

    def passages(self) -> list[tuple[ReviewedValue, Evidence]]:
        """The evidence of the field, or of the chosen value, best value first."""
        if self.state is None:
            return []
        chosen = self.chosen
        values = [chosen] if chosen else sorted(self.state.effective_values, key=_strength)
        return [(value, evidence) for value in values for evidence in value.evidence]

    def passage(self) -> tuple[ReviewedValue, Evidence] | None:
        """The passage looked at now."""
        passages = self.passages()
        return passages[min(self._passage, len(passages) - 1)] if passages else None

    # The panel in the card

    @property
    def has_open_panel(self) -> bool:
        """Whether something is being entered in the card, which must not be lost."""
        return self._card is not None and self._card.panel is not None

    def open_panel(self, panel: QWidget) -> None:
        assert self._card is not None
        self._card.open_panel(panel)
        panel.setFocus()
        QTimer.singleShot(0, self, self._reveal_card)

    def close_panel(self) -> None:
        if self._card is not None and self._card.panel is not None:
            self._card.close_panel()
            self.setFocus()
            self.panel_closed.emit()

    # Building

    def _blank(self) -> None:
        """Keeps the rows for the next assessment, without what they say of this one."""
        self._content.hide()
        for key, row in self._rows.items():
            row.show_state(FieldState(*key, FieldStatus.OPEN, ()))

    def _remove(self, sections: Sequence[FormSection]) -> None:
        for section in sections:
            for key in section.keys:
                del self._rows[key]
            self._layout.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = [section for section in self._sections if section not in sections]

    def _arrange(self, assessment: Assessment) -> None:
        """Shows an assessment in the rows that are there, as far as they fit: making one takes several times as long
        as giving it something else to say."""
        titles = self._titles(assessment)
        self.fit_labels()
        if titles == self._document_titles:
            self._rename(assessment)
        else:
            self._content.hide()  # shown when it is whole: each part would be laid out as it comes
            self._remove(self._sections[: len(self._document_titles)])
            self._add_document_sections(assessment, titles)
        if len(self._sections) == len(titles):
            self._content.hide()
            self._add_groups()
        # The order of the sections is the order of moving.
        self._states = {key: self._states[key] for section in self._sections for key in section.keys}
        for section in self._sections:
            section.set_open(True)
        for key, row in self._rows.items():
            row.show_state(self._states[key])
        self._show_progress()

    def fit_labels(self) -> None:
        """Labels are as wide as the text's size asks for."""
        width, self._width = self._width, self.label_width
        if width != self._width:
            for row in self._rows.values():
                row.fit_label(self._width)

    def _titles(self, assessment: Assessment) -> tuple[str, ...]:
        """What the sections of the documents are called."""
        title = self._translator.gettext("Document")
        if len(assessment.documents) == 1:
            return (title,)
        return tuple(f"{title} · {document.name}" for document in assessment.documents)

    def _rename(self, assessment: Assessment) -> None:
        """Gives the documents' rows the documents that stand there now."""
        rows = dict(self._rows)
        for section, document in zip(self._sections, assessment.documents, strict=False):
            anew = {key: FieldKey(key.field, document.id) for key in section.keys}
            for key in anew:
                del self._rows[key]
            self._rows |= {anew[key]: rows[key] for key in anew}
            section.rename_keys(anew)

    def _add_document_sections(self, assessment: Assessment, titles: tuple[str, ...]) -> None:
        for place, document in enumerate(assessment.documents):
            keys = [key for key in self._states if key.document_id == document.id]
            self._add_section(place, titles[place], "", keys)
        self._document_titles = titles

    def _add_groups(self) -> None:
        say = self._translator.gettext
        for group in self._form.groups:
            keys = [FieldKey(spec.id, None) for spec in group.fields if FieldKey(spec.id, None) in self._states]
            if keys:
                self._add_section(len(self._sections), say(group.label), say(group.article), keys)

    def _add_section(self, place: int, title: str, article: str, keys: list[FieldKey]) -> None:
        section = FormSection(title, article, self._translator)
        self._layout.insertWidget(1 + place, section)  # below what is said where nothing is open
        for key in keys:
            row = FieldRow(self._form.field(key.field), self._states[key], self._width, self._translator)
            row.pressed.connect(lambda row=row: self._on_row_pressed(row))
            self._rows[key] = row
            section.put(key, row)
        section.folded.connect(self.section_folded)
        self._sections.insert(place, section)

    @property
    def label_width(self) -> int:
        """The width, in pixels, in which every label stands on one line."""
        metrics = QFontMetrics(self.font())
        texts = (self._translator.gettext(spec.label) for spec in self._form.fields)
        widest = max(metrics.horizontalAdvance(text) for text in texts) + 4
        return min(max(widest, _SMALLEST_LABEL), _LONGEST_LABEL * metrics.averageCharWidth())

    def _on_row_pressed(self, row: FieldRow) -> None:
        self.setFocus()
        self.go_to(next(key for key, known in self._rows.items() if known is row))

    def _on_show(self, section: FormSection, key: FieldKey) -> bool:
        return section.is_open and not section.widget(key).isHidden()

    def _filter(self) -> None:
        left_out = {key for key, state in self._states.items() if not self._passes(state)} - {self._current}
        for section in self._sections:
            section.hide_fields(left_out)
        self._tell_of_nothing_open()

    def _tell_of_nothing_open(self) -> None:
        """Says so where only open fields are wanted and there is none."""
        decided = all(state.status is not FieldStatus.OPEN for state in self._states.values())
        wanted = self._open_only and self._concerned is None
        self._nothing_open.setVisible(bool(self._states) and wanted and decided)

    def _passes(self, state: FieldState) -> bool:
        if self._concerned is not None:
            return state.field in self._concerned
        return not self._open_only or state.status is FieldStatus.OPEN

    def _show_progress(self) -> None:
        self._tell_of_nothing_open()
        for section in self._sections:
            decided = sum(self._states[key].status is not FieldStatus.OPEN for key in section.keys)
            section.show_progress(decided, len(section.keys))

    # The card

    def _close_card(self) -> None:
        if self._current is None or self._card is None:
            return
        self.section_of(self._current).put(self._current, self._rows[self._current])
        self._card.deleteLater()
        self._card = None

    def _show_card(self) -> None:
        assert self._current is not None
        assert self._assessment is not None
        had_focus = self._card is not None and self._card.isAncestorOf(self.focusWidget() or self._card)
        old, state = self._card, self._states[self._current]
        if old is not None and old.show_state(self._assessment, state):
            if had_focus:
                self.setFocus()
            restyle(old)
            self._show_current()
            return
        card = FieldCard(self.spec, self._assessment, state, self.shortcuts, self._translator)
        card.value_pressed.connect(self._on_value_pressed)
        card.action_wanted.connect(self.action_wanted)
        card.passage_pressed.connect(self.passage_pressed)
        self._card = card
        self.section_of(self._current).put(self._current, card)
        restyle(card)
        if old is not None:
            old.deleteLater()
            if had_focus:
                self.setFocus()
        self._show_current()

    def _show_current(self) -> None:
        assert self._current is not None
        self._show_choice()
        self.setAccessibleDescription(self._rows[self._current].accessibleName())

    def _show_choice(self) -> None:
        if self._card is None:
            return
        passage = self.passage()
        shown = self.chosen or (passage[0] if passage else next(iter(self.state.values), None))
        evidence = passage[1] if passage else None
        self._card.show_choice(shown, evidence, chosen=self._chosen is not None)
        QTimer.singleShot(0, self, self._reveal_card)

    def _on_value_pressed(self, value_id: int) -> None:
        self.choose(None if value_id == self._chosen else value_id)

    def _reveal_card(self) -> None:
        """Scrolls just so far that the card is seen whole, or its head if it is higher than the view; with the heading
        above it where it is the first of its group."""
        if self._card is None:
            return
        # What was just put into the card counts with its height.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        section = self.section_of(self._current)
        bottom = self._card.mapTo(self._content, QPoint()).y() + self._card.height()
        head = section if section.first_shown is self._card else self._card
        top = head.mapTo(self._content, QPoint()).y()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if bottom > bar.value() + height:
            bar.setValue(min(bottom - height + 8, top - 8))
        if top < bar.value():
            bar.setValue(top - 8)


def _strength(value: ReviewedValue) -> tuple[int, float]:
    """Undecided values first, the surest of them before the rest: they are what there is to look at."""
    decided = value.decision is not None
    return int(decided), -(value.machine.confidence if value.machine else 1.0)

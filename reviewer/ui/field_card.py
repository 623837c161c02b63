"""The current field, opened: its values to choose from, why they stand there, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from reviewer.form import FieldSpec, ValueType
from reviewer.form.wording import code_help
from reviewer.i18n import N_, Translator
from reviewer.model import AssessedDocument, Assessment, Evidence, FieldState, ReviewedValue, Span, ValueState
from reviewer.ui.buttons import ActionButton, KeyButton, ValueChip
from reviewer.ui.field_row import add_pills, clear_layout, silence_text
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.labels import LinkLabel, quiet_label, text_label
from reviewer.ui.passages import Passage
from reviewer.ui.quotes import Quote, quote_with_context, telling_words
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.wording import quoted, reason_text, state_word, value_text

_SHOWN_CUES = 6
_MANY_VALUES, _MANY_LINES = 10, 5
"""Where there are more, they stand below the quote and the buttons, which would else be out of sight; of values that
take a line each, fewer are many."""

_MORE = (
    ("review.add", N_("Add a value or evidence")),
    ("evidence.edges", N_("Move the edges of the evidence")),
    ("review.not_stated", N_("Not stated")),
    ("review.flag", N_("Flag for later")),
    ("review.note", N_("Note")),
    ("review.translate", N_("Translate the quote")),
    ("review.confirm_group", N_("Confirm group")),
    ("review.reopen", N_("Reopen field")),
)


class FieldCard(QFrame):
    """Signals: `value_pressed(id)`; `action_wanted(action id)`; `passage_pressed(version id, Span)`."""

    value_pressed = Signal(int)
    action_wanted = Signal(str)
    passage_pressed = Signal(int, object)

    def __init__(
        self,
        spec: FieldSpec,
        assessment: Assessment,
        state: FieldState,
        shortcuts: Shortcuts,
        translator: Translator,
    ) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self.setProperty("look", "card")
        self._spec, self._assessment, self._state, self._translator = spec, assessment, state, translator
        self._chips: dict[int, ValueChip] = {}
        self._panel: QWidget | None = None
        self._quote = QVBoxLayout()
        self._place = QVBoxLayout()
        self._head = QHBoxLayout()
        self._note = quiet_label()
        self._buttons = QWidget()
        # The buttons flow, so that a narrow form breaks their line instead of cutting it.
        self._button_row = FlowLayout(self._buttons, spacing=8)
        self._menu = QMenu(self)
        self._fill_menu()
        shortcuts.changed.connect(self._fill_menu)
        self._build()

    @property
    def chips(self) -> Mapping[int, ValueChip]:
        return self._chips

    @property
    def panel(self) -> QWidget | None:
        """The editor or question that is open in the card."""
        return self._panel

    def show_state(self, assessment: Assessment, state: FieldState) -> bool:
        """Shows the field as it stands now; False where that takes another card: for other values than before, or
        while something is being entered."""
        if self._panel is not None or _shape(state) != _shape(self._state):
            return False
        self._assessment, self._state = assessment, state
        self._fill_head()
        for value in state.values:
            self._show_value(self._chips[value.id], value)
        self._show_note()
        self._fill_menu()
        return True

    def show_choice(self, value: ReviewedValue | None, evidence: Evidence | None, *, chosen: bool) -> None:
        """Marks the value chosen and shows one passage that supports it."""
        for value_id, chip in self._chips.items():
            chip.set_chosen(chosen and value is not None and value_id == value.id)
        self._fill_buttons(value if chosen else None)
        clear_layout(self._quote)
        if value is None:
            return
        if evidence is not None and value.version_id is not None:
            self._quote.addWidget(self._value_passage(value, evidence))
        elif reason := reason_text(value, self._translator):
            self._quote.addWidget(quiet_label(reason))
        definition = self._definition(value) if chosen else ""
        if definition:
            meaning = self._say("{term}: {definition}")
            term = value_text(self._spec, value.value, self._translator)
            self._quote.addWidget(quiet_label(meaning.format(term=term, definition=definition)))
        if value.translation:
            self._quote.addWidget(quiet_label(self._say("Working translation: {text}").format(text=value.translation)))
        self._show_machine_value(value)
        self._offer_rule(value)

    def open_panel(self, panel: QWidget) -> None:
        """Shows an editor or question in place of the buttons."""
        self.close_panel()
        self._panel = panel
        self._place.addWidget(panel)
        # At once, so that it can take the keyboard before the next key comes.
        panel.show()
        self._buttons.hide()

    def close_panel(self) -> None:
        if self._panel is not None:
            clear_layout(self._place)
            self._panel = None
            self._buttons.show()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        self._quote.setSpacing(4)
        self._head.setSpacing(4)
        self._fill_head()
        layout.addLayout(self._head)
        lines = self._spec.type in (ValueType.TEXT, ValueType.RETENTION)
        many = len(self._state.values) > (_MANY_LINES if lines else _MANY_VALUES)
        if self._state.values and not many:
            layout.addLayout(self._values())
        self._add_broken_off(layout)
        layout.addLayout(self._quote)
        if not self._state.effective_values:
            self._add_silence(layout)
        layout.addWidget(self._note)
        self._show_note()
        layout.addLayout(self._place)
        self._fill_buttons(None)
        layout.addWidget(self._buttons)
        if many:
            layout.addLayout(self._values())

    def _say(self, message: str) -> str:
        return self._translator.gettext(message)

    def _fill_head(self) -> None:
        clear_layout(self._head)
        label = QLabel(self._say(self._spec.label))
        label.setToolTip(self._say(self._spec.help))
        label.setProperty("look", "title")
        self._head.addWidget(label, 1)
        add_pills(self._head, self._state, self._translator)

    def _show_note(self) -> None:
        self._note.setText(self._say("Note: {text}").format(text=self._state.note))
        self._note.setVisible(bool(self._state.note))

    def _values(self) -> FlowLayout:
        flow = FlowLayout(spacing=6)
        for value in self._state.values:
            flow.addWidget(self._chip(value))
        return flow

    def _chip(self, value: ReviewedValue) -> ValueChip:
        chip = ValueChip("", value.state)
        chip.clicked.connect(lambda: self.value_pressed.emit(value.id))
        self._chips[value.id] = chip
        self._show_value(chip, value)
        return chip

    def _show_value(self, chip: ValueChip, value: ReviewedValue) -> None:
        text = value_text(self._spec, value.value, self._translator)
        suggested = value.state is ValueState.SUGGESTED and value.machine is not None
        confidence = self._translator.format_share(value.machine.confidence) if suggested and value.machine else ""
        words = [text, state_word(value.state, self._translator)]
        if confidence:
            words.append(self._say("confidence {number}").format(number=confidence))
        chip.show_value(text, value.state, confidence)
        chip.setToolTip(self._definition(value))
        chip.setAccessibleName(", ".join(words))

    def _definition(self, value: ReviewedValue) -> str:
        """What a word of a vocabulary means; empty for other values."""
        if self._spec.type is not ValueType.CODE:
            return ""
        return code_help(self._spec, self._spec.code(str(value.value)), self._translator)

    def _show_machine_value(self, value: ReviewedValue) -> None:
        if value.machine is not None and value.machine.value != value.value:
            read = value_text(self._spec, value.machine.value, self._translator)
            self._quote.addWidget(quiet_label(self._say("Read by the machine: {value}").format(value=read)))
        for evidence in machine_passages(value):
            self._quote.addWidget(self._machine_passage(value, evidence))

    def _offer_rule(self, value: ReviewedValue) -> None:
        """The name of the rule that found the value, on demand: it is for whoever looks after the rules."""
        if value.machine is None:
            return
        rule = self._say("Rule {rule}").format(rule=value.machine.rule)
        link = LinkLabel(self._say("Show rule"))

        def show() -> None:
            link.hide()
            self._quote.addWidget(quiet_label(rule))

        link.activated.connect(show)
        self._quote.addWidget(link)

    def _machine_passage(self, value: ReviewedValue, evidence: Evidence) -> QWidget:
        """A passage that the machine rested on and the value no longer does; it leads there where it still stands."""
        about = self._say("read by the machine here")
        document = self._document(value.version_id) if value.version_id is not None else None
        if document is None or document.version.text[evidence.start : evidence.end] != evidence.quote:
            return quiet_label(f"{quoted(evidence.quote, self._translator)} · {about}")
        return self._passage(document.version.id, evidence, about)

    def _value_passage(self, value: ReviewedValue, evidence: Evidence) -> Passage:
        """The passage of a value with its reason, and with what weakens it marked."""
        assert value.version_id is not None
        document = self._document(value.version_id)
        marks = telling_words(document, value, evidence) if document else ()
        return self._passage(value.version_id, evidence, reason_text(value, self._translator), marks)

    def _passage(self, version_id: int, evidence: Evidence, reason: str, marks: Sequence[Span] = ()) -> Passage:
        document = self._document(version_id)
        start, end = evidence.start, evidence.end
        quote = quote_with_context(document, start, end, marks) if document else Quote(evidence.quote)
        place = self._say("page {number}").format(number=evidence.page) if evidence.page else ""
        several = document.name if document and len(self._assessment.documents) > 1 else ""
        about = " · ".join(part for part in (several, place, reason) if part)
        framed = quote.put_into(self._say("“{quote}”"))
        passage = Passage(framed.words, about, framed.marks)
        if quote.marks:
            marked = self._say("marked: {words}").format(words=", ".join(quote.marked_words))
            passage.setAccessibleDescription(f"{about} · {marked}")
        passage.pressed.connect(lambda: self.passage_pressed.emit(version_id, Span(evidence.start, evidence.end)))
        return passage

    def _document(self, version_id: int) -> AssessedDocument | None:
        return next((d for d in self._assessment.documents if d.version.id == version_id), None)

    def _add_broken_off(self, layout: QVBoxLayout) -> None:
        for version_id, incomplete in self._state.incomplete:
            for evidence in incomplete.evidence:
                reason = self._say("Here the text breaks off: what should follow is missing.")
                layout.addWidget(self._passage(version_id, evidence, reason))

    def _add_silence(self, layout: QVBoxLayout) -> None:
        if not self._state.values and not self._state.incomplete:
            layout.addWidget(text_label(silence_text(self._state, self._translator), "second"))
            self._add_exemption(layout)
        for version_id, silence in self._state.silences:
            if silence.examples:
                layout.addWidget(quiet_label(self._looked_for(version_id, silence.examples[:_SHOWN_CUES])))
        nearest = [(version, passage) for version, silence in self._state.silences for passage in silence.nearest]
        if not nearest:
            return
        link = LinkLabel(self._say("Show nearest"))
        place = QVBoxLayout()
        place.setSpacing(4)
        link.activated.connect(lambda: self._show_nearest(link, place, nearest))
        layout.addWidget(link)
        layout.addLayout(place)

    def _add_exemption(self, layout: QVBoxLayout) -> None:
        """Why nothing need be stated, once the findings are there and their rules with them."""
        if not self._assessment.findings:
            return
        from reviewer.findings import FindingWording, exempt_fields_of_assessment

        if self._state.field in exempt_fields_of_assessment(self._assessment):
            reason = FindingWording(self._translator).exemption(self._state.field)
            layout.addWidget(text_label(" ".join((self._say("Not applicable."), reason))))

    def _looked_for(self, version_id: int, cues: Sequence[str]) -> str:
        """What was searched for in vain, in the language of the document that was searched."""
        document = self._document(version_id)
        language = self._translator.language_name(document.version.language) if document else ""
        if not language:
            return self._say("Looked for: {cues}").format(cues=", ".join(cues))
        return self._say("Looked for ({language}): {cues}").format(language=language, cues=", ".join(cues))

    def _show_nearest(self, link: LinkLabel, place: QVBoxLayout, nearest: list[tuple[int, Evidence]]) -> None:
        link.hide()
        for version_id, evidence in nearest:
            place.addWidget(self._passage(version_id, evidence, self._say("nearest passage")))

    def _fill_buttons(self, chosen: ReviewedValue | None) -> None:
        """What can be done with the field, or with the one value chosen."""
        clear_layout(self._button_row)
        for button in self._make_buttons(chosen):
            self._button_row.addWidget(button)
        more = KeyButton(self._say("More"), "▾", flat=True)
        more.clicked.connect(lambda: self._menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        self._button_row.addWidget(more)

    def _make_buttons(self, chosen: ReviewedValue | None) -> list[KeyButton]:
        effective, suggested = self._state.effective_values, self._state.suggested
        buttons = []
        if chosen is not None:
            if chosen.state in (ValueState.SUGGESTED, ValueState.REJECTED):
                buttons.append(self._button("review.confirm", self._say("Confirm this one"), primary=True))
        elif suggested:
            several = len(suggested) > 1
            text = self._say("Confirm {count}").format(count=len(suggested)) if several else self._say("Confirm")
            buttons.append(self._button("review.confirm", text, primary=True))
        if not effective and chosen is None:
            return [
                self._button("review.not_stated", self._say("Not stated")),
                self._button("review.add", self._say("Add")),
            ]
        one = len(effective) < 2 or chosen is not None
        reject = self._button("review.reject", self._say("Reject") if one else self._say("Reject one"))
        return [*buttons, self._button("review.correct", self._say("Correct")), reject]

    def _button(self, action: str, text: str, *, primary: bool = False) -> KeyButton:
        button = ActionButton(text, action, self._shortcuts, primary=primary)
        button.clicked.connect(lambda: self.action_wanted.emit(action))
        return button

    def _fill_menu(self) -> None:
        self._menu.clear()
        for action, label in _MORE:
            taken = action == "review.flag" and self._state.flagged
            text = self._say("Take the flag off") if taken else self._say(label)
            entry = self._menu.addAction(f"{text}\t{self._shortcuts.text(action)}")
            entry.triggered.connect(lambda checked=False, action=action: self.action_wanted.emit(action))


def machine_passages(value: ReviewedValue) -> list[Evidence]:
    """What the machine rested on and the value no longer does; an equal quote in a newer version is the same."""
    quotes = {evidence.quote for evidence in value.evidence}
    return [evidence for evidence in value.machine.evidence if evidence.quote not in quotes] if value.machine else []


def _shape(state: FieldState) -> tuple[object, ...]:
    """What of a field decides which parts its card has."""
    values = tuple(value.id for value in state.values)
    return values, bool(state.effective_values), state.incomplete, state.silences

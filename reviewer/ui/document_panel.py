"""The middle of the desk: the vendor's documents as tabs, the text, its outline and the find bar."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QToolButton, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Assessment, Span
from reviewer.ui.document_view import DocumentView, Highlight
from reviewer.ui.field_row import FieldKey, key_of
from reviewer.ui.find_bar import FindBar
from reviewer.ui.labels import hairline
from reviewer.ui.outline import Outline


class DocumentPanel(QWidget):
    """Signals: `document_shown(document id)`; `fields_pressed(keys)` when a highlight is clicked."""

    document_shown = Signal(int)
    fields_pressed = Signal(tuple)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._assessment: Assessment | None = None
        self._document: AssessedDocument | None = None
        self._current: FieldKey | None = None
        self._value_id: int | None = None
        self.view = DocumentView(self)
        self.view.setAccessibleName(translator.gettext("Text of the document"))
        self.find_bar = FindBar(self.view, translator)
        self._tabs = QTabBar(self)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._place = QLabel(self)
        self._place.setProperty("look", "second")
        self.outline = Outline(translator.gettext("Outline"), self)
        self._lay_out()
        self._connect()

    @property
    def document(self) -> AssessedDocument | None:
        return self._document

    def show_assessment(self, assessment: Assessment | None, document_id: int | None = None) -> None:
        """Shows the documents of an assessment, `document_id` first if it is among them."""
        self._assessment, self._document = assessment, None
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for document in assessment.documents if assessment else ():
            self._tabs.setTabData(self._tabs.addTab(document.name), document.id)
        self._tabs.blockSignals(False)
        self.show_document(document_id)

    def show_document(self, document_id: int | None) -> None:
        """Shows one of the documents; the first where there is none of that id."""
        documents = self._assessment.documents if self._assessment else ()
        document = next((d for d in documents if d.id == document_id), documents[0] if documents else None)
        if document is None:
            self.view.show_text("", (), key=None)
            return
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(documents.index(document))
        self._tabs.blockSignals(False)
        self._document = document
        version = document.version
        self.view.show_text(version.text, version.blocks, key=version.id)
        self.outline.set_headings(version.text, version.blocks)
        self.find_bar.search_again()
        self._show_place(document)
        self.show_highlights(self._assessment, self._current, self._value_id)
        self.document_shown.emit(document.id)

    def show_highlights(
        self, assessment: Assessment | None, current: FieldKey | None, value_id: int | None = None
    ) -> None:
        """Marks the evidence of all fields in the text shown, that of the current one strongly, or of one value of
        it."""
        self._assessment, self._current, self._value_id = assessment, current, value_id
        if assessment is None or self._document is None:
            return
        version_id = self._document.version.id
        highlights: list[Highlight] = []
        for state in assessment.fields:
            key = key_of(state)
            for value in state.effective_values:
                if value.version_id == version_id:
                    strong = key == current and value_id in (None, value.id)
                    highlights += [Highlight(Span(e.start, e.end), key, strong) for e in value.evidence]
        self.view.set_highlights(highlights)

    def bring_into_view(self, version_id: int, span: Span) -> None:
        """Shows the document that holds the passage, and the passage; nothing for an earlier version."""
        documents = self._assessment.documents if self._assessment else ()
        document = next((d for d in documents if d.version.id == version_id), None)
        if document is None:
            return
        if document is not self._document:
            self.show_document(document.id)
        self.view.bring_into_view(span)

    def selection(self) -> tuple[int, Span] | None:
        """The version shown and the words selected in it."""
        span = self.view.selected_span()
        return (self._document.version.id, span) if span and self._document else None

    def selected_text(self) -> str:
        span = self.view.selected_span()
        return self.view.text[span.start : span.end] if span else ""

    def open_find(self) -> None:
        self.find_bar.open(self.selected_text())

    def _show_place(self, document: AssessedDocument) -> None:
        """Where the document came from and when, beside the tabs."""
        version = document.version
        parts = [version.source] if version.source else []
        if version.retrieved:
            day = self._translator.format_date(version.retrieved)
            parts.append(self._translator.gettext("retrieved {date}").format(date=day))
        self._place.setText(" · ".join(parts))
        self._tabs.setTabToolTip(self._tabs.currentIndex(), version.file_name)

    def _lay_out(self) -> None:
        find = QToolButton(self)
        find.setText(self._translator.gettext("Find"))
        find.clicked.connect(self.open_find)
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 16, 0)
        head.setSpacing(8)
        head.addWidget(self._tabs)
        head.addStretch(1)
        head.addWidget(self._place)
        head.addWidget(self.outline)
        head.addWidget(find)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.find_bar)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(lambda index: self.show_document(self._tabs.tabData(index)))
        self.view.highlight_clicked.connect(lambda keys, offset: self.fields_pressed.emit(tuple(keys)))
        self.view.visible_span_changed.connect(lambda: self.outline.set_position(self.view.visible_span().start))
        self.outline.heading_chosen.connect(self.view.go_to)
        self.find_bar.left.connect(self.view.setFocus)

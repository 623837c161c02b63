"""The middle of the desk: the vendor's documents as tabs, the text or the pages, the outline and the find bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Assessment, Original, Span
from reviewer.ui.addresses import address_at, names_place
from reviewer.ui.document_view import DocumentView, Highlight
from reviewer.ui.field_row import FieldKey, key_of
from reviewer.ui.find_bar import FindBar
from reviewer.ui.labels import ElidedLink, divider, hairline, plain_tip, set_look
from reviewer.ui.outline import Outline
from reviewer.ui.quotes import telling_words
from reviewer.ui.term_tips import term_tip
from reviewer.ui.text_search import PatternOf

if TYPE_CHECKING:
    from reviewer.ui.page_view import PageView

_TEXT, _PAGES = 0, 1


class DocumentPanel(QWidget):
    """Signals: `document_shown(document id)`; `fields_pressed(keys)` when a highlight is clicked;
    `address_pressed(address)`, as it stands in the text or where the document was found;
    `sheet_changed` when pages came in place of the text or the other way; `view_moved` when something else of either
    is on screen."""

    document_shown = Signal(int)
    fields_pressed = Signal(tuple)
    address_pressed = Signal(str)
    sheet_changed = Signal()
    view_moved = Signal()

    def __init__(
        self, translator: Translator, read_original: Callable[[int], Original | None], parent: QWidget | None = None
    ) -> None:
        """`read_original` gives the file of a version; None if it could not be had, which it has told itself."""
        super().__init__(parent)
        self._translator, self._read_original = translator, read_original
        self._pages: PageView | None = None
        self._held_still = False
        self.on_pages: set[int] = set()
        """The documents that are shown as pages, by id; the others are shown as text."""
        self._turned_to: int | None = None
        self._assessment: Assessment | None = None
        self._document: AssessedDocument | None = None
        self._current: FieldKey | None = None
        self._value_id: int | None = None
        self._draft: tuple[int, Span] | None = None
        self.view = DocumentView(self)
        self.view.setAccessibleName(translator.gettext("Text of the document"))
        self.view.tip_of = self._tip_of
        self.find_bar = FindBar(self.view, translator)
        self._tabs = QTabBar(self)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setAccessibleName(translator.gettext("Documents"))
        self._tabs.setAccessibleDescription(translator.gettext("The arrow keys show another document."))
        self._switch, self._divider = QTabBar(self), divider()
        self.sheets = QStackedWidget(self)
        self._place = ElidedLink("")
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
            self._show_sheet()
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
        self._show_sheet()
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
        highlights = self._highlights(assessment, self._document.version.id)
        self.view.set_highlights(highlights)
        self.view.set_telling(self._telling(assessment, self._document))
        if self._pages is not None:
            self._pages.set_highlights(highlights if self.pages_shown else ())

    def show_draft(self, draft: tuple[int, Span] | None) -> None:
        """Marks a passage whose edges are being moved, as (version id, place), over what is kept; None ends that."""
        if draft is None and self._draft is None:
            return
        self._draft = draft
        self.show_highlights(self._assessment, self._current, self._value_id)
        if draft is not None and self._document is not None and draft[0] == self._document.version.id:
            self._shown.bring_into_view(draft[1])

    @property
    def draft_version(self) -> int | None:
        """The version in which a passage is being moved."""
        return self._draft[0] if self._draft is not None else None

    def _highlights(self, assessment: Assessment, version_id: int) -> list[Highlight]:
        drafted = self._draft is not None
        highlights: list[Highlight] = []
        for state in assessment.fields:
            key = key_of(state)
            if key == self._current:
                places = [e for version, lost in state.incomplete if version == version_id for e in lost.evidence]
                highlights += [Highlight(Span(e.start, e.end), key, True) for e in places]
            for value in state.effective_values:
                if value.version_id == version_id:
                    strong = key == self._current and self._value_id in (None, value.id) and not drafted
                    highlights += [Highlight(Span(e.start, e.end), key, strong) for e in value.evidence]
        if self._draft is not None and self._draft[0] == version_id:
            highlights.append(Highlight(self._draft[1], self._current, True))
        return highlights

    def _telling(self, assessment: Assessment, document: AssessedDocument) -> list[Span]:
        """The words that weaken what the current field's evidence says, or that of the one value looked at."""
        current = (state for state in assessment.fields if key_of(state) == self._current)
        values = [value for state in current for value in state.effective_values]
        shown = [v for v in values if v.version_id == document.version.id and self._value_id in (None, v.id)]
        return [span for v in shown for passage in v.evidence for span in telling_words(document, v, passage)]

    def bring_into_view(self, version_id: int, span: Span) -> None:
        """Shows the document that holds the passage, and the passage; nothing for an earlier version."""
        documents = self._assessment.documents if self._assessment else ()
        document = next((d for d in documents if d.version.id == version_id), None)
        if document is None:
            return
        if document is not self._document:
            self.show_document(document.id)
        self._shown.bring_into_view(span)

    def sight(self) -> Callable[[Span], bool]:
        """What tells whether a passage of the document shown is wholly on screen now."""
        if self._pages is not None and self.pages_shown:
            return self._pages.shows
        visible = self.view.visible_span() if self.view.isVisible() else Span(0, 0)
        return lambda span: visible.start <= span.start and span.end <= visible.end

    def set_held_still(self, held: bool) -> None:
        """While held, `bring_into_view` leaves text and pages where they are."""
        self._held_still = held
        self.view.set_held_still(held)
        if self._pages is not None:
            self._pages.set_held_still(held)

    def selection(self) -> tuple[int, Span] | None:
        """The version shown and the words selected in its text; nothing can be selected on pages."""
        span = None if self.pages_shown else self.view.selected_span()
        return (self._document.version.id, span) if span and self._document else None

    def selected_text(self) -> str:
        span = self.view.selected_span()
        return self.view.text[span.start : span.end] if span else ""

    def open_find(self) -> None:
        """Words are looked for in the text, which comes in place of the pages."""
        self.show_pages(False)
        self.find_bar.open(self.selected_text())

    def show_found(self, document_id: int, span: Span, words: str, pattern_of: PatternOf) -> None:
        """Shows a document where words were found that `pattern_of` finds in its text, all their places marked."""
        self.show_document(document_id)
        self.show_pages(False)
        self.find_bar.show_found(words, pattern_of, span.start)

    def address_at_caret(self) -> str:
        """The address in the text in which the caret stands, empty if there is none."""
        return "" if self.pages_shown else address_at(self.view.text, self.view.caret())

    def _show_menu(self, place: QPoint, address: str) -> None:
        menu = self.view.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tip = "" if self.pages_shown else self._tip_of(self.view.caret())
        if tip:
            menu.addSeparator()
            for line in tip.splitlines():
                menu.addAction(line).setEnabled(False)
        if address:
            menu.addSeparator()
            entry = menu.addAction(self._translator.gettext("Open the address…"))
            entry.triggered.connect(lambda checked=False: self.address_pressed.emit(address))
        menu.popup(place)

    def _tip_of(self, offset: int) -> str:
        language = self._document.version.language if self._document is not None else ""
        return term_tip(self.view.text, offset, language, self._translator)

    def _press_place(self) -> None:
        if self._document is not None and names_place(self._document.version.source):
            self.address_pressed.emit(self._document.version.source)

    # Text or pages

    @property
    def has_pages(self) -> bool:
        return self._document is not None and bool(self._document.version.pages)

    @property
    def pages_shown(self) -> bool:
        return self.sheets.currentWidget() is not self.view

    def show_pages(self, wanted: bool) -> None:
        """Shows the pages as printed, or the text again, at the same place; so the document stays."""
        if self._document is not None:
            (self.on_pages.add if wanted else self.on_pages.discard)(self._document.id)
        self._show_sheet()
        self.show_highlights(self._assessment, self._current, self._value_id)

    @property
    def _shown(self) -> DocumentView | PageView:
        return self._pages if self._pages is not None and self.pages_shown else self.view

    def _show_sheet(self) -> None:
        """Puts on top what is wanted and can be had."""
        wanted = self._document is not None and self._document.id in self.on_pages
        pages = wanted and self.has_pages and self._load_pages()
        if wanted and not pages:
            self.on_pages.discard(self._document.id)
        if not self.has_pages and self._pages is not None:
            self._pages.clear()
        if self.has_pages and self._pages is None:
            QTimer.singleShot(0, self, self._make_pages)
        self._switch.setVisible(self.has_pages)
        self._divider.setVisible(self.has_pages)
        self._switch.blockSignals(True)
        self._switch.setCurrentIndex(_PAGES if pages else _TEXT)
        self._switch.blockSignals(False)
        if pages != self.pages_shown:
            self._turn_to(self._pages if pages else self.view)
        self.sheet_changed.emit()

    def _turn_to(self, sheet: QWidget) -> None:
        """Changes the sheet and keeps the place: the line at the top, unless it is where the last turn put it."""
        left, place = self._shown, self._shown.visible_span().start
        focused = left.isAncestorOf(QApplication.focusWidget() or self)
        self.sheets.setCurrentWidget(sheet)
        if place != self._turned_to or sheet is not self.view:
            self._shown.show_from(place)
        self._turned_to = self._shown.visible_span().start
        if focused:
            sheet.setFocus()

    def _load_pages(self) -> bool:
        """Has the document's file in the page view; False where it cannot be had."""
        version = self._document.version
        self._make_pages()
        if self._pages.key == version.id:
            return True
        original = self._read_original(version.id)
        if original is None:
            return False
        self._pages.show_pages(original, version.text, key=version.id)
        self._pages.show_from(self.view.visible_span().start)
        return True

    def _make_pages(self) -> None:
        """Made when a document with pages has been shown: most have none, and the window starts without."""
        if self._pages is not None:
            return
        from reviewer.ui.page_view import PageView

        self._pages = PageView(self._translator, self)
        self._pages.set_held_still(self._held_still)
        self._pages.highlight_clicked.connect(lambda keys, offset: self.fields_pressed.emit(tuple(keys)))
        self._pages.visible_span_changed.connect(self.view_moved)
        self._pages.address_pressed.connect(self.address_pressed)
        self.sheets.addWidget(self._pages)

    def _show_place(self, document: AssessedDocument) -> None:
        """Where the document came from and when, beside the tabs."""
        version = document.version
        parts = [version.source] if version.source else []
        if version.retrieved:
            day = self._translator.format_date(version.retrieved)
            parts.append(self._translator.gettext("retrieved {date}").format(date=day))
        leads = names_place(version.source)
        self._place.setText(" · ".join(parts))
        self._place.setAccessibleName(self._place.text())
        self._place.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self._place.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        set_look(self._place, "link" if leads else "second")
        self.view.setAccessibleDescription(" · ".join((document.name, *parts)))
        self._tabs.setTabToolTip(self._tabs.currentIndex(), plain_tip(version.file_name))

    def _lay_out(self) -> None:
        find = QToolButton(self)
        find.setText(self._translator.gettext("Find"))
        find.clicked.connect(self.open_find)
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 16, 0)
        head.setSpacing(8)
        head.addWidget(self._tabs)
        head.addWidget(self._divider)
        head.addWidget(self._switch)
        head.addStretch(0)
        head.addWidget(self._place, 1)  # the rest is for what is before it
        head.addWidget(self.outline)
        head.addWidget(find)
        self._switch.setAccessibleName(self._translator.gettext("Text or pages"))
        self._switch.setAccessibleDescription(self._translator.gettext("The arrow keys show the one or the other."))
        self._switch.setExpanding(False)
        self._switch.setDrawBase(False)
        self._switch.addTab(self._translator.gettext("Text"))
        self._switch.addTab(self._translator.gettext("Pages"))
        self._switch.hide()
        self._divider.hide()
        self.sheets.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.find_bar)
        layout.addWidget(self.sheets, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(lambda index: self.show_document(self._tabs.tabData(index)))
        self.view.highlight_clicked.connect(lambda keys, offset: self.fields_pressed.emit(tuple(keys)))
        self.view.address_pressed.connect(self.address_pressed)
        self.view.menu_wanted.connect(self._show_menu)
        self._place.activated.connect(self._press_place)
        self._switch.currentChanged.connect(lambda index: self.show_pages(index == _PAGES))
        self.view.visible_span_changed.connect(self.view_moved)
        self.view_moved.connect(lambda: self.outline.set_position(self._shown.visible_span().start))
        self.outline.heading_chosen.connect(lambda offset: self._shown.go_to(offset))
        self.find_bar.left.connect(self.view.setFocus)

"""Looks for words in all documents of the workspace: what is typed is looked for at once, each hit leads to its
place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReviewerError, Span
from reviewer.model.search import DocumentHits, SearchResult
from reviewer.ui.indexing import Indexing
from reviewer.ui.jump_list import JumpList, JumpRow
from reviewer.ui.labels import quiet_label
from reviewer.ui.match_delegate import MatchDelegate
from reviewer.ui.operations import review
from reviewer.ui.own_keys import keeps_key, leads_out
from reviewer.ui.session import Session
from reviewer.ui.wording import document_text
from reviewer.ui.workspace_reader import WorkspaceReader

_TYPING_PAUSE = 120
"""Milliseconds after the last letter until the documents are searched."""
_PAGE = 5


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where a hit stands, and the words that led there."""

    assessment_id: int
    document_id: int
    span: Span
    words: str


class SearchPanel(QWidget):
    """The words stay until the workspace is closed. Signals: `place_wanted(FoundPlace)`; `left` on Esc;
    `progressed(text, part)` while many texts are read into the index, then `rested`."""

    place_wanted = Signal(object)
    left = Signal()
    progressed = Signal(str, float)
    rested = Signal()

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        say = translator.gettext
        self._session, self._translator = session, translator
        self._reader = WorkspaceReader(session.open_reader, self)
        self._indexing = Indexing(session, self._reader, self)
        self._result: SearchResult | None = None
        self._awaited = self._going = False
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(say("Find in all documents"))
        self._line.setAccessibleName(say("Find in all documents"))
        self._line.setClearButtonEnabled(True)
        self._state = quiet_label()
        self.list = JumpList(say("Places found"), (say("Vendor"), say("Document"), say("Passage")), (26, 40, 80))
        self.list.setAccessibleDescription(say("Enter goes to the place in its document."))
        self.list.setItemDelegate(MatchDelegate(self.list))
        self.list.setHeaderHidden(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self.setFocusProxy(self._line)
        self._lay_out()
        self._connect()
        self._show_result(None)

    @property
    def state_text(self) -> str:
        """What is said beside the line: how much was found, or why nothing is."""
        return self._state.text()

    def open(self, words: str = "") -> None:
        """Takes the keyboard; `words`, if any, are looked for, else what was typed last stands there still."""
        if words and "\n" not in words:
            self._line.setText(words)
        self._line.setFocus()
        self._line.selectAll()
        self._search()

    def _search(self) -> None:
        self._pause.stop()
        if self._session.workspace is None or review.search_pattern(self._line.text()) is None:
            self._reader.drop_search()
            self._awaited = False
            self._show_result(None)
        else:
            self._awaited = True
            self._reader.search(self._line.text())

    def _on_found(self, result: SearchResult) -> None:
        self._awaited = False
        self._show_result(result)
        if self._going:
            self._go()

    def _on_failed(self, error: ReviewerError) -> None:
        self._awaited = self._going = False
        self._show_result(None)
        if error.code == "workspace.damaged":
            say = self._translator.gettext
            self._say(say("The search index is damaged. It is made anew; the documents are not affected."))
            self._indexing.rebuild()
        else:
            self._say(describe(error, self._translator))

    def _on_progressed(self, read: int, texts: int) -> None:
        text = self._translator.gettext("Preparing the search: {read} of {total} texts")
        self.progressed.emit(text.format(read=read, total=texts), read / texts)

    def _on_indexed(self) -> None:
        """What was found while texts were still being read may not be all."""
        if self._result is None or self._result.read < self._result.versions:
            self._search()

    def _on_edited(self) -> None:
        """Whoever types on does not want to go to what was typed before."""
        self._going = False

    def _on_workspace_closed(self) -> None:
        self._line.clear()
        self._pause.stop()
        self._awaited = self._going = False
        self._show_result(None)

    # Showing

    def _show_result(self, result: SearchResult | None) -> None:
        self._result = result
        rows = [row for document in result.documents for row in self._rows(document)] if result else []
        if rows != self.list.rows:
            self.list.show_rows(rows)
            self._choose(0)
        self.list.setVisible(bool(rows))
        self._say(self._state_of(result))

    def _rows(self, document: DocumentHits) -> Iterator[JumpRow]:
        heads = (document.vendor, self._document_text(document))
        for number, hit in enumerate(document.hits):
            place = FoundPlace(document.assessment_id, document.document_id, hit.span, self._line.text())
            yield JumpRow((*heads, hit.snippet), place, hit.matches, repeats=len(heads) if number else 0)

    def _document_text(self, document: DocumentHits) -> str:
        """Its name and date as in the engagement list, and how often the words stand in it."""
        known = (d for e in self._session.engagements for v in e.vendors for d in v.documents)
        entry = next((d for d in known if d[0] == document.document_id), None)
        name = document_text(entry, self._translator) if entry else document.document
        return f"{name} ({self._translator.format_number(document.count)})"

    def _state_of(self, result: SearchResult | None) -> str:
        say = self._translator.gettext
        if result is None:
            return say("Words stand for their beginnings; words in quotation marks are found exactly as they stand.")
        parts = [self._count_of(result)]
        if result.read < result.versions:
            text = say("{read} of {total} texts are read so far")
            parts.append(text.format(read=result.read, total=result.versions))
        return " · ".join(parts)

    def _count_of(self, result: SearchResult) -> str:
        if not result.hit_count:
            return self._translator.gettext("No document has these words in one passage.")
        places = self._translator.ngettext("{count} place", "{count} places", result.hit_count)
        documents = self._translator.ngettext("in {count} document", "in {count} documents", result.document_count)
        shown = sum(len(document.hits) for document in result.documents)
        text = " ".join((places.format(count=result.hit_count), documents.format(count=result.document_count)))
        if shown < result.hit_count:
            text += ", " + self._translator.gettext("the best {count} shown").format(count=shown)
        return text

    def _say(self, text: str) -> None:
        self._state.setText(text)
        self._line.setAccessibleDescription(text)

    # The keyboard: the line keeps it while the list is walked through

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event.key())
        return super().eventFilter(watched, event)

    def _take(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif key in steps:
            self._choose(self.list.currentIndex().row() + steps[Qt.Key(key)])
        else:
            return False
        return True

    def _go(self) -> None:
        """To the hit chosen; where what was typed is still being looked for, to its first hit when that is through."""
        if self._pause.isActive():
            self._search()
        self._going = self._awaited
        if not self._going and self.list.rows:
            self.list.press_row(self.list.currentIndex().row())

    def _choose(self, row: int) -> None:
        row = min(max(row, 0), len(self.list.rows) - 1)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def event(self, event: QEvent) -> bool:
        return keeps_key(event, leads_out) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if leads_out(event):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(16)
        head.addWidget(self._line, 1)
        head.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._pause.start)
        self._line.textEdited.connect(self._on_edited)
        self._pause.timeout.connect(self._search)
        self._reader.found.connect(self._on_found)
        self._reader.failed.connect(self._on_failed)
        self._indexing.progressed.connect(self._on_progressed)
        self._indexing.finished.connect(self._on_indexed)
        self._indexing.rested.connect(self.rested)
        self.list.pressed_target.connect(self.place_wanted)
        self._session.workspace_closed.connect(self._on_workspace_closed)

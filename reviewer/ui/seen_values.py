"""Which values the reviewer can have seen: a group is confirmed no further than that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from reviewer.model import AssessedDocument, ReviewedValue, Span
from reviewer.ui.document_panel import DocumentPanel
from reviewer.ui.field_row import FieldKey
from reviewer.ui.form_view import FormView


class SeenValues(QObject):
    """Values whose first evidence was fully in view while their group was open."""

    def __init__(self, form: FormView, text: DocumentPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form, self._text = form, text
        self._ids: set[int] = set()
        text.view_moved.connect(self.note)
        form.section_folded.connect(self._on_section_folded)

    def __contains__(self, value: ReviewedValue) -> bool:
        return value.id in self._ids

    def forget(self) -> None:
        """Begins anew, with what is in view now."""
        self._ids.clear()
        self.note()

    def note(self) -> None:
        """Remembers what is in view now."""
        document = self._text.document
        if document is None:
            return
        sight = self._text.sight()
        for section in self._form.sections:
            if section.is_open:
                self._ids.update(self._in_view(section.keys, document, sight))

    def _in_view(
        self, keys: tuple[FieldKey, ...], document: AssessedDocument, sight: Callable[[Span], bool]
    ) -> Iterator[int]:
        for value in (value for key in keys for value in self._form.state_of(key).suggested):
            if value.version_id == document.version.id and value.evidence:
                first = value.evidence[0]
                if sight(Span(first.start, first.end)):
                    yield value.id

    def _on_section_folded(self) -> None:
        for section in self._form.sections:
            if not section.is_open:
                self._ids -= {value.id for key in section.keys for value in self._form.state_of(key).values}
        self.note()

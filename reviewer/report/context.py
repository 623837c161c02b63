"""What every section of a report needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reviewer.form import Form
from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Assessment
from reviewer.report.memorandum import Memorandum

TAGS = {"en": "en-GB", "sv": "sv-SE", "fi": "fi-FI"}
"""BCP 47 tags by which a word processor chooses its spelling."""


@dataclass(frozen=True)
class ReportContext:
    assessment: Assessment
    translator: Translator
    memorandum: Memorandum
    form: Form
    final: bool
    generated: date
    reviewer: str
    firm: str

    def say(self, message: str, **facts: str | int) -> str:
        """The translation of a marked message with its facts filled in."""
        return self.translator.gettext(message).format(**facts)

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """The marks of the report's language that open and close a quote."""
        opening, _, closing = self.translator.gettext("“{quote}”").partition("{quote}")
        return opening, closing

    @property
    def status_word(self) -> str:
        return self.translator.gettext("Final") if self.final else self.translator.gettext("Draft")

    def document_of_version(self, version_id: int | None) -> AssessedDocument | None:
        return next((d for d in self.assessment.documents if d.version.id == version_id), None)

    def language_of_version(self, version_id: int | None) -> str:
        """The tag of a document's language; the report's own where there is no document."""
        document = self.document_of_version(version_id)
        return self.language_of_document(document) if document else self.memorandum.language

    def language_of_document(self, document: AssessedDocument) -> str:
        language = document.version.language
        return TAGS.get(language, language) or self.memorandum.language

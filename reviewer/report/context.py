"""What every section of a report needs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reviewer.findings import (
    FindingWording,
    Material,
    RatingSuggestion,
    exempt_fields,
    material_of_assessment,
    suggest_rating,
)
from reviewer.form import Form
from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Assessment, Finding, Rating, ReviewedFinding
from reviewer.model.report_section import ALL_SECTIONS, APPENDICES, ReportSection
from reviewer.report.memorandum import Memorandum
from reviewer.report.passages import QuotedPassages

TAGS = {"en": "en-GB", "sv": "sv-SE", "fi": "fi-FI"}
"""BCP 47 tags by which a word processor chooses its spelling."""


@dataclass(frozen=True)
class ReportContext:
    """What every section needs to know: the assessment, the report's language and who it is for."""

    assessment: Assessment
    translator: Translator
    memorandum: Memorandum
    form: Form
    final: bool
    generated: date
    reviewer: str
    firm: str
    sections: frozenset[ReportSection] = ALL_SECTIONS
    quoted: QuotedPassages = field(default_factory=QuotedPassages)

    @cached_property
    def words(self) -> FindingWording:
        """What findings say in the report's language."""
        return FindingWording(self.translator)

    @cached_property
    def material(self) -> Material:
        return material_of_assessment(self.assessment)

    @cached_property
    def exempt(self) -> frozenset[str]:
        """Fields about which nothing need be stated."""
        return exempt_fields(self.material, self.assessment.context, self.as_of)

    @property
    def as_of(self) -> date:
        """The day on which the findings and the law stand."""
        return date.fromisoformat(self.assessment.as_of) if self.assessment.as_of else self.generated

    @property
    def standing(self) -> tuple[ReviewedFinding, ...]:
        """The findings that were not dismissed, the gravest first."""
        return tuple(f for f in self.assessment.findings if f.stands)

    @property
    def weighed(self) -> tuple[Finding, ...]:
        """The findings that stand, each with the severity that counts."""
        return tuple(replace(f.finding, severity=f.severity) for f in self.standing)

    @property
    def suggested_rating(self) -> RatingSuggestion:
        return suggest_rating(self.weighed, self.material)

    @property
    def rating(self) -> Rating:
        """The reviewer's overall rating, or else the one suggested."""
        decided = self.assessment.rating
        return decided.rating if decided else self.suggested_rating.rating

    def finding_text(self, finding: ReviewedFinding) -> str:
        """The reviewer's words where there are any, else the rule's, without the quotes that stand below them."""
        return finding.wording or " ".join(part.text for part in self.words.parts(finding.finding))

    def say(self, message: str, **facts: str | int) -> str:
        """The translation of a marked message with its facts filled in."""
        return self.translator.gettext(message).format(**facts)

    def appendix(self, section: ReportSection) -> str:
        """The heading's name of an appendix, by letters in the order of those that are there; empty where it is left
        out."""
        letter = self._letter(section)
        return self.say("Appendix {letter}", letter=letter) if letter else ""

    def appendix_reference(self, section: ReportSection) -> str:
        """An appendix as a sentence refers to it; empty where it is left out."""
        letter = self._letter(section)
        return self.translator.pgettext("reference", "Appendix {letter}").format(letter=letter) if letter else ""

    def _letter(self, section: ReportSection) -> str:
        there = [appendix for appendix in APPENDICES if appendix in self.sections]
        return "ABCDE"[there.index(section)] if section in there else ""

    def own_words(self, text: str, version_id: int | None) -> str:
        """Words of a document, in quotation marks where its language is not the report's."""
        if not text or self.language_of_version(version_id) == self.memorandum.language:
            return text
        return self.quote(text)

    def quote(self, text: str) -> str:
        """The text in the quotation marks of the report's language."""
        opening, closing = self.quotation_marks
        return f"{opening}{text}{closing}"

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """The marks of the report's language that open and close a quote."""
        opening, _, closing = self.translator.gettext("“{quote}”").partition("{quote}")
        return opening, closing

    @property
    def status_word(self) -> str:
        return self.translator.gettext("Final") if self.final else self.translator.gettext("Draft")

    def document_of_version(self, version_id: int | None) -> AssessedDocument | None:
        """The document whose current version this is; None for an earlier version."""
        return next((d for d in self.assessment.documents if d.version.id == version_id), None)

    def language_of_version(self, version_id: int | None) -> str:
        """The tag of a document's language; the report's own where there is no document."""
        document = self.document_of_version(version_id)
        return self.language_of_document(document) if document else self.memorandum.language

    def language_of_document(self, document: AssessedDocument) -> str:
        """The tag (BCP 47) of a document's language; the report's own where that is not known."""
        language = document.version.language
        return TAGS.get(language, language) or self.memorandum.language

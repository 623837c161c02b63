"""What a template can print: every tag, declared once with its type and what it says.

Plain values only: words, numbers, lists of parts. The reference of tags in the starter template, the names offered
when one is unknown, and the sample data a template is tried on are made from these declarations.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from reviewer.i18n import N_
from reviewer.model import ReportSection

MARK_START, MARK_END = "\ue010", "\ue011"
"""Around the name of a section where it is to stand; characters that no text of a report holds."""


@dataclass(frozen=True, slots=True)
class SectionTag:
    """A place for whole sections: a paragraph that is replaced by them once the template is filled in."""

    name: str
    sections: tuple[ReportSection, ...]

    def __html__(self) -> str:
        if not self.sections:
            return ""
        return f"<w:p><w:r><w:t>{MARK_START}{self.name}{MARK_END}</w:t></w:r></w:p>"

    def __str__(self) -> str:
        return self.__html__()

    def __bool__(self) -> bool:
        return bool(self.sections)


@dataclass(frozen=True, slots=True)
class DocumentData:
    name: Annotated[str, N_("Name in the workspace")]
    title: Annotated[str, N_("Title that the document gives itself")]
    kind: Annotated[str, N_("Kind, such as privacy policy")]
    file: Annotated[str, N_("Name of the file")]
    language: Annotated[str, N_("Language of the document")]
    version_date: Annotated[str, N_("Date that the document gives itself")]
    retrieved: Annotated[str, N_("Day on which it was retrieved")]
    source: Annotated[str, N_("Where it was found")]
    extent: Annotated[str, N_("Pages and characters")]
    sha256: Annotated[str, N_("SHA-256 of the file")]


@dataclass(frozen=True, slots=True)
class QuoteData:
    text: Annotated[str, N_("The passage, in the original language")]
    place: Annotated[str, N_("Page or paragraph")]


@dataclass(frozen=True, slots=True)
class FindingData:
    rule: Annotated[str, N_("Number of the rule, such as RET-01")]
    severity: Annotated[str, N_("Severity with its mark")]
    title: Annotated[str, N_("Title")]
    text: Annotated[str, N_("The finding in one paragraph")]
    recommendation: Annotated[str, N_("Recommendation")]
    basis: Annotated[str, N_("Legal basis")]
    state: Annotated[str, N_("Whether the reviewer has accepted it")]
    question: Annotated[str, N_("What the vendor is asked")]
    quotes: Annotated[tuple[QuoteData, ...], N_("Passages that it rests on")]


@dataclass(frozen=True, slots=True)
class ItemData:
    name: Annotated[str, N_("What Arts 13 and 14 GDPR ask for")]
    articles: Annotated[str, N_("Where they ask for it")]
    status: Annotated[str, N_("Whether it is stated")]
    statement: Annotated[str, N_("What is stated")]
    place: Annotated[str, N_("Page or paragraph")]


@dataclass(frozen=True, slots=True)
class RecipientData:
    name: Annotated[str, N_("Name")]
    role: Annotated[str, N_("Role")]
    purpose: Annotated[str, N_("Purpose")]
    country: Annotated[str, N_("Country")]
    safeguard: Annotated[str, N_("Safeguard")]
    place: Annotated[str, N_("Page or paragraph")]


@dataclass(frozen=True, slots=True)
class FieldData:
    group: Annotated[str, N_("Group of the form")]
    name: Annotated[str, N_("Name of the field")]
    statement: Annotated[str, N_("What is stated")]
    state: Annotated[str, N_("Open, decided or not stated")]
    place: Annotated[str, N_("Page or paragraph")]


@dataclass(frozen=True, slots=True)
class SectionTags:
    """Each prints a whole section, with its heading, where its tag stands in a paragraph of its own."""

    cover: Annotated[SectionTag, N_("Title, client, matter, dates")]
    contents: Annotated[SectionTag, N_("Table of contents")]
    summary: Annotated[SectionTag, N_("Executive summary")]
    sources: Annotated[SectionTag, N_("Scope, sources and method")]
    overview: Annotated[SectionTag, N_("The vendor and its processing")]
    findings: Annotated[SectionTag, N_("Findings")]
    checklist: Annotated[SectionTag, N_("Information under Arts 13 and 14 GDPR")]
    recipients: Annotated[SectionTag, N_("Transfers and recipients")]
    questions: Annotated[SectionTag, N_("Questions to the vendor")]
    open_points: Annotated[SectionTag, N_("Open points")]
    limits: Annotated[SectionTag, N_("Limits and method")]
    sign_off: Annotated[SectionTag, N_("Sign-off")]
    appendices: Annotated[SectionTag, N_("All appendices")]
    field_record: Annotated[SectionTag, N_("Field record")]
    passages: Annotated[SectionTag, N_("Passages")]
    law: Annotated[SectionTag, N_("Rules and dated facts")]
    review_log: Annotated[SectionTag, N_("Review log")]
    glossary: Annotated[SectionTag, N_("Glossary")]


@dataclass(frozen=True, slots=True)
class TemplateData:
    vendor: Annotated[str, N_("Name of the vendor")]
    client: Annotated[str, N_("Client")]
    client_country: Annotated[str, N_("Country of the client")]
    matter: Annotated[str, N_("Matter")]
    service: Annotated[str, N_("Service assessed")]
    firm: Annotated[str, N_("Firm")]
    reviewer: Annotated[str, N_("Reviewer")]
    date: Annotated[str, N_("Date of the report")]
    review_date: Annotated[str, N_("Review date")]
    law_date: Annotated[str, N_("Day on which the law is stated")]
    status: Annotated[str, N_("Draft or final, in words")]
    draft: Annotated[str, N_("DRAFT in a draft, nothing in a final report")]
    rating: Annotated[str, N_("Overall rating: the reviewer’s, or else the one suggested")]
    prepared_by: Annotated[str, N_("Who prepared it, once it is signed off")]
    reviewed_by: Annotated[str, N_("Who reviewed it, once it is signed off")]
    approved_by: Annotated[str, N_("Who approved it, once it is signed off")]
    signed_on: Annotated[str, N_("Day of the sign-off")]
    fields_total: Annotated[int, N_("Number of fields of the form")]
    fields_decided: Annotated[int, N_("How many of them are decided")]
    high: Annotated[int, N_("Number of high findings")]
    medium: Annotated[int, N_("Number of medium findings")]
    low: Annotated[int, N_("Number of low findings")]
    info: Annotated[int, N_("Number of findings for information")]
    documents: Annotated[tuple[DocumentData, ...], N_("The documents reviewed")]
    findings: Annotated[tuple[FindingData, ...], N_("The findings, the gravest first")]
    checklist: Annotated[tuple[ItemData, ...], N_("The items of Arts 13 and 14 GDPR")]
    recipients: Annotated[tuple[RecipientData, ...], N_("The recipients named")]
    fields: Annotated[tuple[FieldData, ...], N_("The fields of the form")]
    section: Annotated[SectionTags, N_("A whole section; its tag stands in a paragraph of its own")]
    report: Annotated[SectionTag, N_("The whole report after cover and contents")]
    notes: Annotated[bool, N_("Never true; what stands between “if notes” and “endif” is for the template’s author")]

    def top_level(self) -> dict[str, Any]:
        """The values by the names that a template uses without a dot."""
        return {entry.name: getattr(self, entry.name) for entry in dataclasses.fields(self)}


KNOWN = frozenset(entry.name for entry in dataclasses.fields(TemplateData))


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A line of the reference: `name` as it is written, `says` to be translated; `loop` for a list."""

    name: str
    says: str
    loop: bool = False


SINGULAR = {
    "documents": "document",
    "findings": "finding",
    "quotes": "quote",
    "checklist": "item",
    "recipients": "recipient",
    "fields": "field",
}
"""How the reference calls one of a list."""


def tag_reference() -> Iterator[TagEntry]:
    """Every tag: those without a dot first, then the parts of each list and the sections."""
    yield from _entries(TemplateData, "")


def _entries(model: type, prefix: str) -> Iterator[TagEntry]:
    inner: list[tuple[type, str]] = []
    for name, annotated in typing.get_type_hints(model, include_extras=True).items():
        hint, says = typing.get_args(annotated)
        part, looped = _part_of(hint), typing.get_origin(hint) is tuple
        if part is not None:
            inner.append((part, SINGULAR[name] if looped else name))
        yield TagEntry(f"{prefix}{name}", says, looped)
    for part, name in inner:
        yield from _entries(part, f"{name}.")


def _part_of(hint: Any) -> type | None:
    """The model of a part or of a list's entries; None for a plain value."""
    kind = typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else hint
    return kind if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not SectionTag else None


def sample_data(*, full: bool) -> TemplateData:
    """Invented data to try a template on: every tag with something in it, or with as little as there can be."""
    made: TemplateData = _sample(TemplateData, "", full)
    return made


def _sample(model: type, prefix: str, full: bool) -> Any:
    hints = typing.get_type_hints(model)
    return model(**{name: _sample_value(hint, f"{prefix}{name}", full) for name, hint in hints.items()})


def _sample_value(hint: Any, name: str, full: bool) -> Any:
    if hint is str:
        return name if full else ""
    if hint is int:
        return 2 if full else 0
    if hint is bool:
        return False
    if hint is SectionTag:
        return SectionTag(name, (ReportSection.SUMMARY,) if full else ())
    if typing.get_origin(hint) is tuple:
        return tuple(_sample(typing.get_args(hint)[0], f"{name}.", full) for _ in range(2)) if full else ()
    return _sample(hint, f"{name}.", full)

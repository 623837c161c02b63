"""The sections of a report by name, in the order in which they stand, and which of them may be left out."""

from __future__ import annotations

from enum import StrEnum

from reviewer.i18n import N_


class Section(StrEnum):
    COVER = "cover"
    CONTENTS = "contents"
    SUMMARY = "summary"
    SOURCES = "sources"
    OVERVIEW = "overview"
    FINDINGS = "findings"
    CHECKLIST = "checklist"
    RECIPIENTS = "recipients"
    QUESTIONS = "questions"
    OPEN_POINTS = "open_points"
    LIMITS = "limits"
    SIGN_OFF = "sign_off"
    FIELD_RECORD = "field_record"
    EVIDENCE = "evidence"
    LAW = "law"
    REVIEW_LOG = "review_log"
    GLOSSARY = "glossary"


ALL = frozenset(Section)

APPENDICES = (Section.FIELD_RECORD, Section.EVIDENCE, Section.LAW, Section.REVIEW_LOG, Section.GLOSSARY)

OPTIONAL = {
    Section.QUESTIONS: N_("Questions to the vendor"),
    Section.FIELD_RECORD: N_("Field record"),
    Section.EVIDENCE: N_("Statements and passages"),
    Section.LAW: N_("Rules and dated facts"),
    Section.REVIEW_LOG: N_("Review log"),
    Section.GLOSSARY: N_("Glossary"),
}
"""What a report may do without, with the name it is offered by."""

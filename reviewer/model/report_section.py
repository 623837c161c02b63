"""The sections of a report by name, in the order in which they stand, and which of them it may do without."""

from __future__ import annotations

from enum import StrEnum


class ReportSection(StrEnum):
    """A section by the name that a template and the command line give it."""

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
    PASSAGES = "passages"
    LAW = "law"
    REVIEW_LOG = "review_log"
    GLOSSARY = "glossary"


ALL_SECTIONS = frozenset(ReportSection)

APPENDICES = (
    ReportSection.FIELD_RECORD,
    ReportSection.PASSAGES,
    ReportSection.LAW,
    ReportSection.REVIEW_LOG,
    ReportSection.GLOSSARY,
)

OPTIONAL_SECTIONS = (ReportSection.QUESTIONS, *APPENDICES)

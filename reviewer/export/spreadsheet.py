"""Values and findings as rows, for those who live in spreadsheets: one CSV, or a workbook of three sheets.

A cell that a spreadsheet could take for a formula is escaped: texts of strangers must not compute.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reviewer.findings import FindingWording
from reviewer.form import field_label, load_form, value_text
from reviewer.i18n import Translator
from reviewer.model import Assessment, FieldState, FieldStatus, ReviewedValue

Row = tuple[str, ...]

VALUE_HEAD: Row = (
    *("Vendor", "Document", "Field", "Label", "Status", "State", "Machine value", "Final value", "Quote", "Page"),
    *("Start", "End", "Translation", "Source", "Decided by", "Decided at"),
)
FINDING_HEAD: Row = (
    *("Vendor", "Finding", "Severity", "Severity by rule", "State", "Title", "Text", "Recommendation"),
    *("Reason", "Decided by", "Decided at"),
)
DOCUMENT_HEAD: Row = ("Vendor", "Document", "Kind", "File", "Language", "Retrieved", "Source", "SHA-256")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEW_CELL = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
"""Where a cell of its own would begin with a formula in a spreadsheet that divides by semicolons, as those of Finland
and Sweden do: the marks around a cell do not hold there."""
_LONGEST_CELL = 32_767
"""What a spreadsheet holds in one cell."""


def write_csv(assessments: Sequence[Assessment], path: Path) -> None:
    """The values, a row each, in UTF-8 with the mark by which spreadsheets know it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(VALUE_HEAD)
        writer.writerows(tuple(escaped(cell) for cell in row) for row in value_rows(assessments))


def write_workbook(assessments: Sequence[Assessment], path: Path) -> None:
    """Values, findings and documents, a sheet each. OSError where `path` cannot be written."""
    import xlsxwriter  # here: the commands that print need not wait for it

    # Into memory first: its own error for a file that cannot be written is none that anybody expects.
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        formats = {"head": book.add_format({"bold": True}), "quoted": book.add_format({"quote_prefix": True})}
        for name, head, rows in (
            ("Values", VALUE_HEAD, value_rows(assessments)),
            ("Findings", FINDING_HEAD, finding_rows(assessments)),
            ("Documents", DOCUMENT_HEAD, document_rows(assessments)),
        ):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(head) - 1, 22)
            for column, title in enumerate(head):
                sheet.write_string(0, column, title, formats["head"])
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    text = cell[:_LONGEST_CELL]
                    sheet.write_string(number, column, text, formats["quoted"] if _looks_like_formula(text) else None)
    path.write_bytes(target.getvalue())


def _looks_like_formula(text: str) -> bool:
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def escaped(text: str) -> str:
    """The text with an apostrophe before what would be taken for a formula, however its line is divided."""
    text = _NEW_CELL.sub(r"\1'", text)
    return f"'{text}" if _looks_like_formula(text) else text


def value_rows(assessments: Sequence[Assessment]) -> Iterator[Row]:
    """A row a value; fields without values have one too."""
    english = Translator("en")
    for assessment in assessments:
        names = {document.id: document.name for document in assessment.documents}
        for state in assessment.fields:
            label = field_label(load_form().field(state.field), english)
            for value in state.values:
                place = names.get(value.document_id or 0, "")
                yield (assessment.vendor, place, state.field, label, state.status, *_value_cells(value, english))
            if not state.values:
                yield _empty_row(assessment, state, names.get(state.document_id or 0, ""), label)


def _value_cells(value: ReviewedValue, english: Translator) -> Row:
    spec = load_form().field(value.field)
    first = value.evidence[0] if value.evidence else None
    return (
        value.state,
        value_text(spec, value.machine.value, english) if value.machine else "",
        value_text(spec, value.value, english) if value.effective else "",
        first.quote if first else "",
        str(first.page or "") if first else "",
        str(first.start) if first else "",
        str(first.end) if first else "",
        value.translation,
        value.source,
        value.decision.by if value.decision else "",
        value.decision.at if value.decision else "",
    )


def _empty_row(assessment: Assessment, state: FieldState, document: str, label: str) -> Row:
    decision = state.decision if state.status is FieldStatus.NOT_STATED else None
    by = (decision.by, decision.at) if decision else ("", "")
    blank = ("",) * (len(VALUE_HEAD) - 7)
    return (assessment.vendor, document, state.field, label, state.status, *blank, *by)


def finding_rows(assessments: Sequence[Assessment]) -> Iterator[Row]:
    """A row a finding, in English, as the head of the sheet says."""
    words = FindingWording(Translator("en"))
    for assessment in assessments:
        for finding in assessment.findings:
            yield (
                assessment.vendor,
                finding.rule,
                finding.severity,
                finding.finding.severity,
                finding.state,
                words.title(finding.finding),
                finding.wording or words.text(finding.finding),
                words.recommendation(finding.rule),
                " ".join(reason for reason in (finding.severity_reason, finding.reason) if reason),
                finding.decision.by if finding.decision else "",
                finding.decision.at if finding.decision else "",
            )


def document_rows(assessments: Sequence[Assessment]) -> Iterator[Row]:
    """A row a document, of its current version."""
    for assessment in assessments:
        for document in assessment.documents:
            version = document.version
            facts = (version.file_name, version.language, version.retrieved, version.source, version.sha256)
            yield (assessment.vendor, document.name, document.kind, *facts)

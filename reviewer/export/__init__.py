"""Data out: the contract's JSON, spreadsheets, and tables for a terminal."""

from reviewer.export.contract import assessment_data, assessments_data, extraction_data, findings_data, write_json
from reviewer.export.spreadsheet import write_csv, write_workbook
from reviewer.export.tables import assessment_table, extraction_table

WRITERS = {"json": write_json, "csv": write_csv, "xlsx": write_workbook}
"""What writes assessments into a file, by the ending of its name."""

__all__ = [
    "WRITERS",
    "assessment_data",
    "assessment_table",
    "assessments_data",
    "extraction_data",
    "extraction_table",
    "findings_data",
    "write_csv",
    "write_json",
    "write_workbook",
]

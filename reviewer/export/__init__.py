"""Data out: the contract's JSON and tables for a terminal."""

from reviewer.export.contract import assessment_data, assessments_data, extraction_data, findings_data
from reviewer.export.spreadsheet import write_csv, write_workbook
from reviewer.export.tables import assessment_table, extraction_table

__all__ = [
    "assessment_data",
    "assessment_table",
    "assessments_data",
    "extraction_data",
    "extraction_table",
    "findings_data",
    "write_csv",
    "write_workbook",
]

"""Word reports: on an assessment, the questions to its vendor, the comparison of several vendors."""

from reviewer.report.assessment_report import refuse_unready, write_questions_letter, write_report
from reviewer.report.comparison import write_comparison
from reviewer.report.comparison_table import ComparedCell, ComparedRow, Comparison, compare_vendors

__all__ = [
    "ComparedCell",
    "ComparedRow",
    "Comparison",
    "compare_vendors",
    "refuse_unready",
    "write_comparison",
    "write_questions_letter",
    "write_report",
]

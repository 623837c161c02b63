"""The Word report on an assessment."""

from reviewer.report.assessment_report import write_report

__all__ = ["write_report"]

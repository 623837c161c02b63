"""Firms' templates: any Word file as letterhead, or one whose tags say what stands where."""

from reviewer.report.templates.calls import (
    RESOURCES,
    check_template,
    fill_comparison,
    fill_letterhead,
    fill_template,
    read_template,
)

__all__ = [
    "RESOURCES",
    "check_template",
    "fill_comparison",
    "fill_letterhead",
    "fill_template",
    "read_template",
]

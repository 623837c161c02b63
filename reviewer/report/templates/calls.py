"""Templates are opened in the limited child process alone; this is the only way to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from reviewer.child import Child, Progress, Resources
from reviewer.model import (
    Assessment,
    ImportCancelledError,
    ReportError,
    ReportSection,
    ReviewerError,
    TimeLimitError,
    TooLargeError,
)

T = TypeVar("T")
RESOURCES = Resources(seconds=30, megabytes=1024)
"""What a template may use; a long report in it takes a tenth of that."""

LARGEST_FILE = 20
"""Megabytes of a template's file."""

_MEGABYTE = 1024 * 1024


def read_template(path: Path) -> bytes:
    """The file's bytes. ReportError `template.missing`, `.unreadable` and `.too_large`, whose facts name the file."""
    try:
        if path.stat().st_size > LARGEST_FILE * _MEGABYTE:
            raise ReportError("template.too_large", megabytes=LARGEST_FILE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReportError("template.missing", str(error), name=path.name) from error
    except OSError as error:
        raise ReportError("template.unreadable", str(error), name=path.name) from error


def check_template(template: bytes, *, child: Child | None = None) -> str:
    """Try a template on invented data. Returns its kind, `letterhead` or `tags`; raises the errors that
    `fill_template` raises."""
    return _call(child, "check_template", template, returns=str)


def fill_template(
    template: bytes,
    assessment: Assessment,
    language: str,
    *,
    final: bool,
    generated: date,
    reviewer: str,
    firm: str,
    sections: frozenset[ReportSection],
    child: Child | None = None,
    progress: Progress | None = None,
) -> bytes:
    """The report in a firm's template. ReportError `template.…` says what is wrong with it and where, and
    `report.cancelled` when the child was cancelled."""
    arguments = {
        "final": final,
        "generated": generated,
        "reviewer": reviewer,
        "firm": firm,
        "sections": [section.value for section in ReportSection if section in sections],
    }
    return _call(child, "render_report", template, assessment, language, returns=bytes, progress=progress, **arguments)


def fill_letterhead(
    template: bytes,
    assessment: Assessment,
    language: str,
    generated: date,
    reviewer: str,
    firm: str,
    *,
    child: Child | None = None,
) -> bytes:
    """The questions to the vendor on a firm's letterhead, whatever its text says; errors as of `fill_template`."""
    return _call(child, "render_letter", template, assessment, language, generated, reviewer, firm, returns=bytes)


def fill_comparison(
    template: bytes,
    assessments: Sequence[Assessment],
    language: str,
    generated: date,
    reviewer: str,
    firm: str,
    *,
    child: Child | None = None,
) -> bytes:
    """The comparison of vendors on a firm's letterhead, its pages turned; errors as of `fill_template`."""
    arguments = (list(assessments), language, generated, reviewer, firm)
    return _call(child, "render_comparison", template, *arguments, returns=bytes)


def _call(
    child: Child | None,
    function: str,
    *arguments: object,
    returns: type[T],
    progress: Progress | None = None,
    **named: object,
) -> T:
    if child is None:
        with Child(RESOURCES) as own:
            return _call(own, function, *arguments, returns=returns, progress=progress, **named)
    name = f"reviewer.report.templates.rendering:{function}"
    try:
        return child.call(name, *arguments, returns=returns, progress=progress, **named)
    except ReviewerError as error:
        raise _told(error) from error


def _told(error: ReviewerError) -> ReportError:
    """What went wrong in the child, said of the template."""
    if isinstance(error, ImportCancelledError):
        return ReportError("report.cancelled")
    if isinstance(error, TimeLimitError):
        return ReportError("template.too_long", error.detail, **error.facts)
    if isinstance(error, TooLargeError):
        return ReportError("template.too_much", error.detail)
    if error.code.startswith(("template.", "report.")):
        return ReportError(error.code, error.detail, **error.facts)
    return ReportError("template.failed", error.detail)

"""`reviewer report` and `reviewer export`: what is written from a workspace's assessments."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.child import Child
from reviewer.i18n import Translator
from reviewer.model import ALL_SECTIONS, Assessment, ReportSection, ReviewerError
from reviewer.passwords import open_workspace
from reviewer.terminal import DONE, PARTLY, show

if TYPE_CHECKING:
    from reviewer.model import IssuedReport

Complaint = Callable[[str, ReviewerError], None]
"""Tells the person of what could not be done for a vendor."""


def write_reports(options: argparse.Namespace, assessments: Sequence[Assessment], complain: Complaint) -> int:
    """A report or a letter a vendor; those that cannot be written are named and the rest goes on. Returns the exit
    status."""
    from reviewer.report.templates import RESOURCES, read_template

    template = read_template(options.template) if options.template else None
    status = DONE
    with Child(RESOURCES) as child:
        for assessment, path in zip(assessments, _report_paths(options.output, assessments), strict=True):
            try:
                _write(options, assessment, path, template, child)
            except ReviewerError as error:
                complain(assessment.vendor, error)
                status = PARTLY
            else:
                show(str(path))
    return status


def write_template(options: argparse.Namespace) -> int:
    """A template to start from; returns the exit status."""
    from reviewer.report.templates.starter import save_starter_template

    save_starter_template(options.output, Translator(options.language))
    show(str(options.output))
    return DONE


def write_comparison(options: argparse.Namespace, assessments: Sequence[Assessment]) -> int:
    """One comparison of all these vendors; returns the exit status."""
    from reviewer import report
    from reviewer.report.templates import read_template

    template = read_template(options.template) if options.template else None
    translator = Translator(options.language)
    report.write_comparison(assessments, translator, options.output, template=template, **_names(options))
    show(str(options.output))
    return DONE


def write_export(options: argparse.Namespace, assessments: Sequence[Assessment]) -> int:
    """The data of all these vendors in one file; returns the exit status."""
    from reviewer.export import WRITERS

    WRITERS[options.format](assessments, options.output)
    show(str(options.output))
    return DONE


def _report_paths(output: Path, assessments: Sequence[Assessment]) -> list[Path]:
    """One vendor's report goes to `output` itself; of several each has its vendor's name added."""
    from reviewer.app import file_names

    if len(assessments) == 1:
        return [output]
    names = file_names([assessment.vendor for assessment in assessments])
    return [output.with_name(f"{output.stem} - {name}{output.suffix or '.docx'}") for name in names]


def _names(options: argparse.Namespace) -> dict[str, Any]:
    return {"generated": date.today(), "reviewer": options.reviewer, "firm": options.firm}


def _write(
    options: argparse.Namespace, assessment: Assessment, path: Path, template: bytes | None, child: Child
) -> None:
    from reviewer import report

    translator = Translator(options.language)
    if options.kind == "questions":
        report.write_questions_letter(assessment, translator, path, template=template, child=child, **_names(options))
        return
    report.write_report(
        assessment,
        translator,
        path,
        final=options.final,
        sections=ALL_SECTIONS - {ReportSection(name) for name in options.without},
        template=template,
        child=child,
        **_names(options),
    )
    if options.final:
        _keep(options, assessment, path)


def _keep(options: argparse.Namespace, assessment: Assessment, path: Path) -> IssuedReport:
    """A final report stays in the workspace as it was handed out."""
    from reviewer.review import keep_issued_report

    with open_workspace(options) as workspace:
        return keep_issued_report(
            workspace,
            assessment.id,
            path.read_bytes(),
            kind=options.kind,
            language=options.language,
            history_head=assessment.history_head,
            by=options.reviewer,
        )

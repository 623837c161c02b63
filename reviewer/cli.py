"""The command line: messages to standard error, data to standard output; exit status 0 done, 1 some of it could not
be done, 2 wrong usage. Rooms are imported inside the command that needs them, so that each starts quickly."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.arguments import UsageError, parse_arguments
from reviewer.i18n import Translator
from reviewer.model import DecisionError, ReviewerError, WorkspaceError
from reviewer.passwords import open_workspace
from reviewer.terminal import DONE, PARTLY, USAGE, binary, error_words, print_json, say, show

if TYPE_CHECKING:
    from reviewer.evaluate import EvaluatedDocument
    from reviewer.model import Assessment
    from reviewer.review.reading import Reading
    from reviewer.store import Workspace

_LOG = logging.getLogger("reviewer")


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status."""
    _prepare_streams()
    debug = "--debug" in arguments
    if debug:
        logging.basicConfig(format="%(message)s")
        _LOG.setLevel(logging.DEBUG)
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        options = parse_arguments(arguments, _COMMANDS)
        status: int = options.command(options)
        sys.stdout.flush()
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else USAGE
    except UsageError as error:
        say(str(error))
        return USAGE
    except BrokenPipeError:
        # What reads our output has had enough; nothing more can be written, not even by the interpreter's own flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PARTLY
    except KeyboardInterrupt:
        say("Stopped. What was reported as done is done.")
        return PARTLY
    except Exception as error:
        if debug:
            raise
        say(error_words(error))
        return PARTLY
    return status


def _prepare_streams() -> None:
    """UTF-8 whatever the system says, and no word lost to a terminal that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _window(options: argparse.Namespace) -> int:
    from reviewer.app import open_window

    if options.workspace is not None and not options.workspace.exists():
        raise WorkspaceError("workspace.missing", name=options.workspace.name)
    return open_window(options.workspace)


def _demo(options: argparse.Namespace) -> int:
    from reviewer.app import run_demo

    return run_demo(options.folder, options.language)


def _extract(options: argparse.Namespace) -> int:
    from reviewer.reading_commands import extract_files

    return extract_files(options)


def _import(options: argparse.Namespace) -> int:
    from reviewer.reading_commands import import_files

    return import_files(options)


def _show(options: argparse.Namespace) -> int:
    from reviewer.export import assessment_data, assessment_table

    english = Translator("en")
    assessments = _assessments(options, options.vendor)
    if not assessments:
        say("The workspace holds no vendor yet. Import a file into it.")
    for assessment in assessments:
        if options.format == "json":
            print_json(assessment_data(assessment))
        else:
            show(assessment_table(assessment, english))
    return DONE


def _assessments(options: argparse.Namespace, vendor: str = "") -> list[Assessment]:
    """The assessments of a workspace, of all vendors or of the one named."""
    from reviewer.review import load_assessment
    from reviewer.selection import find_vendors

    with open_workspace(options, read_only=True) as workspace:
        return [load_assessment(workspace, v.assessment_id) for v in find_vendors(workspace, vendor)]


def _decide(options: argparse.Namespace) -> int:
    source = binary(sys.stdin) if options.file == "-" else Path(options.file).open("rb")  # noqa: SIM115 - closed below
    status = DONE
    with source, open_workspace(options) as workspace:
        for number, line in enumerate(source, 1):
            if line.strip():
                status = max(status, _decide_line(workspace, number, line, options.reviewer))
    return status


def _decide_line(workspace: Workspace, number: int, line: bytes, reviewer: str) -> int:
    from reviewer.review.decisions import apply_decision

    try:
        decision = json.loads(line)
        if not isinstance(decision, dict):
            raise ValueError("not an object")
        apply_decision(workspace, decision, reviewer)
    except ReviewerError as error:
        say(f"line {number}: {error_words(error)}")
        return PARTLY
    except ValueError:
        say(f"line {number}: This is not a JSON object. Nothing was changed.")
        return PARTLY
    show(f"ok {number}")
    return DONE


def _report(options: argparse.Namespace) -> int:
    from reviewer.report_commands import write_comparison, write_reports, write_template

    if options.kind == "template":
        return write_template(options)
    if options.workspace is None:
        raise UsageError("--workspace is missing.")
    assessments = _assessments(options, options.vendor)
    if not assessments:
        raise DecisionError("decision.unknown_vendor")
    if options.final and options.kind != "assessment":
        raise UsageError("--final is for the report on an assessment.")
    if options.kind == "comparison":
        _refuse_several_engagements(assessments)
        return write_comparison(options, assessments)
    if len(assessments) > 1 and not options.all and not options.vendor:
        names = ", ".join(assessment.vendor for assessment in assessments)
        raise UsageError(f"The workspace has several vendors: {names}. Name one with --vendor, or take --all.")
    return write_reports(options, assessments, lambda vendor, error: say(f"{vendor}: {error_words(error)}"))


def _refuse_several_engagements(assessments: Sequence[Assessment]) -> None:
    if len({assessment.engagement_id for assessment in assessments}) > 1:
        raise UsageError("The vendors belong to several engagements, which are not compared with each other.")


def _export(options: argparse.Namespace) -> int:
    from reviewer.report_commands import write_export

    return write_export(options, _assessments(options, options.vendor))


def _evaluate(options: argparse.Namespace) -> int:
    from reviewer.evaluate import evaluate_documents, evaluation_data, evaluation_table

    if options.folder:
        status, documents = _annotated_documents(options.folder)
    else:
        status, documents = DONE, _decided_documents(options)
    evaluation = evaluate_documents(documents)
    if options.format == "json":
        print_json(evaluation_data(evaluation))
    else:
        show(evaluation_table(evaluation, misses=options.misses))
    return status


def _decided_documents(options: argparse.Namespace) -> list[EvaluatedDocument]:
    from reviewer.evaluate import decided_documents

    documents = list(decided_documents(_assessments(options)))
    if not documents:
        say("Nothing is decided in this workspace yet. Confirm, correct or reject values first.")
    return documents


def _annotated_documents(folder: Path) -> tuple[int, list[EvaluatedDocument]]:
    """The status, and every annotated policy of the folder; for one that cannot be read nothing was given."""
    from reviewer.evaluate import EvaluatedDocument, GoldError, read_annotations
    from reviewer.findings import material_of_extraction, suggest_findings
    from reviewer.model import Context
    from reviewer.reading_commands import read_each

    try:
        annotations = read_annotations(folder)
    except GoldError as error:
        raise UsageError(str(error)) from None
    given: dict[str, EvaluatedDocument] = {}

    def note(reading: Reading) -> None:
        found = suggest_findings(material_of_extraction(reading.extraction), Context(), date.today())
        name, values = Path(reading.document.name).stem, reading.extraction.values
        given[name] = EvaluatedDocument(name, "", values, (), reading.document.text, tuple(found))

    status = read_each([str(annotation.path) for annotation in annotations], None, note)
    return status, [
        replace(
            given.get(a.name, EvaluatedDocument(a.name, "", (), (), "")),
            language=a.language,
            gold=a.gold,
            expected=a.findings,
        )
        for a in annotations
    ]


def _workspace(options: argparse.Namespace) -> int:
    from reviewer.workspace_commands import run_workspace_action

    return run_workspace_action(options)


_COMMANDS = {
    "window": _window,
    "demo": _demo,
    "extract": _extract,
    "import": _import,
    "show": _show,
    "decide": _decide,
    "report": _report,
    "export": _export,
    "evaluate": _evaluate,
    "workspace": _workspace,
}

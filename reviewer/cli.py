"""The command line: messages to standard error, data to standard output; exit status 0 done, 1 some of it could not
be done, 2 wrong usage. Rooms are imported inside the command that needs them, so that each starts quickly."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from reviewer.arguments import UsageError, parse_arguments
from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import DecisionError, DocumentKind, EngagementSummary, ReviewerError, VendorSummary, WorkspaceError
from reviewer.passwords import open_workspace, read_password
from reviewer.terminal import say, show
from reviewer.workspace_commands import run_workspace_action

if TYPE_CHECKING:
    from reviewer.evaluate import EvaluatedDocument
    from reviewer.model import Assessment
    from reviewer.review.reading import Reader, Reading
    from reviewer.store import Workspace

DONE, PARTLY, USAGE = 0, 1, 2

_Result = TypeVar("_Result")
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
        say(_words(error))
        return PARTLY
    return status


def _prepare_streams() -> None:
    """UTF-8 whatever the system says, and no word lost to a terminal that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _words(error: Exception, *, named: bool = False) -> str:
    """What a person is told; `named` says that the file is named already. --debug shows the detail besides."""
    _LOG.debug("%s", getattr(error, "detail", "") or error)
    if isinstance(error, ReviewerError):
        return describe(error, Translator("en"))
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename and not named else ""
        return f"{name}{error.strerror}."
    return describe(ReviewerError(), Translator("en")) + " --debug shows the details."


def _window(options: argparse.Namespace) -> int:
    from reviewer.app import open_window

    if options.workspace is not None and not options.workspace.exists():
        raise WorkspaceError("workspace.missing", name=options.workspace.name)
    return open_window(options.workspace)


def _demo(options: argparse.Namespace) -> int:
    from reviewer.app import run_demo

    return run_demo(options.folder, options.language)


def _extract(options: argparse.Namespace) -> int:
    from reviewer.export import extraction_data, findings_data
    from reviewer.findings import FindingWording, material_of_extraction, suggest_findings
    from reviewer.model import Context

    _check_facts(options)
    context = Context(service=options.service, client_country=options.client_country)
    as_of = _day(options.as_of) if options.as_of else date.today()
    wording = FindingWording(Translator(options.language))

    def show_reading(reading: Reading) -> None:
        if options.text:
            _binary(sys.stdout).write(reading.document.text.encode("utf-8"))
        else:
            data = extraction_data(reading.document, reading.extraction)
            found = suggest_findings(material_of_extraction(reading.extraction), context, as_of)
            data["findings"] = findings_data(found, wording)
            _print_json(data, pretty=options.pretty)
        sys.stdout.flush()

    if options.text and len(options.files) > 1:
        raise UsageError("--text takes one file.")
    names = [str(path) for path in options.files]
    return _each_reading(names, options.password_file, show_reading)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("--as-of takes a day, such as 2026-11-22.") from None


def _each_reading(names: Sequence[str], password_file: Path | None, use: Callable[[Reading], None]) -> int:
    """Read the files in turn in one child; those that fail are named and the rest goes on."""
    from reviewer.review.reading import Reader

    password = read_password(password_file) if password_file else ""
    status = DONE
    with Reader() as reader:
        for name in names:
            try:
                reading = _read(reader, name, password)
                _warn_of_language(name, reading.extraction.language)
                use(reading)
            except (ReviewerError, OSError) as error:
                if isinstance(error, BrokenPipeError):
                    raise
                say(f"{name}: {_words(error, named=True)}")
                status = PARTLY
    return status


def _read(reader: Reader, name: str, password: str) -> Reading:
    if name == "-":
        return reader.read_bytes(_binary(sys.stdin).read(), "text.txt", password=password)
    path = Path(name)
    path.stat()  # says of a file that is not there what the system says, not that it cannot be read
    return reader.read(path, password=password)


def _warn_of_language(name: str, language: str) -> None:
    """Say so where extraction is not made for the language of a text."""
    from reviewer.lexicons import supported_languages

    if language not in supported_languages():
        english = Translator("en")
        known = language != "und"
        found = (
            f"This text is in {english.language_name(language)}" if known else "The language of this text is not known"
        )
        made_for = english.format_list([english.language_name(code) for code in supported_languages()])
        say(
            f"{name}: {found}; extraction is made for {made_for}. Only what depends on no language was looked for: "
            "addresses, numbers, dates, names and laws."
        )


def _binary(stream: Any) -> BinaryIO:
    binary: BinaryIO = stream.buffer
    return binary


def _print_json(data: dict[str, Any], *, pretty: bool = False) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2 if pretty else None), flush=True)


def _import(options: argparse.Namespace) -> int:
    from reviewer.store import Workspace

    if options.replaces and len(options.files) > 1:
        raise UsageError("--replaces takes one file.")
    _check_facts(options)
    exists = options.workspace.exists()
    with open_workspace(options) if exists else Workspace.create(options.workspace) as workspace:
        engagement_id = _engagement(workspace, options.engagement)
        replaces = _replaced_document(workspace, options, engagement_id)

        def record(reading: Reading) -> None:
            _record(workspace, reading, options, engagement_id, replaces)

        return _each_reading(options.files, options.document_password_file or options.password_file, record)


def _check_facts(options: argparse.Namespace) -> None:
    """Dates and countries given in the form of the contract; UsageError before anything is read."""
    from reviewer.form import load_form, parse_value

    dates, country = "document.version_date", "controller.country"
    for name, field_id in (("retrieved", dates), ("client_country", country)):
        if getattr(options, name, ""):
            try:
                setattr(options, name, parse_value(load_form().field(field_id), getattr(options, name)))
            except DecisionError as error:
                raise UsageError(f"--{name.replace('_', '-')}: {_words(error)}") from None


def _engagement(workspace: Workspace, name: str) -> int | None:
    """The open engagement of that matter or client, made if there is none; None without a name."""
    from reviewer.review import add_engagement, list_engagements

    if not name:
        return None
    for engagement in list_engagements(workspace):
        names = {engagement.matter.casefold(), engagement.client.casefold()}
        if name.casefold() in names and not engagement.closed:
            return engagement.id
    return add_engagement(workspace, matter=name)


def _replaced_document(workspace: Workspace, options: argparse.Namespace, engagement_id: int | None) -> int | None:
    if not options.replaces:
        return None
    vendors = _vendors(workspace, options.vendor, engagement_id)
    found = [document[0] for v in vendors for document in v.documents if document[1] == options.replaces]
    if len(found) != 1:
        raise DecisionError("decision.unknown_document", f"{len(found)} fit", name=options.replaces)
    return found[0]


def _record(
    workspace: Workspace,
    reading: Reading,
    options: argparse.Namespace,
    engagement_id: int | None,
    replaces: int | None,
) -> None:
    """Record one file and say what came of it."""
    from reviewer.review import load_assessment, record_import, set_context

    imported = record_import(
        workspace,
        reading,
        engagement_id=engagement_id,
        vendor=options.vendor,
        document_name=options.document,
        kind=DocumentKind(options.kind),
        replaces=replaces,
        source=options.source,
        retrieved=options.retrieved,
    )
    assessment = load_assessment(workspace, imported.assessment_id)
    given = {"service": options.service, "client_country": options.client_country}
    wanted = {key: value for key, value in given.items() if value}
    if wanted:
        set_context(workspace, assessment.id, replace(assessment.context, **wanted), by="")
    show(_import_line(assessment, imported.document_id, reading))


def _import_line(assessment: Assessment, document_id: int, reading: Reading) -> str:
    english = Translator("en")
    values, lost = len(reading.extraction.values), len(reading.extraction.incomplete)
    parts = [
        english.language_name(reading.extraction.language),
        f"{english.format_number(len(reading.document.text))} characters",
        f"{values} {'value' if values == 1 else 'values'} found",
    ]
    if lost:
        parts.append(f"{lost} {'place' if lost == 1 else 'places'} where lines seem lost")
    return f"{assessment.vendor}, {assessment.document(document_id).name}: {', '.join(parts)}"


def _show(options: argparse.Namespace) -> int:
    from reviewer.export import assessment_data, assessment_table

    english = Translator("en")
    assessments = _assessments(options, options.vendor)
    if not assessments:
        say("The workspace holds no vendor yet. Import a file into it.")
    for assessment in assessments:
        if options.format == "json":
            _print_json(assessment_data(assessment))
        else:
            show(assessment_table(assessment, english))
    return DONE


def _assessments(options: argparse.Namespace, vendor: str = "") -> list[Assessment]:
    """The assessments of a workspace, of all vendors or of the one named."""
    from reviewer.review import load_assessment

    with open_workspace(options, read_only=True) as workspace:
        return [load_assessment(workspace, v.assessment_id) for v in _vendors(workspace, vendor)]


def _vendors(workspace: Workspace, name: str, engagement_id: int | None = None) -> list[VendorSummary]:
    """DecisionError `decision.unknown_vendor` where none has that name."""
    from reviewer.review import list_engagements

    engagements: Sequence[EngagementSummary] = list_engagements(workspace)
    vendors = [v for e in engagements if engagement_id in (None, e.id) for v in e.vendors]
    fitting = [v for v in vendors if v.name == name] or [v for v in vendors if v.name.casefold() == name.casefold()]
    if name and not fitting:
        raise DecisionError("decision.unknown_vendor", name=name)
    return fitting if name else vendors


def _decide(options: argparse.Namespace) -> int:
    source = _binary(sys.stdin) if options.file == "-" else Path(options.file).open("rb")  # noqa: SIM115 - closed below
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
        say(f"line {number}: {_words(error)}")
        return PARTLY
    except ValueError:
        say(f"line {number}: This is not a JSON object. Nothing was changed.")
        return PARTLY
    print(f"ok {number}", flush=True)
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
    return write_reports(options, assessments, lambda vendor, error: say(f"{vendor}: {_words(error)}"))


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
        _print_json(evaluation_data(evaluation))
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

    try:
        annotations = read_annotations(folder)
    except GoldError as error:
        raise UsageError(str(error)) from None
    given: dict[str, EvaluatedDocument] = {}

    def note(reading: Reading) -> None:
        found = suggest_findings(material_of_extraction(reading.extraction), Context(), date.today())
        name, values = Path(reading.document.name).stem, reading.extraction.values
        given[name] = EvaluatedDocument(name, "", values, (), reading.document.text, tuple(found))

    status = _each_reading([str(annotation.path) for annotation in annotations], None, note)
    return status, [
        replace(
            given.get(a.name, EvaluatedDocument(a.name, "", (), (), "")),
            language=a.language,
            gold=a.gold,
            expected=a.findings,
        )
        for a in annotations
    ]


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
    "workspace": run_workspace_action,
}

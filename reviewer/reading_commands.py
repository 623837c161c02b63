"""`reviewer extract` and `reviewer import`: files are read in turn in one child."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.arguments import UsageError
from reviewer.i18n import Translator
from reviewer.model import DecisionError, DocumentKind, ReviewerError
from reviewer.passwords import open_workspace, read_password
from reviewer.selection import find_document, open_engagement
from reviewer.terminal import DONE, PARTLY, binary, error_words, print_json, say, show

if TYPE_CHECKING:
    from reviewer.model import Assessment
    from reviewer.review.reading import Reader, Reading
    from reviewer.store import Workspace


def extract_files(options: argparse.Namespace) -> int:
    """What each file states, or its text; returns the exit status."""
    from reviewer.export import extraction_data, findings_data
    from reviewer.findings import FindingWording, material_of_extraction, suggest_findings
    from reviewer.model import Context

    _check_facts(options)
    context = Context(service=options.service, client_country=options.client_country)
    as_of = _day(options.as_of) if options.as_of else date.today()
    wording = FindingWording(Translator(options.language))

    def show_reading(reading: Reading) -> None:
        if options.text:
            binary(sys.stdout).write(reading.document.text.encode("utf-8"))
        else:
            data = extraction_data(reading.document, reading.extraction)
            found = suggest_findings(material_of_extraction(reading.extraction), context, as_of)
            data["findings"] = findings_data(found, wording)
            print_json(data, pretty=options.pretty)
        sys.stdout.flush()

    if options.text and len(options.files) > 1:
        raise UsageError("--text takes one file.")
    names = [str(path) for path in options.files]
    return read_each(names, options.password_file, show_reading)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("--as-of takes a day, such as 2026-11-22.") from None


def read_each(names: Sequence[str], password_file: Path | None, use: Callable[[Reading], None]) -> int:
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
                say(f"{name}: {error_words(error, named=True)}")
                status = PARTLY
    return status


def _read(reader: Reader, name: str, password: str) -> Reading:
    if name == "-":
        return reader.read_bytes(binary(sys.stdin).read(), "text.txt", password=password)
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


def import_files(options: argparse.Namespace) -> int:
    """Each file into the workspace, made if it is not there; returns the exit status."""
    from reviewer.store import Workspace

    if options.replaces and len(options.files) > 1:
        raise UsageError("--replaces takes one file.")
    _check_facts(options)
    exists = options.workspace.exists()
    with open_workspace(options) if exists else Workspace.create(options.workspace) as workspace:
        engagement_id = open_engagement(workspace, options.engagement)
        replaces = (
            find_document(workspace, options.replaces, options.vendor, engagement_id) if options.replaces else None
        )

        def record(reading: Reading) -> None:
            _record(workspace, reading, options, engagement_id, replaces)

        return read_each(options.files, options.document_password_file or options.password_file, record)


def _check_facts(options: argparse.Namespace) -> None:
    """Dates and countries given in the form of the contract; UsageError before anything is read."""
    from reviewer.form import load_form, parse_value

    dates, country = "document.version_date", "controller.country"
    for name, field_id in (("retrieved", dates), ("client_country", country)):
        if getattr(options, name, ""):
            try:
                setattr(options, name, parse_value(load_form().field(field_id), getattr(options, name)))
            except DecisionError as error:
                raise UsageError(f"--{name.replace('_', '-')}: {error_words(error)}") from None


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

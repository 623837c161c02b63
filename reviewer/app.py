"""Puts the rooms together: the window, and the sample engagement that `reviewer demo` shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reviewer.i18n import Translator
from reviewer.model import Assessment
from reviewer.paths import documents_folder, file_name, resource
from reviewer.terminal import say, show

SAMPLES = ("en-quillmark.md", "sv-skarvabild.html", "fi-kuvakaira.txt")
DEMO_FOLDER = "Reviewer demo"
DEMO_WORKSPACE = "Sample engagement.reviewer"


def open_window(workspace: Path | None) -> int:
    """Open the window, on a workspace or on the last one; returns its exit status."""
    from reviewer.diagnostics import start_log
    from reviewer.settings import Settings
    from reviewer.ui import run_window

    start_log()
    status: int = run_window(workspace, settings=Settings())
    return status


def run_demo(folder: Path | None, language: str) -> int:
    """Make the sample engagement, print what was found, write the reports, then open the window.

    Where no window can be opened it says so and stops after the reports, which is no failure.
    """
    folder = free_folder(folder or _demo_home())
    folder.mkdir(parents=True, exist_ok=True)
    workspace = folder / DEMO_WORKSPACE
    say(f"Sample engagement in {folder}")
    assessments = _import_samples(workspace)
    _print_findings(assessments)
    for path in _write_reports(assessments, folder, Translator(language)):
        show(str(path))
    return _open_demo_window(workspace)


def free_folder(folder: Path) -> Path:
    """`folder` if it is absent or empty, else `folder-2` and so on."""
    candidate, number = folder, 1
    while candidate.exists() and (not candidate.is_dir() or any(candidate.iterdir())):
        number += 1
        candidate = folder.with_name(f"{folder.name}-{number}")
    return candidate


def _demo_home() -> Path:
    """In the user's documents; where they cannot be written, in a temporary folder."""
    import tempfile

    home = documents_folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return home / DEMO_FOLDER
    except OSError:
        return Path(tempfile.mkdtemp()) / DEMO_FOLDER


def _import_samples(path: Path) -> list[Assessment]:
    from reviewer.review import add_engagement, load_assessment, record_import
    from reviewer.review.reading import Reader
    from reviewer.store import Workspace

    with Workspace.create(path) as workspace, Reader() as reader:
        engagement_id = add_engagement(workspace, client="Sample client", matter="Choice of a picture bank")
        assessments = []
        for name in SAMPLES:
            say(f"Reading {name}")
            reading = reader.read(resource("samples", name))
            imported = record_import(workspace, reading, engagement_id=engagement_id)
            assessments.append(load_assessment(workspace, imported.assessment_id))
        return assessments


def _print_findings(assessments: Sequence[Assessment]) -> None:
    from reviewer.export import extraction_table

    show(extraction_table(assessments, Translator("en")))


def _write_reports(assessments: Sequence[Assessment], folder: Path, translator: Translator) -> list[Path]:
    from reviewer.report import write_report

    paths = [folder / f"{name}.docx" for name in file_names([a.vendor for a in assessments])]
    for assessment, path in zip(assessments, paths, strict=True):
        write_report(assessment, translator, path, generated=date.today())
    return paths


def file_names(vendors: Sequence[str]) -> list[str]:
    """A name for each vendor's file that any file system takes, no two alike."""
    names: list[str] = []
    for vendor in vendors:
        name = file_name(vendor, "vendor")
        taken = {known.casefold() for known in names}
        number = 1
        unique = name
        while unique.casefold() in taken:
            number += 1
            unique = f"{name} {number}"
        names.append(unique)
    return names


def _open_demo_window(workspace: Path) -> int:
    from reviewer.ui.platform_check import find_obstacle

    obstacle = find_obstacle()
    if obstacle is not None:
        say(f"{obstacle.describe()} The demo stops after the reports.")
        return 0
    return open_window(workspace)

"""How many pages the reports have in LibreOffice, which opens them without a repair and fills in the contents."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages, extract_text

from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import Assessment
from reviewer.report import write_report

MOST = 30
"""Pages with whatever serif stands in for Cambria, which is narrower than most; with its metrics at most 25."""

SECTIONS = 15

Assess = Callable[[Path], Assessment]

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (libreoffice-writer)"),
]


def convert(folder: Path, names: list[str]) -> None:
    """Word files to PDF; a file that needs a repair fails."""
    options = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run(["soffice", *options, *names], cwd=folder, check=True, capture_output=True, timeout=300)


def check(assessments: list[Assessment], folder: Path) -> None:
    names = []
    for assessment in assessments:
        stem = Path(assessment.documents[0].version.file_name).stem
        for language in LANGUAGES:
            names.append(f"{stem}-{language}.docx")
            write_report(assessment, Translator(language), folder / names[-1], generated=date(2026, 11, 22))
    convert(folder, names)
    for name in names:
        pdf = (folder / name).with_suffix(".pdf")
        pages = len(list(extract_pages(pdf)))
        print(f"\n{name}: {pages} pages (at most {MOST})", end="")
        assert pages <= MOST
        assert len(re.findall(r"\.{10,}\s*\d+", extract_text(pdf, maxpages=1))) == SECTIONS


def test_pages_of_the_samples(samples: list[Path], assess: Assess, tmp_path: Path) -> None:
    check([assess(path) for path in samples], tmp_path)


@pytest.mark.corpus
def test_pages_of_five_real_policies(dam_policies: list[Path], assess: Assess, tmp_path: Path) -> None:
    check([assess(path) for path in dam_policies], tmp_path)

"""The parts of three reports as they were: one sample a language, from a frozen assessment, on a fixed day.

After a wanted change `REVIEWER_FREEZE=parts` writes the parts anew, and `REVIEWER_FREEZE=assessments` reads and decides
the samples anew too (see CONTRIBUTING.md). What the extraction finds today does not matter here.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reviewer.i18n import Translator
from reviewer.model import Assessment
from reviewer.report import write_report

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "report"
FREEZE = os.environ.get("REVIEWER_FREEZE", "")

REPORTS = {
    "en": ("en-quillmark.md", "everything"),
    "sv": ("sv-skarvabild.html", "some"),
    "fi": ("fi-kuvakaira.txt", "nothing"),
}
"""By language: the sample, and how much is decided. What is decided on everything is final."""

PARTS = {
    "document.xml": "word/document.xml",
    "styles.xml": "word/styles.xml",
    "numbering.xml": "word/numbering.xml",
    "settings.xml": "word/settings.xml",
    "header.xml": "word/header1.xml",
    "footer.xml": "word/footer1.xml",
    "core.xml": "docProps/core.xml",
}
_BREAK = re.compile(r"(?=<w:(?:p|tbl|tr|sectPr|style|abstractNum|num|lvl)[ >])")


def in_lines(xml: str) -> str:
    """A paragraph, row or style a line."""
    return _BREAK.sub("\n", xml).replace("\n\n", "\n") + "\n"


def assessment_of(language: str, read_sample: Callable[..., Assessment], decisions: Mapping[str, Any]) -> Assessment:
    path = GOLDEN / language / "assessment.json"
    if FREEZE == "assessments":
        name, decided = REPORTS[language]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(read_sample(name, decisions[decided])), indent=1))
    return msgspec.json.decode(path.read_bytes(), type=Assessment)


@pytest.mark.parametrize("language", REPORTS)
def test_the_parts_are_as_they_were(
    language: str, read_sample: Callable[..., Assessment], sample_decisions: Mapping[str, Any], tmp_path: Path
) -> None:
    assessment = assessment_of(language, read_sample, sample_decisions)
    path, final = tmp_path / "report.docx", REPORTS[language][1] == "everything"
    names = {"reviewer": "Aino Virta", "firm": "Virta & Lind"}
    write_report(assessment, Translator(language), path, final=final, generated=date(2026, 11, 22), **names)
    with zipfile.ZipFile(path) as archive:
        parts = {name: in_lines(archive.read(entry).decode("utf-8")) for name, entry in PARTS.items()}
    for name, text in parts.items():
        frozen = GOLDEN / language / name
        if FREEZE:
            frozen.write_text(text, encoding="utf-8")
        assert text.splitlines() == frozen.read_text(encoding="utf-8").splitlines(), frozen

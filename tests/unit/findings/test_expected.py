"""Findings of whole policies: what must be found in them, and what must not."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from reviewer.extract import extract_document
from reviewer.findings import material_of_extraction, suggest_findings
from reviewer.importers import read_document
from reviewer.model import Context

ROOT = Path(__file__).resolve().parents[3]
AS_OF = datetime.date(2026, 11, 22)

Expected = tuple[dict[str, str], set[str], set[str]]
"""Rules with their severity that must be found, rules that may be, and rules that must not."""


def severities(path: Path) -> dict[str, str]:
    extraction = extract_document(read_document(path.read_bytes(), path.name))
    found = suggest_findings(material_of_extraction(extraction), Context(service="product"), AS_OF)
    return {finding.rule: finding.severity.value for finding in found}


@pytest.mark.parametrize(
    ("name", "must", "never"),
    [
        (
            "en-quillmark.md",
            {"REC-02": "info", "REC-03": "medium", "DAT-02": "low"},
            {
                "SCO-01",
                "LEG-01",
                "RET-01",
                "RIG-01",
                "RIG-02",
                "RIG-03",
                "SUP-01",
                "DAT-01",
                "QUA-01",
                "TRF-01",
                "CER-01",
                "SCO-03",
            },
        ),
        (
            "sv-skarvabild.html",
            {"QUA-02": "medium", "ADM-01": "medium", "DAT-02": "medium", "REC-02": "info"},
            {
                "SCO-01",
                "LEG-01",
                "RET-01",
                "RIG-02",
                "RIG-03",
                "SUP-01",
                "DAT-01",
                "LAW-01",
                "QUA-01",
                "TRF-01",
                "COK-01",
            },
        ),
        (
            "fi-kuvakaira.txt",
            {"DAT-02": "medium", "RIG-04": "low", "REC-02": "info", "DPO-01": "info"},
            {"SCO-01", "LEG-01", "RET-01", "RIG-01", "RIG-02", "RIG-03", "SUP-01", "DAT-01", "QUA-01", "CON-01"},
        ),
    ],
)
def test_samples_have_their_findings(name: str, must: dict[str, str], never: set[str]) -> None:
    found = severities(ROOT / "resources" / "samples" / name)
    assert must.items() <= found.items()
    assert not never & set(found)


@pytest.mark.corpus
def test_real_policies_have_their_findings() -> None:
    """At least nine in ten of the findings that lawyers require, and none of those that they rule out."""
    corpus = Path(os.environ.get("REVIEWER_CORPUS", ROOT.parent / "shared" / "corpus"))
    files = sorted((corpus / "findings").glob("*.tsv"))
    if not files:
        pytest.skip("no corpus: set REVIEWER_CORPUS, or put it in ../shared/corpus")
    wanted = right = unexpected = 0
    for file in files:
        must, may, never = read_expected(file)
        (policy,) = (corpus / "text").glob(f"{file.stem}.*")
        found = severities(policy)
        assert not never & set(found), f"{file.stem}: {sorted(never & set(found))}"
        wanted += len(must)
        right += sum(found.get(rule) == severity for rule, severity in must.items())
        unexpected += len(set(found) - set(must) - may)
    assert right >= 0.9 * wanted, f"{right} of {wanted}"
    assert unexpected <= 2 * len(files)


def read_expected(file: Path) -> Expected:
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    must = {parts[1]: parts[2] for parts in lines if parts[0] == "must"}
    may = {parts[1] for parts in lines if parts[0] == "may"}
    return must, may, {parts[1] for parts in lines if parts[0] == "never"}

"""The counting, against figures that the owner's measuring program gave for hand-made predictions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.evaluate import (
    EvaluatedDocument,
    Verdict,
    evaluate_documents,
    evaluation_data,
    read_annotations,
    read_gold,
)
from reviewer.export import extraction_data, findings_data
from reviewer.extract import extract_document
from reviewer.findings import FindingWording, material_of_extraction, suggest_findings
from reviewer.i18n import Translator
from reviewer.importers import read_document
from reviewer.model import Context, Evidence, Value

from .predictions import read_predictions

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "evaluate"
SAMPLES = ROOT / "tests" / "golden" / "samples"


def golden_documents(folder: Path, predictions: Path) -> list[EvaluatedDocument]:
    given = read_predictions(predictions)
    return [
        EvaluatedDocument(
            wanted.name,
            wanted.language,
            given[wanted.name].values,
            wanted.gold,
            wanted.path.read_text(encoding="utf-8"),
            given[wanted.name].findings,
            wanted.findings,
        )
        for wanted in read_annotations(folder)
    ]


def assert_same(data: dict[str, Any], wanted: dict[str, Any]) -> None:
    no_findings = dict.fromkeys(data["findings"], 0)
    assert data["findings"] == (wanted["findings"] or no_findings)
    assert data["calibration_error"] == pytest.approx(wanted["calibration_error"])
    for key in ("total", "documents", "languages", "fields"):
        assert data[key] == wanted[key], key


def test_counting_is_that_of_the_measuring_program() -> None:
    evaluation = evaluate_documents(golden_documents(GOLDEN, GOLDEN / "predictions.jsonl"))
    assert_same(evaluation_data(evaluation), json.loads((GOLDEN / "figures.json").read_text(encoding="utf-8")))


def test_misses_name_what_to_delete_and_what_to_add() -> None:
    evaluation = evaluate_documents(golden_documents(GOLDEN, GOLDEN / "predictions.jsonl"))
    swedish = [(m.field, m.verdict, m.value) for m in evaluation.misses if m.document == "sv-tuvfilm"]
    assert swedish == [
        ("cookies.types", Verdict.WRONG, "third_party"),
        ("transfers.outside_eea", Verdict.WRONG, "yes"),
        ("retention.items", Verdict.MISSED, "P6M; ansökningar"),
        ("transfers.outside_eea", Verdict.MISSED, "no"),
    ]
    findings = [(m.verdict, m.value, m.quote) for m in evaluation.misses if m.field == "finding"]
    assert findings == [
        (Verdict.MISSED, "RIG-01", "high"),
        (Verdict.WRONG, "DPO-01", "info"),
        (Verdict.WRONG, "SEC-01", "low"),
    ]
    assert len(evaluation.misses) == evaluation.total.corrections + len(findings)


def test_evidence_longer_than_a_passage_is_no_evidence() -> None:
    text = "We use Tarnbyte. " + "It is long. " * 60
    gold = read_gold("recipients.named\tTarnbyte\tTarnbyte", "x.tsv")

    def figure(end: int) -> float:
        value = Value("recipients.named", "Tarnbyte", 0.9, "r", (Evidence(0, end, text[:end]),))
        return evaluate_documents([EvaluatedDocument("x", "en", (value,), gold, text)]).total.evidence

    assert (figure(600), figure(601)) == (1.0, 0.0)


def sample_texts() -> Iterable[tuple[Path, Path]]:
    for gold in sorted(SAMPLES.glob("*.tsv")):
        (text,) = (ROOT / "resources" / "samples").glob(f"{gold.stem}.*")
        yield text, gold


def corpus_texts() -> Iterable[tuple[Path, Path]]:
    corpus = Path(os.environ.get("REVIEWER_CORPUS", ROOT.parent / "shared" / "corpus"))
    for gold in sorted((corpus / "gold").glob("*.tsv")):
        for text in (corpus / "text").glob(f"{gold.stem}.*"):
            yield text, gold


def write_measured(folder: Path, pairs: Iterable[tuple[Path, Path]]) -> Path:
    """A corpus whose texts are those that evidence counts, and the machine's answers for it."""
    for name in ("text", "gold", "findings"):
        (folder / name).mkdir()
    with (folder / "predictions.jsonl").open("w", encoding="utf-8") as lines:
        for path, gold in pairs:
            document = read_document(path.read_bytes(), path.name)
            (folder / "text" / f"{path.stem}.txt").write_text(document.text, encoding="utf-8", newline="")
            (folder / "gold" / gold.name).write_bytes(gold.read_bytes())
            findings = gold.parents[1] / "findings" / gold.name
            if findings.exists():
                (folder / "findings" / gold.name).write_bytes(findings.read_bytes())
            extraction = extract_document(document)
            data = extraction_data(document, extraction)
            found = suggest_findings(material_of_extraction(extraction), Context(), date(2026, 11, 22))
            data["findings"] = findings_data(found, FindingWording(Translator("en")))
            lines.write(json.dumps(data, ensure_ascii=False) + "\n")
    return folder


@pytest.mark.corpus
@pytest.mark.parametrize("texts", [sample_texts, corpus_texts])
def test_figures_are_those_of_the_measuring_program(tmp_path: Path, texts: Any) -> None:
    score = ROOT.parent / "shared" / "tools" / "score"
    if not score.exists():
        pytest.skip("no measuring program: ../shared/tools/score is not there")
    pairs = list(texts())
    if not pairs:
        pytest.skip("no corpus: set REVIEWER_CORPUS, or put it in ../shared/corpus")
    folder = write_measured(tmp_path, pairs)
    command = [sys.executable, str(score), "--corpus", str(folder), "--json"]
    command += ["--predictions", str(folder / "predictions.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    evaluation = evaluate_documents(golden_documents(folder, folder / "predictions.jsonl"))
    assert_same(evaluation_data(evaluation), json.loads(done.stdout))

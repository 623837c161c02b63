"""Whether a confidence of 0.9 means nine in ten, on documents that the confidences were not fitted on."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, corpus_folder


@pytest.mark.bench
@pytest.mark.corpus
def test_confidences_of_unseen_documents_hold(tmp_path: Path) -> None:
    """Predictions of every document from the others, measured by the owner's program where that is there."""
    folder = corpus_folder()
    if folder is None:
        pytest.skip("no corpus: set REVIEWER_CORPUS, or put it in ../shared/corpus")
    program = runpy.run_path(str(ROOT / "packaging" / "calibration.py"))
    measured = list(program["measure"](folder, 1.0))
    weights = program["fit"]([example for one in measured for example in one.examples])
    unseen = program["predict_unseen"](measured, weights)
    program["write_predictions"](unseen, tmp_path / "predictions.jsonl")
    error = program["error_of"](unseen)
    print(f"\n{len(measured)} documents, each predicted from the others: expected calibration error {error:.3f}")
    print(f"with the weights as stored: {program['error_of'](measured):.3f}")
    assert error <= 0.05
    score = ROOT.parent / "shared" / "tools" / "score"
    if score.exists():
        assert abs(score_error(score, folder, tmp_path / "predictions.jsonl") - error) < 0.002


def score_error(score: Path, folder: Path, predictions: Path) -> float:
    command = [sys.executable, str(score), "--corpus", str(folder), "--predictions", str(predictions)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = re.search(r"calibration error ([\d.]+)", done.stdout)
    assert found
    return float(found[1])

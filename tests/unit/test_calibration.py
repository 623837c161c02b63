"""The program that fits confidences: what it makes of values whose share of right ones is known."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

from reviewer.extract.confidence import likelihood

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = runpy.run_path(str(ROOT / "packaging" / "calibration.py"))
Example, fit = PROGRAM["Example"], PROGRAM["fit"]
SURE, DOUBTFUL = {"constant": 1.0, "rule": 2.0}, {"constant": 1.0, "rule": 0.0, "hedged": 1.0}


def examples(known: dict[str, float], right: int, wrong: int, weight: float = 1.0) -> list[object]:
    return [Example(known, True, weight)] * right + [Example(known, False, weight)] * wrong


def test_shares_of_right_values_come_back() -> None:
    weights = fit(examples(SURE, 950, 50) + examples(DOUBTFUL, 300, 200))
    assert likelihood(SURE, weights) == pytest.approx(0.95, abs=0.01)
    assert likelihood(DOUBTFUL, weights) == pytest.approx(0.6, abs=0.01)


def test_weight_counts_as_so_many_values() -> None:
    known = {"constant": 1.0}
    weighed = fit(examples(known, 100, 0) + examples(known, 100, 100, weight=3.0))
    assert likelihood(known, weighed) == pytest.approx(400 / 700, abs=0.01)


def test_a_field_with_few_values_stays_near_the_others() -> None:
    rare = {"constant": 1.0, "field contact.dpo": 1.0}
    weights = fit(examples({"constant": 1.0}, 900, 100) + examples(rare, 0, 2))
    assert 0.3 < likelihood(rare, weights) < 0.9


def test_samples_are_measured_each_left_out_in_turn(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "resources" / "samples", tmp_path / "text")
    shutil.copytree(ROOT / "tests" / "golden" / "samples", tmp_path / "gold")
    measured = list(PROGRAM["measure"](tmp_path, 1.0))
    weights = fit([example for one in measured for example in one.examples])
    unseen = PROGRAM["predict_unseen"](measured, weights)
    assert [one.document.name for one in unseen] == ["en-quillmark.md", "fi-kuvakaira.txt", "sv-skarvabild.html"]
    given = [v.value for one in measured for v in one.extraction.values]
    assert [v.value for one in unseen for v in one.extraction.values] == given
    assert PROGRAM["error_of"](unseen) <= 0.05

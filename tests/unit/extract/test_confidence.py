from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract.candidates import Candidate, merge
from reviewer.extract.confidence import HIGHEST, LOWEST, calibrate, features, likelihood
from reviewer.extract.engine import read_candidates
from reviewer.form import load_form
from reviewer.lexicons import NEUTRAL, load_lexicon
from reviewer.model import Document

Make = Callable[[str], Document]


def candidate(confidence: float = 0.9, *spans: tuple[int, int], hedged: bool = False) -> Candidate:
    return Candidate("purposes", "billing", spans or ((0, 4),), confidence, "r", hedged)


def test_features_name_what_is_known_of_a_match() -> None:
    (joined,) = merge([candidate(0.5, (0, 4)), candidate(0.5, (9, 12)), candidate(0.5, (0, 4))])
    known = features(joined)
    assert known.pop("rule") > 0
    assert known == {"constant": 1.0, "passages": 1.0, "field purposes": 1.0}
    assert features(candidate(0.5, hedged=True))["hedged"] == 1.0
    assert features(candidate(1.0))["rule"] == features(candidate(0.99))["rule"]


def test_likelihood_adds_weights_and_is_never_certain() -> None:
    assert likelihood({"constant": 1.0}, {}) == 0.5
    assert likelihood({"constant": 1.0, "rule": 2.0}, {"rule": 1.0986, "constant": -2.1972}) == pytest.approx(0.5)
    assert likelihood({"rule": 50.0}, {"rule": 1.0}) == HIGHEST
    assert likelihood({"rule": -50.0}, {"rule": 1.0}) == LOWEST


def test_surer_rules_give_surer_values() -> None:
    shares = [calibrate(candidate(c)) for c in (0.5, 0.7, 0.9, 0.95)]
    assert shares == sorted(shares)
    assert shares[0] < 0.75 < shares[-1]


def test_weights_are_of_known_features() -> None:
    known = {"constant", "rule", "passages", "hedged", "elsewhere", "heading"}
    known |= {f"field {field.id}" for field in load_form().fields}
    assert set(load_lexicon(NEUTRAL).words["calibration"]) <= known


def test_headings_and_passages_about_other_things_leave_marks(make_document: Make) -> None:
    text = "# Marketing cookies\n\nWe write."
    _, candidates = read_candidates(make_document(text))
    marks = {c.value: c.marks for c in candidates if c.field == "cookies.types"}
    assert marks == {"advertising": frozenset({"heading"})}

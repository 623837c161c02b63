"""How likely a value is right: what is known of its match, weighed as fitted on annotated policies.

The weights are data, `calibration` in `resources/lexicons/any/calibration.toml`; `packaging/calibration.py` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from reviewer.extract.candidates import Candidate
from reviewer.lexicons import NEUTRAL, load_lexicon

LOWEST, HIGHEST = 0.02, 0.99
_CERTAIN = 0.98
"""The rules' own confidence counts up to here; beyond, it says nothing more."""


def features(candidate: Candidate) -> dict[str, float]:
    """What is known of a match, by name.

    `rule` is the log odds of the rules' own confidence, `passages` the logarithm to base 2 of the number of passages;
    `hedged`, and the candidate's `marks`, are 1 where they hold; so is the name of the field after `field `.
    """
    own = min(candidate.confidence, _CERTAIN)
    known = {
        "constant": 1.0,
        "rule": math.log(own / (1 - own)),
        "passages": math.log2(candidate.passages),
        f"field {candidate.field}": 1.0,
    }
    known |= dict.fromkeys(candidate.marks, 1.0)
    if candidate.hedged:
        known["hedged"] = 1.0
    return known


def calibrate(candidate: Candidate) -> float:
    """The share of values like this one that is right."""
    return likelihood(features(candidate), load_lexicon(NEUTRAL).words["calibration"])


def likelihood(known: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What the weights make of the features of a match; features without a weight count for nothing."""
    odds = sum(weights.get(name, 0.0) * value for name, value in known.items())
    return min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-odds))))

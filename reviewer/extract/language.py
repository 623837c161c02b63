"""Which language a text is in: naive Bayes over 1-3-gram profiles of six languages.

The profiles in `resources/lexicons/profiles` are those of the langdetect project; their notice stands beside them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache

from reviewer.paths import resource

LANGUAGES = ("da", "de", "en", "fi", "no", "sv")
_CODES = {"no": "nb"}
_SAMPLES = 8
_SAMPLE_LENGTH = 260
_FLOOR = 1e-7
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def detect_language(text: str) -> str:
    """The BCP 47 code of the likeliest of da, de, en, fi, nb, sv; "und" for a text without letters."""
    sample = _NOT_LETTERS.sub(" ", _sample(text)).lower().strip()
    if not sample:
        return "und"
    scores = _scores(f" {sample} ")
    best = max(scores, key=lambda code: scores[code])
    return _CODES.get(best, best)


def _sample(text: str) -> str:
    """Slices from all over a long text: a page of English terms at the front must not decide."""
    if len(text) <= _SAMPLES * _SAMPLE_LENGTH:
        return text
    step = (len(text) - _SAMPLE_LENGTH) // (_SAMPLES - 1)
    return " ".join(text[i * step : i * step + _SAMPLE_LENGTH] for i in range(_SAMPLES))


def _scores(sample: str) -> dict[str, float]:
    totals = dict.fromkeys(LANGUAGES, 0.0)
    profiles = _profiles()
    floor = math.log(_FLOOR)
    for size in (1, 2, 3):
        for at in range(len(sample) - size + 1):
            gram = sample[at : at + size]
            if gram.isspace():
                continue
            logs = profiles.get(gram)
            for code in LANGUAGES:
                totals[code] += logs.get(code, floor) if logs else floor
    return totals


@lru_cache(maxsize=1)
def _profiles() -> Mapping[str, Mapping[str, float]]:
    """Log probability of every n-gram by language."""
    table: dict[str, dict[str, float]] = {}
    for code in LANGUAGES:
        data = json.loads(resource("lexicons", "profiles", f"{code}.json").read_text(encoding="utf-8"))
        sums = data["n_words"]
        for gram, count in data["freq"].items():
            lowered = gram.lower()
            row = table.setdefault(lowered, {})
            row[code] = max(row.get(code, -99.0), math.log(count / sums[len(gram) - 1]))
    return table

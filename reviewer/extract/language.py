"""Which language a text is in: naive Bayes over 1-3-gram profiles of six languages.

The profiles in `resources/lexicons/profiles` are those of the langdetect project; their notice stands beside them.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from reviewer.paths import resource

LANGUAGES = ("da", "de", "en", "fi", "no", "sv")
_CODES = {"no": "nb"}
_SAMPLES = 8
_SAMPLE_LENGTH = 260
_UNKNOWN = (math.log(1e-7),) * len(LANGUAGES)
"""What an n-gram counts for that a language's profile does not hold."""

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
    counts: Counter[str] = Counter()
    for size in (1, 2, 3):
        counts.update(sample[at : at + size] for at in range(len(sample) - size + 1))
    profiles = _profiles()
    totals = [0.0] * len(LANGUAGES)
    for gram, count in counts.items():
        if not gram.isspace():
            logs = profiles.get(gram, _UNKNOWN)
            totals = [total + count * log for total, log in zip(totals, logs, strict=True)]
    return dict(zip(LANGUAGES, totals, strict=True))


@lru_cache(maxsize=1)
def _profiles() -> Mapping[str, tuple[float, ...]]:
    """Log probability of every n-gram in each of LANGUAGES."""
    table: dict[str, list[float]] = {}
    for number, code in enumerate(LANGUAGES):
        data = json.loads(resource("lexicons", "profiles", f"{code}.json").read_text(encoding="utf-8"))
        sums = data["n_words"]
        for gram, count in data["freq"].items():
            row = table.setdefault(gram.lower(), list(_UNKNOWN))
            row[number] = max(row[number], math.log(count / sums[len(gram) - 1]))
    return {gram: tuple(row) for gram, row in table.items()}

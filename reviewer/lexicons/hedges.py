"""The words by which a sentence says only that something may be so, or is so within limits, found without reading a
whole lexicon."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.lexicons.lexicon import read_cues
from reviewer.lexicons.phrases import Phrase, expand

_NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=8)
def hedge_pattern(language: str) -> re.Pattern[str]:
    """What finds the hedges of a language; nothing in one that has no lexicon."""
    return _pattern(language, "hedge")


@lru_cache(maxsize=8)
def limit_pattern(language: str) -> re.Pattern[str]:
    """What finds the words that bound a denial ("knowingly", "unless")."""
    return _pattern(language, "limit")


def _pattern(language: str, name: str) -> re.Pattern[str]:
    notations = read_cues(language).get("cues", {}).get(name, ())
    if not notations:
        return _NEVER
    phrases = {phrase for notation in notations for phrase in expand(notation)}
    # The longest first: a phrase may begin with another.
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase.anchor), phrase.anchor))
    return re.compile("|".join(_source(phrase) for phrase in ordered), re.IGNORECASE)


def _source(phrase: Phrase) -> str:
    before = r"[^\W_]*" if phrase.open_left else r"(?<![^\W_])"
    after = r"[^\W_]*" if phrase.open_right else r"(?![^\W_])"
    return before + r"\s+".join(map(re.escape, phrase.anchor.split())) + (phrase.pattern or after)

"""The terms of data protection law in all languages, and which of them stands at a place in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from reviewer.paths import resource

Term = Mapping[str, str]
"""One term, by language."""

_BESIDE = 80
"""Characters; longer than the longest term."""
_ASIDE = re.compile(r"\s*\([^)]*\)")
_OR = re.compile(r"\s*/\s*|,\s+")
_LETTERS = r"[^\W\d_]"
_ENDINGS = {"en": "(?:e?s)?", "sv": _LETTERS + "{0,4}", "fi": _LETTERS + "{0,6}"}
_INFLECTED = 5
"""The shortest word that has endings."""


@lru_cache(maxsize=1)
def load_terms() -> tuple[Term, ...]:
    with resource("glossary", "terms.toml").open("rb") as file:
        return tuple(tomllib.load(file)["term"])


def find_term(text: str, offset: int, language: str) -> Term | None:
    """The longest term of a language, in whatever form, that stands at an offset; None where there is none."""
    first = max(offset - _BESIDE, 0)
    around = text[first : offset + _BESIDE]
    found = [
        (match.end() - match.start(), place)
        for place, pattern in _patterns(language)
        for match in pattern.finditer(around)
        if match.start() <= offset - first < match.end()
    ]
    return load_terms()[max(found)[1]] if found else None


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    if language not in _ENDINGS:
        return ()
    return tuple(
        (place, re.compile(_source(words, language), re.IGNORECASE))
        for place, term in enumerate(load_terms())
        for words in _OR.split(_ASIDE.sub("", term[language]))
    )


def _source(words: str, language: str) -> str:
    """Words in any of their forms; in Finnish the last letter goes with some of them."""
    forms = []
    for word in words.split():
        inflected = len(word) >= _INFLECTED
        stem = word[:-1] if inflected and language == "fi" else word
        forms.append(re.escape(stem) + (_ENDINGS[language] if inflected else ""))
    return rf"(?<!{_LETTERS})" + r"[\s\-]+".join(forms) + rf"(?!{_LETTERS})"

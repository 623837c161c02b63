"""The terms of data protection law in all languages, and which of them stands at a place in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reviewer.paths import resource

Term = Mapping[str, str]
"""One term, by language."""

_BESIDE = 80
"""Characters; longer than the longest term."""
_ASIDE = re.compile(r"\s*\([^)]*\)")
_OR = re.compile(r"\s*/\s*|,\s+")
_LETTER = r"[^\W\d_]"
_INFLECTED = 5
"""The shortest word that has endings."""


def load_terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    return tuple(_glossary()["term"])


@lru_cache(maxsize=1)
def _glossary() -> dict[str, Any]:
    with resource("glossary", "terms.toml").open("rb") as file:
        return tomllib.load(file)


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
    if language not in _glossary()["endings"]:
        return ()
    return tuple(
        (place, re.compile(_source(words, language), re.IGNORECASE))
        for place, term in enumerate(load_terms())
        for words in _OR.split(_ASIDE.sub("", term[language]))
    )


def _source(words: str, language: str) -> str:
    """Words in any of their forms."""
    inflection = _glossary()["endings"][language]
    forms = []
    for word in words.split():
        stem = word[: len(word) - inflection["without"]]
        forms.append(re.escape(stem) + inflection["ending"] if len(word) >= _INFLECTED else re.escape(word))
    return rf"(?<!{_LETTER})" + r"[\s\-]+".join(forms) + rf"(?!{_LETTER})"

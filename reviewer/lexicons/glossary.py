"""The terms of data protection law in all languages, and which of them stand in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.paths import resource

_BESIDE = 80
"""Characters; longer than the longest term."""
_ASIDE = re.compile(r"\s*\([^)]*\)")
_OR = re.compile(r"\s*/\s*|,\s+")
_LETTER = r"[^\W\d_]"
_INFLECTED = 5
"""The shortest word that has endings."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a term is called, by language, and the other words and forms by which it is recognised."""

    names: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]

    def wordings(self, language: str) -> tuple[str, ...]:
        """All that it is recognised by in a language, each without its endings and without what brackets explain."""
        return (*_OR.split(_ASIDE.sub("", self.names[language])), *self.also.get(language, ()))


@lru_cache(maxsize=1)
def load_terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    return tuple(_read_term(entry) for entry in _glossary()["term"])


def _read_term(entry: Mapping[str, Any]) -> Term:
    also = {language: tuple(words) for language, words in entry.get("also", {}).items()}
    return Term({language: name for language, name in entry.items() if language != "also"}, also)


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
        for place, pattern in enumerate(_patterns(language))
        for match in pattern.finditer(around)
        if match.start() <= offset - first < match.end()
    ]
    return load_terms()[max(found)[1]] if found else None


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that stand in a text by one of their forms in any language, in the order of the file."""
    lowered = _lower(text)

    def stands(wordings: tuple[tuple[str, ...], ...], pattern: re.Pattern[str]) -> bool:
        # Letters are found many times as fast as forms, and most terms stand in no text at all.
        there = (stems[0] for stems in wordings if all(stem in lowered for stem in stems))
        return any(pattern.match(text, place) for stem in there for place in _places(stem, lowered))

    languages = (zip(_stems(language), _patterns(language), strict=True) for language in _glossary()["endings"])
    terms = zip(load_terms(), zip(*languages, strict=True), strict=True)
    return tuple(term for term, forms in terms if any(stands(*form) for form in forms))


def _lower(text: str) -> str:
    """In small letters, each in the place of its own; a few capitals have two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _places(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """One a term, in their order; none where the glossary does not know the language."""
    if language not in _glossary()["endings"]:
        return ()
    return tuple(re.compile(_source(term.wordings(language), language), re.IGNORECASE) for term in load_terms())


def _source(wordings: tuple[str, ...], language: str) -> str:
    """Any of the wordings, its words in any of their forms."""
    inflected = (r"[\s\-]+".join(_word(word, language) for word in wording.split()) for wording in wordings)
    # Behind its first letter: where a search begins with a letter it passes over a text three times as fast.
    words = (f"{form[0]}(?<!{_LETTER}.){form[1:]}" for form in inflected)
    return rf"(?:{'|'.join(words)})(?!{_LETTER})"


def _word(word: str, language: str) -> str:
    ending = _glossary()["endings"][language]["ending"] if len(word) >= _INFLECTED else ""
    return re.escape(_stem(word, language)) + ending


def _stem(word: str, language: str) -> str:
    """What stays of a word in all its forms."""
    return word[: len(word) - _glossary()["endings"][language]["without"]] if len(word) >= _INFLECTED else word


@lru_cache(maxsize=8)
def _stems(language: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each term the stems of each of its wordings, in small letters."""
    return tuple(
        tuple(tuple(_stem(word, language).lower() for word in wording.split()) for wording in term.wordings(language))
        for term in load_terms()
    )

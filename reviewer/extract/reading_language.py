"""Which language a text is in, and which lexicon it is read by."""

from __future__ import annotations

from functools import lru_cache

from reviewer.extract.language import detect_language
from reviewer.lexicons import NEUTRAL, supported_languages
from reviewer.lexicons.word_lists import words_of
from reviewer.model import BlockKind, Document

LONG_ENOUGH = 60
"""Characters of a block whose language can be told."""
_TELLING = 200
_MOST_PROSE = 40
_FEWEST_COMMON = 0.05
"""Of the words of running text; a policy has three times as many even in Finnish."""


def language_of(document: Document, folded: str) -> str:
    """The likeliest of the languages that have a profile; "und" where it is one that extraction is made for and yet the
    running text has next to none of its common words."""
    language = detect_language(document.text)
    prose = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and b.end - b.start >= LONG_ENOUGH]
    words = " ".join(folded[b.start : b.end] for b in prose[:_MOST_PROSE])
    if language not in supported_languages() or len(words) < _TELLING:
        return language
    return language if function_words(words, language) > _FEWEST_COMMON * words.count(" ") else "und"


def reading_language(text: str, language: str) -> str:
    """The language of the lexicon to read by. A few words do not tell a language from its neighbours and are read by
    the first that extraction is made for."""
    if language in supported_languages():
        return language
    return supported_languages()[0] if len(text) < _TELLING else NEUTRAL


def function_words(text: str, language: str) -> int:
    """How many words of a folded text are among the commonest of a language."""
    common = _common_words(language)
    return sum(word in common for word in text.split())


@lru_cache(maxsize=8)
def _common_words(language: str) -> frozenset[str]:
    return frozenset(words_of(language, "common"))

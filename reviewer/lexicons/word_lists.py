"""Lists of words from a lexicon by their names, as they are and as parts of regular expressions."""

from __future__ import annotations

from functools import lru_cache

from reviewer.lexicons.lexicon import NEUTRAL, load_lexicon


@lru_cache(maxsize=64)
def one_of(*lists: str) -> str:
    """A group that matches any entry of these lists of no language, in their order."""
    words = load_lexicon(NEUTRAL).words
    return f"(?:{'|'.join(entry for name in lists for entry in words[name])})"


@lru_cache(maxsize=256)
def words_of(language: str, name: str) -> tuple[str, ...]:
    """A list of a language's lexicon; empty where it has none."""
    return tuple(load_lexicon(language).words.get(name, ()))

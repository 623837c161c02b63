"""Lists of small words from the lexicon of no language, to be put into regular expressions."""

from __future__ import annotations

from functools import lru_cache

from reviewer.lexicons import load_lexicon


@lru_cache(maxsize=64)
def one_of(*lists: str) -> str:
    """A group that matches any entry of these lists, in their order."""
    words = load_lexicon("any").words
    return f"(?:{'|'.join(entry for name in lists for entry in words[name])})"

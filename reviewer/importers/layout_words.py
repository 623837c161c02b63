"""Words of the lexicons that tell what a line is: two of their files alone, since nobody here needs a whole lexicon."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from reviewer.paths import resource


@lru_cache(maxsize=8)
def layout_words(name: str) -> tuple[str, ...]:
    """A list of `layout.toml`: regular expressions."""
    return tuple(_words("layout.toml")[name])


@lru_cache(maxsize=1)
def any_legal_form() -> str:
    """A group that matches any legal form of an organisation, the longest first."""
    return _group(map(re.escape, _words("organisations.toml")["legal_forms"]))


@lru_cache(maxsize=8)
def any_of(name: str) -> str:
    """A group that matches any entry of a list of `layout.toml`, the longest first."""
    return _group(layout_words(name))


def _group(sources: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(sources, key=len, reverse=True))})"


def _words(file_name: str) -> dict[str, Any]:
    with resource("lexicons", "any", file_name).open("rb") as file:
        words: dict[str, Any] = tomllib.load(file)["words"]
    return words

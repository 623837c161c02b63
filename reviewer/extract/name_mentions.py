"""What a mention of a third party is, and what tells a name from the name of a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.organisations import base_key
from reviewer.extract.policy import Policy
from reviewer.lexicons import KnownRecipient, load_lexicon
from reviewer.lexicons.word_lists import one_of, words_of

MOST_WORDS_IN_ROW = 3
"""Of a name that stands in a row of them."""
_ADDRESS_BEHIND = re.compile(r"\s?\(https?://(?:www\.)?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at `text[start:end]`, `name` in the nominative. `key` tells which mentions are of the same party.

    `place`: "listed" as an item or in a column of recipients, "role" after a noun that asks for a name, "form" with a
    legal form only, "known" in running text. `common` marks names that are also everyday words.
    """

    start: int
    end: int
    name: str
    key: str
    place: str
    known: KnownRecipient | None = None
    common: bool = False


@lru_cache(maxsize=1)
def name_word() -> str:
    """A word of a name: with a capital, capitals or digits in it, or the ending of a web address."""
    return rf"(?:[A-ZÅÄÖÆØÉ][\w.&+'’-]*|[a-z]+[A-Z]\w+|\d+[a-z]{{3,}}\w*|\w+\.{one_of('site_endings')}\b)"


@lru_cache(maxsize=1)
def name_words() -> str:
    """A name of one word or several."""
    return rf"{name_word()}(?:[ ](?:{name_word()}|{one_of('name_links')}|\d+))*"


@lru_cache(maxsize=1)
def name_at() -> re.Pattern[str]:
    """A name where the search begins."""
    return re.compile(name_words())


@lru_cache(maxsize=1)
def row_joint() -> re.Pattern[str]:
    """What parts the names of a row: a comma, "and" or both, with or without a bracket before it."""
    joining = one_of("and_words", "or_words")
    return re.compile(rf"(?:\s?\([^()]*\))?(?:[,;]\s+(?:{joining}\s+)?|\s+{joining}\s+)")


def is_generic(policy: Policy, start: int, end: int, language: str) -> bool:
    """Whether the words name a kind of recipients rather than one."""
    if _at_own_address(policy.text, start, end):
        return False
    if any(w.strip(".,") in _stop_names() for w in policy.folded[start:end].split()):
        return True
    return _generic_pattern(language).search(f"{policy.folded[start:end]} ") is not None


def _at_own_address(text: str, start: int, end: int) -> bool:
    """Whether the words are followed by a web address that they make up: "Otter Hosting (https://otterhosting.example)"."""
    address = _ADDRESS_BEHIND.match(text, end)
    name = base_key(text[start:end])
    return address is not None and len(name) > 5 and base_key(address[1]).startswith(name)


@lru_cache(maxsize=8)
def _generic_pattern(language: str) -> re.Pattern[str]:
    stems = "|".join(re.escape(w) for w in words_of(language, "generic_recipients"))
    heads = "|".join(words_of(language, "generic_heads")) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{stems}|\w+(?:{heads})(?!\w))")


@lru_cache(maxsize=1)
def _stop_names() -> frozenset[str]:
    return frozenset(w.casefold() for w in load_lexicon("any").words["no_names"])

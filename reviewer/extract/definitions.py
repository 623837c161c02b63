"""What a name is defined as in the brackets behind it: "Example Ltd ("we", "Example")"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.organisations import find_form
from reviewer.extract.policy import Policy
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of, words_of

_REGISTERED = r"(?:\([^()]{0,30}(?:\([^()]{0,30}\)[^()]{0,20})?\)[\s,]{0,2})?"
QUOTED = re.compile(r"[\"“”„'‘’«»]([^\"“”„'‘’«»]{2,40})[\"“”„'‘’«»]")
_SHORT_NAME = re.compile(r"[A-ZÅÄÖÆØÜ][\w.&-]{1,15}(?: [A-ZÅÄÖÆØÜ][\w.&-]{1,15})?")
_WEB_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_QUOTES = re.compile("[\"“”„'‘’«»]")
_ADDRESSED = re.compile(r",? (?=[^()\n;]{0,100}\d)[^()\n;]{6,120}\(([^()]{2,140})\)")


@lru_cache(maxsize=1)
def _definition_behind() -> re.Pattern[str]:
    joined = rf"(?: {one_of('and_words')} [\w ]{{2,40}})?"
    return re.compile(rf"(?::?n\b)?{joined}[\s,*_]{{0,4}}{_REGISTERED}\(([^()]{{2,140}})\)")


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Words that lead a short name in: "(hereinafter Example)"."""
    return re.compile(rf"^{one_of('definition_openers')},? ", re.IGNORECASE)


def _definition(policy: Policy, end: int) -> str:
    """What stands in brackets behind a name that ends at `end`, or behind its number and address."""
    match = _definition_behind().match(policy.text, end)
    if match is None:
        match = _ADDRESSED.match(policy.text, end)
        if match is not None and find_form(policy, end, match.start(1)):
            return ""  # what is defined is another company, named in between
    return match[1] if match else ""


def is_self_defined(policy: Policy, end: int) -> bool:
    """Whether the name that ends at `end` is defined as the one that speaks: "Example Ltd ("we")"."""
    return speaks(policy, _definition(policy, end))


def speaks(policy: Policy, words: str) -> bool:
    """Whether words in brackets hold "we", "our company" or the like; "(company number 123)" does not speak."""
    quoted = _QUOTES.search(words)
    if any(c.isdigit() for c in words) and not quoted:
        return False
    speaking = [_has_self_word(policy, part) for part in words.split(",")]
    return any(speaking) and (quoted is not None or sum(speaking) * 2 >= len(speaking))  # "(company, role, number)"


def _has_self_word(policy: Policy, words: str) -> bool:
    countries = load_lexicon("any").words["countries_like_self_words"]
    plain = [w for w in re.split(r"[\s/]+", _WEB_ADDRESS.sub(" ", words)) if w.strip(",.;:") not in countries]
    folded = {w.strip("\"“”„'‘’«».,;:/").lower() for w in plain}
    return not folded.isdisjoint(self_words(policy))


def self_words(policy: Policy) -> frozenset[str]:
    """What who speaks calls itself in the language of the text."""
    return frozenset(words_of(policy.reading_language, "self_words"))


def aliases_behind(policy: Policy, end: int) -> Iterator[str]:
    """Short names given in brackets: ("Example"), (Example)."""
    inside = _definition(policy, end)
    plain = _opening().sub("", inside)
    if _SHORT_NAME.fullmatch(plain):
        yield plain
    for match in QUOTED.finditer(inside):
        if match[1].lower() not in self_words(policy) and match[1][0].isupper():
            yield match[1].strip()

"""Where a third party is said to be, in its row of a table, in the address behind its name or below its name, and what
the row says that it does."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, takewhile

from reviewer.extract.name_mentions import NameMention
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

UNION = "EU"
"""The code of a place that is only said to lie in the European Union."""

_CUE = "country_"
_IN_BRACKETS = re.compile(r"\s?\(([^()\n]{2,160})\)")
_BEHIND_COMMA = re.compile(r",? ?([^()\n;|]{2,160})")
_CLOSING = " .)*_"
_LONGEST_PURPOSE = 120
_MOST_BELOW = 8
"""Sentences below a heading among which the provider's address is looked for."""


def place_of(policy: Policy, mention: NameMention, sentence: Sentence) -> str:
    """The country that the passage gives for the party, or UNION; "" for none, and for several outside the EEA."""
    if sentence.column >= 0:
        return _in_row(policy, sentence)
    if sentence.kind is BlockKind.HEADING:
        return _below(policy, mention, sentence)
    return _behind(policy, mention.end, policy.document.blocks[sentence.block].end)


# rows


def purpose_in_row(policy: Policy, sentence: Sentence) -> str:
    """What the first column of services or purposes gives for a party that a cell names; "" where there is none."""
    for cell in _row(policy, sentence):
        head = policy.column_head(cell)
        text = policy.text[cell.start : cell.end].strip(" .;")
        titled = head is not None and policy.cues_in("purpose_column", head.start, head.end)
        if titled and cell.column != sentence.column and 0 < len(text) <= _LONGEST_PURPOSE:
            return " ".join(text.split())
    return ""


def _in_row(policy: Policy, sentence: Sentence) -> str:
    """By the column of places, else the one third country that the row names, else an address that ends a cell."""
    cells = [s for s in _row(policy, sentence) if s.column != sentence.column]
    located = [s for s in cells if _is_place_column(policy, s)]
    if located:
        return next((p for s in located if (p := _stated(policy, s.start, s.end))), "")
    block = policy.document.blocks[sentence.block]
    third = _third_countries(policy, block.start, block.end)
    if len(third) == 1:
        return third.pop()
    return next((p for s in cells if not third and (p := _closing_country(policy, s.start, s.end))), "")


def _row(policy: Policy, sentence: Sentence) -> list[Sentence]:
    first = sentence.index
    while first and policy.sentences[first - 1].block == sentence.block:
        first -= 1
    return list(takewhile(lambda s: s.block == sentence.block, islice(policy.sentences, first, None)))


def _is_place_column(policy: Policy, cell: Sentence) -> bool:
    head = policy.column_head(cell)
    return head is not None and bool(policy.cues_in("location_label", head.start, head.end))


def _stated(policy: Policy, start: int, end: int) -> str:
    """The third country that a cell names, or the first country of others, or the Union as a whole."""
    third = _third_countries(policy, start, end)
    if third:
        return third.pop() if len(third) == 1 else ""
    named = _country_names().search(policy.folded, start, end)
    if named:
        return _codes()[named[0]]
    return UNION if re.compile(rf"\b{one_of('union_names')}\b").search(policy.folded, start, end) else ""


def _third_countries(policy: Policy, start: int, end: int) -> set[str]:
    cues = load_lexicon(policy.reading_language).cues
    return {n[len(_CUE) :].upper() for n in cues if n.startswith(_CUE) and policy.cues_in(n, start, end)}


# addresses


def _behind(policy: Policy, start: int, stop: int) -> str:
    """The country that closes the address in brackets or behind a comma: "Example Ltd (1 Example Street, Ireland)"."""
    if bracket := _IN_BRACKETS.match(policy.text, start, stop):
        return _closing_country(policy, *bracket.span(1))
    if policy.text[start : start + 1] != ",":
        return ""
    behind = _BEHIND_COMMA.match(policy.text, start, stop)
    named = _country_names().finditer(policy.folded, *behind.span(1)) if behind else ()
    for country in named:
        closes = policy.text[country.end() : country.end() + 1] in {"", ".", ")", "\n", ";"}
        address = policy.text[start : country.start()]
        if closes and (any(c.isdigit() for c in address) or not address.strip(" ,")):
            return _codes()[country[0]]
    return ""


def _below(policy: Policy, mention: NameMention, heading: Sentence) -> str:
    """The country of the provider that the section under a name tells: "Provider: Example Ltd, …, Ireland"."""
    if mention.end - mention.start < (heading.end - heading.start) / 2:
        return ""
    section = islice(policy.sentences, heading.index + 1, heading.index + 1 + _MOST_BELOW)
    for sentence in takewhile(lambda s: s.kind is not BlockKind.HEADING, section):
        if policy.cues_in("provider_label", sentence.start, sentence.label_end):
            line = policy.text.find("\n", sentence.label_end, policy.document.blocks[sentence.block].end)
            return _closing_country(
                policy, sentence.label_end, line if line > 0 else policy.document.blocks[sentence.block].end
            )
    return ""


def _closing_country(policy: Policy, start: int, end: int) -> str:
    while end > start and policy.text[end - 1] in _CLOSING:
        end -= 1
    for country in _country_names().finditer(policy.folded, start, end):
        if country.end() == end:
            return _codes()[country[0]]
    cues = load_lexicon(policy.reading_language).cues
    closing = (n for n in cues if n.startswith(_CUE) and any(m.end == end for m in policy.cues_in(n, start, end)))
    return next((n[len(_CUE) :].upper() for n in closing), "")


def _codes() -> dict[str, str]:
    codes: dict[str, str] = load_lexicon("any").words["countries_in_addresses"]
    return codes


@lru_cache(maxsize=1)
def _country_names() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")

"""Names that are items of a list or cells of a column of recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.announced_names import names_in_bracket
from reviewer.extract.name_mentions import NameMention, is_generic, name_at
from reviewer.extract.organisations import base_key
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import BlockKind

_LONGEST_NAME = 60
_MOST_WORDS = 5
_BULLET = re.compile(r"\s*(?:[-•●*–]|\(?\w{1,2}[.)])\s+")
_ITEM_END = re.compile(r"\s*(?:[(:;,\n]|\s[-–—]\s|[–—]|\.$|$)")
_BRACKET = re.compile(r"\s?\(([^()\n]{2,120})\)")
_LABEL_END = re.compile(r"\s?(?:\([^()\n]{2,40}\))?:\s*")


def listed_names(policy: Policy) -> Iterator[NameMention]:
    """The names in lists and tables of recipients, or of services in use."""
    columns = _recipient_columns(policy)
    for sentence in policy.sentences:
        block = policy.document.blocks[sentence.block]
        if policy.is_head(sentence.block):
            continue
        if sentence.column >= 0:
            if columns.get(block.table) == sentence.column:
                yield from _cell_names(policy, sentence)
        elif sentence.start == block.start and _is_item_of_recipients(policy, sentence):
            yield from _item_name(policy, sentence)


def _is_item_of_recipients(policy: Policy, sentence: Sentence) -> bool:
    """Whether it is a list item whose heading or lead-in speaks of recipients, or whose lead-in of services and tools
    in use."""
    if sentence.kind is not BlockKind.LIST_ITEM:
        return False
    if sentence.topics & {"recipients", "transfers"}:
        return True
    lead = sentence.lead_in
    if lead is None:
        return False
    words = (*words_of(lead.language, "recipient_heads"), *words_of(lead.language, "service_heads"))
    return _speaks_of(words, policy.folded[lead.start : lead.end])


def _speaks_of(stems: tuple[str, ...], text: str) -> bool:
    """Whether a head or lead-in holds one of the words; "organizational" tells of no organization."""
    return any(re.search(rf"{re.escape(stem)}(?!{one_of('adjective_endings')})", text) for stem in stems)


def _recipient_columns(policy: Policy) -> dict[int, int]:
    """By table the column of recipients: one headed so, else of names in a passage on recipients, else of services."""
    columns: dict[int, tuple[int, int]] = {}
    for sentence in policy.sentences:
        block = policy.document.blocks[sentence.block]
        if not policy.is_head(sentence.block):
            continue
        head = policy.folded[sentence.start : sentence.end]
        ranks = {
            0: _speaks_of(words_of(sentence.language, "recipient_heads"), head),
            1: head.strip() in words_of(sentence.language, "name_heads") and "recipients" in sentence.topics,
            2: _speaks_of(words_of(sentence.language, "service_heads"), head),
        }
        order = next((order for order, holds in ranks.items() if holds), None)
        if order is not None:
            columns[block.table] = min(columns.get(block.table, (order, sentence.column)), (order, sentence.column))
    return {table: column for table, (_, column) in columns.items()}


def _cell_names(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    bracket = policy.text.find("(", sentence.start, sentence.end)
    end = bracket if bracket > sentence.start else sentence.end
    at = sentence.start
    for part in [*_joints().finditer(policy.text, sentence.start, end), None]:
        stop = part.start() if part else end
        yield from _whole_name(policy, at, stop, sentence, certain=True)
        at = part.end() if part else end
    yield from _bracketed(policy, sentence.start, end, sentence)


def _bracketed(policy: Policy, start: int, end: int, sentence: Sentence) -> Iterator[NameMention]:
    """ "AI providers (Example, Sample)": names in the bracket behind words that name a kind."""
    bracket = _BRACKET.match(policy.text, end, sentence.end)
    if bracket and policy.text.startswith(":", bracket.end()):
        return  # a label: "Hosting (automatic): Example"
    if bracket and is_generic(policy, start, end, sentence.language):
        yield from names_in_bracket(policy, *bracket.span(1), sentence.language)


def _item_name(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    bullet = _BULLET.match(policy.text, sentence.start, sentence.end)
    start = bullet.end() if bullet else sentence.start
    border = _ITEM_END.search(policy.text, start, min(sentence.end, start + _LONGEST_NAME))
    if border is not None:
        yield from _bracketed(policy, start, border.start(), sentence)
        label = _label_behind(policy, start, border.start(), sentence)
        separated = border.end() > border.start() and policy.text[border.start() : border.end()].strip() != "."
        yield from _public_body(policy, start, border.start(), sentence.language)
        for at, stop in _parts(policy, start, border.start()):
            yield from _whole_name(policy, at, stop, sentence, certain=separated)
        if label is not None:
            kind = _speaks_of(words_of(sentence.language, "service_heads"), policy.folded[start : border.start()])
            yield from _names_behind_label(policy, label, sentence, certain=kind)


def _label_behind(policy: Policy, start: int, end: int, sentence: Sentence) -> int | None:
    """Where a label that names a kind of service ends: "Newsletter:", "Platform (automation):"; None for a name."""
    colon = _LABEL_END.match(policy.text, end, sentence.end)
    return colon.end() if colon and is_generic(policy, start, end, sentence.language) else None


def _names_behind_label(policy: Policy, start: int, sentence: Sentence, *, certain: bool) -> Iterator[NameMention]:
    """ "Newsletter: Example (our own server)": the label says what for, the name stands behind it. Alone and at the end
    it is `certain` to be a name where the label is a kind of tool."""
    border = _ITEM_END.search(policy.text, start + 1, min(sentence.end, start + _LONGEST_NAME))
    end = border.start() if border is not None else sentence.end
    if any(found.start < end and start < found.end for found in parties_of(policy).organisations):
        return
    for at, stop in _parts(policy, start, end):
        bounded = end < sentence.end and policy.text[end] != "."
        yield from _whole_name(policy, at, stop, sentence, certain=bounded or certain)


def _parts(policy: Policy, start: int, end: int) -> list[tuple[int, int]]:
    """The range, or where it is names joined by "and", each of them."""
    joints = list(_joints().finditer(policy.text, start, end))
    starts, ends = [start, *(j.end() for j in joints)], [*(j.start() for j in joints), end]
    parts = list(zip(starts, ends, strict=True))
    return parts if all(name_at().fullmatch(policy.text, *part) for part in parts) else [(start, end)]


def _public_body(policy: Policy, start: int, end: int, language: str) -> Iterator[NameMention]:
    """ "Aurinkolahden kaupunki": a place and what kind of body governs it, written small."""
    place, _, kind = policy.text[start:end].rpartition(" ")
    if kind in words_of(language, "public_bodies") and name_at().fullmatch(place):
        yield NameMention(start, end, policy.text[start:end], base_key(policy.text[start:end]), "listed")


def _whole_name(policy: Policy, start: int, end: int, sentence: Sentence, *, certain: bool) -> Iterator[NameMention]:
    """A mention if the whole range can be a name; one word alone only where its place makes it `certain` or its
    letters do (capitals within, digits, a full stop)."""
    while start < end and policy.text[start].isspace():
        start += 1
    while end > start and policy.text[end - 1].isspace():
        end -= 1
    match = name_at().fullmatch(policy.text, start, end)
    if match is None or len(match[0].split()) > _MOST_WORDS or is_generic(policy, start, end, sentence.language):
        return
    if certain or " " in match[0] or not match[0][1:].islower():
        yield NameMention(start, end, match[0], base_key(match[0]), "listed")


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    """What parts the names of a list."""
    return re.compile(rf"\s*(?:,|;|/|\n|\b{one_of('and_words', 'or_words')}\b)\s*")

"""Passages that break off: headings without a body, lead-ins without their list, sentences without an end, and
addresses that a copy has garbled. They tell that something stood there, not that the policy is silent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import takewhile

from reviewer.extract.policy import Policy
from reviewer.extract.reading_language import function_words
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import Block, BlockKind

Passage = tuple[str | None, tuple[int, int]]
"""The field that the passage belongs to, or None, and where it stands."""

_LAST_WORDS = re.compile(r"((?:\w+ )?(\w+))\W*$")
_ENDS = frozenset(".!?:;…)]\"”’'|")
_STRAY = ",; "
"""Marks that a copy leaves behind the end of a sentence."""

_WORDS_OF_A_LINK = 3
_SHORTEST = 25
_FULL_SENTENCE_WORDS = 3
_LONGEST_LEAD_IN = 400


def find_incomplete(policy: Policy) -> list[tuple[str | None, tuple[tuple[int, int], ...]]]:
    """Fields with the passages that break off in them, in the order of the text; None for passages of no one field."""
    grouped: dict[str | None, list[tuple[int, int]]] = {}
    for field, span in sorted(_passages(policy), key=lambda p: p[1]):
        grouped.setdefault(field, []).append(span)
    return [(field, tuple(dict.fromkeys(spans))) for field, spans in grouped.items()]


def _passages(policy: Policy) -> Iterator[Passage]:
    yield from _empty_headings(policy)
    yield from _lead_ins(policy)
    yield from _broken_sentences(policy)
    yield from _unfilled_templates(policy)
    for match in _garbled().finditer(policy.text):
        yield "contact.email", match.span()


@lru_cache(maxsize=1)
def _garbled() -> re.Pattern[str]:
    """An address that a site hides from robots, or writes out in words."""
    at, dot = rf"[\[(] ?{one_of('at_signs')} ?[\])]", rf"[\[(]{one_of('dots')}[\])]"
    written = rf"(?<![\w.+-])[\w.+-]{{1,64}} ?{at} ?[\w-]{{1,63}} ?(?:\.|{dot}) ?\w{{2,24}}"
    return re.compile(rf"\[email[\s\u00a0]protected\]|{written}", re.IGNORECASE)


def _field(policy: Policy, sentence: Sentence) -> str | None:
    """By the sentence's own words first, then by what it stands under."""
    return _field_of(sentence.own) or _field_of(sentence.topics)


def _field_of(topics: Collection[str]) -> str | None:
    fields: dict[str, str] = load_lexicon("any").words["field_of_topic"]
    return next((field for topic, field in fields.items() if topic in topics), None)


def _unfilled_templates(policy: Policy) -> Iterator[Passage]:
    """Instructions of a provider's template that stand where the vendor's own words should."""
    for match in policy.cues("observed.template_remains"):
        sentence = policy.sentence_at(match.start)
        if sentence is not None:
            yield None, (sentence.start, min(sentence.end, sentence.start + _LONGEST_LEAD_IN))


def _last_sentences(policy: Policy) -> Iterator[Sentence]:
    """The sentences that paragraphs end with, but for those too short to tell anything."""
    blocks = policy.document.blocks
    for sentence in policy.sentences:
        is_last = sentence.kind is BlockKind.PARAGRAPH and sentence.end == blocks[sentence.block].end
        if is_last and sentence.end - sentence.start >= _SHORTEST:
            yield sentence


# headings


def _empty_headings(policy: Policy) -> Iterator[Passage]:
    """Headings that name a subject and are followed by their equal or superior, or by nothing."""
    blocks = policy.document.blocks
    first_body = next((n for n, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), len(blocks))
    for sentence in policy.headings:
        if sentence.block < first_body or not sentence.own:
            continue
        level = blocks[sentence.block].level
        section = list(takewhile(lambda b: b.kind is not BlockKind.HEADING, blocks[sentence.block + 1 :]))
        after = blocks[sentence.block + 1 + len(section)] if sentence.block + 1 + len(section) < len(blocks) else None
        deeper = after is not None and after.level > level
        if not deeper and (not section or _is_bare_link(policy, section)):
            yield _field(policy, sentence), (sentence.start, section[0].end if section else sentence.end)


def _is_bare_link(policy: Policy, section: list[Block]) -> bool:
    """Whether all that is left of a section is the name of another document."""
    start, end = section[0].start, section[0].end
    short = len(section) == 1 and len(policy.text[start:end].split()) <= _WORDS_OF_A_LINK
    return short and bool(policy.cues_in("title", start, end))


# lead-ins


def _lead_ins(policy: Policy) -> Iterator[Passage]:
    """Sentences that end with a colon and announce what does not come, or after which the next section begins."""
    for sentence in _last_sentences(policy):
        if not _opens_list(policy, sentence):
            continue
        span = max(sentence.start, sentence.end - _LONGEST_LEAD_IN), sentence.end
        if policy.cues_in("announces", sentence.start, sentence.end):
            if _list_is_missing(policy, sentence.block):
                yield _field(policy, sentence), span
        elif _next_section_begins(policy, sentence):
            yield _field_of(policy.topics_of_heading(sentence)) or _field(policy, sentence), span


def _opens_list(policy: Policy, sentence: Sentence) -> bool:
    """Whether a sentence ends with a colon, stray marks behind it left aside."""
    return policy.text[sentence.start : sentence.end].rstrip(_STRAY).endswith(":")


def _next_section_begins(policy: Policy, sentence: Sentence) -> bool:
    """Whether the next block is a heading of the rank of the one above, or of a higher one."""
    after = policy.document.blocks[sentence.block + 1 : sentence.block + 2]
    if not after or after[0].kind is not BlockKind.HEADING or sentence.heading is None:
        return False
    return after[0].level <= policy.document.blocks[sentence.heading].level


def _list_is_missing(policy: Policy, index: int) -> bool:
    blocks = policy.document.blocks
    rest = blocks[index + 1 :]
    if not rest:
        return True
    if rest[0].kind is BlockKind.HEADING:
        return not _headings_are_the_list(blocks, index)
    if rest[0].kind is not BlockKind.PARAGRAPH:
        return False
    paragraphs = list(takewhile(lambda b: b.kind is BlockKind.PARAGRAPH, rest[:3]))
    alone = len(paragraphs) == 1 and (len(rest) == 1 or rest[1].kind is BlockKind.HEADING)
    return alone and _is_full_sentence(policy, paragraphs[0])


def _headings_are_the_list(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether at least two headings of one lower level stand in the section that the lead-in belongs to."""
    above = next((b.level for b in reversed(blocks[:index]) if b.kind is BlockKind.HEADING), 0)
    below = takewhile(lambda b: b.kind is not BlockKind.HEADING or b.level > above, blocks[index + 1 :])
    return sum(b.kind is BlockKind.HEADING for b in below) >= 2


def _is_full_sentence(policy: Policy, block: Block) -> bool:
    """Whether a paragraph speaks for itself and is no list run together."""
    text = policy.folded[block.start : block.end]
    if not text.endswith(".") or not policy.text[block.start].isupper():
        return False
    words = text.replace(",", " ").replace(".", " ")
    return function_words(words, policy.reading_language) >= _FULL_SENTENCE_WORDS or text.count(",") < 2


# sentences


def _broken_sentences(policy: Policy) -> Iterator[Passage]:
    """Paragraphs that stop at a word no sentence ends with, and sentences in which words are missing."""
    last_words = frozenset(words_of(policy.reading_language, "never_last"))
    for sentence in _last_sentences(policy):
        ends = policy.text[sentence.end - 1] in _ENDS or _opens_list(policy, sentence)
        if not ends and _stops_short(policy, sentence, last_words) and not _continues(policy, sentence.block):
            yield _field(policy, sentence), (max(sentence.start, sentence.end - _LONGEST_LEAD_IN), sentence.end)
    for match in policy.cues("gap"):
        found = policy.sentence_at(match.start)
        if found is not None:
            yield _field(policy, found), (max(found.start, match.start - 100), min(found.end, match.end + 100))


def _stops_short(policy: Policy, sentence: Sentence, last_words: frozenset[str]) -> bool:
    match = _LAST_WORDS.search(policy.folded[max(sentence.start, sentence.end - 60) : sentence.end])
    return match is not None and (match[1] in last_words or match[2] in last_words)


def _continues(policy: Policy, index: int) -> bool:
    """Whether the next block goes on with the sentence: a list, a table, a name, or a line in lower case."""
    blocks = policy.document.blocks
    if index + 1 >= len(blocks) or blocks[index + 1].kind is BlockKind.HEADING:
        return False
    after = blocks[index + 1]
    if after.kind is not BlockKind.PARAGRAPH or not policy.text[after.start].isupper():
        return True
    return policy.text[after.end - 1] not in ".!?"

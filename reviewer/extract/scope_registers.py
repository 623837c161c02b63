"""The registers that a text is about, as Finnish and Swedish texts name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from reviewer.extract.policy import Policy
from reviewer.extract.scope import Scope, head_end, object_of, trimmed
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import BlockKind

_MOST_REGISTERS = 5


@lru_cache(maxsize=8)
def _register_name(language: str) -> re.Pattern[str] | None:
    """A register's name, in languages that name registers in one word."""
    words, endings = (words_of(language, name) for name in ("register_words", "register_endings"))
    joined = rf"(?:\w+-,? )*(?:\w+- {one_of('and_words')} )?"
    return re.compile(rf"\b({joined}(?:{'|'.join(words)}))(?:{'|'.join(endings)})?\b") if words else None


@lru_cache(maxsize=8)
def _public_register(language: str) -> re.Pattern[str]:
    return re.compile("|".join(words_of(language, "public_registers")))


def named_registers(policy: Policy) -> Iterator[Scope]:
    """What stands behind "Name of the register" or under it."""
    for cue in policy.cues("register_name"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start - sentence.start > 12:
            continue
        if cue.end < sentence.label_end + 1 < sentence.end:
            yield *trimmed(policy, sentence.label_end, sentence.end), 0.93, "register"
        elif sentence.kind is BlockKind.HEADING or sentence.column == 0 or sentence.end <= sentence.label_end:
            for line in _below(policy, sentence):
                scope = object_of(policy, line, policy.cues_in("scope", line.start, line.end)[:1])
                yield *(scope or trimmed(policy, line.start, line.end)), 0.9, "register"


def _below(policy: Policy, heading: Sentence) -> list[Sentence]:
    """The paragraph, or else the list, under a heading; words that only lead a list in are left out."""
    lines = list(takewhile(lambda s: s.kind is not BlockKind.HEADING, policy.following(heading, _MOST_REGISTERS + 1)))
    items = list(takewhile(lambda s: s.kind is BlockKind.LIST_ITEM, lines[1:]))
    if lines and lines[0].kind is BlockKind.LIST_ITEM:
        return [lines[0], *items]
    led_in = [item for item in items if item.lead_in is lines[0]]
    return led_in or lines[:1]


def registers_in_text(policy: Policy) -> Iterator[Scope]:
    """Some name the registers that they are about in running text too."""
    pattern = _register_name(policy.reading_language)
    if pattern is None:
        return
    seen: set[str] = set()
    for match in pattern.finditer(policy.folded, 0, head_end(policy)):
        last_word = match[1].rpartition(" ")[2]
        sentence = policy.sentence_at(match.start(1))
        if sentence is None or "sources" in sentence.topics or _in_brackets(policy, match.start(1)):
            continue
        if _public_register(policy.reading_language).match(match[1]) or any(name.endswith(last_word) for name in seen):
            continue
        if match[1] not in seen:
            seen.add(match[1])
            yield match.start(1), match.end(1), 0.6, "register_name"


def _in_brackets(policy: Policy, offset: int) -> bool:
    """Whether a bracket that opened in the same sentence is still open at `offset`."""
    sentence = policy.sentence_at(offset)
    start = sentence.start if sentence is not None else offset
    return policy.text.rfind("(", start, offset) > policy.text.rfind(")", start, offset)

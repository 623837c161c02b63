"""What was searched for in vain: the cues tried for a field without values, and the passages that come nearest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.policy import Policy, Sentence, lexicon
from reviewer.form import load_form
from reviewer.model import BlockKind

MOST_NEAREST = 3
_EXAMPLES = 5
_LONGEST = 300
_STEM = 6
_SHORTEST_WORD = 5
_LEAST = 2
_NOTATION = re.compile(r"\[[^\[\]]*\]|\*")
_CHOICE = re.compile(r"\(([^()|]*)(?:\|[^()]*)?\)")
_COMMON = 0.15
"""Words of more than this share of the sentences tell nothing."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a field is searched by in one language: cue phrases, their stems, and topics of passages near to it."""

    phrases: tuple[str, ...]
    stems: frozenset[str]
    topics: frozenset[str]


def find_silences(
    policy: Policy, fields_found: Collection[str]
) -> Iterator[tuple[str, int, tuple[str, ...], tuple[tuple[int, int], ...]]]:
    """Field, number of cues tried, some of them in readable form, and spans of the nearest passages, for every field
    of the form that is not among `fields_found`."""
    words = _telling_words(policy)
    for field in load_form().fields:
        if field.id not in fields_found:
            search = _search(policy.reading_language, field.id)
            yield field.id, len(search.phrases), _examples(search), _nearest(search, words)


def _telling_words(policy: Policy) -> list[tuple[Sentence, frozenset[str]]]:
    """Every sentence with the stems that not every other sentence holds too."""
    words = [(s, _stems(policy.folded[s.start : s.end])) for s in policy.sentences if s.kind is not BlockKind.HEADING]
    counts = Counter(stem for _, stems in words for stem in stems)
    common = {stem for stem, count in counts.items() if count > max(3, _COMMON * len(words))}
    return [(sentence, stems - common) for sentence, stems in words]


def _nearest(search: Search, words: list[tuple[Sentence, frozenset[str]]]) -> tuple[tuple[int, int], ...]:
    scored = [(_score(search, sentence, stems), -sentence.start, sentence) for sentence, stems in words]
    best = sorted((s for s in scored if s[0] >= _LEAST), key=lambda s: s[:2], reverse=True)[:MOST_NEAREST]
    return tuple((s.start, min(s.end, s.start + _LONGEST)) for _, _, s in best)


def _score(search: Search, sentence: Sentence, stems: frozenset[str]) -> int:
    """Shared words count most, then topics of the sentence's own words, then those it stands under."""
    shared = len(search.stems & stems)
    return 2 * min(shared, 3) + 2 * bool(search.topics & sentence.own) + bool(search.topics & sentence.topics)


def _examples(search: Search) -> tuple[str, ...]:
    readable = (_readable(phrase) for phrase in search.phrases)
    return tuple(dict.fromkeys(p for p in readable if p))[:_EXAMPLES]


def _readable(notation: str) -> str:
    """A cue phrase without its notation: the first of several choices, no optional words."""
    text = _NOTATION.sub("", notation.lstrip("="))
    while _CHOICE.search(text):
        text = _CHOICE.sub(r"\1", text)
    return " ".join(text.replace(" ... ", " … ").replace(" .. ", " … ").split())


@lru_cache(maxsize=256)
def _search(language: str, field: str) -> Search:
    listed = lexicon("any").words
    phrases: list[str] = []
    topics: set[str] = set(listed["topics_of_field"].get(field, ()))
    for source in (lexicon(language), lexicon("any")):
        for rule in source.rules:
            if rule.field == field:
                phrases += rule.phrases
                topics |= rule.topics
        for name in listed["cues_of_field"].get(field, ()):
            phrases += source.cues.get(name, ())
    if field == "law.cited":
        phrases += [p for name, ps in lexicon("any").cues.items() if name.startswith("statute.") for p in ps]
    if field == "security.certifications":
        phrases += ["ISO 27001", "SOC 2", "PCI DSS"]
    unique = tuple(dict.fromkeys(phrases))
    return Search(unique, frozenset(s for p in unique for s in _stems(_readable(p).lower())), frozenset(topics))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _SHORTEST_WORD)

"""What was searched for in vain: the cues tried for a field without values, and the passages that come nearest."""

from __future__ import annotations

import fnmatch
import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.form import load_form
from reviewer.lexicons import load_lexicon
from reviewer.model import BlockKind

MOST_NEAREST = 3
_EXAMPLES = 5
_LONGEST = 300
_STEM = 6
_SHORTEST_WORD = 5
_LEAST = 2
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_GAPS = re.compile(r" \.\.\.? ")
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
    index = _Index(policy)
    for field in load_form().fields:
        if field.id not in fields_found:
            search = _search(policy.reading_language, field.id)
            yield field.id, len(search.phrases), readable_examples(search), index.nearest(search)


def _telling_words(policy: Policy) -> list[tuple[Sentence, frozenset[str]]]:
    """Every sentence with the stems that not every other sentence holds too."""
    words = [(s, _stems(policy.folded[s.start : s.end])) for s in policy.sentences if s.kind is not BlockKind.HEADING]
    counts = Counter(stem for _, stems in words for stem in stems)
    common = {stem for stem, count in counts.items() if count > max(3, _COMMON * len(words))}
    return [(sentence, stems - common) for sentence, stems in words]


class _Index:
    """Sentences by their telling words and by the topics of their own words: a passage is near by one of the two."""

    def __init__(self, policy: Policy) -> None:
        self._words = _telling_words(policy)
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._about: dict[str, list[int]] = defaultdict(list)
        for number, (sentence, stems) in enumerate(self._words):
            for stem in stems:
                self._holding[stem].append(number)
            for topic in sentence.own:
                self._about[topic].append(number)

    def nearest(self, search: Search) -> tuple[tuple[int, int], ...]:
        """Spans of the passages that come nearest to what was searched for, the best first."""
        numbers = {n for stem in search.stems for n in self._holding.get(stem, ())}
        numbers |= {n for topic in search.topics for n in self._about.get(topic, ())}
        scored = [(_score(search, *self._words[n]), -n) for n in numbers]
        best = heapq.nlargest(MOST_NEAREST, (s for s in scored if s[0] >= _LEAST))
        sentences = [self._words[-n][0] for _, n in best]
        return tuple((s.start, min(s.end, s.start + _LONGEST)) for s in sentences)


def _score(search: Search, sentence: Sentence, stems: frozenset[str]) -> int:
    """Shared words count most, then topics of the sentence's own words, then those it stands under."""
    shared = len(search.stems & stems)
    return 2 * min(shared, 3) + 2 * bool(search.topics & sentence.own) + bool(search.topics & sentence.topics)


def readable_examples(search: Search) -> tuple[str, ...]:
    """Phrases of whole words, those without a gap first: beginnings of words are nothing that a reader searches for."""
    chosen = dict.fromkeys(text for phrase in search.phrases if (text := _one_choice(phrase)) and "*" not in text)
    return tuple(_GAPS.sub(" … ", text) for text in sorted(chosen, key=lambda text: bool(_GAPS.search(text))))[
        :_EXAMPLES
    ]


def _one_choice(notation: str) -> str:
    """A cue phrase with the first of several choices and no optional words."""
    text = _OPTIONAL.sub("", notation.lstrip("="))
    while _CHOICE.search(text):
        text = _CHOICE.sub(r"\1", text)
    return " ".join(text.split())


@lru_cache(maxsize=256)
def _search(language: str, field: str) -> Search:
    listed = load_lexicon("any").words
    phrases: list[str] = []
    topics: set[str] = set(listed["topics_of_field"].get(field, ()))
    for source in (load_lexicon(language), load_lexicon("any")):
        for rule in source.rules:
            if rule.field == field:
                phrases += rule.phrases
                topics |= rule.topics
        for pattern in listed["cues_of_field"].get(field, ()):
            phrases += [phrase for name in fnmatch.filter(source.cues, pattern) for phrase in source.cues[name]]
    phrases += listed["names_of_field"].get(field, ())
    unique = tuple(dict.fromkeys(phrases))
    return Search(unique, frozenset(s for p in unique for s in _stems(_one_choice(p).lower())), frozenset(topics))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _SHORTEST_WORD)

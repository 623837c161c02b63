"""Finds every cue phrase of a lexicon in one pass: an automaton over anchors, then the rest on the spot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from reviewer.lexicons import Phrase, expand

Key = TypeVar("Key")


class Match(NamedTuple):
    """A cue at `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Key]):
    phrase: Phrase
    keys: tuple[Key, ...]


class Matcher(Generic[Key]):
    """Searches for phrases that belong to keys; one phrase may belong to several."""

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        keys_of: dict[Phrase, list[Key]] = {}
        for key, notations in phrases.items():
            for notation in notations:
                for phrase in expand(notation):
                    keys_of.setdefault(phrase, []).append(key)
        by_anchor: dict[str, list[_Entry[Key]]] = {}
        for phrase, keys in _joined(keys_of):
            by_anchor.setdefault(phrase.anchor, []).append(_Entry(phrase, keys))
        self._entries = list(by_anchor.values())
        self._automaton = AhoCorasick(list(by_anchor)) if by_anchor else None
        self._patterns: dict[str, re.Pattern[str]] = {}

    def find(self, folded: str, text: str) -> Iterator[tuple[Key, Match]]:
        """Every match of every phrase, in no particular order; `folded` and `text` have the same length."""
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            left_closed = start == 0 or not folded[start - 1].isalnum()
            for entry in self._entries[index]:
                phrase = entry.phrase
                if not left_closed and not phrase.open_left:
                    continue
                match = self._complete(phrase, start, end, folded, text)
                if match is not None:
                    for key in entry.keys:
                        yield key, match

    def _complete(self, phrase: Phrase, start: int, end: int, folded: str, text: str) -> Match | None:
        if phrase.pattern:
            found = self._pattern(phrase.pattern).match(folded, end)
            if not found:
                return None
            end = found.end()
        if phrase.open_right:
            end = _word_end(folded, end)
        elif end < len(folded) and folded[end].isalnum():
            return None
        if phrase.open_left:
            start = _word_start(folded, start)
        if phrase.exact and text[start:end] != phrase.exact:
            return None
        return Match(start, end)

    def _pattern(self, source: str) -> re.Pattern[str]:
        pattern = self._patterns.get(source)
        if pattern is None:
            pattern = self._patterns[source] = re.compile(source)
        return pattern


def _joined(keys_of: Mapping[Phrase, Iterable[Key]]) -> Iterator[tuple[Phrase, tuple[Key, ...]]]:
    """The phrases with their keys; those that begin alike and belong to the same keys become one, tried at once."""
    patterns: dict[tuple[Phrase, tuple[Key, ...]], list[str]] = {}
    for phrase, names in keys_of.items():
        keys = tuple(dict.fromkeys(names))
        if phrase.pattern:
            patterns.setdefault((replace(phrase, pattern=""), keys), []).append(phrase.pattern)
        else:
            yield phrase, keys
    for (phrase, keys), alternatives in patterns.items():
        yield replace(phrase, pattern="|".join(alternatives)), keys


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at

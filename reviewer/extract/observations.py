"""Cues that no field has room for and findings need: a release of claims, a cookie wall, what a template left behind.

Phrases and their options are data (`observations.toml`); what takes comparing passages stands in `inconsistencies.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from reviewer.extract.candidates import Candidate
from reviewer.extract.inconsistencies import find_inconsistencies
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.model import BlockKind

Sighting = tuple[str, tuple[int, int], str, dict[str, str]]
"""The kind, where it stands, the rule that found it, and details."""

MOST_PLACES = 6
_CUE = "observed."
_LONGEST = 300
_ADDRESS = 80
_BEFORE, _AFTER = 120, 160


def find_observations(
    policy: Policy, candidates: Iterable[Candidate]
) -> list[tuple[str, tuple[tuple[int, int], ...], str, dict[str, str]]]:
    """Kinds with their places in the order of the text, the rule of the first, and details."""
    grouped: dict[str, list[Sighting]] = {}
    for sighting in sorted(_sightings(policy, list(candidates)), key=lambda s: s[1]):
        grouped.setdefault(sighting[0], []).append(sighting)
    out = []
    for kind, found in grouped.items():
        spans = tuple(dict.fromkeys(span for _, span, _, _ in found))
        details = {name: value for _, _, _, more in reversed(found) for name, value in more.items()}
        out.append((kind, spans[:MOST_PLACES], found[0][2], details))
    return out


def _sightings(policy: Policy, candidates: list[Candidate]) -> Iterator[Sighting]:
    for kind, options in _kinds().items():
        for match in policy.cues(_CUE + kind):
            sentence = policy.sentence_at(match.start)
            if sentence is not None and _counts(policy, options, match, sentence):
                yield kind, passage(policy, sentence, match), f"observed.{sentence.language}.{kind}", {}
    yield from _patterned(policy)
    for kind, span, details in find_inconsistencies(policy, candidates):
        yield kind, span, f"observed.{kind}", details


def _patterned(policy: Policy) -> Iterator[Sighting]:
    """What a template left to fill in, and addresses that cannot work."""
    for pattern in _patterns("placeholders"):
        for found in pattern.finditer(policy.text):
            yield "template_remains", found.span(), "observed.template_remains", {}
    for at in re.finditer("@", policy.text):
        sentence = policy.sentence_at(at.start())
        if sentence is not None:
            low, high = max(sentence.start, at.start() - _ADDRESS), min(sentence.end, at.end() + _ADDRESS)
            matches = (
                m for pattern in _patterns("malformed_addresses") for m in pattern.finditer(policy.text, low, high)
            )
            for found in matches:
                yield "malformed_contact", found.span(), "observed.malformed_contact", {}


def _counts(policy: Policy, options: Mapping[str, Any], match: Match, sentence: Sentence) -> bool:
    """Whether what stands around a phrase lets it count."""
    if sentence.kind is BlockKind.HEADING and not options.get("headings"):
        return False
    topics = sentence.topics | sentence.own
    if options.get("topics") and not topics & set(options["topics"]):
        return False
    if topics & set(options.get("not_topics", ())):
        return False
    if options.get("near") and not any(policy.has_cue(name, sentence) for name in options["near"]):
        return False
    if any(policy.has_cue(name, sentence, lead_in=False) for name in options.get("unless", ())):
        return False
    if any(
        policy.has_cue(name, s, lead_in=False)
        for name in options.get("unless_listed", ())
        for s in _led(policy, sentence)
    ):
        return False
    return options.get("negated") != "skip" or not policy.negated(match.start, sentence)


def _led(policy: Policy, sentence: Sentence) -> Iterator[Sentence]:
    """The items that a sentence leads in."""
    return takewhile(lambda s: s.lead_in is sentence, islice(policy.sentences, sentence.index + 1, None))


def passage(policy: Policy, sentence: Sentence, match: Match) -> tuple[int, int]:
    """The sentence, or of a long one the words around the match."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    start, end = max(sentence.start, match.start - _BEFORE), min(sentence.end, match.end + _AFTER)
    while start > sentence.start and policy.text[start - 1].isalnum():
        start -= 1
    while end < sentence.end and policy.text[end].isalnum():
        end += 1
    return start, end


def _kinds() -> Mapping[str, Mapping[str, Any]]:
    kinds: Mapping[str, Mapping[str, Any]] = load_lexicon("any").words["observations"]
    return kinds


@lru_cache(maxsize=2)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in load_lexicon("any").words[name])

"""Which safeguards of transfers are stated for one named recipient, and which for transfers in general."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from reviewer.extract.candidates import Candidate
from reviewer.extract.policy import Policy
from reviewer.extract.recipient_names import find_names
from reviewer.extract.segmentation import Sentence

_SAFEGUARDS = "transfers.safeguards"
_RECIPIENTS = "recipients.named"


def bind_safeguards(policy: Policy, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; a recipient with the detail `safeguard`, codes with spaces between them, and a safeguard that
    every passage states for a recipient with the detail `recipient`, the names of these."""
    kept = list(candidates)
    named = _Named(policy, [str(c.value) for c in kept if c.field == _RECIPIENTS])
    stated: dict[str, dict[str, None]] = defaultdict(dict)
    bound: dict[str, list[str]] = {}
    for candidate in (c for c in kept if c.field == _SAFEGUARDS):
        code = str(candidate.value)
        parties = [named.spoken_of(start) for start, _ in candidate.spans]
        if all(parties) and candidate.passages <= len(parties):
            bound[code] = list(dict.fromkeys(parties))
        for party in (*parties, *(named.spoken_of(start) for start in _in_rows(policy, code))):
            if party:
                stated[party][code] = None
    return [_with_details(c, stated, bound) for c in kept]


def _in_rows(policy: Policy, code: str) -> list[int]:
    """Where rows of tables name a safeguard; they may be more than the passages that a candidate keeps."""
    matches = policy.rule_matches
    return [m.start for rule, m, s in matches if s.column >= 0 and (rule.field, rule.code) == (_SAFEGUARDS, code)]


def _with_details(candidate: Candidate, stated: dict[str, dict[str, None]], bound: dict[str, list[str]]) -> Candidate:
    value = str(candidate.value)
    if candidate.field == _RECIPIENTS and value in stated:
        return replace(candidate, details={**candidate.details, "safeguard": " ".join(stated[value])})
    if candidate.field == _SAFEGUARDS and value in bound:
        return replace(candidate, details={**candidate.details, "recipient": "; ".join(bound[value])})
    return candidate


class _Named:
    """Which of the recipients a passage speaks of."""

    def __init__(self, policy: Policy, values: list[str]) -> None:
        self._policy = policy
        mentions = find_names(policy)
        keys = {m.key: m.name for m in reversed(mentions) if m.name in values}
        self._by_sentence: dict[int, set[str]] = defaultdict(set)
        self._by_block: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            sentence = policy.sentence_at(mention.start)
            if sentence is not None and mention.key in keys:
                self._by_sentence[sentence.index].add(keys[mention.key])
                self._by_block[sentence.block].add(keys[mention.key])

    def spoken_of(self, offset: int) -> str:
        """The one recipient that the row or sentence names, or the sentence before it whose transfer it goes on to
        speak of, or the heading; "" if none or several, or one as an example."""
        sentence = self._policy.sentence_at(offset)
        if sentence is None:
            return ""
        if sentence.column >= 0:
            return self._one(self._by_block[sentence.block])
        names = self._by_sentence[sentence.index] or self._in_sentence_before(sentence)
        if self._policy.has_cue("for_example", sentence, lead_in=False):
            return ""
        return self._one(names or (self._by_block[sentence.heading] if sentence.heading is not None else set()))

    def _in_sentence_before(self, sentence: Sentence) -> set[str]:
        opening = self._policy.cues_in("said_transfer", sentence.start, sentence.end)
        if not opening or opening[0].start != sentence.start:
            return set()
        at = sentence.index - 1
        while at >= 0 and self._policy.sentences[at].block == sentence.block and not self._by_sentence[at]:
            at -= 1
        return self._by_sentence[at] if at >= 0 and self._policy.sentences[at].block == sentence.block else set()

    @staticmethod
    def _one(names: set[str]) -> str:
        return next(iter(names)) if len(names) == 1 else ""

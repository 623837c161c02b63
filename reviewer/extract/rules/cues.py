"""Codes given by cue phrases of the lexicons, weighed by what the passage is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy, Sentence
from reviewer.lexicons import CueRule
from reviewer.model import BlockKind

_NEAR = 6
"""How many phrases of other meaning that begin before a cue are looked at."""

_IN_HEADING = 0.8
"""A heading names what the text below speaks of, and counts for less than a sentence that says it."""


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for every cue that its context lets count."""
    for rule, match, sentence in policy.rule_matches:
        if _means_something_else(policy, rule, match):
            continue
        confidence = _confidence(policy, rule, match, sentence)
        if confidence > 0:
            yield Candidate(
                rule.field,
                rule.code,
                (match,),
                confidence,
                rule.id,
                hedged=policy.hedged(sentence),
                details=dict(rule.details),
            )


def _means_something_else(policy: Policy, rule: CueRule, match: Match) -> bool:
    """Whether the cue is part of a longer phrase that means something else ("name" in "domain name")."""
    longer = policy.cues(f"not {rule.field}")
    at = bisect_right(longer, (match.start, len(policy.text)))
    return any(
        other.start <= match.start and match.end <= other.end and other != match
        for other in longer[max(0, at - _NEAR) : at]
    )


def _confidence(policy: Policy, rule: CueRule, match: Match, sentence: Sentence) -> float:
    if rule.not_topics & sentence.topics:
        return 0.0
    if rule.near and not any(policy.has_cue(name, sentence) for name in rule.near):
        return 0.0
    if any(policy.has_cue(name, sentence, lead_in=False) for name in rule.unless):
        return 0.0
    if rule.negated != "ignore" and policy.negated(match.end, sentence) != (rule.negated == "only"):
        return 0.0
    confidence = rule.confidence if not rule.topics or rule.topics & sentence.topics else rule.elsewhere
    if sentence.kind is BlockKind.HEADING and not rule.headings:
        confidence *= _IN_HEADING
    return confidence

"""Codes given by cue phrases of the lexicons, weighed by what the passage is about."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy, Sentence
from reviewer.lexicons import CueRule
from reviewer.model import BlockKind

_IN_HEADING = 0.8
"""A heading names what the text below speaks of, and counts for less than a sentence that says it."""


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for every cue that its context lets count."""
    for rule, match, sentence in policy.rule_matches:
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

"""Codes given by cue phrases of the lexicons, weighed by what the passage is about."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator

from reviewer.extract.agreements import customer_names, is_clause_on, is_processing_agreement
from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.once import once_a_policy
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.rules.registers import register_numbers
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import CueRule
from reviewer.model import BlockKind

_NEAR = 6
"""How many phrases of other meaning that begin before a cue are looked at."""

_DOUBTFUL = 0.75
"""What a cue counts for where one passage is about what it needs and about what bars it."""

_DOMAIN = re.compile(r"@[\w.-]*$")
_LONGEST_DOMAIN = 40
_LONGEST_LABEL = 30
"""Between what a number is called and the number."""

_OUTWEIGHS = frozenset({"rights", "definition", "restated"})
"""Passages that speak of data and purposes only to explain."""

_OUTWEIGHS_LED = frozenset({"transfers"})
"""What leads a list in whose items are its own bases: "outside the EEA only where one of these holds:"."""

_IN_HEADING = 0.8
"""A heading names what the text below speaks of, and counts for less than a sentence that says it."""


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for every cue that its context lets count."""
    for rule, match, sentence in policy.rule_matches:
        if (
            _in_name(policy, match)
            or _means_something_else(policy, rule, match)
            or _leads_own_number(policy, rule, match)
            or _denied_below(policy, rule, match, sentence)
            or _binds_parties(policy, rule, sentence)
        ):
            continue
        confidence = _confidence(policy, rule, match, sentence)
        if confidence > 0:
            yield Candidate(
                rule.field,
                rule.code,
                (match,),
                confidence,
                rule.id,
                hedged=policy.hedged(sentence) or _limited(policy, rule, sentence),
                details=dict(rule.details),
                marks=_marks(rule, confidence, sentence),
            )


def _limited(policy: Policy, rule: CueRule, sentence: Sentence) -> bool:
    """Whether the sentence says it with a limit: "we do not knowingly collect"."""
    return any(policy.has_cue(name, sentence) for name in rule.limited_by)


def _marks(rule: CueRule, confidence: float, sentence: Sentence) -> frozenset[str]:
    """What weakens the match."""
    if sentence.kind is BlockKind.HEADING and not rule.headings:
        return frozenset({"heading"})
    return frozenset({"elsewhere"}) if confidence < rule.confidence else frozenset()


def _means_something_else(policy: Policy, rule: CueRule, match: Match) -> bool:
    """Whether the cue is, or is part of, a phrase that means something else ("name" in "domain name")."""
    return any(
        other.start <= match.start and match.end <= other.end
        for name in (f"not {rule.field}", f"not {rule.field}.{rule.code}")
        for other in _beginning_before(policy.cues(name), match)
    )


def _binds_parties(policy: Policy, rule: CueRule, sentence: Sentence) -> bool:
    """Whether the sentence is a clause of an agreement on processing that says nothing of what the rule looks for."""
    if not is_processing_agreement(policy):
        return False
    near = rule.near_in_agreements
    return (
        rule.of_customer
        or bool(near and not any(is_clause_on(policy, name, sentence) for name in near))
        or any(is_clause_on(policy, name, sentence) for name in rule.unless_in_agreements)
    )


def _in_name(policy: Policy, match: Match) -> bool:
    """Whether the cue is a word of a company's name ("Example Marketing AB") or of an e-mail address, or is what an
    agreement calls the customer."""
    if parties_of(policy).is_in_vendor_name(match.start, match.end) or _in_mail_address(policy.text, match):
        return True
    if _names_customer(policy, match.start):
        return True
    found = parties_of(policy).organisations
    at = bisect_right(found, match.start, key=lambda organisation: organisation.start) - 1
    return at >= 0 and match.end <= found[at].end and match.end - match.start < found[at].end - found[at].start


def _names_customer(policy: Policy, offset: int) -> bool:
    """Whether what an agreement calls the customer begins at `offset`, with its capital or as a whole word."""
    names = (name for name in customer_names(policy) if policy.folded.startswith(name, offset))
    return any(
        policy.text[offset].isupper() or not policy.text[offset + len(name) : offset + len(name) + 1].isalpha()
        for name in names
    )


def _in_mail_address(text: str, match: Match) -> bool:
    return (
        text.startswith("@", match.end)
        or _DOMAIN.search(text, max(0, match.start - _LONGEST_DOMAIN), match.start) is not None
    )


def _leads_own_number(policy: Policy, rule: CueRule, match: Match) -> bool:
    """Whether the cue is what the vendor's own number is called ("Tax identification number (TIN): 123 …")."""
    if rule.field != "data.categories":
        return False
    return any(0 <= number.start - match.end <= _LONGEST_LABEL for number in register_numbers(policy))


def _denied_below(policy: Policy, rule: CueRule, title: Match, sentence: Sentence) -> bool:
    """Whether the text under a heading, or behind a label, names the same only to say that it is not so ("Technical
    data: we log no …")."""
    if rule.headings or rule.negated != "skip":
        return False
    if sentence.kind is BlockKind.HEADING:
        below = _matches_below(policy).get((sentence.block, rule.id), [])
    elif title.end <= sentence.label_end:
        alike = _matches_below(policy).get((sentence.heading, rule.id), [])
        below = [(match, other) for match, other in alike if other is sentence and match.start > sentence.label_end]
    else:
        return False
    return bool(below) and all(policy.negated(match.end, other) for match, other in below)


@once_a_policy
def _matches_below(policy: Policy) -> dict[tuple[int | None, str], list[tuple[Match, Sentence]]]:
    """What each rule matched under each heading, by the heading's block and the rule's id."""
    matches: dict[tuple[int | None, str], list[tuple[Match, Sentence]]] = {}
    for rule, match, sentence in policy.rule_matches:
        matches.setdefault((sentence.heading, rule.id), []).append((match, sentence))
    return matches


def _beginning_before(cues: list[Match], match: Match) -> list[Match]:
    at = bisect_right(cues, (match.start, sys.maxsize))
    return cues[max(0, at - _NEAR) : at]


def _confidence(policy: Policy, rule: CueRule, match: Match, sentence: Sentence) -> float:
    confidence = _in_context(policy, rule, sentence)
    if confidence == 0:
        return 0.0
    if rule.near and not any(policy.has_cue(name, sentence) for name in rule.near):
        return 0.0
    if any(policy.has_cue(name, sentence, lead_in=False) for name in rule.unless):
        return 0.0
    block = policy.document.blocks[sentence.block]
    if any(policy.cues_in(name, block.start, block.end) for name in rule.unless_beside):
        return 0.0
    if rule.negated != "ignore" and policy.negated(match.end, sentence) != (rule.negated == "only"):
        return 0.0
    if sentence.kind is BlockKind.HEADING and not rule.headings:
        confidence *= _IN_HEADING
    return confidence


def _in_context(policy: Policy, rule: CueRule, sentence: Sentence) -> float:
    """The rule's confidence by what the passage is about; what stands nearer outweighs what stands above."""
    above = policy.topics_of_heading(sentence)
    lead = sentence.lead_in.own if sentence.lead_in is not None else set()
    if sentence.run_in is not None and sentence.run_in is not sentence:
        lead = lead | sentence.run_in.own
    column = policy.topics_of_column(sentence)
    if rule.topics & column:
        lead = lead - _OUTWEIGHS  # "Requests for access | Legal obligation": the row is about them, explains nothing
    if rule.not_topics & (_OUTWEIGHS & (sentence.own | lead) | _OUTWEIGHS_LED & lead):
        return 0.0
    for topics in (sentence.own, lead | column | policy.topics_of_label(sentence), above):
        wanted, barred = rule.topics & topics, rule.not_topics & topics
        if wanted or barred:
            return _weighed(rule, wanted, barred, above)
    return rule.elsewhere if rule.topics else rule.confidence


def _weighed(rule: CueRule, wanted: frozenset[str], barred: frozenset[str], above: set[str]) -> float:
    """What the nearest topics that concern the rule leave of its confidence, given those of the heading `above`."""
    wanted_above, barred_above = rule.topics & above, rule.not_topics & above
    if barred and not wanted and not wanted_above:
        return 0.0
    if "definition" in barred_above or (barred_above & _OUTWEIGHS and not wanted_above):
        return 0.0
    if wanted and not barred and not barred_above:
        return rule.confidence
    return max(rule.elsewhere, _DOUBTFUL * rule.confidence)

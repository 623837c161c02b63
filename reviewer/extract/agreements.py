"""Agreements of a vendor with its customers on processing (Art. 28): in them the processor is the vendor."""

from __future__ import annotations

import re

from reviewer.extract.once import once_a_policy
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence

_DEFINED = re.compile(r"\([^()]{0,20}[\"“”„»«]([^\W\d_]{4,20})[\"“”„»«][^()]{0,40}\)")
_HEAD = 1000
_OPENING = 60
"""How far into a sentence that opens a text its kind is named: "This data processing agreement is made between …"."""


@once_a_policy
def is_processing_agreement(policy: Policy) -> bool:
    """Whether the title or the first words call the text such an agreement, or it soon calls itself "this" one."""
    titles = [(s.start, s.end) for s in policy.headings[:1]]
    opening = [(s.start, min(s.end, s.start + _OPENING)) for s in policy.sentences[:1]]
    named = any(policy.cues_in("processing_agreement", start, end) for start, end in titles + opening)
    return named or bool(policy.cues_in("this_agreement", 0, _HEAD))


@once_a_policy
def customer_names(policy: Policy) -> tuple[str, ...]:
    """What an agreement calls the customer, folded: "Controller: a school that … ("School")"."""
    if not is_processing_agreement(policy):
        return ()
    sentences = {s.index: s for cue in policy.cues("controller_is") if (s := policy.sentence_at(cue.start))}
    defined = (_DEFINED.finditer(policy.folded, s.start, s.end) for s in sentences.values())
    return tuple(dict.fromkeys(match[1] for matches in defined for match in matches))


def is_clause_on(policy: Policy, cue: str, sentence: Sentence) -> bool:
    """Whether a sentence, what leads it in or a heading above it holds a cue of the list."""
    above = policy.heading_path(sentence)
    return policy.has_cue(cue, sentence) or any(policy.cues_in(cue, block.start, block.end) for block in above)


def names_subprocessors(policy: Policy, sentence: Sentence) -> bool:
    """Whether a clause is on sub-processors."""
    return is_clause_on(policy, "subprocessors", sentence)

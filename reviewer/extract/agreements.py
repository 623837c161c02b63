"""Agreements of a vendor with its customers on processing (Art. 28): in them the processor is the vendor."""

from __future__ import annotations

from reviewer.extract.once import once_a_policy
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence

_OPENING = 60
"""How far into a sentence that opens a text its kind is named: "This data processing agreement is made between …"."""


@once_a_policy
def is_processing_agreement(policy: Policy) -> bool:
    """Whether the title of the text, or where it has none its first words, call it such an agreement."""
    titles = policy.headings[:1]
    opening = [(s.start, s.end) for s in titles] + [(s.start, s.start + _OPENING) for s in policy.sentences[:1]]
    return any(policy.cues_in("processing_agreement", start, end) for start, end in opening)


def is_clause_on(policy: Policy, cue: str, sentence: Sentence) -> bool:
    """Whether a sentence, what leads it in or a heading above it holds a cue of the list."""
    above = policy.heading_path(sentence)
    return policy.has_cue(cue, sentence) or any(policy.cues_in(cue, block.start, block.end) for block in above)


def names_subprocessors(policy: Policy, sentence: Sentence) -> bool:
    """Whether a clause is on sub-processors."""
    return is_clause_on(policy, "subprocessors", sentence)

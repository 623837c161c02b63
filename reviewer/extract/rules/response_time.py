"""How soon requests of data subjects are answered (Art. 12(3))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract.agreements import is_processing_agreement, names_subprocessors
from reviewer.extract.candidates import Candidate
from reviewer.extract.durations import Duration, find_durations
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.model import BlockKind

_FIELD = "rights.response_time"
_REACH = 60
_CLAUSE = re.compile(r"[;(),]")
_OTHER_TOPICS = frozenset({"retention", "breach", "recruitment"})


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for every period within which requests are said to be answered."""
    for sentence in policy.sentences:
        if sentence.kind is BlockKind.HEADING or not policy.cues_in("answering", sentence.start, sentence.end):
            continue
        confidence = _confidence(policy, sentence)
        if confidence == 0 or (is_processing_agreement(policy) and names_subprocessors(policy, sentence)):
            continue
        for duration in find_durations(policy.folded, sentence.start, sentence.end, sentence.language):
            if "T" not in duration.period and not _extended(policy, sentence, duration):
                rule = f"{_FIELD}.{sentence.language}.answer_within"
                yield Candidate(_FIELD, duration.period, ((sentence.start, sentence.end),), confidence, rule)
                break


def _confidence(policy: Policy, sentence: Sentence) -> float:
    above = policy.topics_of_heading(sentence)
    if "breach" in above or policy.cues_in("breach_words", sentence.start, sentence.end):
        return 0.0
    on_rights = bool({"rights", "complaint"} & sentence.topics)
    on_request = bool(policy.cues_in("requests", sentence.start, sentence.end))
    if on_rights and on_request:
        return 0.93
    if on_request:
        return 0.75 if not above & _OTHER_TOPICS else 0.4
    return 0.8 if on_rights else 0.0


def _extended(policy: Policy, sentence: Sentence, duration: Duration) -> bool:
    """Whether the period is that of an extension ("by two further months") or of something else in the sentence."""
    start = max(
        (m.end() for m in _CLAUSE.finditer(policy.folded, sentence.start, duration.start)), default=sentence.start
    )
    border = _CLAUSE.search(policy.folded, duration.end, sentence.end)
    end = border.start() if border else sentence.end
    if policy.cues_in("extension", start, end):
        return True
    return not policy.cues_in("within", max(start, duration.start - _REACH), min(end, duration.end + _REACH // 2))

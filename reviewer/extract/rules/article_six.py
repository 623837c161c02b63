"""Legal bases named by the letters of Article 6(1) alone: "Art. 6(1)(f) GDPR", "artikel 6.1 f"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.candidates import Candidate
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of

_BASES = {
    "a": "consent",
    "b": "contract",
    "c": "legal_obligation",
    "d": "vital_interests",
    "e": "public_task",
    "f": "legitimate_interests",
}
_LETTER = re.compile(r"\b[a-f]\b")
_NOT_TOPICS = frozenset({"rights", "transfers", "definition", "restated"})
_CONFIDENCE = 0.92
_RULE = "legal_bases.article_6_letter"


@lru_cache(maxsize=1)
def _letters_cited() -> re.Pattern[str]:
    """The letters after "6": the first, and as `more` those that follow it."""
    joint = rf"(?:{one_of('and_words', 'or_words', 'letter_words')}\b[\s.,()/-]{{0,4}}){{0,2}}"
    return re.compile(
        rf"\b6\b(?:[\s.,()/§:-]*\b(?:1|{one_of('article_parts')})\b){{1,6}}[\s.,():-]{{0,4}}\b(?P<first>[a-f])\b"
        rf"(?P<more>(?:[\s.,()/-]{{0,4}}{joint}\b[a-f]\b(?! \w))*)"
    )


def find(policy: Policy) -> Iterator[Candidate]:
    """A basis for every letter cited outside passages that only restate the law."""
    searched: set[int] = set()
    for cue in policy.cues("article_six"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or sentence.index in searched or _NOT_TOPICS & sentence.topics:
            continue
        searched.add(sentence.index)
        yield from _letters(policy, sentence)


def _letters(policy: Policy, sentence: Sentence) -> Iterator[Candidate]:
    for match in _letters_cited().finditer(policy.folded, sentence.start, sentence.end):
        if policy.negated(match.start(), sentence):
            continue
        for letter in (match["first"], *_LETTER.findall(match["more"])):
            yield Candidate("legal_bases", _BASES[letter], ((match.start(), match.end()),), _CONFIDENCE, _RULE)

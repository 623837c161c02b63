"""Legal bases named by the letters of Article 6(1) alone: "Art. 6(1)(f) GDPR", "artikel 6.1 f"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.policy import Policy, Sentence

_BASES = {
    "a": "consent",
    "b": "contract",
    "c": "legal_obligation",
    "d": "vital_interests",
    "e": "public_task",
    "f": "legitimate_interests",
}
_LETTERS = re.compile(
    r"\b6\b(?:[\s.,()/§:-]*\b(?:1|artikla\w*|art|para(?:graph)?s?|par|abs|satz|s|sentence|lit(?:era)?|letters?|points?"
    r"|subparagraph|punkt(?:en|erna)?|kohda\w*|kohta\w*|alakohda\w*|alakohta\w*|led(?:et)?|stycket|första|mom\w*)\b){1,6}"
    r"[\s.,():-]{0,4}\b(?P<first>[a-f])\b"
    r"(?P<more>(?:[\s.,()/-]{0,4}(?:(?:and|or|och|eller|samt|ja|tai|sekä|lit|&)\b[\s.,()/-]{0,4}){0,2}"
    r"\b[a-f]\b(?! \w))*)"
)
_LETTER = re.compile(r"\b[a-f]\b")
_NOT_TOPICS = frozenset({"rights", "transfers", "definition", "restated"})
_CONFIDENCE = 0.92
_RULE = "legal_bases.article_6_letter"


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
    for match in _LETTERS.finditer(policy.folded, sentence.start, sentence.end):
        if policy.negated(match.start(), sentence):
            continue
        for letter in (match["first"], *_LETTER.findall(match["more"])):
            yield Candidate("legal_bases", _BASES[letter], ((match.start(), match.end()),), _CONFIDENCE, _RULE)

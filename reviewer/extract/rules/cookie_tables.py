"""Kinds of cookies in the column of a table that is headed so: "Type | Strictly necessary"."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import words_of

_FIELD = "cookies.types"
_CONFIDENCE = 0.85
_LONGEST_KIND = 40


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for each kind that a short cell below such a head names."""
    for sentence in policy.sentences:
        if sentence.column < 0 or "cookies" not in sentence.topics or sentence.end - sentence.start > _LONGEST_KIND:
            continue
        if _heads_kinds(policy, policy.column_head(sentence)):
            yield from _kinds(policy, sentence)


def _heads_kinds(policy: Policy, head: Sentence | None) -> bool:
    return head is not None and policy.folded[head.start : head.end].strip() in words_of(head.language, "kind_heads")


def _kinds(policy: Policy, cell: Sentence) -> Iterator[Candidate]:
    text = policy.folded[cell.start : cell.end]
    stems: dict[str, list[str]] = load_lexicon(cell.language).words.get("cookie_kinds", {})
    for code, names in stems.items():
        if any(name in text for name in names):
            rule = f"{_FIELD}.{cell.language}.{code}_column"
            yield Candidate(_FIELD, code, ((cell.start, cell.end),), _CONFIDENCE, rule)

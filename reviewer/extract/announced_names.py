"""Names that are announced: rows behind a colon ("our processors: Example and Sample"), names in brackets behind what
they are for ("hosting (Example)"), and lines that pair what is done with who does it ("Hosting: Example")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.name_mentions import MOST_WORDS_IN_ROW, NameMention, is_generic, name_at, row_joint
from reviewer.extract.organisations import base_key
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import BlockKind

_RECEIVING = frozenset({"recipients", "transfers"})
_LONGEST_ACRONYM = 5
_BEHIND_WORD = re.compile(r"(?<=[^\W\d_]) \(([^()\n]{2,120})\)")
_LABELLED_LINE = re.compile(r"^(?P<label>[^\n:.;]{3,40}):[ \t]+(?P<name>[^\n:;]{2,60}?)\.?$", re.MULTILINE)
_FEWEST = 2
"""Of the brackets of a sentence and of the lines under a heading: one alone may explain anything."""


def announced_names(policy: Policy) -> Iterator[NameMention]:
    """The names of recipients announced in running text."""
    for sentence in policy.sentences:
        if sentence.kind is BlockKind.HEADING or sentence.column >= 0 or not sentence.topics & _RECEIVING:
            continue
        yield from _row_behind_colon(policy, sentence)
        if sentence.kind is not BlockKind.LIST_ITEM:
            yield from _in_brackets(policy, sentence)
    yield from _in_lines(policy)


def names_in_bracket(policy: Policy, start: int, end: int, language: str) -> list[NameMention]:
    """The names that fill a bracket: "AI providers (Example, Sample)"; none where other words stand in it."""
    found: list[NameMention] = []
    at = start
    while name := name_at().match(policy.text, at, end):
        if not _may_stand(policy, *name.span(), language):
            return []
        found.append(NameMention(*name.span(), name[0], base_key(name[0]), "listed"))
        if name.end() == end:
            return found
        joint = _joint().match(policy.text, name.end(), end)
        if joint is None:
            return []
        at = joint.end()
    return []


def _may_stand(policy: Policy, start: int, end: int, language: str) -> bool:
    """Whether words in brackets may be a name: no kind of recipient, no country, no abbreviation."""
    words = policy.text[start:end]
    if len(words.split()) > MOST_WORDS_IN_ROW or (words.rstrip("s").isupper() and len(words) <= _LONGEST_ACRONYM):
        return False
    return not is_generic(policy, start, end, language)


def _in_brackets(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    """ "providers of hosting (Example) and e-mail (Sample)"."""
    brackets = list(_BEHIND_WORD.finditer(policy.text, sentence.start, sentence.end))
    if len(brackets) < _FEWEST:
        return
    rows = [names_in_bracket(policy, *bracket.span(1), sentence.language) for bracket in brackets]
    if sum(bool(row) for row in rows) >= _FEWEST:
        for bracket, row in zip(brackets, rows, strict=True):
            if policy.text[bracket.start() - 1].islower():
                yield from row


def _row_behind_colon(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    """ "Our processors: Example (hosting), Sample (e-mail) and Other": two names or more, up to the end."""
    for lead in _announcing(sentence.language).finditer(policy.folded, sentence.start, sentence.end):
        row: list[NameMention] = []
        at = lead.end()
        while name := name_at().match(policy.text, at, sentence.end):
            if not _may_stand(policy, *name.span(), sentence.language):
                break
            written = name[0].rstrip(".")
            row.append(NameMention(name.start(), name.start() + len(written), written, base_key(written), "listed"))
            joint = row_joint().match(policy.text, name.end(), sentence.end)
            if joint is None:
                break
            at = joint.end()
        if len(row) >= _FEWEST:
            yield from row


def _in_lines(policy: Policy) -> Iterator[NameMention]:
    """ "Hosting: Example", "E-mail: Sample", a line each under one heading."""
    lines: dict[int | None, list[tuple[re.Match[str], str]]] = {}
    for index, block in enumerate(policy.document.blocks):
        sentence = policy.sentence_at(block.start) if block.kind is BlockKind.PARAGRAPH else None
        if sentence is None or sentence.block != index or not policy.topics_of_heading(sentence) & _RECEIVING:
            continue
        for line in _LABELLED_LINE.finditer(policy.text, block.start, block.end):
            if policy.cues_in("name_label", line.start() - 1, line.end()):
                break  # whom to turn to
            if is_generic(policy, *line.span("label"), sentence.language):
                lines.setdefault(sentence.heading, []).append((line, sentence.language))
    for together in lines.values():
        for line, language in together if len(together) >= _FEWEST else ():
            yield from names_in_bracket(policy, *line.span("name"), language)


@lru_cache(maxsize=8)
def _announcing(language: str) -> re.Pattern[str]:
    """The nouns for recipients, several of them, before a colon."""
    nouns = "|".join(words_of(language, "announcing_nouns")) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{nouns}):\s")


@lru_cache(maxsize=1)
def _joint() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[,;/]|\b{one_of('and_words', 'or_words')}\b)\s*(?:{one_of('and_words', 'or_words')}\s+)?"
    )

"""How long what is kept (Art. 13(2)(a)): every stated period and every stated criterion with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.extract.agreements import is_processing_agreement
from reviewer.extract.candidates import Candidate
from reviewer.extract.durations import Duration, find_durations
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.retention_labels import name_item
from reviewer.extract.retention_words import (
    OTHER_TOPICS,
    Statement,
    clause_at,
    event_since,
    keeping_verbs,
    naming_phrases,
    subject_of,
    with_opener,
)
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import words_of
from reviewer.model import BlockKind, Retention

_FIELD = "retention.items"
_LONGEST_EVIDENCE = 400
_KEPT_REACH = 70
_OPENING = 60
_ALIKE = 0.5
_STEM = 10
_BEHIND_LABEL = 3
_NEARLY_SAME = 0.85
_STATEMENT = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])|\n(?=\s*(?:[-•●*]\s|\n))|;\s*\n")
_CELL_STATEMENT = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])|\n+|;\s*\n")
_CRITERIA = ("criterion_event", "criterion_purpose", "criterion_law")
_BESIDE = frozenset({"purposes", "data", "recipients", "legal_bases"})
_ONCE = frozenset({"criterion_purpose", "criterion_law"})


@dataclass(frozen=True, slots=True)
class _Item:
    statement: Statement
    retention: Retention
    kind: str
    confidence: float
    words: frozenset[str]
    phrases: tuple[str, ...]
    """Words that may name what is kept, the best first."""


def find(policy: Policy) -> Iterator[Candidate]:
    """A candidate for each period and criterion; one that is only said again adds evidence to the first."""
    kept: list[tuple[_Item, list[tuple[int, int]]]] = []
    for sentence in policy.sentences:
        if sentence.kind is BlockKind.HEADING or policy.is_head(sentence.block):
            continue
        for statement in _statements(policy, sentence):
            for item in _items(policy, statement):
                span = _evidence(policy, item)
                same = next((spans for other, spans in kept if _same(item, other)), None)
                if same is None:
                    kept.append((item, [span]))
                else:
                    same.append(span)
    for item, spans in kept:
        sentence = item.statement.sentence
        rule = f"{_FIELD}.{sentence.language}.{item.kind}"
        general = item.kind == "criterion_purpose"
        what = name_item(policy, sentence, item.phrases, under_heading=not general)
        named = replace(item.retention, what=what)
        yield Candidate(_FIELD, named, tuple(spans[:4]), item.confidence, rule)


def _statements(policy: Policy, sentence: Sentence) -> Iterator[Statement]:
    about = _about_retention(policy, sentence)
    at = sentence.start
    borders = _STATEMENT if sentence.column < 0 else _CELL_STATEMENT
    for border in borders.finditer(policy.text, sentence.start, sentence.end):
        yield Statement(at, border.start(), sentence, about)
        at = border.end()
    yield Statement(at, sentence.end, sentence, about)


def _about_retention(policy: Policy, sentence: Sentence) -> bool:
    """Whether the passage stands where retention is spoken of; the topics of its own words do not make it so."""
    if "retention" not in sentence.topics:
        return False
    head = policy.column_head(sentence)
    row = sentence.lead_in
    if head is not None and row is not None and row.column == 0 and "retention" in row.own:
        return True
    if head is not None:
        return "retention" in head.own or bool(policy.cues_in("keeping", sentence.start, sentence.end))
    if "retention" in policy.topics_of_heading(sentence):
        return True
    for lead in (sentence.lead_in, sentence.run_in):
        if lead is not None and "retention" in lead.own:
            return True
    if "retention" in policy.topics_of_label(sentence):
        return True
    if "rights" in policy.topics_of_heading(sentence):
        return False  # "Erasure: you may ask us to …"
    return sentence.label_end > sentence.start and bool(policy.cues_in("keeping", sentence.start, sentence.label_end))


def _items(policy: Policy, statement: Statement) -> Iterator[_Item]:
    start, end = statement.start, statement.end
    keeping = policy.cues_in("keeping", start, end)
    if not (keeping or statement.about or policy.cues_in("keeping_weak", start, end)):
        return
    if is_processing_agreement(policy) and policy.cues_in("term_of_agreement", start, start + _OPENING):
        return  # "This agreement remains in force as long as …"
    durations = _durations(policy, statement)
    criteria = _criteria(policy, statement)
    if durations and (keeping or statement.about):
        confidence = 0.94 if keeping and statement.about else 0.88 if statement.about else 0.85
        yield from _period_items(policy, statement, durations, criteria, confidence)
    elif durations and "cookies" in statement.sentence.topics:
        yield from _period_items(policy, statement, durations, criteria, 0.72)
    elif criteria and not _in_passage_on_rights(policy, statement):
        yield from _criterion_items(policy, statement, criteria, keeping)


def _durations(policy: Policy, statement: Statement) -> list[Duration]:
    language = statement.sentence.language
    found = find_durations(policy.folded, statement.start, statement.end, language)
    if not found or policy.cues_in("not_retention", statement.start, statement.end):
        return []
    return [d for d in found if "T" not in d.period or statement.about or _kept_for(policy, statement, d)]


def _kept_for(policy: Policy, statement: Statement, duration: Duration) -> bool:
    """Whether the words before a period of hours or minutes say that something is kept or goes."""
    return bool(policy.cues_in("keeping", max(statement.start, duration.start - _KEPT_REACH), duration.start))


def _criteria(policy: Policy, statement: Statement) -> list[tuple[str, Match]]:
    """The criteria of a statement, those that name their event before those of purpose and law, without overlaps."""
    found: list[tuple[str, Match]] = []
    others = policy.cues_in("not_criterion", statement.start, statement.end)
    for name in ("criterion_purpose", "criterion_law", "criterion_event"):
        for match in policy.cues_in(name, statement.start, statement.end):
            if name == "criterion_event" and policy.cues_in("period_itself", match.start, match.end + 20):
                continue
            if all(match.end <= m.start or m.end <= match.start for m in (*others, *(m for _, m in found))):
                found.append((name, match))
    return sorted(found, key=lambda c: (_CRITERIA.index(c[0]), c[1].start))


def _in_passage_on_rights(policy: Policy, statement: Statement) -> bool:
    """Rights restate when data must be erased; that is no criterion of the vendor's own."""
    if statement.about or policy.cues_in("we_keep", statement.start, statement.end):
        return False
    lead = statement.sentence.lead_in
    above = policy.topics_of_heading(statement.sentence) | (lead.own if lead is not None else set())
    return bool(above & OTHER_TOPICS)


def _period_items(
    policy: Policy,
    statement: Statement,
    durations: list[Duration],
    criteria: list[tuple[str, Match]],
    confidence: float,
) -> Iterator[_Item]:
    after = statement.start
    for duration in durations:
        first = min([duration.start, *(m.start for _, m in criteria if m.start > after)])
        what = subject_of(policy, statement, after, first)
        since = event_since(policy, statement, duration, criteria)
        retention = Retention(what, period=duration.period, since=since)
        phrases = naming_phrases(policy, statement, what, after, first)
        yield _Item(statement, retention, "period", confidence, _words(policy, statement, what), phrases)
        if keeping_verbs(policy, duration.end, statement.end):
            after = duration.end


def _criterion_items(
    policy: Policy, statement: Statement, criteria: list[tuple[str, Match]], keeping: list[Match]
) -> Iterator[_Item]:
    kind, match = criteria[0]
    if kind == "criterion_law" and not statement.about and _BESIDE & policy.topics_of_heading(statement.sentence):
        return  # a duty named as a purpose, or that asks for data or for its disclosure
    if not keeping and not statement.about and kind != "criterion_event":
        return
    if not keeping and kind == "criterion_event" and not _lasts(policy, statement, match):
        return
    until = clause_at(policy, match.start, statement.end)
    if find_durations(policy.folded, match.start, match.start + len(until), statement.sentence.language):
        return  # a period that is set aside is no criterion either
    first = min(m.start for _, m in criteria)
    what = subject_of(policy, statement, statement.start, first)
    retention = Retention(what, until=with_opener(policy, statement, match.start, until))
    confidence = 0.88 if statement.about else 0.72
    if kind == "criterion_law":
        confidence -= 0.08
    phrases = naming_phrases(policy, statement, what, statement.start, first)
    yield _Item(statement, retention, kind, confidence, _words(policy, statement, what), phrases)


def _lasts(policy: Policy, statement: Statement, match: Match) -> bool:
    """Whether a criterion without a verb of keeping is one of time all the same: alone in a column of retention or
    behind the label of an item, or "as long as", where retention is spoken of or data said to be processed."""
    label_end = statement.sentence.label_end
    labelled = statement.start < label_end and match.start <= label_end + _BEHIND_LABEL
    if statement.about and (statement.sentence.column > 0 or labelled):
        return True
    if not policy.cues_in("as_long_as", match.start, match.end):
        return False
    return statement.about or bool(policy.cues_in("processing", statement.start, match.start))


def _same(item: _Item, other: _Item) -> bool:
    """Whether two items say the same: the general criterion once, else the same period in much the same words."""
    a, b = item.retention, other.retention
    if a.period != b.period or (a.until is None) != (b.until is None):
        return False
    if item.kind in _ONCE and item.kind == other.kind and item.statement.sentence.column < 0:
        if item.statement.sentence.heading == other.statement.sentence.heading and not _labelled(item, other):
            return True
        return a.what.casefold() == b.what.casefold() or not (_specific(item) or _specific(other))
    if a.period and item.statement.sentence.block == other.statement.sentence.block and _goes_on(item, other):
        return True
    if a.period and item.statement.about != other.statement.about and _same_subject(a.what, b.what):
        return True  # said where the data is named, and again in the section on retention
    alike = len(item.words & other.words) / len(item.words | other.words)
    return alike > (_ALIKE if a.what.casefold() == b.what.casefold() else _NEARLY_SAME)


def _same_subject(what: str, other: str) -> bool:
    """Whether the words of one subject stand, however inflected, in the other ("orders", "orders of the shop")."""
    first, second = sorted((re.findall(r"\w{4,}", text.lower()) for text in (what, other)), key=len)
    return bool(first) and all(any(w[:_STEM] == v[:_STEM] for v in second) for w in first)


def _goes_on(item: _Item, other: _Item) -> bool:
    """Whether the next sentence says the period again of what the one before has named."""
    if item.statement.sentence is other.statement.sentence:
        return False
    return set(re.findall(r"\w+", item.retention.what.lower())) <= other.words


def _labelled(*items: _Item) -> bool:
    """Whether one of the items stands in a list or under a label of its own."""
    sentences = [i.statement.sentence for i in items]
    return any(s.kind is BlockKind.LIST_ITEM or s.label_end > s.start for s in sentences)


def _specific(item: _Item) -> bool:
    """Whether the item has a subject of its own rather than personal data in general."""
    plain = words_of(item.statement.sentence.language, "plain_subjects")
    sentence = item.statement.sentence
    return sentence.label_end > sentence.start or item.retention.what.casefold() not in plain


def _words(policy: Policy, statement: Statement, what: str) -> frozenset[str]:
    text = policy.folded[statement.start : statement.end] + " " + what.lower()
    return frozenset(re.findall(r"\w+", text))


def _evidence(policy: Policy, item: _Item) -> tuple[int, int]:
    """The statement, or the part of a long one around what was found."""
    statement = item.statement
    if statement.end - statement.start <= _LONGEST_EVIDENCE:
        return statement.start, statement.end
    words = item.retention.until or ""
    at = policy.text.find(words[:30], statement.start, statement.end) if words else statement.start
    at = max(at, statement.start)
    start = max(statement.start, at - _LONGEST_EVIDENCE // 3)
    return _whole_words(policy.text, start, min(statement.end, start + _LONGEST_EVIDENCE))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without a word cut in half at its edges."""
    while start > 0 and start < end and text[start - 1].isalnum():
        start += 1
    while end < len(text) and end > start and text[end].isalnum():
        end -= 1
    return start, end

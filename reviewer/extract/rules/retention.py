"""How long what is kept (Art. 13(2)(a)): every stated period and every stated criterion with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.extract.candidates import Candidate
from reviewer.extract.durations import Duration, find_durations
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.retention_labels import CUT, name_item, speaks_of_data
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import words_of
from reviewer.model import FOLLOWED_BY_PERIOD, BlockKind, Retention

_FIELD = "retention.items"
_LONGEST_EVIDENCE = 400
_LONGEST_TEXT = 160
_LONGEST_WHAT = 90
_KEPT_REACH = 70
_OPENER_REACH = 40
_ALIKE = 0.5
_STEM = 10
_BEHIND_LABEL = 3
_NEARLY_SAME = 0.85
_STATEMENT = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])|\n(?=\s*(?:[-•●*]\s|\n))|;\s*\n")
_CELL_STATEMENT = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])|\n+|;\s*\n")
_CLAUSE_END = re.compile(r"[.;\n]|,(?=\s)|\s\(|\)")
_NUMBER = re.compile(r"^[\d.]+\s+")
_LABEL = re.compile(r"\s*(?:[:–—]|\s-)\s+")
_CRITERIA = ("criterion_event", "criterion_purpose", "criterion_law")
_OTHER_TOPICS = frozenset({"rights", "complaint", "breach", "changes", "transfers", "legal_bases", "definition"})
_BESIDE = frozenset({"purposes", "data", "recipients"})
_ONCE = frozenset({"criterion_purpose", "criterion_law"})


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement of a sentence or table cell. `about` says that its heading, label or column speaks of retention."""

    start: int
    end: int
    sentence: Sentence
    about: bool


@dataclass(frozen=True, slots=True)
class _Item:
    statement: _Statement
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


def _statements(policy: Policy, sentence: Sentence) -> Iterator[_Statement]:
    about = _about_retention(policy, sentence)
    at = sentence.start
    borders = _STATEMENT if sentence.column < 0 else _CELL_STATEMENT
    for border in borders.finditer(policy.text, sentence.start, sentence.end):
        yield _Statement(at, border.start(), sentence, about)
        at = border.end()
    yield _Statement(at, sentence.end, sentence, about)


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


# items


def _items(policy: Policy, statement: _Statement) -> Iterator[_Item]:
    start, end = statement.start, statement.end
    keeping = policy.cues_in("keeping", start, end)
    if not (keeping or statement.about or policy.cues_in("keeping_weak", start, end)):
        return
    durations = _durations(policy, statement)
    criteria = _criteria(policy, statement)
    if durations and (keeping or statement.about):
        confidence = 0.94 if keeping and statement.about else 0.88 if statement.about else 0.85
        yield from _period_items(policy, statement, durations, criteria, confidence)
    elif durations and "cookies" in statement.sentence.topics:
        yield from _period_items(policy, statement, durations, criteria, 0.72)
    elif criteria and not _in_passage_on_rights(policy, statement):
        yield from _criterion_items(policy, statement, criteria, keeping)


def _durations(policy: Policy, statement: _Statement) -> list[Duration]:
    language = statement.sentence.language
    found = find_durations(policy.folded, statement.start, statement.end, language)
    if not found or policy.cues_in("not_retention", statement.start, statement.end):
        return []
    return [d for d in found if "T" not in d.period or statement.about or _kept_for(policy, statement, d)]


def _kept_for(policy: Policy, statement: _Statement, duration: Duration) -> bool:
    """Whether the words before a period of hours or minutes say that something is kept or goes."""
    return bool(policy.cues_in("keeping", max(statement.start, duration.start - _KEPT_REACH), duration.start))


def _criteria(policy: Policy, statement: _Statement) -> list[tuple[str, Match]]:
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


def _in_passage_on_rights(policy: Policy, statement: _Statement) -> bool:
    """Rights restate when data must be erased; that is no criterion of the vendor's own."""
    if statement.about or policy.cues_in("we_keep", statement.start, statement.end):
        return False
    lead = statement.sentence.lead_in
    above = policy.topics_of_heading(statement.sentence) | (lead.own if lead is not None else set())
    return bool(above & _OTHER_TOPICS)


def _period_items(
    policy: Policy,
    statement: _Statement,
    durations: list[Duration],
    criteria: list[tuple[str, Match]],
    confidence: float,
) -> Iterator[_Item]:
    after = statement.start
    for duration in durations:
        first = min([duration.start, *(m.start for _, m in criteria if m.start > after)])
        what = _what(policy, statement, after, first)
        since = _since(policy, statement, duration, criteria)
        retention = Retention(what, period=duration.period, since=since)
        phrases = _phrases(policy, statement, what, after, first)
        yield _Item(statement, retention, "period", confidence, _words(policy, statement, what), phrases)
        if _verbs(policy, duration.end, statement.end):
            after = duration.end


def _criterion_items(
    policy: Policy, statement: _Statement, criteria: list[tuple[str, Match]], keeping: list[Match]
) -> Iterator[_Item]:
    kind, match = criteria[0]
    if kind == "criterion_law" and not statement.about and _BESIDE & policy.topics_of_heading(statement.sentence):
        return  # a duty named as a purpose, or that asks for data or for its disclosure
    if not keeping and not statement.about and kind != "criterion_event":
        return
    if not keeping and kind == "criterion_event" and not _lasts(policy, statement, match):
        return
    until = _clause(policy, match.start, statement.end)
    if find_durations(policy.folded, match.start, match.start + len(until), statement.sentence.language):
        return  # a period that is set aside is no criterion either
    first = min(m.start for _, m in criteria)
    what = _what(policy, statement, statement.start, first)
    retention = Retention(what, until=_with_opener(policy, statement, match.start, until))
    confidence = 0.88 if statement.about else 0.72
    if kind == "criterion_law":
        confidence -= 0.08
    phrases = _phrases(policy, statement, what, statement.start, first)
    yield _Item(statement, retention, kind, confidence, _words(policy, statement, what), phrases)


def _lasts(policy: Policy, statement: _Statement, match: Match) -> bool:
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


def _words(policy: Policy, statement: _Statement, what: str) -> frozenset[str]:
    text = policy.folded[statement.start : statement.end] + " " + what.lower()
    return frozenset(re.findall(r"\w+", text))


# the words of an item


def _since(policy: Policy, statement: _Statement, duration: Duration, criteria: list[tuple[str, Match]]) -> str | None:
    """The event from which a period runs: the words after it, or the criterion that comes before it."""
    after = policy.folded[duration.end : statement.end].lstrip(" )")
    links = words_of(statement.sentence.language, "since_links")
    clause = _clause(policy, duration.end, statement.end).lstrip(") ")
    if any(after.startswith(f"{link} ") for link in links):
        return clause or None
    if policy.cues_in("since", duration.end, duration.end + len(clause) + 2):
        return clause or None
    before = [m for _, m in criteria if m.start < duration.start]
    if before and policy.cues_in("and_then", before[0].start, statement.end):
        words = _trim(policy.text[before[0].start : min(duration.start, before[0].start + _LONGEST_TEXT)])
        return f"{words} {FOLLOWED_BY_PERIOD}"
    return None


def _with_opener(policy: Policy, statement: _Statement, start: int, clause: str) -> str:
    """The clause with the word before it that makes it a condition or a limit ("if", "at least")."""
    before = _CLAUSE_END.split(policy.text[max(statement.start, start - _OPENER_REACH) : start])[-1]
    folded = before.casefold()
    found = [re.search(rf"\b{opener}\s", folded) for opener in words_of(statement.sentence.language, "clause_starts")]
    places = [match.start() for match in found if match]
    return f"{_trim(before[min(places) :])} {clause}" if places else clause


def _clause(policy: Policy, start: int, end: int) -> str:
    """The text from `start` to the end of its clause."""
    stop = min(end, start + _LONGEST_TEXT)
    for border in _CLAUSE_END.finditer(policy.text, start + 12, stop):
        stop = border.start()
        break
    return _trim(policy.text[start:stop])


def _trim(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:–—-(.")


def _what(policy: Policy, statement: _Statement, after: int, first: int) -> str:
    """What is kept: a label, the row's first cell, the words before or after the verb, else the heading. `after` is
    where the words on the item begin, `first` where its period or criterion does."""
    sentence = statement.sentence
    for text in (
        _row_label(policy, sentence),
        _label(policy, statement, first),
        _subject(policy, after, first, sentence.language),
        _lead_label(policy, sentence),
    ):
        if text and not _plain(text, sentence.language):
            return text
    return _under(policy, sentence)


def _phrases(policy: Policy, statement: _Statement, what: str, after: int, first: int) -> tuple[str, ...]:
    """What may name the item: its label, what stands before the verb unless that is who keeps it, what stands after."""
    sentence = statement.sentence
    verbs = _verbs(policy, after, first)
    label = what if not policy.topics_of_label(sentence) & _OTHER_TOPICS and what != _under(policy, sentence) else ""
    if not verbs:
        return (label,)
    start = max(after, min(sentence.label_end, verbs[0].start))
    before = _noun_phrase(policy, start, verbs[0].start, sentence.language)
    behind = "" if _plain(before, sentence.language) else _noun_phrase(policy, verbs[-1].end, first, sentence.language)
    if label == before and speaks_of_data(behind, sentence.language):
        label = before = ""
    return label, before, _CLAUSE_END.split(behind)[0]


def _row_label(policy: Policy, sentence: Sentence) -> str:
    """The first cell of the row that has words, where it stands before the sentence's own."""
    if sentence.column <= 0 or sentence.lead_in is None:
        return ""
    for cell in policy.sentences[sentence.lead_in.index : sentence.index]:
        if cell.column < sentence.column and any(c.isalpha() for c in policy.text[cell.start : cell.end]):
            return _short(policy, cell.start, cell.end)
    return ""


def _label(policy: Policy, statement: _Statement, first: int) -> str:
    border = _LABEL.search(policy.text, statement.start, first)
    if border is None or border.start() - statement.start > _LONGEST_WHAT:
        return ""
    label = _short(policy, statement.start, border.start())
    has_keeping = policy.cues_in("keeping", statement.start, border.start())
    return "" if has_keeping and not _plain(label, statement.sentence.language) and len(label) < 30 else label


def _verbs(policy: Policy, start: int, end: int) -> list[Match]:
    return policy.cues_in("keeping", start, end) or policy.cues_in("keeping_weak", start, end)


def _subject(policy: Policy, start: int, end: int, language: str) -> str:
    """What stands before the verb in the passive, after it in the active ("we keep your invoices")."""
    verbs = _verbs(policy, start, end)
    if not verbs:
        return ""
    before = _noun_phrase(policy, start, verbs[0].start, language)
    after = _noun_phrase(policy, verbs[-1].end, end, language)
    actors = words_of(language, "active_subjects")
    if any(word in actors for word in policy.folded[start : verbs[0].start].split()):
        return after or before
    return before or after


def _noun_phrase(policy: Policy, start: int, end: int, language: str) -> str:
    """The words of a range without the small words at its edges."""
    openers = words_of(language, "subject_openers")
    tokens = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", policy.text[start:end])]
    while tokens and policy.folded[slice(*tokens[-1])].strip("(),.*-•") in openers:
        tokens.pop()
    while tokens and policy.folded[slice(*tokens[0])].strip("(),.*-•") in ("", *openers):
        tokens.pop(0)
    return _short(policy, tokens[0][0], tokens[-1][1]) if tokens else ""


def _lead_label(policy: Policy, sentence: Sentence) -> str:
    lead = sentence.lead_in
    if lead is None or sentence.column >= 0 or "retention" in lead.own:
        return ""
    return _short(policy, lead.start, lead.end)


def _under(policy: Policy, sentence: Sentence) -> str:
    """The heading that the passage stands under, the nearest that does not itself only speak of retention."""
    title = policy.headings[0].block if policy.headings else -1
    for block in policy.heading_path(sentence):
        if block is policy.document.blocks[title]:
            break
        if not policy.cues_in("keeping", block.start, block.end):
            return _NUMBER.sub("", _short(policy, block.start, block.end))
    return str(load_lexicon(sentence.language).words["data_in_general"])


def _short(policy: Policy, start: int, end: int) -> str:
    text = _trim(policy.text[start:end]).lstrip("-•*●").strip(" :.")
    if len(text) <= _LONGEST_WHAT:
        return text
    return text[:_LONGEST_WHAT].rsplit(" ", 1)[0] + CUT


def _plain(text: str, language: str) -> bool:
    return text.casefold() in words_of(language, "plain_subjects")


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

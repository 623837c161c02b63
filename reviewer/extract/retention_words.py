"""The words of a statement on retention: what is kept, from when a period runs, until when something lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.extract.durations import Duration
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.retention_labels import CUT, speaks_of_data
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import words_of
from reviewer.model import FOLLOWED_BY_PERIOD

OTHER_TOPICS = frozenset({"rights", "complaint", "breach", "changes", "transfers", "definition"})
"""Where time is spoken of, it is not of how long the vendor keeps data."""

_LONGEST_TEXT = 160
_LONGEST_WHAT = 90
_OPENER_REACH = 40
_CLAUSE_END = re.compile(r"[.;\n]|,(?=\s)|\s\(|\)")
_NUMBER = re.compile(r"^[\d.]+\s+")
_LABEL = re.compile(r"\s*(?:[:–—]|\s-)\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a sentence or table cell. `about` says that its heading, label or column speaks of retention."""

    start: int
    end: int
    sentence: Sentence
    about: bool


def event_since(
    policy: Policy, statement: Statement, duration: Duration, criteria: list[tuple[str, Match]]
) -> str | None:
    """The event from which a period runs: the words after it, or the criterion that comes before it."""
    after = policy.folded[duration.end : statement.end].lstrip(" )")
    links = words_of(statement.sentence.language, "since_links")
    clause = clause_at(policy, duration.end, statement.end).lstrip(") ")
    if any(after.startswith(f"{link} ") for link in links):
        return clause or None
    if policy.cues_in("since", duration.end, duration.end + len(clause) + 2):
        return clause or None
    before = [m for _, m in criteria if m.start < duration.start]
    if before and policy.cues_in("and_then", before[0].start, statement.end):
        words = _trim(policy.text[before[0].start : min(duration.start, before[0].start + _LONGEST_TEXT)])
        return f"{words} {FOLLOWED_BY_PERIOD}"
    return None


def with_opener(policy: Policy, statement: Statement, start: int, clause: str) -> str:
    """The clause with the word before it that makes it a condition or a limit ("if", "at least")."""
    before = _CLAUSE_END.split(policy.text[max(statement.start, start - _OPENER_REACH) : start])[-1]
    folded = before.casefold()
    found = [re.search(rf"\b{opener}\s", folded) for opener in words_of(statement.sentence.language, "clause_starts")]
    places = [match.start() for match in found if match]
    return f"{_trim(before[min(places) :])} {clause}" if places else clause


def clause_at(policy: Policy, start: int, end: int) -> str:
    """The text from `start` to the end of its clause."""
    stop = min(end, start + _LONGEST_TEXT)
    for border in _CLAUSE_END.finditer(policy.text, start + 12, stop):
        stop = border.start()
        break
    return _trim(policy.text[start:stop])


def _trim(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:–—-(.")


def subject_of(policy: Policy, statement: Statement, after: int, first: int) -> str:
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


def naming_phrases(policy: Policy, statement: Statement, what: str, after: int, first: int) -> tuple[str, ...]:
    """What may name the item: its label, what stands before the verb unless that is who keeps it, what stands after."""
    sentence = statement.sentence
    verbs = keeping_verbs(policy, after, first)
    label = what if not policy.topics_of_label(sentence) & OTHER_TOPICS and what != _under(policy, sentence) else ""
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


def _label(policy: Policy, statement: Statement, first: int) -> str:
    border = _LABEL.search(policy.text, statement.start, first)
    if border is None or border.start() - statement.start > _LONGEST_WHAT:
        return ""
    label = _short(policy, statement.start, border.start())
    has_keeping = policy.cues_in("keeping", statement.start, border.start())
    return "" if has_keeping and not _plain(label, statement.sentence.language) and len(label) < 30 else label


def keeping_verbs(policy: Policy, start: int, end: int) -> list[Match]:
    """The verbs of keeping and deleting in a range; weaker ones only where there are no others."""
    return policy.cues_in("keeping", start, end) or policy.cues_in("keeping_weak", start, end)


def _subject(policy: Policy, start: int, end: int, language: str) -> str:
    """What stands before the verb in the passive, after it in the active ("we keep your invoices")."""
    verbs = keeping_verbs(policy, start, end)
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

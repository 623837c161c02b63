"""Whether data leaves the EU/EEA (Art. 13(1)(f)), and to which third countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_OUTSIDE = "transfers.outside_eea"
_LONGEST_PLACE = 20
_COUNTRIES = "transfers.countries"
_CUE = "country_"
_ASIDE = frozenset({"definition", "complaint", "law", "changes"})
_ABOUT_VENDOR = frozenset({"controller", "contact", "law", "complaint"})
_GOING = frozenset({"transfers", "recipients"})
_REACH = 110
_SHORT_REACH = 30
_LONGEST = 300
_SHORT_ANSWER = 70
_SHORTEST_ANSWER = 15
"""Under a heading that speaks of disclosures too, only "none" or "not moved" surely answers it."""

_SHORT_LABEL = 45


def find(policy: Policy) -> Iterator[Candidate]:
    """Whether data leaves the home area, denials included, and the countries it goes to."""
    for match in policy.cues("outside_area"):
        sentence = policy.sentence_at(match.start)
        if sentence is not None:
            yield from _leaving(policy, match, sentence)
            yield from _denied_under_label(policy, sentence)
    for code, match, sentence in _countries(policy):
        yield from _to_country(policy, code, match, sentence)


# leaving the area


def _leaving(policy: Policy, match: Match, sentence: Sentence) -> Iterator[Candidate]:
    if sentence.kind is BlockKind.HEADING or _only_explains(policy, match, sentence):
        return
    if not (policy.cues_in("moving", sentence.start, sentence.end) or "transfers" in sentence.topics):
        return
    if _only_aimed_at(policy, match, sentence):
        return
    denied = _denied(policy, match, sentence)
    confidence = 0.9 if "transfers" in sentence.topics else 0.8
    span = _around(sentence, match)
    code = "no" if denied else "yes"
    rule = f"{_OUTSIDE}.{sentence.language}.{code}"
    yield Candidate(_OUTSIDE, code, (span,), confidence, rule, hedged=not denied and policy.hedged(sentence))


def _only_aimed_at(policy: Policy, match: Match, sentence: Sentence) -> bool:
    """Whether the sentence only says what is striven for, and does not go on to say what may happen all the same."""
    aims = policy.cues_in("aim", sentence.start, sentence.end)
    return bool(aims) and not policy.cues_in("contrast", aims[0].end, match.start)


def _denied_under_label(policy: Policy, label: Sentence) -> Iterator[Candidate]:
    """ "Transfers outside the EEA" as a heading or at the head of a row, and "none" or "not transferred" below it."""
    if label.kind is not BlockKind.HEADING and label.column != 0:
        return
    longest = _SHORTEST_ANSWER if "recipients" in label.own else _SHORT_ANSWER
    for answer in policy.following(label):
        short = answer.end - answer.start <= longest and answer.kind is not BlockKind.HEADING
        denials = policy.cues_in("negation", answer.start, min(answer.end, answer.start + _SHORT_REACH))
        if short and denials and not policy.cues_in("contrast", answer.start, answer.end):
            rule = f"{_OUTSIDE}.{answer.language}.no_label"
            yield Candidate(_OUTSIDE, "no", ((answer.start, answer.end),), 0.85, rule)


def _only_explains(policy: Policy, match: Match, sentence: Sentence) -> bool:
    """Whether the passage restates a right or a definition, or only labels what follows."""
    if policy.topics_of_heading(sentence) & _ASIDE or policy.cues_in("not_transfer", sentence.start, sentence.end):
        return True
    if "rights" in policy.topics_of_heading(sentence) and "transfers" not in policy.topics_of_heading(sentence):
        return True
    if sentence.column == 0 or _opens_paragraph(policy, sentence):
        return True
    return match.end <= sentence.label_end or policy.folded[sentence.end - 1] == "?"


def _opens_paragraph(policy: Policy, sentence: Sentence) -> bool:
    """Whether a few words, with more behind them, stand at the head of a paragraph as a heading would."""
    block = policy.document.blocks[sentence.block]
    return sentence.start == block.start and sentence.end < block.end and sentence.end - sentence.start <= _SHORT_LABEL


def _denied(policy: Policy, match: Match, sentence: Sentence) -> bool:
    """Whether the sentence says that nothing leaves: a negation before the place, or right after it."""
    weaker = policy.cues_in("lesser_protection", sentence.start, sentence.end)
    for negation in reversed(policy.cues_in("negation", max(sentence.start, match.start - _REACH), match.start)):
        if any(lesser.start <= negation.start < lesser.end for lesser in weaker):
            continue  # "laws that do not protect you as those of other countries do"
        return not policy.cues_in("contrast", negation.start, match.start)
    after = policy.cues_in("negation", match.end, min(sentence.end, match.end + _SHORT_REACH))
    if not after or not policy.cues_in("moving", match.start - _SHORT_REACH, after[0].end + _SHORT_REACH):
        return False
    between = policy.folded[match.end : after[0].end]
    return not re.search(rf"[,;(]|\b{one_of('without_words', 'clause_words', 'and_words')}\b", between)


# countries


def _countries(policy: Policy) -> Iterator[tuple[str, Match, Sentence]]:
    for name in sorted(n for n in load_lexicon(policy.reading_language).cues if n.startswith(_CUE)):
        for match in policy.cues(name):
            sentence = policy.sentence_at(match.start)
            if sentence is not None and sentence.kind is not BlockKind.HEADING and policy.text[match.start].isupper():
                yield name[len(_CUE) :].upper(), match, sentence


def _to_country(policy: Policy, code: str, match: Match, sentence: Sentence) -> Iterator[Candidate]:
    if code == "GB" and _is_home(policy):
        return
    confidence = _confidence(policy, match, sentence)
    if confidence == 0 or _part_of_name(policy, match) or _denied_country(policy, match, sentence):
        return
    if _is_origin(policy, match, sentence):
        return
    span = _around(sentence, match)
    yield Candidate(_COUNTRIES, code, (span,), confidence, f"{_COUNTRIES}.{sentence.language}.named")
    rule = f"{_OUTSIDE}.{sentence.language}.country"
    yield Candidate(_OUTSIDE, "yes", (span,), confidence * 0.8, rule, hedged=policy.hedged(sentence))


def _is_home(policy: Policy) -> bool:
    """Whether the vendor sits in the United Kingdom, so that going out of it is what counts."""
    countries = parties_of(policy).countries
    if "GB" in countries or (not countries and (policy.cues("authority.GB") or policy.cues("statute.uk_gdpr"))):
        return True
    outside = (policy.folded[m.start : m.end] for m in policy.cues("outside_area"))
    return any(re.search(one_of("british_names"), o) for o in outside)


def _confidence(policy: Policy, match: Match, sentence: Sentence) -> float:
    above = policy.topics_of_heading(sentence)
    if any(o.start <= match.start < o.end for o in parties_of(policy).organisations):
        return 0.0
    if sentence.column >= 0:
        return 0.9 if "recipients" in above | sentence.topics or "transfers" in sentence.topics else 0.0
    moving = bool(policy.cues_in("moving", sentence.start, sentence.end))
    if not moving and "transfers" not in above and parties_of(policy).owner_at(match.start) == "vendor":
        return 0.0
    if above & _ABOUT_VENDOR and not sentence.topics & _GOING:
        return 0.0
    if policy.cues_in("not_transfer", sentence.start, sentence.end):
        return 0.0
    if moving:
        return 0.9 if sentence.topics & _GOING else 0.7
    if "recipients" in above and policy.cues_in("location_label", sentence.start, sentence.label_end):
        return 0.85  # "Location: United States" under the name of a provider
    if sentence.kind is BlockKind.LIST_ITEM and "recipients" in above and policy.text[match.start - 1] == "(":
        return 0.85  # "- Example, Inc. (USA)" in a list of recipients
    in_address = policy.folded[max(0, match.start - 2) : match.start] == ", "
    if in_address and parties_of(policy).owner_at(match.start) == "third" and sentence.topics & (_GOING | {"cookies"}):
        return 0.8
    return 0.85 if "transfers" in sentence.topics else 0.0


def _joint() -> str:
    return rf"\s*(?:,|/|{one_of('and_words', 'or_words')})\s*(?:{one_of('articles')} )?"


@lru_cache(maxsize=1)
def _name_before() -> re.Pattern[str]:
    """What makes the country behind it part of a name, of the home area or of what lies outside a country."""
    the = rf"(?:{one_of('articles')} )?"
    framework = rf"{one_of('framework_names')}\s*(?:-|/|{one_of('and_words')}(?: {one_of('articles')})?)\s*"
    home = rf"{one_of('home_areas')}{_joint()}"
    return re.compile(rf"(?:{framework}|{home}|{one_of('outside_words')} {the})$")


@lru_cache(maxsize=1)
def _which() -> re.Pattern[str]:
    """What goes on to say something of the country: ", where the laws", ", whose laws"."""
    return re.compile(rf",? (?:{one_of('and_words')} )?{one_of('clause_words')}\b")


@lru_cache(maxsize=1)
def _home_behind() -> re.Pattern[str]:
    return re.compile(_joint() + one_of("home_areas_behind"))


def _part_of_name(policy: Policy, match: Match) -> bool:
    """Whether the country is part of a framework's or law's name ("EU-US …", "the laws of …")."""
    before = policy.folded[max(0, match.start - 16) : match.start]
    if _is_place(policy, match):
        return False
    if _name_before().search(before) or _home_behind().match(policy.folded, match.end):
        return True
    behind = policy.cues_in("area_only", match.end, match.end + 22)
    return bool(behind) and not _which().search(policy.folded, match.end, behind[-1].start)


def _is_place(policy: Policy, match: Match) -> bool:
    """Whether the country ends a cell of a table that names places ("EU/US")."""
    cell = policy.sentence_at(match.start)
    return cell is not None and cell.column > 0 and cell.end == match.end and cell.end - cell.start <= _LONGEST_PLACE


@lru_cache(maxsize=1)
def _from_there() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('origin_words')} [^.;:()]*$")


@lru_cache(maxsize=1)
def _onwards() -> re.Pattern[str]:
    return re.compile(rf"[^.;:()]{{0,40}}?\b{one_of('goal_words')}\b")


def _is_origin(policy: Policy, match: Match, sentence: Sentence) -> bool:
    """Whether data comes from the country: "from the European Union and Switzerland to the United States"."""
    before = policy.folded[max(sentence.start, match.start - _REACH) : match.start]
    source = _from_there().search(before)
    if source is None or re.search(rf"\b{one_of('goal_words')}\b", source[0]):
        return False
    return _onwards().match(policy.folded, match.end, sentence.end) is not None


def _denied_country(policy: Policy, match: Match, sentence: Sentence) -> bool:
    return any(
        not policy.cues_in("contrast", negation.start, match.start)
        for negation in policy.cues_in("negation", max(sentence.start, match.start - _REACH // 2), match.start)
    )


def _around(sentence: Sentence, match: Match) -> tuple[int, int]:
    """The sentence, or the part of a long one that holds the match."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    return match.start, match.end

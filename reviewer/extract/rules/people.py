"""People named for privacy matters, and the representative in the Union (Art. 27)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.organisations import any_form, is_opener
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_WORD = r"[A-ZÅÄÖÆØÜÉ][a-zåäöæøüéèáíóšžñç’'-]+(?:-[A-ZÅÄÖÆØÜÉ][a-zåäöæøüé]+)?"
_NUMBER_BEFORE = re.compile(r"\d[A-Za-z]? $")
_MOST_LINES = 6
_BULLET = 3
_LONGEST_LINE = 160
_REACH = 70
_OFFICER_REACH = 160
_NONE_REACH = 25
_ASIDE = frozenset({"recipients", "definition"})


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    """A person's name, and no company's: a legal form does not stand behind it."""
    particle = f"(?: {one_of('name_particles')})?"
    return re.compile(rf"{_WORD}(?: [A-ZÅÄÖ]\.)?{particle}(?: {_WORD}){{1,2}}(?![\w-]| (?:{any_form()})(?!\w))")


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    """What may stand between a label and the name behind it."""
    return re.compile(rf"[\s:*_–,.-]*(?:{one_of('person_links')}\b[\s:*_]*)?")


@lru_cache(maxsize=1)
def _before_cue() -> re.Pattern[str]:
    """A name with a label behind it: "Name, our contact person"."""
    return re.compile(rf"({_WORD}(?: {_WORD}){{1,2}}) ?{one_of('person_links_before')}?[ \w]{{0,25}}$")


def find(policy: Policy) -> Iterator[Candidate]:
    """People or else offices to write to, representatives in the Union and data protection officers."""
    yield from list(_persons(policy)) + list(_asked_for(policy)) or _offices(policy)
    yield from _named_in_forms(policy)
    yield from _representatives(policy)
    yield from _officers(policy)


def _persons(policy: Policy) -> Iterator[Candidate]:
    for cue in policy.cues("person_label"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or (sentence.topics & _ASIDE and "controller" not in sentence.topics):
            continue
        heading = sentence.kind is BlockKind.HEADING
        if not heading and parties_of(policy).owner_at(cue.start, 120) in {"third", "authority"}:
            continue
        for (start, end), confidence in _names_for(policy, cue.start, cue.end, sentence):
            name = " ".join(policy.text[start:end].split())
            yield Candidate("contact.person", name, ((start, end),), confidence, "contact.person.label")


def _named_in_forms(policy: Policy) -> Iterator[Candidate]:
    """ "Name: …" in a form headed as contact persons."""
    for cue in policy.cues("name_label"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or not cue.end <= sentence.label_end or cue.start - sentence.start > _BULLET:
            continue
        above = policy.heading_path(sentence)
        if not any(policy.cues_in("person_label", block.start, block.end) for block in above):
            continue
        span = _name_at(policy, sentence.label_end + 1, sentence.end)
        if span and parties_of(policy).owner_at(cue.start) not in {"third", "authority"}:
            yield Candidate("contact.person", policy.text[slice(*span)], (span,), 0.9, "contact.person.form")


def _offices(policy: Policy) -> Iterator[Candidate]:
    """The office at the head of contact details, where no person is named: "Example Data Protection Officer"."""
    for cue in policy.cues("dpo"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or not sentence.topics & {"contact", "controller"}:
            continue
        block = policy.document.blocks[sentence.block]
        line, _, details = policy.text[block.start : block.end].partition("\n")
        before = policy.text[block.start : cue.start].strip()
        whole = details and cue.end == block.start + len(line.rstrip(" :,"))
        if whole and (not before or parties_of(policy).is_vendor(before)):
            span = (block.start, cue.end)
            yield Candidate("contact.person", policy.text[slice(*span)], (span,), 0.7, "contact.person.office")
            return


def _asked_for(policy: Policy) -> Iterator[Candidate]:
    """ "Please contact First Last at …": a person by name whom the text tells the reader to turn to."""
    for cue in policy.cues("person_asked"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or sentence.topics & {"recipients", "definition", "cookies"}:
            continue
        name = _name_at(policy, cue.end + 1, sentence.end)
        if name and _reached().match(policy.text, name[1]):
            value = " ".join(policy.text[slice(*name)].split())
            yield Candidate("contact.person", value, (name,), 0.85, "contact.person.asked")


@lru_cache(maxsize=1)
def _reached() -> re.Pattern[str]:
    """What follows the name of a person who is to be contacted: an address, a title or the end."""
    return re.compile(rf"\s*(?:[,.(]|{one_of('reached_by')}\b)")


def _names_for(policy: Policy, cue_start: int, cue_end: int, sentence: Sentence) -> list[tuple[tuple[int, int], float]]:
    """The name behind a label or in its sentence, or else the names on the lines below a heading."""
    near = _name_near(policy, cue_start, cue_end, sentence)
    if near:
        return [near]
    if _heads_lines(policy, sentence, cue_start):
        return [(span, 0.92) for span in _names_below(policy, sentence)]
    return []


def _name_near(
    policy: Policy, cue_start: int, cue_end: int, sentence: Sentence
) -> tuple[tuple[int, int], float] | None:
    lead = _lead().match(policy.text, cue_end)
    direct = _name_at(policy, lead.end() if lead else cue_end, sentence.end)
    if direct:
        return direct, 0.93
    if sentence.label_end > cue_start:
        behind = _first_name(policy, sentence.label_end, min(sentence.end, sentence.label_end + _REACH))
        if behind:
            return behind, 0.92
    if sentence.kind is BlockKind.HEADING:
        return None
    behind = _first_name(policy, cue_end, min(sentence.end, cue_end + _REACH))
    if behind:
        return behind, 0.85
    before = _before_cue().search(policy.text, max(sentence.start, cue_start - _REACH), cue_start)
    if before and _is_name(policy, before[1]):
        return before.span(1), 0.85
    return None


def _heads_lines(policy: Policy, sentence: Sentence, cue_start: int) -> bool:
    if sentence.kind is BlockKind.HEADING or sentence.end <= sentence.label_end + 1:
        return True
    return policy.text[sentence.end - 1] == ":" or (
        cue_start - sentence.start < 30 and sentence.end - sentence.start < 60
    )


def _names_below(policy: Policy, sentence: Sentence) -> list[tuple[int, int]]:
    """Names that open one of the next few lines, up to the next heading, or else the first name within them."""
    lines = list(takewhile(lambda s: s.kind is not BlockKind.HEADING, policy.following(sentence, _MOST_LINES)))
    short = [line for line in lines if line.end - line.start <= _LONGEST_LINE]
    opening = [name for line in short if (name := _name_at(policy, line.start, line.end))]
    if opening:
        return opening
    inside = (_first_name(policy, line.start, min(line.end, line.start + _LONGEST_LINE)) for line in lines)
    return [name for name in inside if name][:1]


def _name_at(policy: Policy, start: int, end: int) -> tuple[int, int] | None:
    """A name that stands exactly here, after titles."""
    start = _after_titles(policy, start, end)
    match = _name().match(policy.text, start, end)
    return _checked(policy, match)


def _first_name(policy: Policy, start: int, end: int) -> tuple[int, int] | None:
    for match in _name().finditer(policy.text, start, end):
        found = _checked(policy, match)
        if found:
            return found
    return None


def _checked(policy: Policy, match: re.Match[str] | None) -> tuple[int, int] | None:
    if match is None:
        return None
    start = _after_titles(policy, match.start(), match.end())
    name = policy.text[start : match.end()]
    if _NUMBER_BEFORE.search(policy.text, max(0, start - 4), start):
        return None  # a street: "14 Example Wharf"
    if any(o.start <= start < match.end() < o.end for o in parties_of(policy).organisations):
        return None  # "Example Data Solutions Ltd"
    return (start, match.end()) if _is_name(policy, name) else None


def _after_titles(policy: Policy, start: int, end: int) -> int:
    titles = _listed("person_titles")
    while True:
        word = re.match(r"[\w-]+[.:,]?\s+", policy.text[start:end])
        if not word or word[0].strip(" .:,\n").lower() not in titles:
            return start
        start += word.end()


def _is_name(policy: Policy, name: str) -> bool:
    words = name.split()
    if len(words) < 2:
        return False
    stops = _listed("not_person")
    if any(w.lower().strip(".,’'") in stops or is_opener(w) for w in words):
        return False
    return not parties_of(policy).is_vendor(name) and not any(
        policy.cues_in(cue, at, at + len(name)) for cue in ("title",) for at in (policy.text.find(name),)
    )


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("any").words[name])


def _representatives(policy: Policy) -> Iterator[Candidate]:
    """The organisation or person that the text names as representative under Art. 27."""
    parties = parties_of(policy)
    for cue in policy.cues("representative"):
        low, high = cue.end, cue.end + 160
        named = [(o.start, o.end, o.name) for o in parties.organisations if low <= o.start <= high]
        named = [n for n in named if not parties.is_vendor(n[2])]
        if named:
            start, end, name = named[0]
            yield Candidate("contact.eu_representative", name, ((start, end),), 0.88, "contact.eu_representative.cue")
            continue
        sentence = policy.sentence_at(cue.start)
        person = _first_name(policy, low, sentence.end) if sentence else None
        if person:
            name = policy.text[person[0] : person[1]]
            yield Candidate("contact.eu_representative", name, (person,), 0.75, "contact.eu_representative.cue")


def _blank(policy: Policy, sentence: Sentence) -> bool:
    """Whether a form's blank stands behind the label: "Data protection officer: [name]"."""
    return policy.text[sentence.label_end : sentence.end].lstrip().startswith("[")


def _none_behind_label(policy: Policy, cue: Match, sentence: Sentence) -> bool:
    """ "Data protection officer: none"."""
    if cue.end > sentence.label_end:
        return False
    near = (sentence.label_end, min(sentence.end, sentence.label_end + _NONE_REACH))
    return bool(policy.cues_in("negation", *near) or policy.cues_in("nobody", *near))


def _officers(policy: Policy) -> Iterator[Candidate]:
    """Whether the vendor has a data protection officer; those of providers and authorities are theirs."""
    for cue in policy.cues("dpo"):
        sentence = policy.sentence_at(cue.start)
        if (
            sentence is None
            or "definition" in sentence.topics
            or policy.cues_in("not_a_dpo", sentence.start, sentence.end)
        ):
            continue
        if parties_of(policy).owner_at(cue.start, _OFFICER_REACH) in {"third", "authority"}:
            continue
        if cue.end <= sentence.label_end and _blank(policy, sentence):
            continue
        none = _none_behind_label(policy, cue, sentence)
        denied = none or policy.negated(cue.end, sentence) or policy.negated(cue.start, sentence)
        if denied and not none and not policy.cues_in("appoint", sentence.start, sentence.end):
            continue
        span = (cue.start, cue.end) if sentence.end - sentence.start > 300 else (sentence.start, sentence.end)
        code, confidence = ("not_appointed", 0.93) if denied else ("appointed", 0.85)
        yield Candidate("contact.dpo", code, (span,), confidence, f"contact.dpo.{code}")

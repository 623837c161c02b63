"""What a text says that it covers: statements of scope, and what its sentences give short names to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of

Scope = tuple[int, int, float, str]
"""Where what is covered is named, how sure that is, and the rule that says so."""

EDGE = " \t\n,.;:–-*_"
"""What stands at the edges of words and is no part of them."""

_LONGEST_SCOPE = 160
_SCOPE_HEAD = 0.35
"""Statements of scope stand in the first third of a text; later ones speak of single services."""
_SHORTEST_HEAD = 2500
_MOST_LISTED = 5
_QUOTES = "“”\"„'"
QUOTED_NAME = re.compile(r"[“\"”„]([A-ZÅÄÖ][\w .+-]{1,40})[”\"“]")
_LONGEST_DEFINED = 110
_PARTS_REACH = 16


@lru_cache(maxsize=1)
def site_address() -> re.Pattern[str]:
    """The address of a site, without what stands before "www" or behind its domain."""
    return re.compile(rf"\b(?:www\.)?[a-z0-9åäö-]+(?:\.[a-z0-9åäö-]+)*\.{one_of('site_endings')}\b")


@lru_cache(maxsize=1)
def _scope_opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('scope_openers')} )+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _clause_end() -> re.Pattern[str]:
    """Where a statement of scope ends; a comma of an enumeration ends nothing."""
    listed = rf"(?:(?:[\w-]+ ?){{1,3}}, )*(?:[\w-]+ ){{1,4}}{one_of('last_of_list')} "
    return re.compile(rf"[.;:](?:\s|$)|\s\((?![\w ]{{1,12}}\) \w)|, (?!{listed})")


@lru_cache(maxsize=1)
def _definitions() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\w)[*_]* \((?:{one_of('definition_openers')},? )?(?:{one_of('articles', 'our_words')} )?"
        r"(?:[“\"”„](?=[^()“”\"„]{3,20}[“\"”]\))|(?=[A-ZÅÄÖ]))([^()“”\"„]{3,20})[“\"”]?\)"
    )


@lru_cache(maxsize=1)
def _referred() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\s])([A-Z][^.;:\n]{{5,140}}?)(?: \([^()\n]*\))?,? \(?(?:{one_of('referred_to')} )+"
        rf"{one_of('referred_as')}[“\"]([^”\"\n]{{3,20}})[”\"]"
    )


@lru_cache(maxsize=1)
def _and_another() -> re.Pattern[str]:
    """What joins a second thing that is given a short name to the first."""
    return re.compile(rf",? {one_of('and_words')} ")


def scope_statements(policy: Policy) -> Iterator[Scope]:
    """ "This policy applies to …" near the head of the text."""
    for cue in policy.cues("scope"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > head_end(policy) or policy.negated(cue.start, sentence):
            continue
        listed = list(_listed(policy, sentence, cue))
        if listed:
            yield from listed
            return
        gathered = policy.cues_in("scope_gathered", cue.end, sentence.end)[:1]
        for found in (object_of(policy, sentence, [cue]), object_of(policy, sentence, gathered)):
            if found and (names_service(policy, *found) or speaks_of_register(policy, found[0], found[1])):
                yield *found, 0.75, "statement"
                return


def _listed(policy: Policy, lead: Sentence, cue: Match) -> Iterator[Scope]:
    """The items of the list that a statement of scope leads in, each up to where it is described."""
    announced = policy.cues_in("scope_list", cue.end - 1, lead.end) or not policy.text[cue.end : lead.end - 1].strip()
    if policy.text[lead.end - 1] != ":" or not announced:
        return
    for item in policy.following(lead, _MOST_LISTED):
        if item.lead_in is not lead:
            break
        start, end = trimmed(policy, item.start, item.end)
        while start < end and policy.text[start] in _QUOTES:
            start += 1
        for use in policy.cues_in("scope_use", start - 1, end)[:1]:
            start = use.end if use.start == start else start  # "Visitors to …", "Users of …"
        found = object_of(policy, item, [Match(start, start)])
        if found and names_service(policy, *found):
            value = policy.text[slice(*found)].rstrip(_QUOTES)
            if not value.isalpha():  # "services" alone tells nothing
                yield found[0], found[0] + len(value), 0.75, "list"


def defined_things(policy: Policy) -> Iterator[Scope]:
    """ "our site (the "Site") and our example software (the "Service")": what a sentence gives short names to."""
    first, behind = None, 0
    for match in _definitions().finditer(policy.text, 0, head_end(policy)):
        sentence = policy.sentence_at(match.start())
        if sentence is None or not policy.cues_in("scope_noun", match.start(1) - 1, match.end(1) + 1):
            continue
        if first is not None and sentence is not first:
            return
        low = max(sentence.start, behind, match.start() - _LONGEST_DEFINED)
        cues = policy.cues_in("scope_use", low, match.start()) or policy.cues_in("scope_offer", low, match.start())
        joint = _and_another().match(policy.text, behind) if first else None
        begin = cues[-1].end if cues else joint and joint.end()
        if begin is None:
            yield from _enumerated(policy, sentence, match.start())
            continue
        start = without_leading(policy, begin, match.start())
        if start + 3 < match.start():
            yield *trimmed(policy, start, match.start()), 0.82, "defined"
            first, behind = sentence, match.end()


def _enumerated(policy: Policy, sentence: Sentence, end: int) -> Iterator[Scope]:
    """ "operates the Example platform, including the app, the portal and the API (the "Service")": what stands before a
    long row of what belongs to it."""
    for cue in policy.cues_in("scope_offer", sentence.start, end)[:1]:
        found = object_of(policy, sentence, [cue])
        if found and names_service(policy, *found) and policy.cues_in("scope_parts", found[1], found[1] + _PARTS_REACH):
            yield *found, 0.75, "enumerated"


def referred_to(policy: Policy) -> Iterator[Scope]:
    """ "The solutions that we provide are referred to as the "Service""."""
    for match in _referred().finditer(policy.text, 0, head_end(policy)):
        whole = re.match(r"[^()]*\)", match[1]) is None
        if whole and policy.cues_in("scope_noun", match.start(2) - 1, match.end(2) + 1):
            yield *trimmed(policy, *match.span(1)), 0.75, "referred_to"
            return


def object_of(policy: Policy, sentence: Sentence, cues: list[Match]) -> tuple[int, int] | None:
    """What the words behind a cue of scope name, up to where another clause begins."""
    if not cues:
        return None
    start = without_leading(policy, cues[0].end, sentence.end)
    end = min(sentence.end, start + _LONGEST_SCOPE)
    border = _clause_end().search(policy.text, start, end)
    if border:
        end = border.start()
    for stop in policy.cues_in("scope_end", start + 4, end):
        end = stop.start
        break
    start, end = trimmed(policy, start, end)
    return (start, end) if end - start > 3 else None


def without_leading(policy: Policy, start: int, end: int) -> int:
    """Behind "to", "all", "the use of" and the like."""
    while start < end and policy.text[start].isspace():
        start += 1
    lead = _scope_opening().match(policy.text, start, end)
    return lead.end() if lead else start


def trimmed(policy: Policy, start: int, end: int) -> tuple[int, int]:
    """A stretch without what stands at its edges, cut where a scope would be too long."""
    end = min(end, start + _LONGEST_SCOPE)
    while start < end and policy.text[start] in EDGE:
        start += 1
    while end > start and policy.text[end - 1] in EDGE:
        end -= 1
    return start, end


def head_end(policy: Policy) -> int:
    """Where the part of the text ends in which its scope is stated."""
    return max(_SHORTEST_HEAD, int(len(policy.text) * _SCOPE_HEAD))


def names_service(policy: Policy, start: int, end: int) -> bool:
    """Whether a stretch holds a word for a service, the address of a site or a name in quotation marks."""
    return bool(
        policy.cues_in("scope_noun", start, end)
        or ("@" not in policy.text[start:end] and site_address().search(policy.folded, start, end))
        or QUOTED_NAME.search(policy.text, start, end)
    )


def speaks_of_register(policy: Policy, start: int, end: int) -> bool:
    """Whether a stretch holds a word for a register."""
    return re.search(one_of("register_stems"), policy.folded[start:end]) is not None

"""What an agreement on processing covers: the service for which the vendor processes data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract.agreements import names_subprocessors
from reviewer.extract.matcher import Match
from reviewer.extract.name_patterns import NAME, NAME_BEHIND, name_before
from reviewer.extract.organisations import base_key, is_opener
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.scope import QUOTED_NAME, Scope, defined_things, head_end, object_of, without_leading
from reviewer.lexicons import load_lexicon

_Span = tuple[int, int]
_COMPOUND = re.compile(rf"({NAME})-\w*$")
_LONGEST_NAME = 60
_NEAR_QUOTE = 12
"""How far from a word for a service its name stands in quotation marks: "”Name” nimistä palvelua"."""


def agreed_services(policy: Policy) -> Iterator[Scope]:
    """What the agreement defines as the service, or else the service that it names most often."""
    yield from (
        list(_defined_service(policy))
        or list(_applied_to(policy))
        or list(_named_most(policy))
        or list(defined_things(policy))
    )


def _defined_service(policy: Policy) -> Iterator[Scope]:
    """ ""Services" means the document conversion services that …"; where only "the services" follow, it is no help."""
    for cue in policy.cues("defines"):
        sentence = policy.sentence_at(cue.start)
        quoted = sentence and QUOTED_NAME.search(policy.text, sentence.start, cue.start)
        if not sentence or not quoted or not policy.cues_in("scope_noun", quoted.start(), quoted.end()):
            continue
        found = object_of(policy, sentence, [cue])
        nouns = policy.cues_in("scope_noun", *found) if found else []
        if found and nouns and nouns[0].start > found[0]:
            yield *found, 0.8, "agreed_definition"
            return


def _applied_to(policy: Policy) -> Iterator[Scope]:
    """ "This agreement applies to Name only"."""
    for cue in policy.cues("agreement_applies"):
        name = NAME_BEHIND.match(policy.text, without_leading(policy, cue.end, len(policy.text)))
        if name and cue.start < head_end(policy) and _may_be_service(policy, *name.span(1)):
            yield *name.span(1), 0.75, "agreement_applies"
            return


def _named_most(policy: Policy) -> Iterator[Scope]:
    mentions: dict[str, list[_Span]] = {}
    for start, end in sorted(_named_services(policy)):
        if _may_be_service(policy, start, end):
            mentions.setdefault(base_key(policy.text[start:end]), []).append((start, end))
    early = [spans for spans in mentions.values() if spans[0][0] < head_end(policy)]
    for spans in sorted(early, key=lambda s: (-len(s), s[0]))[:1]:
        yield *spans[0], 0.7, "agreed_service"


def _named_services(policy: Policy) -> Iterator[_Span]:
    """Names beside a word for a service, and behind the verbs for what is provided or used."""
    text = policy.text
    for cue in policy.cues("scope_noun"):
        quoted = list(QUOTED_NAME.finditer(text, max(0, cue.start - _LONGEST_NAME), cue.end + _LONGEST_NAME))
        yield from (q.span(1) for q in quoted if -_NEAR_QUOTE <= q.start() - cue.end <= 1 or _ends_before(q, cue))
        compound = _COMPOUND.search(text, max(0, cue.start - _LONGEST_NAME), cue.end)
        if compound and compound.start(1) <= cue.start:
            yield compound.span(1)
        before = name_before().search(text, max(0, cue.start - _LONGEST_NAME), cue.start)
        if before and before[1][-2] not in "'’" and parties_of(policy).is_vendor(before[1].split()[0]):
            yield before.start(1), cue.end
    for cue in policy.cues("service_provided"):
        behind = NAME_BEHIND.match(text, cue.end)
        if behind:
            yield behind.span(1)


def _ends_before(quoted: re.Match[str], cue: Match) -> bool:
    return 0 <= cue.start - quoted.end() <= _NEAR_QUOTE


def _within_company(policy: Policy, offset: int) -> bool:
    return any(found.start <= offset < found.end for found in parties_of(policy).organisations)


def _may_be_service(policy: Policy, start: int, end: int) -> bool:
    """Whether a name is not a party's role, another company's or given in a clause on sub-processors."""
    name, sentence, parties = policy.text[start:end], policy.sentence_at(start), parties_of(policy)
    words = name.lower().split()
    if len(name) < 3 or sentence is None or is_opener(words[0]) or _within_company(policy, start):
        return False
    if not parties.is_vendor(words[0]) and not set(words).isdisjoint(load_lexicon("any").words["not_brands"]):
        return False
    others = (company for company in parties.companies if company not in parties.vendors)
    return not names_subprocessors(policy, sentence) and all(base_key(o.base) != base_key(name) for o in others)

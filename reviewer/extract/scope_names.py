"""Sites, services and products that a text is about without saying so: named in its opening, its title or its uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from reviewer.extract.matcher import Match
from reviewer.extract.name_patterns import NAME, NAME_BEHIND, name_before
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.scope import (
    QUOTED_NAME,
    Scope,
    head_end,
    names_service,
    object_of,
    site_address,
    trimmed,
    without_leading,
)
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_LONGEST_LEAD = 40
_OPENING = 1200
_LONGEST_NAME = 60
_LONGEST_DEFINED = 90
_USES_TRIED = 5
_TIME_AND_AGAIN = 4
_LONGEST_NOUN = 24
_OTHER_MATTERS = frozenset({"cookies", "recipients", "transfers", "security", "retention"})


@lru_cache(maxsize=1)
def _apposition() -> re.Pattern[str]:
    return re.compile(rf", {one_of('our_words')} [^,.]{{3,60}}")


@lru_cache(maxsize=1)
def _named_service() -> re.Pattern[str]:
    return re.compile(rf"\b[Oo]ur (?:\w+ )?{one_of('named_services')},? ({NAME})(?=,)")


@lru_cache(maxsize=1)
def _is_run() -> re.Pattern[str]:
    return re.compile(rf"({NAME}) [a-zåäö]{{2,4}} ")


@lru_cache(maxsize=1)
def _behind_title() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('title_for')} ([^(]{{3,80}})")


def sites_visited(policy: Policy) -> Iterator[Scope]:
    """ "when you visit example.com", "example.com-sivustolla", in the opening of the text."""
    for cue in policy.cues("scope_use"):
        start = without_leading(policy, cue.end, min(cue.end + _LONGEST_LEAD, len(policy.text)))
        match = site_address().match(policy.folded, start)
        if match and cue.start < _OPENING:
            yield match.start(), match.end(), 0.8, "site"
            return
    compounds = [
        match
        for match in site_address().finditer(policy.folded, 0, _OPENING)
        if policy.text[match.end() : match.end() + 1] == "-"
        and policy.cues_in("scope_noun", match.start(), match.end() + _LONGEST_NOUN)
    ]
    own = [match for match in compounds if parties_of(policy).is_vendor(match[0].partition(".")[0])]
    for match in (own or compounds)[:1]:
        yield match.start(), match.end(), 0.7, "site"


def named_before_title(policy: Policy) -> Iterator[Scope]:
    """ "This Example service's privacy notice describes": what stands between "this" and the words for the text, in
    languages that put it there."""
    for cue in policy.cues("this"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > _OPENING or cue.start != sentence.start:
            continue
        for title in policy.cues_in("title", cue.end, min(sentence.end, cue.end + _LONGEST_DEFINED))[:1]:
            start, end = trimmed(policy, cue.end, title.start)
            if end - start > 3 and names_service(policy, start, end):
                yield start, end, 0.75, "before_title"
                return


def products_named(policy: Policy) -> Iterator[Scope]:
    """ "Example Library, our digital asset management service", "our service, Example Library, is"."""
    named = _named_service().search(policy.text, 0, _OPENING)
    if named:
        yield *named.span(1), 0.75, "product"
        return
    yield from _run_by_vendor(policy)
    for match in _apposition().finditer(policy.text, 0, _OPENING):
        name = name_before().search(policy.text, max(0, match.start() - _LONGEST_NAME), match.start())
        sentence = policy.sentence_at(match.start())
        if sentence is None or sentence.topics & _OTHER_MATTERS:
            continue
        if name and policy.cues_in("scope_noun", *match.span()):
            yield *name.span(1), 0.75, "product"
            return


def _run_by_vendor(policy: Policy) -> Iterator[Scope]:
    """ "Example Notes is operated by Example Ltd": a name that opens a sentence with the vendor's behind it."""
    for cue in policy.cues("operated_by"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > _OPENING:
            continue
        owner = NAME_BEHIND.match(policy.text, cue.end)
        name = _is_run().fullmatch(policy.text, sentence.start, cue.start)
        if owner and name and parties_of(policy).is_vendor(owner[1]) and _is_brand(policy, name[1]):
            yield *name.span(1), 0.7, "run_by_vendor"
            return


def _is_brand(policy: Policy, name: str) -> bool:
    """Whether a name is neither the vendor's nor a word for any service ("The Site")."""
    words = {word.lower() for word in name.split()}
    return not parties_of(policy).is_vendor(name) and words.isdisjoint(load_lexicon("any").words["not_brands"])


def fullest_use(policy: Policy) -> list[Scope]:
    """Of the first few, the one that names most services."""
    uses = list(islice(_uses(policy), _USES_TRIED))

    def fullness(use: Scope) -> int:
        named = 2 if QUOTED_NAME.search(policy.text, use[0], use[1] + 1) else 0
        return named + len(policy.cues_in("scope_noun", use[0], use[1]))

    return sorted(uses, key=fullness, reverse=True)[:1]


def branded_product(policy: Policy) -> Iterator[Scope]:
    """The product with the vendor's name before its own ("Example Sign"), where the text names it time and again."""
    other = {*load_lexicon("any").words["legal_forms"], *load_lexicon("any").words["no_names"]}
    for vendor in parties_of(policy).vendors:
        compound = re.compile(rf"(?<!\w){re.escape(vendor.base)} ([A-Z]\w+|[a-z]+[A-Z]\w*)(?!\w)")
        named = [m for m in compound.finditer(policy.text) if not {m[1], m[1].lower()} & other]
        for product, times in Counter(m[0] for m in named).most_common(1):
            if times >= _TIME_AND_AGAIN:
                yield *next(m.span() for m in named if m[0] == product), 0.6, "branded"
                return


def _uses(policy: Policy) -> Iterator[Scope]:
    """ "How we process data when you use our …"."""
    head = head_end(policy)
    for cue in policy.cues("scope_use"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or (cue.start > head and sentence.kind is not BlockKind.HEADING):
            continue
        topics = sentence.topics - ({"security"} & sentence.own)  # "how we collect, use and protect your data when …"
        if topics & _OTHER_MATTERS or policy.negated(cue.start, sentence):
            continue
        found = object_of(policy, sentence, [cue])
        if found and not policy.cues_in("scope_not", *found) and _names_in_use(policy, cue, *found):
            yield *found, 0.65, "use"


def _names_in_use(policy: Policy, cue: Match, start: int, end: int) -> bool:
    """Whether a service is named behind a cue of use; behind a verb a name alone is one ("when you use Example")."""
    if names_service(policy, start, end):
        return True
    name = re.fullmatch(NAME, policy.text[start:end])
    return name is not None and bool(policy.cues_in("verb_of_use", cue.start, cue.end))


def named_in_title(policy: Policy, title: Sentence | None) -> Iterator[Scope]:
    """ "Privacy policy for …", "Example Services | Privacy notice"."""
    if title is None:
        return
    match = _behind_title().search(policy.text[title.start : title.end])
    if match and parties_of(policy).is_vendor(match[1]) and not site_address().search(match[1]):
        return
    if match and not policy.cues_in("title", title.start + match.start(1) - 4, title.end):
        yield *trimmed(policy, title.start + match.start(1), title.start + match.end(1)), 0.75, "title"
        return
    for cue in policy.cues_in("title", title.start, title.end):
        start, end = trimmed(policy, title.start, cue.start)
        if re.fullmatch(rf"{NAME} {NAME}", policy.text[start:end]) and not parties_of(policy).is_vendor(
            policy.text[start:end]
        ):
            yield start, end, 0.6, "title"
            return

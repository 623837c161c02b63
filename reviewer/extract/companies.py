"""The companies that a text names, while it is gathered what tells of each that it is the vendor."""

from __future__ import annotations

import re

from reviewer.extract import name_patterns as patterns
from reviewer.extract.agreements import is_processing_agreement, names_subprocessors
from reviewer.extract.organisations import Organisation, base_key, common_start, is_opener
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.extract.vendors import Ground, Vendor
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

HEAD = 700
"""Characters in which a text introduces its vendor."""

LONGEST_LEAD = 80
"""Characters between a word for the controller and the verb that goes with it."""

_SAME_NAME = 0.8
_ELSEWHERE = frozenset({"recipients", "transfers", "cookies"})
_IN_AGREEMENTS = {
    "is_controller": "is_processor",
    "controller_is": "processor_is",
    "name_speaks": "is_processor",
    "controller_word": "processor_is",
}
"""What tells the vendor in an agreement on processing, in place of what does elsewhere."""
_INVERTED_REACH = 30
_LONGEST_KIND = 12


class Companies:
    """The companies named in one policy, by the keys of their names, as their grounds are gathered."""

    def __init__(self, policy: Policy, organisations: list[Organisation]) -> None:
        self.policy = policy
        self.organisations = organisations
        self.agreement = is_processing_agreement(policy)
        self.by_key: dict[str, Vendor] = {}

    def key_of(self, base: str) -> str:
        """The key of a name, or of one of the same words in another order."""
        words = _words_of(base)
        alike = (key for key, company in self.by_key.items() if _words_of(company.base) == words)
        return next(alike, base_key(base))

    def is_elsewhere(self, sentence: Sentence) -> bool:
        """Whether a passage speaks of others; an agreement speaks of the vendor itself as processor."""
        if self.agreement:
            return names_subprocessors(self.policy, sentence)
        return bool(sentence.topics & _ELSEWHERE) and "controller" not in sentence.topics

    def cue(self, name: str) -> str:
        """The list of cues that has the place of another in an agreement on processing."""
        return _IN_AGREEMENTS.get(name, name) if self.agreement else name

    def within_statement(self, start: int, end: int, sentence: Sentence) -> bool:
        """ "For our members is Name controller": the order of words that Swedish has behind an adverbial."""
        if not ends_near(self.policy, "copula", start, _INVERTED_REACH, sentence):
            return False
        return bool(self.policy.cues_in(self.cue("controller_word"), end, min(sentence.end, end + _INVERTED_REACH)))

    def add_ground(self, found: Organisation, weight: float, rule: str) -> None:
        """A ground more for a company with a legal form."""
        self.by_key[self.key_of(found.base)].grounds.append(Ground((found.start, found.end), weight, rule))

    def add_name(self, start: int, end: int, weight: float, rule: str) -> None:
        """A ground for the name at `text[start:end]`, of a company that is known or a new one; nothing where the words
        are no name, or part of one with a legal form."""
        while end > start and _leads_name(self.policy.text[start:end].split()[0]):
            if self._keeps_article(start, end):
                break
            start += len(self.policy.text[start:end].split()[0]) + 1
        kind = patterns.kind_in_short().search(self.policy.text, max(0, start - _LONGEST_KIND), start)
        start = kind.start() if kind else start
        name = self.policy.text[start:end].rstrip(".,")
        if (
            len(name) < 2
            or not (_may_be_name(name) or self._keeps_article(start, end))
            or any(o.start <= start < o.end for o in self.organisations)
        ):
            return
        key = base_key(name)
        company = self.company_called(key) or self.by_key.setdefault(key, Vendor(name, name, ""))
        company.grounds.append(Ground((start, end), weight, rule))
        company.mentions.append((start, end))
        if rule == "controller_label" and not company.incorporated:
            company.name = company.base = name
        if base_key(company.base) != key:
            company.aliases.add(name)

    def _keeps_article(self, start: int, end: int) -> bool:
        """Whether an article belongs to a name ("The Heron"): it has its capital amid a sentence too."""
        name = self.policy.text[start:end]
        article, _, rest = name.partition(" ")
        if not re.fullmatch(one_of("articles"), article.lower()) or not rest or not _may_be_name(rest):
            return False
        if is_opener(rest.split()[0]):
            return False
        return re.search(rf"[a-zåäö] {re.escape(name)}(?!\w)", self.policy.text) is not None

    def company_called(self, key: str) -> Vendor | None:
        """The company that a short or inflected name stands for."""
        for known, company in self.by_key.items():
            if known.startswith(key) or any(base_key(a) == key for a in company.aliases):
                return company
            if not company.incorporated and common_start(known, key) >= _SAME_NAME * max(len(known), len(key)):
                return company
        return None


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s-]+", name.casefold()))


def _may_be_name(name: str) -> bool:
    words = load_lexicon("any").words
    if name[0].islower():
        return False
    return name.split()[0].lower() not in words["not_brands"] and name.lower() not in words["countries_in_addresses"]


def _leads_name(word: str) -> bool:
    """Whether a word with a capital stands before a name and is no part of it: it opens a sentence, or is a title."""
    return is_opener(word) or word.lower() in load_lexicon("any").words["person_titles"]


def ends_near(policy: Policy, cue: str, offset: int, reach: int, sentence: Sentence) -> bool:
    """Whether a cue ends at most `reach` characters before `offset`, in the same sentence."""
    start = max(sentence.start, offset - reach - 60)
    return any(offset - match.end <= reach for match in policy.cues_in(cue, start, offset))

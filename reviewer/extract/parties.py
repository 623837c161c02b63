"""Who is who in a policy: the vendor that speaks as "we", and everybody else whose details the text gives.

A name gathers grounds for being the vendor's: "X ("we")", "X is the controller", "Controller: X", "operated by X". The
names with enough of them are the vendor's; every other organisation with a legal form is a third party.
"""

from __future__ import annotations

import os.path
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from reviewer.extract.organisations import (
    Organisation,
    base_key,
    find_organisations,
    is_opener,
    mentions_of,
)
from reviewer.extract.policy import Policy, Sentence, lexicon
from reviewer.model import BlockKind

CERTAIN = 0.95
_ENOUGH = 0.5
_SEVERAL = 0.9
"""With grounds as good as this, a second company is the vendor's too."""
_REACH = 90
_ELSEWHERE = frozenset({"recipients", "transfers", "cookies"})
_DEFINITION = re.compile(
    r"(?: (?:&|and|och|ja) [\w ]{2,40})?[\s,*_]{0,4}(?:\([^()]{0,30}(?:\([^()]{0,30}\)[^()]{0,20})?\)[\s,]{0,2})?\(([^()]{2,140})\)"
)
_QUOTED = re.compile(r"[\"“”„'‘’«»]([^\"“”„'‘’«»]{2,40})[\"“”„'‘’«»]")
_CAPITALISED = r"[A-ZÅÄÖÆØÜ](?:[\w+&’'.-]*[\w+])?(?: (?:& )?[A-ZÅÄÖÆØÜ](?:[\w+&’'.-]*[\w+])?){0,3}"
_BRAND_DEFINED = re.compile(rf"({_CAPITALISED}),? \(([^()]{{2,100}})\)")
_BRAND_WE = re.compile(rf"\b(?:At|Hos|at|hos) ({_CAPITALISED}), (?:we|our|vi|vår)\b")
_QUOTED_WE = re.compile(rf"(?:refers? to|referring to|means?|mean|avses|tarkoitetaan|we are) ({_CAPITALISED})")
_BRAND_SPEAKS = re.compile(
    rf"(?:^|(?<=\s))({_CAPITALISED}) (?:is the (?:data )?controller|is committed to|respects your|values your|takes your"
    r"|är (?:personuppgiftsansvarig|ansvarig för behandlingen)|toimii rekisterinpitäjänä|värnar om)"
)


@dataclass(slots=True)
class Vendor:
    """One of the companies that speak: its name as written, its grounds (passage, weight, rule) and other names."""

    name: str
    base: str
    country: str
    grounds: list[tuple[tuple[int, int], float, str]] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)

    @property
    def incorporated(self) -> bool:
        """Whether the name has a legal form."""
        return self.name != self.base

    @property
    def weight(self) -> float:
        """Confidence in [0, 1] that this is the vendor."""
        doubt = 1.0
        best: dict[str, float] = {}
        for _, weight, rule in self.grounds:
            best[rule] = max(best.get(rule, 0.0), weight)
        for n, weight in enumerate(sorted(best.values(), reverse=True)):
            doubt *= 1 - (weight if n == 0 else weight / 2)
        return 1 - doubt


class Parties:
    """The vendor's names and the third parties of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.organisations = find_organisations(policy)
        self.companies = self._companies()
        self.vendors = self._choose()
        self._vendor_keys = {base_key(n) for v in self.vendors for n in (v.name, v.base, *v.aliases)} - {""}
        self._marks = sorted(self._owner_marks())
        self._mark_starts = [m[0] for m in self._marks]

    def is_vendor(self, name: str) -> bool:
        """Whether a name is the vendor's or a part or extension of it."""
        key = base_key(name)
        return any(key == k or (len(k) > 3 and (key.startswith(k) or k.startswith(key))) for k in self._vendor_keys)

    @property
    def countries(self) -> set[str]:
        return {v.country for v in self.vendors if v.country}

    def vendor_words(self) -> set[str]:
        """Words of the vendor's names, by which its e-mail domain and its site are known."""
        names = [n for v in self.vendors for n in (v.base, *v.aliases)]
        words = {base_key(w) for n in names for w in n.split()} | {base_key(n) for n in names}
        return {w for w in words if len(w) > 2}

    def owner_at(self, offset: int, reach: int = 260) -> str:
        """Whose detail stands at `offset`: "vendor", "third" (a named third party), "authority", or "" where nobody
        was named shortly before it in the same section."""
        at = bisect_right(self._mark_starts, offset) - 1
        here = self._policy.sentence_at(offset)
        while at >= 0 and offset - self._marks[at][0] <= reach:
            start, owner = self._marks[at]
            there = self._policy.sentence_at(start)
            if here is None or there is None or there.heading == here.heading or there.block == here.heading:
                return owner
            at -= 1
        return ""

    # who the vendor is

    def _companies(self) -> dict[str, Vendor]:
        companies: dict[str, Vendor] = {}
        for found in self.organisations:
            company = companies.setdefault(base_key(found.base), Vendor(found.name, found.base, found.country))
            company.mentions.append((found.start, found.end))
            company.grounds += self._grounds(found)
            company.aliases |= set(_aliases(self._policy, found.end))
        self._share_definitions(companies)
        self._add_brands(companies)
        self._add_labelled(companies)
        return companies

    def _grounds(self, found: Organisation) -> Iterator[tuple[tuple[int, int], float, str]]:
        policy = self._policy
        sentence = policy.sentence_at(found.start)
        if sentence is None:
            return
        span = (found.start, found.end)
        after = (found.end, min(sentence.end, found.end + _REACH))
        before = (max(sentence.start, found.start - _REACH), found.start)
        foreign = bool(sentence.topics & _ELSEWHERE) and "controller" not in sentence.topics
        damp = 0.4 if foreign or policy.cues_in("third_party_role", *before) else 1.0
        if _self_defined(policy, found.end):
            yield span, CERTAIN * (1 if not foreign else 0.8), "self_definition"
        if policy.cues_in("is_controller", after[0] - 1, after[1]):
            yield span, 0.93 * damp, "is_controller"
        if _near_before(policy, "controller_is", found.start, 40, sentence):
            yield span, 0.92 * damp, "controller_is"
        if _near_before(policy, "operated_by", found.start, 12, sentence):
            yield span, 0.8 * damp, "operated_by"
        if _near_before(policy, "how_processes", found.start, 12, sentence):
            yield span, 0.8 * damp, "how_processes"
        if policy.cues_in("processes", found.end, min(sentence.end, found.end + 30)):
            yield span, 0.55 * damp, "processes"
        if policy.cues_in("registered_in", found.end, min(sentence.end, found.end + 40)):
            yield span, 0.6 * damp, "registered"
        if re.search(r"\b(?:we|vi|me|at|hos),? $", policy.folded[max(0, found.start - 8) : found.start]):
            yield span, 0.85, "we"
        if not foreign:
            yield from self._place_grounds(found, sentence)

    def _place_grounds(self, found: Organisation, sentence: Sentence) -> Iterator[tuple[tuple[int, int], float, str]]:
        """What the place alone tells: controller's section, head of the document, contact section, copyright."""
        span = (found.start, found.end)
        first = all(o.start >= found.start or o.start < sentence.start - 400 for o in self.organisations)
        opens = found.start - sentence.start < 25
        if "controller" in sentence.topics:
            yield span, 0.85 if opens else 0.6, "controller_section"
        elif "contact" in sentence.topics:
            yield span, 0.6 if opens else 0.4, "contact_section"
        if "rights" not in sentence.topics and found.start < 700:
            yield span, 0.55 if first else 0.4, "head"
        if re.search(r"©|copyright", self._policy.folded[max(0, found.start - 30) : found.end + 15]):
            yield span, 0.6, "copyright"

    def _share_definitions(self, companies: dict[str, Vendor]) -> None:
        """ "A Oy, B AB and C Oy ("we")" defines all three."""
        for last in self.organisations:
            if not _self_defined(self._policy, last.end):
                continue
            end = last.start
            for other in reversed([o for o in self.organisations if o.end <= last.start]):
                between = self._policy.folded[other.end : end].strip(" ,")
                if between not in {"", "and", "och", "ja", "sekä", "samt", "&"}:
                    break
                ground = ((other.start, other.end), CERTAIN, "self_definition")
                companies[base_key(other.base)].grounds.append(ground)
                end = other.start

    def _add_brands(self, companies: dict[str, Vendor]) -> None:
        """Names without a legal form that the text makes its "we"."""
        text = self._policy.text
        for pattern, weight, rule in (
            (_BRAND_DEFINED, 0.85, "brand_definition"),
            (_BRAND_WE, 0.75, "brand_we"),
            (_QUOTED_WE, 0.6, "brand_we"),
            (_BRAND_SPEAKS, 0.8, "brand_speaks"),
        ):
            for match in pattern.finditer(text):
                if rule == "brand_definition" and not _speaks(self._policy, match[2]):
                    continue
                if pattern is _QUOTED_WE and not _speaks(
                    self._policy, text[max(0, match.start() - 60) : match.start()]
                ):
                    continue
                self._add_name(companies, match.start(1), match.end(1), weight, rule)

    def _add_labelled(self, companies: dict[str, Vendor]) -> None:
        """ "Controller: Name" and the name that opens the controller's section, whatever its form."""
        policy = self._policy
        for cue in policy.cues("controller_is"):
            sentence = policy.sentence_at(cue.start)
            if sentence is None or cue.start - sentence.start > 12:
                continue
            if cue.end <= sentence.label_end <= cue.end + 25:
                start, end = sentence.label_end, sentence.end
            elif sentence.kind is BlockKind.HEADING or sentence.column == 0:
                follower = next(iter(policy.following(sentence)), None)
                if follower is None or follower.kind is BlockKind.HEADING:
                    continue
                start, end = follower.start, follower.end
            else:
                continue
            name = re.match(rf"[\s*_]*({_CAPITALISED})(?=[\s*_]*(?:[,(·|\n]|$))", policy.text[start:end])
            if name and not any(c.isdigit() for c in name[1]):
                self._add_name(companies, start + name.start(1), start + name.end(1), 0.8, "controller_label")

    def _add_name(self, companies: dict[str, Vendor], start: int, end: int, weight: float, rule: str) -> None:
        name = self._policy.text[start:end]
        words = name.split()
        while words and is_opener(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        name = self._policy.text[start:end].rstrip(".,")
        if len(name) < 2 or not _may_be_brand(name) or any(o.start <= start < o.end for o in self.organisations):
            return
        key = base_key(name)
        company = _company_called(companies, key) or companies.setdefault(key, Vendor(name, name, ""))
        company.grounds.append(((start, end), weight, rule))
        company.mentions.append((start, end))
        if rule == "controller_label" and company.name == company.base:
            company.name = company.base = name
        if base_key(company.base) != key:
            company.aliases.add(name)

    def _choose(self) -> list[Vendor]:
        ranked = sorted(self.companies.values(), key=lambda v: (-v.weight, v.mentions[0]))
        if not ranked or ranked[0].weight < _ENOUGH:
            return []
        best = ranked[0]
        if not best.incorporated:
            company = next((v for v in ranked if v.incorporated and v.weight >= _ENOUGH), None)
            if company is not None:
                company.aliases |= {best.name, *best.aliases}
                best = company
        return [best, *(v for v in ranked if v is not best and v.weight >= _SEVERAL and _stands_beside(v, best))]

    # owners of details

    def _owner_marks(self) -> Iterator[tuple[int, str]]:
        vendors = {id(v) for v in self.vendors}
        for company in self.companies.values():
            vendor = id(company) in vendors or self.is_vendor(company.name)
            for start, _ in company.mentions:
                yield start, "vendor" if vendor else "third"
        for vendor_name in {n for v in self.vendors for n in (v.base, *v.aliases) if len(n) > 2}:
            for start in mentions_of(self._policy, vendor_name):
                yield start, "vendor"
        for name in lexicon("any").cues:
            if name.startswith("authority."):
                for match in self._policy.cues(name):
                    yield match.start, "authority"
        for match in self._policy.cues("self_speaks"):
            yield match.start, "vendor"


def _stands_beside(other: Vendor, best: Vendor) -> bool:
    """A second vendor has a legal form and is named as such outright, or bears the first one's name and a number of
    its own; its place alone is not enough."""
    outright = {"self_definition", "is_controller", "controller_is", "operated_by"}
    if not other.incorporated:
        return False
    rules = {rule for _, weight, rule in other.grounds if weight >= 0.55}
    kin = base_key(other.base.split()[0]) == base_key(best.base.split()[0])
    return bool(rules & outright) or (kin and "registered" in rules)


def _company_called(companies: dict[str, Vendor], key: str) -> Vendor | None:
    """The company that a short or inflected name stands for."""
    for known, company in companies.items():
        if known.startswith(key) or any(base_key(a) == key for a in company.aliases):
            return company
        if not company.incorporated and len(os.path.commonprefix([known, key])) >= 0.8 * max(len(known), len(key)):
            return company
    return None


def _may_be_brand(name: str) -> bool:
    first = name.split()[0].lower()
    data = lexicon("any").words
    return first not in data["not_brands"] and name.lower() not in data["countries_in_addresses"]


def _near_before(policy: Policy, cue: str, offset: int, reach: int, sentence: Sentence) -> bool:
    start = max(sentence.start, offset - reach)
    return any(offset - match.end <= reach for match in policy.cues_in(cue, max(sentence.start, start - 60), offset))


def _definition(policy: Policy, end: int) -> str:
    match = _DEFINITION.match(policy.text, end)
    return match[1] if match else ""


def _self_defined(policy: Policy, end: int) -> bool:
    return _speaks(policy, _definition(policy, end))


def _speaks(policy: Policy, words: str) -> bool:
    """Whether words in brackets hold "we", "our company" or the like."""
    listed = lexicon(policy.reading_language).words.get("self_words", ())
    folded = {w.strip("\"“”„'‘’«».,;:/").lower() for w in re.split(r"[\s/]+", words)}
    return any(w in folded for w in listed)


def _aliases(policy: Policy, end: int) -> Iterator[str]:
    listed = set(lexicon(policy.reading_language).words.get("self_words", ()))
    inside = _definition(policy, end)
    for match in _QUOTED.finditer(inside):
        if match[1].lower() not in listed and match[1][0].isupper():
            yield match[1].strip()


_KNOWN: WeakKeyDictionary[Policy, Parties] = WeakKeyDictionary()


def parties_of(policy: Policy) -> Parties:
    """The parties of a policy, worked out once."""
    known = _KNOWN.get(policy)
    if known is None:
        known = _KNOWN[policy] = Parties(policy)
    return known

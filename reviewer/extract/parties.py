"""Who is who in a policy: the vendor, and everybody else whose details the text gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from reviewer.extract.agreements import is_processing_agreement
from reviewer.extract.name_patterns import NAME
from reviewer.extract.once import once_a_policy
from reviewer.extract.organisations import base_key, differs_in_ending, find_organisations, mentions_of
from reviewer.extract.policy import Policy
from reviewer.extract.vendor_grounds import gather_companies
from reviewer.extract.vendors import Vendor, choose_vendors
from reviewer.model import BlockKind

_OWNER_REACH = 260
_SELF = "self"
_LONGEST_TWIN = 60
_TWIN_JOINT = re.compile(r" [–—-] ")
_TWIN_BEFORE = re.compile(rf"(?:^|\n)({NAME}) [–—-] $")
_MAIL_DOMAIN = re.compile(r"@([\w-]{3,40})\.\w")
_SHORTEST_STEM = 7


class Parties:
    """The vendor's names and the third parties of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.organisations = find_organisations(policy)
        self.companies = gather_companies(policy, self.organisations)
        self.vendors = choose_vendors(self.companies)
        for vendor in self.vendors:
            vendor.aliases |= set(self._twins(vendor))
        self._vendor_keys = {base_key(n) for v in self.vendors for n in (v.name, v.base, *v.aliases)} - {""}
        self._marks = sorted(self._owner_marks())
        self._mark_starts = [start for start, _ in self._marks]

    def _twins(self, vendor: Vendor) -> Iterator[str]:
        """The vendor's names in another language: "A ry – B rf", "A – B ry"."""
        text, own = self._policy.text, base_key(vendor.base)
        for first, second in pairwise(self.organisations):
            if _TWIN_JOINT.fullmatch(text, first.end, second.start) and own in (
                base_key(first.base),
                base_key(second.base),
            ):
                yield second.base if base_key(first.base) == own else first.base
        for start, _ in vendor.mentions:
            before = _TWIN_BEFORE.search(text, max(0, start - _LONGEST_TWIN), start)
            if before is not None:
                yield before[1]

    def is_vendor(self, name: str) -> bool:
        """Whether a name is the vendor's or a part or extension of it."""
        key = base_key(name)
        return any(
            key == k
            or (len(k) > 3 and (key.startswith(k) or k.startswith(key) or differs_in_ending(key, k, _SHORTEST_STEM)))
            for k in self._vendor_keys
        )

    def is_in_vendor_name(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is a part, not all, of a mention of the vendor's name."""
        at = bisect_right(self._vendor_mentions, (start, len(self._policy.text))) - 1
        return at >= 0 and end <= self._vendor_mentions[at][1] and (start, end) != self._vendor_mentions[at]

    @cached_property
    def _vendor_mentions(self) -> list[tuple[int, int]]:
        """Where a name of the vendor of more than one word stands; the longest where several begin."""
        names = {n for v in self.vendors for n in (v.base, *v.aliases) if " " in n}
        longest: dict[int, int] = {}
        for name in names:
            for start in mentions_of(self._policy, name):
                longest[start] = max(longest.get(start, 0), start + len(name))
        return sorted(longest.items())

    @property
    def countries(self) -> set[str]:
        """Countries that the legal forms of the vendor's names tell."""
        return {v.country for v in self.vendors if v.country}

    def vendor_words(self) -> set[str]:
        """Words of the vendor's names, by which its e-mail domain and its site are known."""
        names = [n for v in self.vendors for n in (v.base, *v.aliases)]
        words = {base_key(w) for n in names for w in re.split(r"[\s-]", n)} | {base_key(n) for n in names}
        return {w for w in words if len(w) > 2}

    @cached_property
    def mail_domains(self) -> frozenset[str]:
        """What stands behind the at sign in the vendor's e-mail addresses, without the last part."""
        found = _MAIL_DOMAIN.finditer(self._policy.text)
        return frozenset(base_key(m[1]) for m in found if self.owner_at(m.start()) == "vendor")

    def owner_at(self, offset: int, reach: int = _OWNER_REACH) -> str:
        """Whose detail stands at `offset`: "vendor", "third" (a named third party), "authority", or "" where nobody
        was named at most `reach` characters before it in the same section."""
        owner = ""
        here = self._policy.sentence_at(offset)
        at = bisect_right(self._mark_starts, offset) - 1
        while at >= 0 and offset - self._mark_starts[at] <= reach:
            start, marked = self._marks[at]
            at -= 1
            there = self._policy.sentence_at(start)
            if here is not None and there is not None and here.heading not in (there.heading, there.block):
                continue
            if owner and (marked not in {_SELF, "third"} or there is not here):
                break  # "Example Ltd, our provider": "our" does not make the provider's details ours
            owner = marked
            if marked != _SELF:
                break
        return "vendor" if owner == _SELF else owner

    def _owner_marks(self) -> Iterator[tuple[int, str]]:
        for company in self.companies:
            vendor = company in self.vendors or self.is_vendor(company.name)
            for start, _ in company.mentions:
                if self._policy.text[max(0, start - 4) : start].lower() == "c/o ":
                    continue  # whose letter box it is, not whose address
                yield start, "vendor" if vendor else self._third_party(start)
        yield from self._vendor_marks()
        if is_processing_agreement(self._policy):
            yield from self._role_marks("controller_is", "third")
            yield from self._role_marks("processor_is", "vendor")
        for _, matches in self._policy.cues_by_code("authority"):
            yield from ((match.start, "authority") for match in matches)

    def _third_party(self, start: int) -> str:
        """In a text whose vendor is not known, only a company that the sentence calls a provider is surely another."""
        sentence = self._policy.sentence_at(start)
        if self.vendors or sentence is None:
            return "third"
        return "third" if self._policy.cues_in("third_party_role", sentence.start, start) else ""

    def _role_marks(self, cue: str, owner: str) -> Iterator[tuple[int, str]]:
        """The headings and labels under which an agreement gives the details of a party."""
        for match in self._policy.cues(cue):
            sentence = self._policy.sentence_at(match.start)
            if sentence and (sentence.kind is BlockKind.HEADING or match.end <= sentence.label_end):
                yield match.start, owner

    def _vendor_marks(self) -> Iterator[tuple[int, str]]:
        for name in {n for v in self.vendors for n in (v.base, *v.aliases) if len(n) > 2}:
            yield from ((start, "vendor") for start in mentions_of(self._policy, name))
        yield from ((match.start, _SELF) for match in self._policy.cues("self_speaks"))


@once_a_policy
def parties_of(policy: Policy) -> Parties:
    """The parties of a policy."""
    return Parties(policy)


__all__ = ["Parties", "Vendor", "parties_of"]

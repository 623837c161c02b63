"""Names of third parties in a text: the well-known ones of the lexicon and those between them, those with a legal form,
and those that stand where only a name can stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from reviewer.extract.agreements import is_processing_agreement
from reviewer.extract.announced_names import announced_names
from reviewer.extract.listed_names import listed_names
from reviewer.extract.matcher import Matcher
from reviewer.extract.name_mentions import MOST_WORDS_IN_ROW, NameMention, is_generic, name_at, row_joint
from reviewer.extract.once import once_a_policy
from reviewer.extract.organisations import base_key, differs_in_ending
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.role_names import names_after_nouns, names_in_compounds, names_of_hosts
from reviewer.extract.scope_agreements import agreed_services
from reviewer.lexicons import known_recipients
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import BlockKind

_NO_RECIPIENTS = frozenset({"", "authority"})
_TITLES = 3
_SHORTEST_STEM = 4
"""Of a name in different cases."""


@once_a_policy
def find_names(policy: Policy) -> list[NameMention]:
    """Mentions of third parties in order, the longest where they overlap, those of the vendor left out."""
    known = list(_known(policy))
    placed = [
        *listed_names(policy),
        *announced_names(policy),
        *names_after_nouns(policy),
        *names_in_compounds(policy),
        *names_of_hosts(policy),
    ]
    found = [*known, *_in_row(policy, known), *_with_legal_form(policy), *placed]
    return [m for m in _longest(found) if not _is_vendor(policy, m)]


def _is_vendor(policy: Policy, mention: NameMention) -> bool:
    """Whether the name is the vendor's or that of the service which the text is about; another company of its group,
    which has a legal form of its own, is not."""
    parties = parties_of(policy)
    if mention.known is None and mention.place != "form" and _is_own_service(policy, mention.key):
        return True
    if mention.place != "form" or mention.known:
        return parties.is_vendor(mention.name) or base_key(mention.name.rpartition(".")[0]) in parties.vendor_words()
    keys = {base_key(n) for v in parties.vendors for n in (v.base, *v.aliases)} - {""}
    return any(k.startswith(mention.key) or (len(k) > 3 and mention.key.endswith(k)) for k in keys)


def _is_own_service(policy: Policy, key: str) -> bool:
    """Whether the title names what is mentioned, in whatever case, the vendor's e-mail addresses or an agreement do."""
    if key in parties_of(policy).mail_domains or key in _agreed_names(policy):
        return True
    return any(differs_in_ending(key, base_key(word), _SHORTEST_STEM) for word in _title_names(policy))


@once_a_policy
def _agreed_names(policy: Policy) -> frozenset[str]:
    """What an agreement on processing calls the service that it is about."""
    agreed = agreed_services(policy) if is_processing_agreement(policy) else ()
    return frozenset(base_key(policy.text[start:end]) for start, end, _, _ in agreed)


@once_a_policy
def _title_names(policy: Policy) -> list[str]:
    """Words with a capital in the headings at the top that name a document of this kind."""
    titles = [h for h in policy.headings[:_TITLES] if policy.cues_in("title", h.start, h.end)]
    return [word for h in titles for word in policy.text[h.start : h.end].split() if word[:1].isupper()]


def _longest(found: Iterable[NameMention]) -> list[NameMention]:
    """Of overlapping mentions the one with the entry in the lexicon, under the longest name."""
    out: list[NameMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1].end:
            out[-1] = _combined(out[-1], mention)
        else:
            out.append(mention)
    return out


def _combined(a: NameMention, b: NameMention) -> NameMention:
    place = min((a.place, b.place), key=("listed", "role", "form", "known").index)
    best = b if a.known is None and b.known is not None and b.start == a.start else a
    if a.known is not None and a.known == b.known:
        best = max(a, b, key=lambda m: len(m.name))  # by its longest spelling
    longest = a if a.end - a.start >= b.end - b.start else b
    name = longest.name if longest.start == best.start and longest.place == "form" else best.name
    common = a.common and b.common
    return NameMention(best.start, max(best.end, longest.end), name, best.key, place, best.known, common)


# well-known names


@lru_cache(maxsize=1)
def _known_matcher() -> Matcher[tuple[int, str]]:
    phrases: dict[tuple[int, str], tuple[str, ...]] = {}
    for index, entry in enumerate(known_recipients()):
        own = () if f"={entry.name}" in entry.spellings else (entry.name,)
        for spelling in (*own, *entry.spellings):
            phrases[index, spelling] = (f"{spelling.lstrip('=')}*",)
    return Matcher(phrases)


def _known(policy: Policy) -> Iterator[NameMention]:
    for (index, spelling), match in _known_matcher().find(policy.folded, policy.text):
        end = _name_end(policy, match.start, match.end, spelling)
        if end is not None and not _in_address(policy.text, match.start, end):
            entry = known_recipients()[index]
            written = " ".join(policy.text[match.start : end].split())
            name = entry.name if entry.role == "authority" else written
            yield NameMention(
                match.start, match.end, name, base_key(entry.name), "known", entry, spelling.startswith("=")
            )


def _name_end(policy: Policy, start: int, end: int, spelling: str) -> int | None:
    """Where the name itself ends if it stands there, with nothing but a case ending after it."""
    plain = spelling.lstrip("=")
    text = policy.text
    length = len(plain)
    if spelling.startswith("="):
        if text[start : start + length] != plain:
            return None
    elif not (text[start].isupper() or text[start].isdigit() or plain[0].islower()):
        return None
    while start + length < end and policy.folded[start + length - 1] != plain[-1].lower():
        length += 1
    if length > end - start:
        length = end - start
    ending = policy.folded[start + length : end]
    if ending and ending not in _endings(policy.reading_language):
        return None
    return start + length


@lru_cache(maxsize=8)
def _endings(language: str) -> frozenset[str]:
    return frozenset(words_of(language, "name_endings"))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the name is part of a web or e-mail address, or of a street's name ("1 Front Street")."""
    if _street_behind().match(text, end):
        return True
    if start > 0 and text[start - 1] in "./@_":
        return True
    return text[end : end + 1] in {"@", "_", "/"} or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum())


@lru_cache(maxsize=1)
def _street_behind() -> re.Pattern[str]:
    return re.compile(rf" {one_of('street_kinds_apart')}\b")


# names between well-known ones


def _in_row(policy: Policy, known: list[NameMention]) -> Iterator[NameMention]:
    """Names between two well-known recipients in one row: "Stripe, Ploverdesk and Zendesk"."""
    for before, after in pairwise(m for m in known if m.known and m.known.role not in _NO_RECIPIENTS):
        sentence = policy.sentence_at(before.start)
        if sentence is None or not before.end < after.start < sentence.end or sentence.kind is BlockKind.HEADING:
            continue
        for start, end in _row_between(policy.text, before.end, after.start):
            if end - start > 1 and not is_generic(policy, start, end, sentence.language):
                yield NameMention(start, end, policy.text[start:end], base_key(policy.text[start:end]), "listed")


def _row_between(text: str, at: int, end: int) -> list[tuple[int, int]]:
    """The names that fill a range together with commas, "and" and what stands in brackets; none if others words do."""
    names: list[tuple[int, int]] = []
    while joint := row_joint().match(text, at, end):
        if joint.end() == end:
            return names
        name = name_at().match(text, joint.end(), end)
        if name is None or len(name[0].split()) > MOST_WORDS_IN_ROW:
            return []
        names.append(name.span())
        at = name.end()
    return []


# names with a legal form


def _with_legal_form(policy: Policy) -> Iterator[NameMention]:
    for found in parties_of(policy).organisations:
        start = _after_verb(policy, found.start, found.end)
        base = found.base[-len(found.base) + start - found.start :] if start > found.start else found.base
        yield NameMention(start, found.end, " ".join(policy.text[start : found.end].split()), base_key(base), "form")


def _after_verb(policy: Policy, start: int, end: int) -> int:
    """Where the name begins if a sentence's words were taken for words of an association's name."""
    verbs = [m for m in re.finditer(r"[a-zåäö]+", policy.text[start:end]) if m[0].endswith(_verb_endings(policy))]
    capital = re.compile(r"[A-ZÅÄÖ]").search(policy.text, start + verbs[-1].end(), end) if verbs else None
    return capital.start() if capital else start


def _verb_endings(policy: Policy) -> tuple[str, ...]:
    return words_of(policy.reading_language, "verb_endings") or ("\0",)

"""Postal addresses of the vendor, found by postcode and town, and the country where the vendor is established."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.candidates import Candidate
from reviewer.extract.name_patterns import name_before
from reviewer.extract.once import once_a_policy
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.rules.registers import register_numbers
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_ADDRESS_TOPICS = frozenset({"controller", "contact", "document", "scope"})
_HEAD = 1500
_LONGEST = 160
_MOST_PARTS = 6
_SEPARATOR = re.compile(r"(?:,|\s[·|–]|\s*\n)\s*$|\s+$")
_LINE = 60
_TOWN = re.compile(r"[A-ZÅÄÖØÆÜ][a-zåäöøæü-]{2,20}(?: [A-ZÅÄÖØÆÜ][a-zåäöøæü-]{2,20})?")
_NEAR_CUE = 45
_NUMBER = r"\d+(?: ?[A-Za-z]\b)?(?:[–/-]\d+| [–-] \d+)?"
_STREET_IN_TWO = r"[A-ZÅÄÖØÆÜÉ][\w-]+ [a-zåäöøæü]{4,}(?= \d)"
_MAIL = re.compile(r"\S*@\S*")
_COUNTRY_PREFIX = re.compile(r"\b[A-Z]{1,2}-$")
_BARE_TOWN = frozenset({"FI", "SE", "NO", "DK", "DE", "NL", "EE"})
_FIVE_DIGITS = frozenset({"FI", "DE", "EE"})
_GERMAN_FORMS = frozenset({"DE", "AT", "CH"})
"""Countries with the same legal forms; a postcode tells which of them it is."""
_LANGUAGE_OF = {"FI": "fi", "DE": "de"}
_LONGEST_BODY = 10
_FOUR_DIGITS = frozenset({"NO", "DK"})


@lru_cache(maxsize=1)
def _street() -> re.Pattern[str]:
    number = rf"{_NUMBER}{one_of('street_number_endings')}?"
    word = rf"(?:{_STREET_IN_TWO}|[A-ZÅÄÖØÆÜÉ][\w.'’&-]*|{number}|{one_of('street_words')})"
    return re.compile(rf"(?:{word} ?)*{word}(?: ?\([\w .-]+\))?$")


@lru_cache(maxsize=1)
def _street_kind() -> re.Pattern[str]:
    """What a street's name ends in where no number stands behind it."""
    return re.compile(rf"{one_of('street_kinds')}$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _registered() -> re.Pattern[str]:
    return re.compile(rf"{one_of('seat_words')}{one_of('seat_links')}?\**:?\s*(?:{one_of('articles')} )?")


@lru_cache(maxsize=1)
def _standard_before() -> re.Pattern[str]:
    """What makes a standard of five digits: "ISO/IEC 27001"."""
    return re.compile(rf"\b{one_of('standard_bodies')}[ :-]$")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address at `text[start:end]`, `value` on one line, `postcode` to compare by."""

    start: int
    end: int
    value: str
    postcode: str
    country: str
    confidence: float


def find(policy: Policy) -> Iterator[Candidate]:
    """Addresses, with their postcode or behind a label, and the country of the vendor."""
    addresses = _addresses(policy)
    for address in addresses:
        first = next(a for a in addresses if a.postcode == address.postcode)
        span = ((address.start, address.end),)
        yield Candidate("controller.address", first.value, span, address.confidence, "controller.address.postcode")
    if not addresses:
        yield from _labelled_streets(policy)
    yield from _countries(policy, addresses)


# addresses


@once_a_policy
def _addresses(policy: Policy) -> tuple[Address, ...]:
    found: list[Address] = []
    covered: set[int] = set()
    for country, pattern in _postcodes():
        for match in pattern.finditer(policy.text):
            if match.start() in covered or match.end() - 1 in covered:
                continue
            address = _address(policy, match, country)
            if address is not None:
                found.append(address)
                covered.update(range(address.start, address.end))
    return tuple(found)


def _labelled_streets(policy: Policy) -> Iterator[Candidate]:
    """ "Address: Example street 12" without postcode and town."""
    for cue in policy.cues("address_label"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > sentence.start + 2 or not cue.end < sentence.label_end <= cue.end + 2:
            continue
        line = policy.text[sentence.label_end : sentence.end].split("\n")[0]
        street = line.strip(" .*_")
        start = sentence.label_end + line.find(street)
        named = _street().fullmatch(street) or _street_in_town(street)
        if any(c.isdigit() for c in street) and named and _address_confidence(policy, start):
            span = ((start, start + len(street)),)
            yield Candidate("controller.address", street, span, 0.85, "controller.address.street")


def _street_in_town(line: str) -> bool:
    """Whether a line is a street and a town without its postcode, its country behind them or not."""
    street, _, town = line.partition(", ")
    country = _countries_named().search(town)
    town = town[: country.start()] if country else town
    return _street().fullmatch(street) is not None and _TOWN.fullmatch(town) is not None


def _address(policy: Policy, match: re.Match[str], country: str) -> Address | None:
    if _standard_before().search(policy.folded, max(0, match.start() - _LONGEST_BODY), match.start()):
        return None
    end, named = _country_after(policy.text, match.end())
    prefix = _COUNTRY_PREFIX.search(policy.text, max(0, match.start() - 4), match.start())
    code_start = prefix.start() if prefix else match.start()
    start, parts = _street_before(policy, code_start, country)
    vendor = parties_of(policy).countries
    if not parts or (named and not _agree(named, country)):
        return None
    if not named and vendor and country in _BARE_TOWN and not any(_agree(home, country) for home in vendor):
        return None
    if country in _FOUR_DIGITS and not named and country not in vendor:
        return None
    confidence = _address_confidence(policy, start)
    if confidence == 0:
        return None
    place = " ".join(policy.text[code_start : match.end()].split())
    tail = [policy.text[match.end() : end].strip(" ,\n|")] if named else []
    value = ", ".join([*parts, place, *tail])
    certain = named or _tells_country(policy, country)
    return Address(start, end, value, re.sub(r"\W", "", match[0]).lower(), certain, confidence)


def _tells_country(policy: Policy, country: str) -> str:
    """The country of a postcode's shape, or "" where the shape is several countries' and nothing else tells."""
    if country not in _FIVE_DIGITS or country in parties_of(policy).countries:
        return country
    return country if _LANGUAGE_OF.get(country) == policy.language else ""


def _agree(named: str, country: str) -> bool:
    """Whether a postcode of one country's shape may stand in another: all five-digit ones look alike."""
    alike = ({"FI", "DE", "EE", "US", "FR", "ES", "IT"}, {"NO", "DK", "BE", "AT", "CH"}, {"SE", "GR", "CZ", "SK"})
    return named == country or any(named in group and country in group for group in alike)


def _address_confidence(policy: Policy, start: int) -> float:
    owner = parties_of(policy).owner_at(start)
    if owner in {"third", "authority"}:
        return 0.0
    sentence = policy.sentence_at(start)
    if sentence is None or _behind_other_name(policy, start):
        return 0.0
    if sentence.column >= 0 and "recipients" in policy.topics_of_heading(sentence):
        return 0.0  # a table of providers with their addresses
    if owner == "vendor" or sentence.topics & _ADDRESS_TOPICS:
        return 0.94
    return 0.85 if start < _HEAD or policy.cues_in("address_label", max(0, start - 60), start) else 0.6


def _behind_other_name(policy: Policy, start: int) -> bool:
    """Whether the address stands in brackets behind a name that is not the vendor's."""
    if policy.text[max(0, start - 1) : start] != "(":
        return False
    name = name_before().search(policy.text, max(0, start - 61), start - 1)
    return name is not None and not parties_of(policy).is_vendor(name[1])


def _street_before(policy: Policy, end: int, country: str) -> tuple[int, list[str]]:
    """Where the address begins, and its parts before the postcode; a street without a number needs a label."""
    text = policy.text
    parts: list[str] = []
    at = start = end
    low = max(0, end - _LONGEST)
    while len(parts) < _MOST_PARTS:
        gap = _SEPARATOR.search(text, low, at)
        stop = gap.start() if gap else at
        part_start, part = _part_before(text, low, stop)
        if not part:
            break
        at = start = part_start
        parts.insert(0, part)
        if country in _BARE_TOWN and _is_street(part) and not part[0].isdigit() and len(part) > 4:
            break
        if country not in _BARE_TOWN and part[0].isdigit() and not _is_floor(part):
            break
    labelled = policy.cues_in("address_label", max(0, start - 25), start)
    while parts and not labelled and not _is_street(parts[0]):
        start += text[start:end].find(parts[1]) if len(parts) > 1 else 0
        parts = parts[1:]
    return start, parts


def _part_before(text: str, low: int, stop: int) -> tuple[int, str]:
    """The street-like words that end at `stop`, up to the comma, colon or line break before them."""
    begin = max(low, *(text.rfind(mark, low, stop) + len(mark) for mark in (",", "\n", ": ", "**", "|", "·", "\t")))
    if mails := list(_MAIL.finditer(text, begin, stop)):
        begin = mails[-1].end()
    line = text[begin:stop]
    if len(line) > _LINE * 2:
        begin = stop - _LINE
        line = text[begin:stop]
    match = _street().search(line)
    if not match:
        return 0, ""
    words = _without_name(match[0])
    return stop - len(words), words


def _without_name(words: str) -> str:
    """Street words without the company's name that may stand directly before them."""
    forms = load_lexicon("any").words["legal_forms"]
    tokens = words.split(" ")
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].strip(",") in forms:
            return " ".join(tokens[index + 1 :])
    return words


def _is_street(part: str) -> bool:
    return any(c.isdigit() for c in part) or _street_kind().search(part) is not None


def _is_floor(part: str) -> bool:
    """ "14th Floor", which stands between street and town."""
    return part.split()[-1].lower() in load_lexicon("any").words["floor_words"]


def _country_after(text: str, end: int) -> tuple[int, str]:
    match = _countries_named().match(text, end)
    if not match:
        return end, ""
    names: dict[str, str] = load_lexicon("any").words["countries_in_addresses"]
    return match.end(), names[match[1].lower()]


@lru_cache(maxsize=1)
def _countries_named() -> re.Pattern[str]:
    names = sorted(load_lexicon("any").words["countries_in_addresses"], key=len, reverse=True)
    return re.compile(rf"[\s,|(–-]{{1,4}}({'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _postcodes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((country, re.compile(p)) for country, p in load_lexicon("any").words["postcodes"].items())


# country


@once_a_policy
def likely_country(policy: Policy) -> str:
    """The country where the vendor is most likely established; "" where nothing tells."""
    found: dict[str, float] = {}
    for candidate in _countries(policy, _addresses(policy)):
        found[str(candidate.value)] = found.get(str(candidate.value), 0.0) + candidate.confidence
    return max(found, key=lambda c: found[c]) if found else ""


def _countries(policy: Policy, addresses: tuple[Address, ...]) -> Iterator[Candidate]:
    """By address, legal form, number and words; where none tells, by the authority or the statutes of one country."""
    told = list(_told_countries(policy, addresses))
    yield from told or list(_supervised(policy)) or _by_statutes(policy)


def _told_countries(policy: Policy, addresses: tuple[Address, ...]) -> Iterator[Candidate]:
    for address in (a for a in addresses if a.country):
        yield _country(address.country, (address.start, address.end), address.confidence, "address")
    nearby = {a.country for a in addresses if a.country in _GERMAN_FORMS}
    for vendor in parties_of(policy).vendors:
        if vendor.country in _GERMAN_FORMS and nearby and vendor.country not in nearby:
            continue
        if vendor.country:
            for span in vendor.mentions[:2]:
                yield _country(vendor.country, span, 0.93 * min(1.0, vendor.weight + 0.1), "legal_form")
    for number in register_numbers(policy):
        if number.country:
            yield _country(number.country, (number.start, number.end), 0.85, "number")
    yield from _stated_countries(policy)


def _stated_countries(policy: Policy) -> Iterator[Candidate]:
    """ "registered in England and Wales", "Name Ltd, Finland"."""
    names: dict[str, str] = load_lexicon("any").words["countries_in_addresses"]
    parties = parties_of(policy)
    for match in _registered().finditer(policy.folded):
        named = _countries_named().match(" " + policy.folded[match.end() : match.end() + 30])
        if named and parties.owner_at(match.start()) in {"vendor", ""}:
            yield _country(names[named[1]], (match.start(), match.end() + named.end() - 1), 0.9, "stated")
    for vendor in parties.vendors:
        for start, end in vendor.mentions:
            stop, country = _country_after(policy.text, end)
            if country and policy.text[end] in ",(":
                yield _country(country, (start, stop), 0.9, "stated")


def _supervised(policy: Policy) -> Iterator[Candidate]:
    """ "We are registered with the UK Information Commissioner's Office"."""
    for cue in policy.cues("registered_with"):
        for code, matches in policy.cues_by_code("authority"):
            near = (m for m in matches if cue.end <= m.start and m.end <= cue.end + _NEAR_CUE)
            for match in near if code.isupper() else ():
                yield _country(code, (cue.start, match.end), 0.75, "supervised")
                return


def _by_statutes(policy: Policy) -> Iterator[Candidate]:
    """The country whose data protection statute a text cites, if it cites that of one alone."""
    countries: dict[str, str] = load_lexicon("any").words["countries_of_statutes"]
    cited = {country: match for name, country in countries.items() for match in policy.cues(name)[:1]}
    for country, match in cited.items() if len(cited) == 1 else ():
        yield _country(country, (match.start, match.end), 0.6, "statute")


def _country(country: str, span: tuple[int, int], confidence: float, rule: str) -> Candidate:
    return Candidate("controller.country", country, (span,), confidence, f"controller.country.{rule}")

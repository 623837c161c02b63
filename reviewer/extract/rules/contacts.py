"""E-mail addresses and telephone numbers of the vendor, and none of anybody else's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.organisations import base_key
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.rules.addresses import likely_country
from reviewer.extract.rules.registers import is_register_number
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon

_EMAIL = re.compile(r"(?<![\w.+-])([\w+-]+(?:\.[\w+-]+)*@(?:[\w-]+\.)+[a-zA-Z]{2,})(?![\w@])")
_DIGITS = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d ()\u00a0/–-]{6,20}\d(?![\w-])")
_STATUTE = re.compile(r"\(?\d{1,4}/\d{4}")
_CONTACT_TOPICS = frozenset({"contact", "controller", "complaint", "rights", "document"})
_FOREIGN_TOPICS = frozenset({"recipients", "transfers"})
_REGION_OF_LANGUAGE = {"fi": "FI", "sv": "SE", "nb": "NO", "da": "DK", "de": "DE"}
_NEAR = 60
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov"})


def find(policy: Policy) -> Iterator[Candidate]:
    """E-mail addresses and telephone numbers; a value that somebody else may own has less confidence."""
    yield from _emails(policy)
    yield from _phones(policy)


# e-mail


def _emails(policy: Policy) -> Iterator[Candidate]:
    matches = list(_EMAIL.finditer(policy.text))
    domains = Counter(_domain(m[1]) for m in matches)
    for match in matches:
        confidence = _email_confidence(policy, match, domains)
        if confidence > 0:
            span = (match.start(1), match.end(1))
            yield Candidate("contact.email", match[1].lower(), (span,), confidence, "contact.email.owner")


def _email_confidence(policy: Policy, match: re.Match[str], domains: Counter[str]) -> float:
    domain = _domain(match[1])
    sentence = policy.sentence_at(match.start(1))
    words = load_lexicon("any").words
    if sentence is None or any(domain == d or domain.endswith("." + d) for d in words["authority_domains"]):
        return 0.0
    if _vendors_domain(policy, domain):
        return 0.96
    owner = parties_of(policy).owner_at(match.start(1))
    if owner in {"third", "authority"} or _named_after_domain(policy, sentence, domain):
        return 0.0
    asked = bool(sentence.topics & _CONTACT_TOPICS) or policy.has_cue("contact_us", sentence)
    if domain in words["free_mail"] or len(domains) == 1:
        return 0.9 if asked else 0.7
    if sentence.topics & _FOREIGN_TOPICS:
        return 0.0
    return 0.75 if asked else 0.4


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _label(domain: str) -> str:
    """The part of a domain that names somebody: "example" of mail.example.co.uk."""
    parts = domain.split(".")
    second = parts[-2] if len(parts) > 1 else parts[0]
    if second in _SECOND_LEVEL and len(parts) > 2:
        second = parts[-3]
    return base_key(_plain(second))


def _plain(text: str) -> str:
    """Without accents and rings: domains seldom have them."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _vendors_domain(policy: Policy, domain: str) -> bool:
    label = _label(domain)
    for word in parties_of(policy).vendor_words():
        plain = base_key(_plain(word))
        if label == plain or (min(len(label), len(plain)) > 3 and (label.startswith(plain) or plain.startswith(label))):
            return True
    return False


def _named_after_domain(policy: Policy, sentence: Sentence, domain: str) -> bool:
    """Whether the passage names, as somebody else, the one whose domain it is."""
    label = _label(domain)
    start = max(0, sentence.start - 200)
    words = re.findall(r"[A-ZÅÄÖ]\w{2,}", policy.text[start : sentence.end])
    return any(base_key(_plain(w)) == label for w in words)


# telephone


def _phones(policy: Policy) -> Iterator[Candidate]:
    spans = [_without_hours(m) for m in _DIGITS.finditer(policy.text) if _may_be_phone(policy, m)]
    if not spans:
        return
    regions = _regions(policy)
    for start, end in spans:
        number = _e164(policy.text[start:end], regions)
        if number:
            confidence = (
                0.95 if policy.text[start] == "+" or policy.cues_in("contact_us", start - _NEAR, start) else 0.85
            )
            yield Candidate("contact.phone", number, ((start, end),), confidence, "contact.phone.owner")


def _without_hours(match: re.Match[str]) -> tuple[int, int]:
    """The number without a bracket that opens behind it ("(9-17)")."""
    at = match[0].find("(", 7)
    return (match.start(), match.end()) if at < 0 else (match.start(), match.start() + len(match[0][:at].rstrip()))


def _may_be_phone(policy: Policy, match: re.Match[str]) -> bool:
    start = match.start()
    sentence = policy.sentence_at(start)
    if sentence is None or sum(c.isdigit() for c in match[0]) < 7 or is_register_number(match[0]):
        return False
    if _STATUTE.fullmatch(match[0]):
        return False
    if _is_register_number_at(policy, start) or policy.cues_in("fax", max(0, start - 12), start):
        return False
    if parties_of(policy).owner_at(start) in {"third", "authority"}:
        return False
    if match[0].startswith(("+", "00")):
        return True
    near = policy.cues_in("contact_us", max(0, start - _NEAR), start)
    return bool(near) or bool(sentence.topics & {"contact", "controller"})


def _is_register_number_at(policy: Policy, start: int) -> bool:
    """Whether a label of company numbers stands before the digits at `start`, with no other number between."""
    cues = policy.cues_in("register_number", max(0, start - 30), start)
    return any(not re.search(r"\d", policy.text[cue.end : start]) for cue in cues)


def _regions(policy: Policy) -> list[str]:
    likely = likely_country(policy)
    countries = [*sorted(parties_of(policy).countries), *([likely] if likely else [])]
    language = _REGION_OF_LANGUAGE.get(policy.language)
    return [*countries, *([language] if language and language not in countries else [])] or ["GB"]


def _e164(digits: str, regions: list[str]) -> str:
    """The number in E.164, read by the rules of the first country in which it is valid; "" if in none."""
    import phonenumbers

    for region in regions:
        try:
            number = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""

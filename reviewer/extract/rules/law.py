"""Authorities for complaints, certificates, breaches, governing law, ages and the list of sub-processors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.candidates import Candidate
from reviewer.extract.durations import find_durations
from reviewer.extract.matcher import Match
from reviewer.extract.organisations import is_opener
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_CAPITALISED = re.compile(r"[A-ZÅÄÖÆØÜ][\w&.-]*\w(?: [A-ZÅÄÖÆØÜ][\w&.-]*\w){0,2}")
_OWNER_REACH = 250
_NAMED_OTHERWISE = 40
"""How far before an authority's name the words stand that name it for something else than complaints."""
_YOUNGEST, _OLDEST = 7, 21
_NAMES_SITE = re.compile(r"\.[a-z]")
_PATH = re.compile(r"(?<!\S)/[a-z][\w-]*(?:/[\w-]+)*")
"""A place on the site itself: "/legal/sub-processors"."""
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"()]+|(?<![\w.@/-])(?:[\w-]{1,63}\.){1,6}[a-z]{2,10}/[^\s<>\"()]+")


def find(policy: Policy) -> Iterator[Candidate]:
    """Authorities, certificates, notice of breaches, the law that governs, ages and lists of sub-processors."""
    yield from _authorities(policy)
    yield from _certificates(policy)
    yield from _breaches(policy)
    yield from _governing(policy)
    yield from _ages(policy)
    yield from _subprocessor_lists(policy)


# authorities


def _authorities(policy: Policy) -> Iterator[Candidate]:
    """One value an authority, under the fullest name that the text uses, nominative."""
    for code, matches in policy.cues_by_code("authority"):
        found = [(match, _authority_confidence(policy, match)) for match in matches]
        found = [(match, confidence) for match, confidence in found if confidence > 0]
        if not found or (code == "nordic" and _covered(policy)):
            continue
        best = max(found, key=lambda f: (f[1], f[0].end - f[0].start, -f[0].start))
        name = _authority_name(policy, best[0])
        for match, confidence in found:
            span = (match.start, match.end)
            yield Candidate("rights.authority", name, (span,), confidence, f"rights.authority.{code}")


def _covered(policy: Policy) -> bool:
    return bool(policy.cues("authority.NO") or policy.cues("authority.DK"))


def _authority_name(policy: Policy, match: Match) -> str:
    names: dict[str, str] = load_lexicon("any").words["authority_names"]
    written = policy.folded[match.start : match.end]
    for stem, name in names.items():
        if written.startswith(stem):
            return name
    return " ".join(policy.text[match.start : match.end].split())


def _authority_confidence(policy: Policy, match: Match) -> float:
    sentence = policy.sentence_at(match.start)
    if sentence is None or policy.cues_in("authority_other", match.start - _NAMED_OTHERWISE, match.end + 20):
        return 0.0
    if sentence.topics & {"complaint", "rights"} or policy.has_cue("complaint", sentence):
        return 0.95
    if policy.has_cue("breach", sentence) or _NAMES_SITE.match(policy.text, match.end):
        return 0.4
    return 0.65 if not sentence.topics & {"recipients", "transfers"} else 0.5


# certificates


def _certificates(policy: Policy) -> Iterator[Candidate]:
    """Every certificate; one that a provider and the vendor both hold is the vendor's."""
    found: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for match in _certificate_pattern().finditer(policy.text):
        sentence = policy.sentence_at(match.start())
        if sentence is not None:
            owner = _certificate_owner(policy, sentence, match.start())
            found.setdefault(" ".join(match[0].split()), []).append((match.span(), owner))
    for value, mentions in found.items():
        own = not all(owner for _, owner in mentions)
        for span, owner in mentions:
            details = {} if own else {"owner": owner}
            yield Candidate(
                "security.certifications", value, (span,), 0.9, "security.certifications.name", details=details
            )


def _certificate_owner(policy: Policy, sentence: Sentence, offset: int) -> str:
    """The provider that holds the certificate: the first name of the sentence before it that is not the vendor's."""
    start = max(sentence.start, offset - _OWNER_REACH)
    if policy.cues_in("self_speaks", start, offset):
        return ""
    for match in _CAPITALISED.finditer(policy.text, start, offset):
        words = match[0].split()
        while words and is_opener(words[0]):
            words.pop(0)
        name = " ".join(words)
        if name and not _certificate_pattern().match(name) and not name.isupper():
            return "" if parties_of(policy).is_vendor(name) else name
    return ""


@lru_cache(maxsize=1)
def _certificate_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(load_lexicon('any').words['certificates'])})(?![\w])")


# breaches


def _breaches(policy: Policy) -> Iterator[Candidate]:
    seen: set[int] = set()
    for cue in policy.cues("breach"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or sentence.index in seen or sentence.topics & {"definition"}:
            continue
        if policy.cues_in("breach_of_terms", sentence.start, sentence.end):
            continue
        seen.add(sentence.index)
        for passage in (sentence, *policy.following(sentence)):
            if passage.heading == sentence.heading and policy.cues_in("breach_notify", passage.start, passage.end):
                yield from _notices(policy, passage, 0.9 if passage is sentence else 0.7)


def _notices(policy: Policy, sentence: Sentence, confidence: float) -> Iterator[Candidate]:
    span = _first_clause(policy, sentence)
    for code in ("authority", "individuals"):
        if policy.cues_in(f"breach_{code}", sentence.start, sentence.end):
            yield Candidate("security.breach_notice", code, (span,), confidence, f"security.breach_notice.{code}")
    for found in find_durations(policy.folded, sentence.start, sentence.end, policy.reading_language):
        if found.period.endswith(("H", "D")):
            where = ((found.start, found.end),)
            yield Candidate(
                "security.breach_deadline", found.period, where, confidence, "security.breach_deadline.time"
            )
            return


def _first_clause(policy: Policy, sentence: Sentence) -> tuple[int, int]:
    """The sentence from the notice on, at most 300 characters."""
    cues = policy.cues_in("breach_notify", sentence.start, sentence.end)
    start = max(sentence.start, cues[0].start - 150)
    return start, min(sentence.end, start + 300)


# governing law


def _governing(policy: Policy) -> Iterator[Candidate]:
    for cue in policy.cues("governed"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None:
            continue
        match = _country_name(policy.reading_language).search(
            policy.folded, max(sentence.start, cue.start - 60), sentence.end
        )
        if match:
            span = (min(cue.start, match.start()), max(cue.end, match.end()))
            code = _country_codes(policy.reading_language)[match[1]]
            yield Candidate("law.governing", code, (span,), 0.88, "law.governing.country")


@lru_cache(maxsize=4)
def _country_codes(language: str) -> dict[str, str]:
    return {**load_lexicon("any").words["countries_in_addresses"], **load_lexicon(language).words["country_adjectives"]}


@lru_cache(maxsize=4)
def _country_name(language: str) -> re.Pattern[str]:
    names = sorted(_country_codes(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)")


# ages


def _ages(policy: Policy) -> Iterator[Candidate]:
    seen: set[int] = set()
    for cue in policy.cues("children"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or sentence.index in seen:
            continue
        seen.add(sentence.index)
        for pattern in _age_patterns(policy.reading_language):
            match = pattern.search(policy.folded, sentence.start, sentence.end)
            if match:
                yield from _age(policy, match)
                break


def _age(policy: Policy, match: re.Match[str]) -> Iterator[Candidate]:
    numbers = load_lexicon(policy.reading_language).words["duration_numbers"]
    age = int(match[1]) if match[1].isdigit() else int(numbers[match[1]])
    if _YOUNGEST <= age <= _OLDEST:
        yield Candidate("children.minimum_age", str(age), (match.span(),), 0.85, "children.minimum_age.years")


@lru_cache(maxsize=4)
def _age_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words = load_lexicon(language).words
    number = "|".join((r"\d{1,2}", *map(re.escape, sorted(words["duration_numbers"], key=len, reverse=True))))
    return tuple(re.compile(source.replace("{number}", f"({number})")) for source in words["age_patterns"])


# list of sub-processors


@lru_cache(maxsize=1)
def _list_address() -> re.Pattern[str]:
    return re.compile(one_of("list_addresses"), re.IGNORECASE)


def _subprocessor_lists(policy: Policy) -> Iterator[Candidate]:
    for match in (*_URL.finditer(policy.text), *_PATH.finditer(policy.text)):
        url = match[0].rstrip(".,;:!?'’”")
        if "@" in policy.text[max(0, match.start() - 1) : match.start()]:
            continue
        sentence = policy.sentence_at(match.start())
        if sentence is None:
            continue
        span = (match.start(), match.start() + len(url))
        if _list_address().search(url):
            yield Candidate("recipients.subprocessor_list", url, (span,), 0.95, "recipients.subprocessor_list.address")
        elif url[0] != "/" and policy.cues_in("subprocessors", max(sentence.start, match.start() - 120), match.start()):
            yield Candidate("recipients.subprocessor_list", url, (span,), 0.75, "recipients.subprocessor_list.cue")

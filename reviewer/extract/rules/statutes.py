"""Statutes that the text cites, with number and year where it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.policy import Policy
from reviewer.extract.rules.addresses import likely_country
from reviewer.lexicons import load_lexicon

_NUMBER = re.compile(r"(?<![\d/:])(\d{1,4}/\d{2,4}|\d{4}:\d{1,4})(?![\d/:])")
_NUMBER_REACH = 25
_CERTAIN, _BY_COUNTRY = 0.95, 0.85


def find(policy: Policy) -> Iterator[Candidate]:
    """Statutes by their names, by what a name means in the vendor's country, and by their numbers."""
    yield from _named(policy)
    yield from _by_country(policy)
    yield from _numbered(policy)


def _named(policy: Policy) -> Iterator[Candidate]:
    british = policy.cues("statute.uk_gdpr")
    names_here: dict[str, str] = load_lexicon("any").words["statutes_of_same_name"].get(likely_country(policy), {})
    for code, matches in policy.cues_by_code("statute"):
        for match in matches:
            if code == "gdpr" and any(b.start <= match.start and match.end <= b.end for b in british):
                continue
            if _numbers().get(_number_behind(policy, match)) not in _namesakes(code):
                cited = names_here.get(code, code)
                yield _cited(policy, cited, match, _CERTAIN if code != "other" else 0.7)


def _namesakes(code: str) -> set[str]:
    """The statutes of other countries that have the name of one."""
    tables: dict[str, dict[str, str]] = load_lexicon("any").words["statutes_of_same_name"]
    return {names[code] for names in tables.values() if code in names}


def _by_country(policy: Policy) -> Iterator[Candidate]:
    """Names that several countries use: "Personal Data Act" is a Finnish vendor's 523/1999, a Swedish one's PUL."""
    meanings: dict[str, dict[str, str]] = load_lexicon("any").words["acts_by_country"]
    country = likely_country(policy)
    for kind, codes in meanings.items():
        for match in policy.cues(f"act.{kind}"):
            numbered = _number_behind(policy, match)
            if country in codes and not _named_there(policy, match) and numbered not in _numbers():
                yield _cited(policy, codes[country], match, _BY_COUNTRY)


def _named_there(policy: Policy, match: Match) -> bool:
    """Whether a fuller name that means one statute alone covers the match ("UK Data Protection Act of 2018")."""
    return any(
        other.start <= match.start and match.end <= other.end
        for _, matches in policy.cues_by_code("statute")
        for other in matches
    )


def _numbered(policy: Policy) -> Iterator[Candidate]:
    for match in _NUMBER.finditer(policy.text):
        code = _numbers().get(match[1])
        if code:
            span = (match.start(), match.end())
            yield Candidate("law.cited", code, (span,), 0.95, "law.cited.number", details={"statute": match[1]})


def _cited(policy: Policy, code: str, match: Match, confidence: float) -> Candidate:
    number = _number_behind(policy, match)
    if number and _numbers().get(number, code) != code:
        number = ""
    details = {"statute": number} if number else {}
    span = (match.start, match.end)
    return Candidate("law.cited", code, (span,), confidence, f"law.cited.{code}", details=details)


def _number_behind(policy: Policy, match: Match) -> str:
    found = _NUMBER.search(policy.text, match.end, match.end + _NUMBER_REACH)
    return found[1] if found else ""


def _numbers() -> dict[str, str]:
    numbers: dict[str, str] = load_lexicon("any").words["statute_numbers"]
    return numbers

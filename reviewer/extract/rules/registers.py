"""The vendor's company and VAT numbers; those of third parties are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from reviewer.extract.candidates import Candidate
from reviewer.extract.parties import Parties, parties_of
from reviewer.extract.policy import Policy, lexicon

_AFTER_CUE = re.compile(r"[\s:.*_|]*(?:(?:is|on|är|no|nr|number|nummer|numero|code)\b[\s.:]*)?")
_BARE = re.compile(r"(?<=\()(?:\d{6,7}-\d|\d{6}-\d{4})(?=\))")
_CHECKED, _UNCHECKED, _WRONG = 0.97, 0.9, 0.75


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """A number at `text[start:end]`; `country` is what its scheme tells, or ""."""

    start: int
    end: int
    confidence: float
    country: str


def find(policy: Policy) -> Iterator[Candidate]:
    for number in register_numbers(policy):
        value = " ".join(policy.text[number.start : number.end].split())
        yield Candidate(
            "controller.registration_number",
            value,
            ((number.start, number.end),),
            number.confidence,
            "controller.registration_number.label",
        )


def register_numbers(policy: Policy) -> Iterator[RegisterNumber]:
    """Numbers behind a label ("Y-tunnus", "org.nr") and bare ones in brackets behind the vendor's name."""
    parties = parties_of(policy)
    seen: set[int] = set()
    for cue in policy.cues("register_number"):
        lead = _AFTER_CUE.match(policy.text, cue.end)
        number = _number_at(policy.text, lead.end() if lead else cue.end)
        if number and number.start not in seen and _of_vendor(parties, number.start):
            seen.add(number.start)
            yield number
    for match in _BARE.finditer(policy.text):
        number = _number_at(policy.text, match.start())
        if number and number.confidence >= _CHECKED and number.start not in seen and _follows_vendor(policy, match):
            yield number


def _of_vendor(parties: Parties, offset: int) -> bool:
    return parties.owner_at(offset) in {"vendor", ""}


def _follows_vendor(policy: Policy, match: re.Match[str]) -> bool:
    parties = parties_of(policy)
    return any(
        0 <= match.start() - organisation.end <= 3 and parties.is_vendor(organisation.name)
        for organisation in parties.organisations
    )


def _number_at(text: str, offset: int) -> RegisterNumber | None:
    for pattern, scheme, country in _schemes():
        match = pattern.match(text, offset)
        if match:
            confidence = _confidence(scheme, match[0])
            if confidence < _UNCHECKED and not country:
                continue
            return RegisterNumber(match.start(), match.end(), confidence, country if confidence > _WRONG else "")
    return None


def _confidence(scheme: str, number: str) -> float:
    if not scheme:
        return _UNCHECKED
    checked: bool = import_module(f"stdnum.{scheme}").is_valid(number)
    return _CHECKED if checked else _WRONG


@lru_cache(maxsize=1)
def _schemes() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    listed = lexicon("any").words["register_schemes"]
    return tuple((re.compile(rf"(?:{s['pattern']})(?![\w-]*\d)"), s["scheme"], s["country"]) for s in listed)

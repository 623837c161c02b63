"""The vendor's company and VAT numbers; those of third parties are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from reviewer.extract.candidates import Candidate
from reviewer.extract.once import once_a_policy
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_BARE = re.compile(r"(?:[\s,(:]{1,3}(?:[Yy]-)?|,? \(?(?:[^\W\d_]{2,12}\.?:? ){1,4})(?=\d{6,7}-\d\b|\d{6}-\d{4}\b)")
_BARE_NUMBER = re.compile(r"\d{6,7}-\d|\d{6}-\d{4}")
_DASHES = str.maketrans("–‑−", "---")
_CHECKED, _UNCHECKED, _WRONG = 0.97, 0.9, 0.75


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """A number at `text[start:end]`; `country` is what its scheme tells, or ""."""

    start: int
    end: int
    confidence: float
    country: str


def find(policy: Policy) -> Iterator[Candidate]:
    """Every number of the vendor in a public register, as it is written."""
    for number in register_numbers(policy):
        value = " ".join(policy.text[number.start : number.end].translate(_DASHES).split())
        yield Candidate(
            "controller.registration_number",
            value,
            ((number.start, number.end),),
            number.confidence,
            "controller.registration_number.label",
        )


@once_a_policy
def register_numbers(policy: Policy) -> tuple[RegisterNumber, ...]:
    """Numbers behind a label ("Y-tunnus", "org.nr") and bare ones behind the vendor's name, with at most a few
    short words ("Corp. ID. No.") between."""
    text = policy.text.translate(_DASHES)
    found = [*_labelled(policy, text), *_bare(policy, text), *_by_themselves(policy, text)]
    return tuple({number.start: number for number in reversed(found)}.values())


def is_register_number(text: str) -> bool:
    """Whether all of a text is written like a Finnish or Swedish company number."""
    return bool(_BARE_NUMBER.fullmatch(text.translate(_DASHES)))


@lru_cache(maxsize=1)
def _after_cue() -> re.Pattern[str]:
    return re.compile(rf"[\s:.*_|)]*(?:{one_of('number_leads')}\b[\s.:]*)?")


def _labelled(policy: Policy, text: str) -> Iterator[RegisterNumber]:
    parties = parties_of(policy)
    for cue in policy.cues("register_number"):
        lead = _after_cue().match(text, cue.end)
        number = _number_at(text, lead.end() if lead else cue.end)
        if number and parties.owner_at(number.start) in {"vendor", ""}:
            yield number


def _bare(policy: Policy, text: str) -> Iterator[RegisterNumber]:
    parties = parties_of(policy)
    for _, end in (mention for vendor in parties.vendors for mention in vendor.mentions):
        lead = _BARE.match(text, end)
        number = _number_at(text, lead.end()) if lead else None
        if number and number.confidence >= _CHECKED:
            yield number


def _by_themselves(policy: Policy, text: str) -> Iterator[RegisterNumber]:
    """Numbers that say themselves which register they are of: "HRB 1234 B"."""
    parties = parties_of(policy)
    for match in _unmistakable().finditer(text):
        number = _number_at(text, match.start())
        if number and parties.owner_at(number.start) == "vendor":
            yield number


@lru_cache(maxsize=1)
def _unmistakable() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of('numbers_by_themselves')}(?![\w-]*\d)")


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
    listed = load_lexicon("any").words["register_schemes"]
    return tuple((re.compile(rf"(?:{s['pattern']})(?![\w-]*\d)"), s["scheme"], s["country"]) for s in listed)

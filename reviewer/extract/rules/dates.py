"""When the text was written, published, last updated or put into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.extract.calendar import CalendarDate, compact_date, find_dates
from reviewer.extract.candidates import Candidate
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy

_BEFORE, _AFTER = 75, 25
_LABEL_REACH = 3
_ALONE = 14
_HEAD, _FOOT = 500, 300
_ROLES = ("date_published", "date_updated", "date_effective")
_FIRST_ROLES = frozenset({"date_published"})


@dataclass(frozen=True, slots=True)
class _Dated:
    date: CalendarDate
    role: str
    confidence: float


def find(policy: Policy) -> Iterator[Candidate]:
    """The date of this version, which is the latest, and that of the first, where another is named."""
    dated = list(_dated(policy))
    if not dated:
        return
    latest = max(d.date.value for d in dated)
    yield from _candidates(dated, latest, "document.version_date")
    firsts = [d for d in dated if d.role in _FIRST_ROLES and d.date.value < latest]
    if firsts:
        earliest = min(d.date.value for d in firsts)
        yield from _candidates(firsts, earliest, "document.first_date")


def _candidates(dated: list[_Dated], value: str, field: str) -> Iterator[Candidate]:
    for item in dated:
        date = item.date
        if date.value == value:
            readings = (date.value, date.other) if date.other else ()
            role = item.role.removeprefix("date_")
            span = ((date.start, date.end),)
            yield Candidate(field, value, span, item.confidence, f"{field}.{role}", readings=readings)


def _dated(policy: Policy) -> Iterator[_Dated]:
    american = parties_of(policy).countries == {"US"} and policy.language == "en"
    dates = _settled([*find_dates(policy.text, month_first=american), *_compact_dates(policy)])
    for number, date in enumerate(dates):
        low = dates[number - 1].end if number else 0
        high = dates[number + 1].start if number + 1 < len(dates) else len(policy.text)
        role, confidence = _role(policy, date, low, high)
        if role:
            yield _Dated(date, role, confidence)


def _compact_dates(policy: Policy) -> Iterator[CalendarDate]:
    """Dates without marks between their figures, which only stand behind words that date the text."""
    ends = sorted({cue.end for role in _ROLES for cue in policy.cues(role)})
    return (date for end in ends if (date := compact_date(policy.text, end)))


def _settled(dates: list[CalendarDate]) -> list[CalendarDate]:
    """An ambiguous date is read as a certain one of the same text says."""
    certain = {d.value for d in dates if not d.other}
    out = []
    for date in sorted(dates, key=lambda d: d.start):
        if date.other:
            if date.other in certain:
                date = CalendarDate(date.start, date.end, date.other)
            elif date.value in certain:
                date = CalendarDate(date.start, date.end, date.value)
        out.append(date)
    return out


def _role(policy: Policy, date: CalendarDate, low: int, high: int) -> tuple[str, float]:
    """The role of the date by the cue nearest to it, and how sure that is; ("", 0) for another matter's date."""
    before = [
        (date.start - cue.end, role)
        for role in _ROLES
        for cue in policy.cues_in(role, max(low, date.start - _BEFORE), date.start)
    ]
    distance, role = min(before, default=(_BEFORE, ""))
    labelled = distance <= _LABEL_REACH and role != "date_effective"
    if not labelled and _foreign(policy, date):
        return "", 0.0
    if role:
        return role, 0.96 if distance < 25 else 0.88
    after = [
        (cue.start - date.end, role)
        for role in _ROLES
        for cue in policy.cues_in(role, date.end, min(high, date.end + _AFTER))
    ]
    if after:
        return min(after)[1], 0.8
    return _role_by_place(policy, date)


def _foreign(policy: Policy, date: CalendarDate) -> bool:
    """Whether the sentence dates a statute, a cookie or something else that is not the policy."""
    sentence = policy.sentence_at(date.start)
    if sentence is None:
        return True
    span = max(sentence.start, date.start - 120), min(sentence.end, date.end + 60)
    foreign = [*policy.cues_in("date_foreign", *span), *policy.cues_in("statute.gdpr", *span)]
    if not foreign:
        return False
    if all(cue.end <= date.start for cue in foreign):
        return not policy.cues_in("policy_word", max(cue.end for cue in foreign), date.start)
    return not policy.cues_in("policy_word", max(sentence.start, date.start - 60), date.start)


def _role_by_place(policy: Policy, date: CalendarDate) -> tuple[str, float]:
    """A date alone in its paragraph at the head or the foot of the text is most likely that of the text."""
    sentence = policy.sentence_at(date.start)
    if sentence is None:
        return "", 0.0
    block = policy.document.blocks[sentence.block]
    alone = (block.end - block.start) - (date.end - date.start) <= _ALONE
    if alone and (date.start < _HEAD or date.start > len(policy.text) - _FOOT):
        return "date_updated", 0.65
    return "", 0.0

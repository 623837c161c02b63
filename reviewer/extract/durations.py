"""Lengths of time in running text as ISO 8601 durations: "two (2) years", "kuukauden kuluessa", "12–24 månader"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_DIGITS = r"\d{1,3}(?:[.,]5)?"
_SMALLER = {"Y": "MWD", "M": "WD", "W": "D", "D": "H"}


@dataclass(frozen=True, slots=True)
class Duration:
    """`period` (ISO 8601, as stated: 30 days stay P30D) at `text[start:end]`; of a range the longest."""

    start: int
    end: int
    period: str


def find_durations(folded: str, start: int, end: int, language: str) -> list[Duration]:
    """The durations in `folded[start:end]` in order; `folded` as made by `folding.fold`."""
    reader = _reader(language)
    return _joined(folded, reader.find(folded, start, end))


class _Reader:
    """Patterns made of one language's number words and units."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._numbers: Mapping[str, int] = words["duration_numbers"]
        self._units = [(re.compile(source), code) for source, code in words["duration_units"].items()]
        self._fixed: Mapping[str, str] = words["duration_fixed"]
        units = "|".join(words["duration_units"])
        number = rf"(?:{_DIGITS}|{_any(self._numbers)})"
        joint = _any(words["duration_joints"])
        bracket = r"(?:\s*\((?P<{}>\d{{1,3}})\))?"
        self._counted = re.compile(
            rf"(?<![\w.,/])(?P<first>{number}){bracket.format('first_digits')}"
            rf"(?:\s*(?:{joint})\s*(?P<second>{number}){bracket.format('second_digits')})?"
            rf"\]?[\s-]{{0,3}}(?P<unit>{units})(?!\w)"
        )
        self._single = [re.compile(source) for source in _single_patterns(words, units)]
        self._phrases = re.compile(rf"(?<!\w)(?:{_any(self._fixed)})(?!\w)")

    def find(self, folded: str, start: int, end: int) -> list[Duration]:
        found = [
            Duration(*match.span(), self._fixed[" ".join(match[0].split())])
            for match in self._phrases.finditer(folded, start, end)
        ]
        for match in self._counted.finditer(folded, start, end):
            _add(found, Duration(*match.span(), _iso(self._count(match), self._unit(match["unit"]))))
        for pattern in self._single:
            for match in pattern.finditer(folded, start, end):
                _add(found, Duration(*match.span("unit"), _iso(1, self._unit(match["unit"]))))
        return sorted(found, key=lambda d: d.start)

    def _count(self, match: re.Match[str]) -> float:
        counts = []
        for name in ("first", "second"):
            if match[name]:
                counts.append(self._number(match[f"{name}_digits"] or match[name]))
        return max(counts)

    def _number(self, text: str) -> float:
        spelled = self._numbers.get(" ".join(text.split()))
        return float(spelled) if spelled is not None else float(text.replace(",", "."))

    def _unit(self, text: str) -> str:
        return str(next(code for pattern, code in self._units if pattern.fullmatch(text)))


def _single_patterns(words: Mapping[str, Any], units: str) -> Iterator[str]:
    """A unit without a number counts between the words that show it: "within a month", "vuoden ajan"."""
    before = _any(words["duration_before_single"])
    if words["duration_single"]:
        yield rf"(?<!\w)(?:{before})\s+(?:{_any(words['duration_single'])})\s+(?P<unit>{units})(?!\w)"
    elif words["duration_before_single"]:
        yield rf"(?<!\w)(?:{before})\s+(?P<unit>{units})(?!\w)"
    if words["duration_after_single"]:
        yield rf"(?<![\w-])(?P<unit>{units})\s+(?:{_any(words['duration_after_single'])})(?!\w)"


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for w in longest_first)


def _iso(count: float, unit: str) -> str:
    if count != int(count):
        count, unit = (count * 12, "M") if unit == "Y" else (round(count + 0.1), unit)
    number = int(count)
    if unit in "HN":
        return f"PT{number}{unit.replace('N', 'M')}"
    return f"P{number}{unit}"


def _add(found: list[Duration], more: Duration) -> None:
    if all(more.end <= other.start or other.end <= more.start for other in found):
        found.append(more)


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{one_of('and_words')})?\s*")


def _joined(folded: str, durations: list[Duration]) -> list[Duration]:
    """ "One year and six months" is one duration."""
    out: list[Duration] = []
    for duration in durations:
        last = out[-1] if out else None
        if (
            last is not None
            and duration.period[-1] in _SMALLER.get(last.period[-1], "")
            and "T" not in duration.period
            and _between().fullmatch(folded, last.end, duration.start)
        ):
            out[-1] = Duration(last.start, duration.end, last.period + duration.period[1:])
        else:
            out.append(duration)
    return out


@lru_cache(maxsize=8)
def _reader(language: str) -> _Reader:
    return _Reader(load_lexicon(language).words)

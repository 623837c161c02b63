"""Calendar dates in text: ISO, numeric and written out, in the languages of `resources/lexicons/any/calendar.toml`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_ISO = re.compile(r"(?<![\d/-])(20\d{2})-(\d{2})-(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/.])(20\d{2})([./])(\d{1,2})\2(\d{1,2})(?![\d/])")
_YEAR = re.compile(r"\b20\d{2}\b")
_LONGEST_WRITTEN = 40
_MONTH_AND_YEAR = re.compile(r"(?<![\d./:-])(0?[1-9]|1[0-2])[./](20\d{2})(?![\d-]|[./]\d)")
_SHORT_YEAR = re.compile(r"(?<![\d./:-])(\d{1,2}/\d{1,2}/|\d{2}\.\d{2}\.)(\d{2})(?![\d/:-]|[.,]\d)")
_COMPACT = re.compile(r"[\s:–-]{1,3}((?:20)?\d{2})(\d{2})(\d{2})(?![\d/:-]|[.,]\d)")
_FIGURES = re.compile(r"\d+")
_NUMERIC = re.compile(r"(?<![\d./:-])(\d{1,2})([./-]) ?(\d{1,2}) ?\2 ?(20\d{2})(?![\d-])")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date at `text[start:end]`. `value` is ISO 8601, year and month alone where no day stands; `other` is the
    second reading of a date in which day and month could change places, or ""."""

    start: int
    end: int
    value: str
    other: str = ""


def find_dates(text: str, *, month_first: bool = False) -> list[CalendarDate]:
    """All dates from 2000 on, in order; overlapping readings give the fuller one. `month_first` says how to read
    12/07/2022."""
    found: list[CalendarDate] = []
    covered: set[int] = set()
    for date in _all(text, month_first):
        if date.start not in covered and date.end - 1 not in covered:
            found.append(date)
            covered.update(range(date.start, date.end))
    return sorted(found, key=lambda d: d.start)


def compact_date(text: str, at: int) -> CalendarDate | None:
    """The date in six or eight figures that stands right behind `at`, as Swedes write it: "ändrad 250301"."""
    match = _COMPACT.match(text, at)
    made = list(_made(match, f"20{match[1][-2:]}", match[2], match[3])) if match else []
    return CalendarDate(match.start(1), made[0].end, made[0].value) if match and made else None


def _all(text: str, month_first: bool) -> Iterator[CalendarDate]:
    for match in _ISO.finditer(text):
        yield from _made(match, match[1], match[2], match[3])
    for match in _YEAR_FIRST.finditer(text):
        yield from _made(match, match[1], match[3], match[4])
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, month_first)
    for match in _MONTH_AND_YEAR.finditer(text):
        yield CalendarDate(match.start(), match.end(), f"{match[2]}-{int(match[1]):02}")
    for match in _SHORT_YEAR.finditer(text):
        yield from _numeric(match, month_first)
    years = list(_YEAR.finditer(text))
    for pattern, order in _written():
        for year in years:
            written = pattern.search(text, max(0, year.start() - _LONGEST_WRITTEN), year.end())
            if written:
                yield from _spelt(written, order)


def _spelt(match: re.Match[str], order: str) -> Iterator[CalendarDate]:
    """`order` tells which group of the match is day, month and year; "my" has no day."""
    parts = dict(zip(order, match.groups(), strict=True))
    month = _month(parts["m"])
    if "d" in parts:
        yield from _made(match, parts["y"], month, parts["d"])
    else:
        yield CalendarDate(match.start(), match.end(), f"{parts['y']}-{month:02}")


def _numeric(match: re.Match[str], month_first: bool) -> Iterator[CalendarDate]:
    """Day, month and year in figures; a year of two figures is one of this century."""
    first, second, year = _FIGURES.findall(match[0])
    separator, year = ("/" if "/" in match[0] else "."), f"20{year[-2:]}"
    day, month = (second, first) if separator == "/" and month_first else (first, second)
    readings = [d.value for d in (*_made(match, year, month, day), *_made(match, year, day, month))]
    if not readings:
        return
    ambiguous = separator == "/" and len(set(readings)) == 2
    if separator == "/" or any(True for _ in _made(match, year, month, day)):
        yield CalendarDate(match.start(), match.end(), readings[0], readings[1] if ambiguous else "")


def _made(match: re.Match[str], year: str, month: str | int, day: str) -> Iterator[CalendarDate]:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return
    yield CalendarDate(match.start(), match.end(), date.isoformat())


def _month(name: str) -> int:
    words = load_lexicon("any").words
    lowered = name.lower().rstrip(".")
    months: dict[str, int] = words["months"]
    if lowered in months:
        return months[lowered]
    finnish: dict[str, int] = words["months_finnish"]
    return next(number for stem, number in finnish.items() if lowered.startswith(stem))


@lru_cache(maxsize=1)
def _written() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns that end where the text to search ends, with the order of their groups."""
    words = load_lexicon("any").words
    names = "|".join(sorted(words["months"], key=len, reverse=True))
    finnish = "|".join(words["months_finnish"])
    any_month = rf"(?:{names})\.?|(?:{finnish}){one_of('finnish_month_endings')}"
    numbered = rf"(\d{{1,2}}){one_of('day_endings')}?"
    day = rf"(?<![\d.]){numbered}\s+(?:{one_of('day_links')}\s+)?"
    solemn = rf"(?:{finnish}){one_of('solemn_month_endings')}"
    year = r"(20\d{2})$"
    sources = (
        (rf"{day}({any_month}),?\s+{year}", "dmy"),
        (rf"\b((?:{names})\.?)\s+{numbered},?\s+{year}", "mdy"),
        (
            rf"\b({solemn})\s+{numbered}\s+{one_of('solemn_day_words')}\s+(?:{one_of('solemn_year_words')}\s+)?{year}",
            "mdy",
        ),
        (rf"\b({any_month}),?\s+{year}", "my"),
    )
    return tuple((re.compile(source, re.IGNORECASE), order) for source, order in sources)

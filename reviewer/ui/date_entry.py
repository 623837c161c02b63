"""Dates as people type them, read into the contract's form; a date that can be read two ways gives both."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QLocale

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./]\s*(\d{4})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
_WORD_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WORD_YEAR = re.compile(r"([^\W\d]+)\.?\s+(\d{4})")
_LOCALES = ("en", "sv", "fi", "nb", "da", "de")
_SHORTEST_MONTH = 3


def read_date(text: str) -> tuple[str, ...]:
    """ISO dates (or year and month) that `text` may mean, the likelier first; empty if it is no date."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _kept(_iso(match[1], match[2], match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _numeric_readings(int(match[1]), int(match[3]), int(match[4]), dotted=match[2] == ".")
    if match := _MONTH_YEAR.fullmatch(text):
        return _kept(_iso(match[2], match[1]))
    if match := _DAY_WORD.fullmatch(text):
        return _kept(_iso(match[3], _month(match[2]), match[1]))
    if match := _WORD_DAY.fullmatch(text):
        return _kept(_iso(match[3], _month(match[1]), match[2]))
    if match := _WORD_YEAR.fullmatch(text):
        return _kept(_iso(match[2], _month(match[1])))
    return ()


def _numeric_readings(first: int, second: int, year: int, *, dotted: bool) -> tuple[str, ...]:
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    # With dots the day always comes first; with slashes or dashes the world is divided.
    return _kept(day_first) if dotted and day_first else _kept(day_first, month_first)


def _kept(*readings: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _iso(year: str | int, month: str | int | None, day: str | int | None = None) -> str | None:
    if month is None:
        return None
    try:
        value = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return value.isoformat() if day else value.isoformat()[:7]


def _month(word: str) -> int | None:
    folded = word.casefold()
    if len(folded) < _SHORTEST_MONTH:
        return None
    for code in _LOCALES:
        for number in range(1, 13):
            if _names_month(folded, QLocale(code).monthName(number).casefold()):
                return number
    return None


def _names_month(folded: str, name: str) -> bool:
    # Finnish writes "9. heinäkuuta"; abbreviations are cut from the front.
    return name.startswith(folded) or folded in (name + "ta", name + "n")

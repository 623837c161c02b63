"""When a value given is the value wanted, and when its evidence stands at the right place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from reviewer.evaluate.gold import Gold
from reviewer.form import ValueType, load_form
from reviewer.lexicons.legal_forms import is_form
from reviewer.model import Evidence, Retention, Value

LONGEST_EVIDENCE = 600
"""Characters; more than a long sentence is not a place."""

_UNTIL = "until:"
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def is_same(value: Value, gold: Gold) -> bool:
    """Whether a value counts as the wanted one, in any of its spellings."""
    if isinstance(value.value, Retention):
        return _same_retention(value.value, gold, [e.quote for e in value.evidence])
    given = value.value
    return any(_same(value.field, given, spelling) for spelling in gold.spellings)


def _same(field: str, given: str, wanted: str) -> bool:
    kind = load_form().field(field).type
    if kind is ValueType.NAME:
        return _name(given) == _name(wanted) or (field == "contact.person" and _words(given) == _words(wanted))
    if kind is ValueType.PHONE or field == "controller.registration_number":
        return _same_number(given, wanted)
    if kind is ValueType.TEXT:
        return _same_text(given, wanted)
    if kind is ValueType.PERIOD:
        return _same_period(given, wanted)
    return _squash(given).strip("/.") == _squash(wanted).strip("/.")


def _same_retention(given: Retention, gold: Gold, quotes: Iterable[str]) -> bool:
    """A period is compared by its length, a criterion by the passage that it is read from."""
    wanted = gold.spellings[0].split(";")[0].strip()
    if not wanted.startswith(_UNTIL):
        return _same_period(given.period or "", wanted)
    return bool(given.until) and any(_speaks_of(q, g) for q in quotes for g in gold.quotes)


def _same_text(given: str, wanted: str) -> bool:
    a, b = _words(given), _words(wanted)
    small, large = sorted((a, b), key=len)
    contained = len(small) >= 2 and small <= large and len(large) <= 2 * len(small) + 2
    alike = bool(a and b) and len(a & b) / len(a | b) >= 0.6
    return _squash(given) == _squash(wanted) or contained or alike


def _same_number(given: str, wanted: str) -> bool:
    a, b = re.sub(r"\D", "", given), re.sub(r"\D", "", wanted)
    return bool(a) and (a == b or (len(a) > 6 and a[-7:] == b[-7:]))


def _same_period(a: str, b: str) -> bool:
    """Compare two ISO 8601 durations; 12 months are a year, 7 days a week, 24 hours a day."""
    return bool(a and b) and _length(a) == _length(b)


def _length(period: str) -> tuple[int, int, int] | str:
    """Months, hours and minutes; the text itself where it is no duration."""
    match = _PERIOD.fullmatch(period)
    if not match:
        return period
    years, months, weeks, days, hours, minutes = (int(group or 0) for group in match.groups())
    return years * 12 + months, (weeks * 7 + days) * 24 + hours, minutes


def _squash(text: str) -> str:
    """The text with case, width, quotes and white space folded, so that line breaks do not part what is the same."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", _squash(text)))


def _name(text: str) -> str:
    """A name without trade marks and its legal form."""
    text = re.sub(r"\((tm|r)\)|[™®©]", "", _squash(text))
    words = [word.strip(".,") for word in re.findall(r"[\w&+./-]+", text)]
    return " ".join(word for word in words if not is_form(word)) or text


def _speaks_of(quote: str, other: str) -> bool:
    """Whether two quotes plainly are of the same passage: one holds the other, or they share half of their words."""
    a, b = _squash(quote), _squash(other)
    if not a or not b or len(a) > LONGEST_EVIDENCE:
        return False
    if a == b or (min(len(a), len(b)) >= 3 and _words(a) and _words(b) and (_holds(a, b) or _holds(b, a))):
        return True
    shared = _words(a) & _words(b)
    return len(shared) >= 4 and len(shared) >= 0.5 * min(len(_words(a)), len(_words(b)))


def _holds(long: str, short: str) -> bool:
    """`short` stands in `long` as whole words; a single common word is not enough."""
    if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long):
        return False
    return len(_words(short)) >= 2 or len(short) >= 8 or len(_words(long)) <= 4


def evidence_hits(text: str, evidence: Sequence[Evidence], quotes: Iterable[str]) -> bool:
    """Whether a passage given touches a place of `text` where one of the wanted quotes stands."""
    given = [e for e in evidence if e.end - e.start <= LONGEST_EVIDENCE]
    return any(e.start < end and start < e.end for q in quotes for start, end in _places(text, q) for e in given)


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    pattern = r"[\W_]{1,40}".join(re.escape(word) for word in re.findall(r"[^\W_]+", quote)) or re.escape(quote)
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]

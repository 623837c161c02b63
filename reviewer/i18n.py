"""Words, dates, lists, countries and periods in one language.

English is the language of the source, the others come from `resources/locale`. A `Translator` is handed over where it
is needed: the interface's language and the report's language are two objects.
"""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from reviewer.model import ReviewerError
from reviewer.paths import resource

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "sv", "fi")
OWN_NAMES = {"en": "English", "sv": "Svenska", "fi": "Suomi"}
"""What each language calls itself."""
DOMAIN = "reviewer"

_REGIONS = {"en": "en_GB"}
"""English dates are written day, month, year."""

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


class CatalogMissingError(ReviewerError):
    """The catalog of `facts["language"]` is not there, or not compiled."""

    code = "language.missing"


def matching_language(preferred: Iterable[str]) -> str:
    """The first language of `LANGUAGES` among BCP 47 tags in the order of preference; English where there is none."""
    wanted = (tag.replace("_", "-").partition("-")[0].lower() for tag in preferred)
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


def N_(message: str) -> str:
    """Mark a message that is translated later, where it is shown."""
    return message


class Translator:
    """Everything that is said in one language. `language` is one of `LANGUAGES`; ValueError for another."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language}")
        self.language = language
        self._catalog = _load_catalog(language)
        self._locale = _REGIONS.get(language, language)

    def gettext(self, message: str) -> str:
        return self._catalog.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self._catalog.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str) -> str:
        return self._catalog.pgettext(context, message)

    def format_date(self, iso: str) -> str:
        """An ISO 8601 date written out; year and month alone where the text gives no day. What is no date stays."""
        from babel.dates import format_date, format_skeleton

        try:
            if len(iso) == 7:
                return format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=self._locale)
            return format_date(date.fromisoformat(iso), format="long", locale=self._locale)
        except ValueError:
            return iso

    def format_time(self, iso: str) -> str:
        """An ISO 8601 time as date and time of day where the reader is, with the offset from UTC. What is no time
        stays."""
        from babel.dates import format_time

        moment = _local_moment(iso)
        if moment is None:
            return iso
        clock = format_time(moment, format="short", locale=self._locale)
        text = f"{self.format_date(moment.date().isoformat())} {clock}"
        return f"{text} {_offset_text(moment)}" if moment.tzinfo else text

    def format_day(self, iso: str) -> str:
        """The day of an ISO 8601 time where the reader is. What is no time stays."""
        moment = _local_moment(iso)
        return self.format_date(moment.date().isoformat()) if moment else iso

    def format_number(self, number: int) -> str:
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale)

    def format_share(self, share: float) -> str:
        """A share of one with two decimals, such as 0.93."""
        return _format_share(round(share, 2), self._locale)

    def format_list(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        from babel.lists import format_list

        return format_list(list(items), style="standard", locale=self._locale)

    def country_name(self, code: str) -> str:
        """The country of an ISO 3166-1 alpha-2 code; the code itself where there is none."""
        name: str = self._babel_locale().territories.get(code, code)
        return name

    def country_names(self) -> dict[str, str]:
        """Name by ISO 3166-1 alpha-2 code, without the codes for regions of the world."""
        regions = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
        names = self._babel_locale().territories.items()
        return {code: name for code, name in names if re.fullmatch("[A-Z]{2}", code) and code not in regions}

    def language_name(self, code: str) -> str:
        """The language of a BCP 47 code; the code itself where there is none."""
        name: str = self._babel_locale().languages.get(code.replace("-", "_"), code)
        return name

    def period(self, iso: str) -> str:
        """An ISO 8601 duration in words, unit by unit as stated. What is no duration stays."""
        match = _PERIOD.fullmatch(iso)
        if not match:
            return iso
        counts = [int(group) if group else 0 for group in match.groups()]
        words = [text for count, text in zip(counts, self._period_words(counts), strict=True) if count]
        return self.format_list(words) if words else iso

    def _period_words(self, counts: Sequence[int]) -> list[str]:
        years, months, weeks, days, hours, minutes, seconds = counts
        return [
            self.ngettext("{count} year", "{count} years", years).format(count=years),
            self.ngettext("{count} month", "{count} months", months).format(count=months),
            self.ngettext("{count} week", "{count} weeks", weeks).format(count=weeks),
            self.ngettext("{count} day", "{count} days", days).format(count=days),
            self.ngettext("{count} hour", "{count} hours", hours).format(count=hours),
            self.ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes),
            self.ngettext("{count} second", "{count} seconds", seconds).format(count=seconds),
        ]

    def _babel_locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self._locale)


def _load_catalog(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    try:
        return gettext.translation(DOMAIN, resource("locale"), [language])
    except FileNotFoundError as error:
        raise CatalogMissingError(str(error), language=language) from None


def _local_moment(iso: str) -> datetime | None:
    """A time in the zone of this computer; one without a zone as it is, None for what is no time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment if moment.tzinfo is None else moment.astimezone()


def _offset_text(moment: datetime) -> str:
    """`UTC`, `UTC+2`, `UTC−3:30`."""
    offset = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    if not hours and not minutes:
        return "UTC"
    sign = "+" if offset > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


@functools.cache
def _format_share(share: float, locale: str) -> str:
    """There are a hundred of them, and a field of forty values asks for forty at once."""
    from babel.numbers import format_decimal

    return format_decimal(share, format="0.00", locale=locale)

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from reviewer.i18n import LANGUAGES, N_, OWN_NAMES, CatalogMissingError, Translator, matching_language


@pytest.fixture(params=LANGUAGES)
def translator(request: pytest.FixtureRequest) -> Translator:
    return Translator(request.param)


@pytest.fixture
def set_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts the computer into a time zone for a while."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows takes no zone from the environment")

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


def test_english_is_the_source() -> None:
    assert Translator("en").gettext("Supervisory authority") == "Supervisory authority"


def test_official_terms() -> None:
    assert Translator("sv").gettext("Supervisory authority") == "Tillsynsmyndighet"
    assert Translator("fi").gettext("Supervisory authority") == "Valvontaviranomainen"


def test_one_english_word_has_a_translation_for_each_field() -> None:
    swedish = Translator("sv")
    assert swedish.pgettext("security.measures", "Training") == "Utbildning"
    assert swedish.pgettext("ai.use", "Training") == "Träning av modeller"


def test_empty_message_is_not_the_catalogs_header(translator: Translator) -> None:
    assert translator.gettext("") == ""


def test_marking_changes_nothing() -> None:
    assert N_("Open") == "Open"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "9 July 2019"), ("sv", "9 juli 2019"), ("fi", "9. heinäkuuta 2019")],
)
def test_dates_are_written_out(language: str, expected: str) -> None:
    assert Translator(language).format_date("2019-07-09") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "February 2024"), ("sv", "februari 2024"), ("fi", "helmikuu 2024")]
)
def test_a_date_without_a_day(language: str, expected: str) -> None:
    assert Translator(language).format_date("2024-02") == expected


def test_what_is_no_date_stays(translator: Translator) -> None:
    assert translator.format_date("last spring") == "last spring"
    assert translator.format_time("yesterday") == translator.format_day("yesterday") == "yesterday"


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [
        ("UTC", "en", "20 November 2026 09:15 UTC"),
        ("Europe/Helsinki", "fi", "20. marraskuuta 2026 11.15 UTC+2"),
        ("Europe/Stockholm", "sv", "20 november 2026 10:15 UTC+1"),
        ("America/St_Johns", "en", "20 November 2026 05:45 UTC\N{MINUS SIGN}3:30"),
    ],
)
def test_times_are_those_of_the_reader_with_the_offset(
    zone: str, language: str, expected: str, set_zone: Callable[[str], None]
) -> None:
    set_zone(zone)
    assert Translator(language).format_time("2026-11-20T09:15:00.000Z") == expected


def test_the_offset_is_that_of_the_day(set_zone: Callable[[str], None]) -> None:
    set_zone("Europe/Helsinki")
    assert Translator("en").format_time("2026-07-01T09:15:00Z") == "1 July 2026 12:15 UTC+3"


def test_the_day_is_that_of_the_reader(set_zone: Callable[[str], None]) -> None:
    set_zone("Europe/Helsinki")
    assert Translator("en").format_day("2026-11-20T23:15:00Z") == "21 November 2026"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["30 days", "1 month", "1 year and 6 months", "72 hours"]),
        ("sv", ["30 dagar", "1 månad", "1 år och 6 månader", "72 timmar"]),
        ("fi", ["30 päivää", "1 kuukausi", "1 vuosi ja 6 kuukautta", "72 tuntia"]),
    ],
)
def test_periods_keep_their_unit(language: str, expected: list[str]) -> None:
    translator = Translator(language)
    assert [translator.period(p) for p in ("P30D", "P1M", "P1Y6M", "PT72H")] == expected


@pytest.mark.parametrize("text", ["P", "PT", "a while", ""])
def test_what_is_no_period_stays(translator: Translator, text: str) -> None:
    assert translator.period(text) == text


def test_countries_languages_lists_and_numbers() -> None:
    finnish = Translator("fi")
    assert finnish.country_name("SE") == "Ruotsi"
    assert finnish.country_name("XX") == "XX"
    assert finnish.language_name("sv") == "ruotsi"
    assert finnish.format_list(["a", "b", "c"]) == "a, b ja c"
    assert finnish.format_number(12345) == "12\N{NO-BREAK SPACE}345"


def test_country_names_are_countries(translator: Translator) -> None:
    names = translator.country_names()
    assert {"FI", "SE", "GB", "US"} <= names.keys()
    assert not {"EU", "ZZ", "001"} & names.keys()


def test_a_language_that_is_not_offered() -> None:
    with pytest.raises(ValueError, match="de"):
        Translator("de")


def test_a_catalog_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("reviewer.i18n.resource", lambda *parts: tmp_path)
    with pytest.raises(CatalogMissingError) as caught:
        Translator("sv")
    assert caught.value.facts == {"language": "sv"}


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        (["sv-SE", "en-US"], "sv"),
        (["fi_FI"], "fi"),
        (["sv-FI", "fi-FI"], "sv"),
        (["de-DE", "fi"], "fi"),
        (["de-DE"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_offered_among_those_preferred(preferred: list[str], language: str) -> None:
    assert matching_language(preferred) == language


@pytest.mark.parametrize(("language", "share"), [("en", "0.90"), ("sv", "0,90"), ("fi", "0,90")])
def test_a_share_is_written_in_the_language(language: str, share: str) -> None:
    assert Translator(language).format_share(0.9) == share


def test_every_language_has_its_own_name() -> None:
    assert set(OWN_NAMES) == set(LANGUAGES)

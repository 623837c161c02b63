"""What a retention item is called, so that a reader sees what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.form import load_form, value_text
from reviewer.i18n import Translator
from reviewer.model import Document, Retention


@pytest.fixture
def items(make_document: Callable[[str], Document]) -> Callable[[str], list[str]]:
    """The items of a policy in the words of the form, in English."""

    def read(source: str) -> list[str]:
        spec, values = load_form().field("retention.items"), extract_document(make_document(source)).values
        found = (v.value for v in values if v.field == spec.id)
        return [value_text(spec, item, Translator("en")) for item in found if isinstance(item, Retention)]

    return read


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        # The vendor is who keeps, not what is kept.
        ("# Privacy policy\n# Orders\nLarkfield keeps personal data for two years.", ["Orders: 2 years"]),
        # The end of an aim is no name for data, what stands after the verb is.
        (
            "# Integritetspolicy\nFör att skydda dina intressen lagras besöksloggar i högst tio dagar.",
            ["Besöksloggar: 10 days"],
        ),
        # A word that joins two sentences is no part of the name.
        (
            "# Integritetspolicy\nDessutom kommer alla sökloggar att raderas efter 14 månader.",
            ["Sökloggar: 14 months"],
        ),
        # A heading about something else names nothing that is kept.
        (
            "# Tietosuojaseloste\n# Tietolähteet\nHenkilötiedot säilytetään jäsenyyden ajan.",
            ["Henkilötiedot: jäsenyyden ajan"],
        ),
        # A heading without its number and in small letters.
        ("# Privacy policy\n# 3.2 SUPPORT CASES\nData is deleted after 18 months.", ["Support cases: 18 months"]),
        # A label stays, however general the words behind it are.
        (
            "# Integritetspolicy\n# Lagring\n| Uppgift | Lagringstid |\n| Avtal | Normalt sparas uppgifter i tio år |",
            ["Avtal: 10 years"],
        ),
    ],
)
def test_an_item_is_named_by_what_is_kept(items: Callable[[str], list[str]], source: str, labels: list[str]) -> None:
    assert items(source) == labels


def test_what_lasts_first_is_read_before_the_period(items: Callable[[str], list[str]]) -> None:
    (text,) = items(
        "# Integritetspolicy\n# Lagring\nKontouppgifter sparas så länge du har ett konto och därefter i tre månader."
    )
    assert text == "Kontouppgifter: så länge du har ett konto och därefter i 3 months"


def test_a_condition_and_a_least_time_are_said(items: Callable[[str], list[str]]) -> None:
    source = "# Privacy policy\n# Retention\nInvoices may be kept longer if mandatory legislation requires it."
    assert items(source)[0].endswith(": if mandatory legislation requires it")
    (least,) = items("# Tietosuojaseloste\n# Säilytysaika\nLaskut säilytetään vähintään asiakassuhteen ajan.")
    assert least == "Laskut: vähintään asiakassuhteen ajan"


@pytest.mark.parametrize(
    "event",
    [
        "viimeisestä käynnistänne",
        "edellisestä ostosta",
        "tilin sulkemisestasi",
        "siitä, kun asiakassuhde on päättynyt",
        "siitä kun olette viimeksi asioineet",
    ],
)
def test_the_event_from_which_a_period_runs_is_said(items: Callable[[str], list[str]], event: str) -> None:
    (text,) = items(f"# Tietosuojaseloste\n# Säilytysaika\nTietoja säilytetään kaksi vuotta {event}.")
    assert text.endswith(event)

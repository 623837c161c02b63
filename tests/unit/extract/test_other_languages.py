"""Policies in languages that extraction is not made for: what depends on no language is given, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.extract import extract_document
from reviewer.importers import read_document
from reviewer.lexicons import supported_languages
from reviewer.model import Extraction

FOLDER = Path(__file__).resolve().parents[2] / "data" / "neighbours"
RECIPIENTS = {"Google Analytics", "Mailchimp", "Amazon Web Services", "Stripe", "Zendesk"}
EXPECTED = {
    "nb-tinderfoto.md": {
        "document.language": {"nb"},
        "document.version_date": {"2025-03-14"},
        "controller.name": {"Tinderfoto AS"},
        "controller.registration_number": {"918 273 646"},
        "controller.country": {"NO"},
        "contact.email": {"personvern@tinderfoto.example"},
        "contact.phone": {"+4722123456"},
        "recipients.named": RECIPIENTS,
        "rights.authority": {"Datatilsynet"},
        "law.cited": {"gdpr", "no_personopplysningsloven"},
    },
    "da-klitfilm.md": {
        "document.language": {"da"},
        "document.version_date": {"2025-02-03"},
        "controller.name": {"Klitfilm ApS"},
        "controller.registration_number": {"31415926"},
        "controller.country": {"DK"},
        "contact.email": {"privatliv@klitfilm.example"},
        "contact.phone": {"+4533123456"},
        "recipients.named": RECIPIENTS,
        "rights.authority": {"Datatilsynet"},
        "law.cited": {"gdpr", "dk_databeskyttelsesloven"},
    },
    "de-heidebild.md": {
        "document.language": {"de"},
        "document.version_date": {"2025-10-07"},
        "controller.name": {"Heidebild GmbH"},
        "controller.registration_number": {"HRB 42317", "DE305174283"},
        "controller.country": {"DE"},
        "contact.email": {"datenschutz@heidebild.example"},
        "contact.phone": {"+4930901820"},
        "recipients.named": RECIPIENTS,
        "law.cited": {"gdpr", "de_bdsg"},
    },
}
OF_ANY_LANGUAGE = {"document.title", "controller.role"}


def read(name: str) -> Extraction:
    return extract_document(read_document((FOLDER / name).read_bytes(), name))


def by_field(extraction: Extraction) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for value in extraction.values:
        found.setdefault(value.field, set()).add(str(value.value))
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_what_depends_on_no_language_is_given_and_nothing_else(name: str) -> None:
    found = by_field(read(name))
    assert {field: values for field, values in found.items() if field not in OF_ANY_LANGUAGE} == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_lexicon_of_another_language_is_applied(name: str) -> None:
    extraction = read(name)
    of_language = re.compile(rf"\.(?:{'|'.join(supported_languages())})(?:\.|$)")
    assert [value.rule for value in extraction.values if of_language.search(value.rule)] == []
    searched = {silence.field: silence.cues for silence in extraction.silences}
    assert searched["purposes"] == 0


def test_a_passage_that_looks_like_swedish_is_not_read_by_its_lexicon() -> None:
    danish = (FOLDER / "da-klitfilm.md").read_text(encoding="utf-8")
    passage = "Vi använder kakor för att analysera hur du använder webbplatsen och för att visa annonser för dig.\n"
    found = by_field(extract_document(read_document(f"{danish}\n\n{passage}".encode(), "da.md")))
    assert "cookies.used" not in found
    assert "purposes" not in found


FRENCH = """
Données personnelles : ce que fait Vallombre SAS

Nous collectons vos données lorsque vous créez un compte sur notre site. Nous utilisons des cookies pour mesurer
l'audience et pour vous proposer des annonces adaptées à vos centres d'intérêt.

Vous disposez d'un droit d'accès, de rectification et d'effacement. Pour toute question, écrivez à
donnees@vallombre.example. Nous conservons les factures pendant dix ans.
"""


def test_a_language_without_a_profile_is_not_known() -> None:
    extraction = extract_document(read_document(FRENCH.encode(), "fr.txt"))
    assert extraction.language == "und"
    assert by_field(extraction)["contact.email"] == {"donnees@vallombre.example"}
    assert {"purposes", "cookies.used", "rights.listed"} & set(by_field(extraction)) == set()


def test_a_table_without_running_text_is_in_the_likeliest_language() -> None:
    rows = "\n".join(
        f"Service {n} | Data hosting and support | Frankfurt, Germany | Contract clauses" for n in range(20)
    )
    text = f"Sub-processors of the service\n\nName | Task | Place | Safeguards\n{rows}\n"
    assert extract_document(read_document(text.encode(), "list.txt")).language == "en"

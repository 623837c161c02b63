from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.findings import FindingWording, Material, load_law, load_rules, recipient_rows
from reviewer.findings.wording import LONGEST_QUOTE, shortened, years_and_months
from reviewer.i18n import LANGUAGES, Translator
from reviewer.lexicons import known_recipients
from reviewer.model import Evidence, Finding, Ground, Rating, Severity

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
BANNED = {
    "en": r"violat\w+|illegal\w*|unlawful\w*|compliant|non-complian\w+|complies|guarantee[sd]?|clearly|obviously"
    r"|breach(?:es|ed)? the (?:gdpr|law)|infring\w+",
    "sv": r"bryter|strider|brott mot|olaglig\w*|lagstridig\w*|otillåt\w+|förenlig\w* med|efterlev\w+"
    r"|garanter(?:ar|as|at)|uppenbar\w*|självklar\w*|tydligt",
    "fi": r"riko(?!s)\w+|rikkoo|rikkovat|laiton|laittom\w+|lainvasta\w+|vaatimustenmuka\w+|lainmukai\w+|takaa"
    r"|takaavat|selvästi|ilmeis\w+|itsestään selvä\w*",
}
DETAILS = {
    "date": "2019-07-09",
    "age": "P27M",
    "countries": "US",
    "rights": "erasure",
    "statutes": "fi_523_1999",
}


def catalog(language: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "findings" / f"{language}.toml").read_text(encoding="utf-8"))


def texts(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for entry in table.values():
            yield from texts(entry)
    else:
        yield table


def shape(table: Any) -> Any:
    """Keys and placeholders, without the words."""
    if isinstance(table, dict):
        return {key: shape(entry) for key, entry in table.items()}
    return sorted({name for _, name, _, _ in string.Formatter().parse(table) if name})


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_catalogs_say_the_same_things(language: str) -> None:
    english, other = catalog("en"), catalog(language)
    for words in (english, other):
        for table in ("law", "place"):
            words[table] = {key: text for key, text in words[table].items() if not key.endswith("_many")}
    assert shape(english) == shape(other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_what_a_report_must_not(language: str) -> None:
    for text in texts(catalog(language)):
        assert not re.search(rf"(?<!\w)(?:{BANNED[language]})(?!\w)", text, re.IGNORECASE), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_interface_text_says_it_either(language: str) -> None:
    """Reports are made of interface texts too."""
    file, key = ("reviewer.pot", "msgid") if language == "en" else (f"{language}/LC_MESSAGES/reviewer.po", "msgstr")
    source = (RESOURCES / "locale" / file).read_text(encoding="utf-8")
    for words in re.findall(rf'^{key}(?:\[\d\])? "(.*)"$', source, re.MULTILINE):
        assert not re.search(rf"(?<!\w)(?:{BANNED[language]})(?!\w)", words, re.IGNORECASE), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_can_be_said(language: str) -> None:
    wording = FindingWording(Translator(language))
    quote = Ground(Evidence(0, 4, "text"))
    for rule in load_rules().rules:
        cases = tuple(case.id for case in rule.cases)
        names = {n for t in texts(catalog("en")[rule.id]["cases"]) for _, n, _, _ in string.Formatter().parse(t) if n}
        details = {f"{case}.{name}": (DETAILS.get(name, "Larkfield"),) for case in cases for name in names}
        finding = Finding(rule.id, Severity.LOW, cases, (quote,), details)
        said = wording.text(finding)
        assert not re.search(r"[{}]|\(\)|: \.|“”|””", said), said
        assert len(wording.sentences(finding)) in (len(cases), len(cases) - 1)
        assert wording.title(finding)
        assert wording.recommendation(rule.id).endswith(".")
        assert wording.basis(finding)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_a_known_recipient_has_words(language: str) -> None:
    roles = {known.role for known in known_recipients()} - {""}
    assert roles <= set(catalog(language)["roles"])
    assert FindingWording(Translator(language)).role("keeps the coffee warm") == "keeps the coffee warm"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_else_has_words(language: str) -> None:
    wording = FindingWording(Translator(language))
    assert all(wording.fact(fact) for fact in load_law().facts)
    assert all(bool(wording.fact_note(fact)) != fact.verified for fact in load_law().facts.values())
    assert all(wording.severity(s) and wording.severity_meaning(s) for s in Severity)
    assert all(wording.rating(r) for r in Rating)
    assert all(wording.topic(topic.id) for topic in load_rules().topics)
    assert all(wording.point(point.id) for point in load_rules().points)
    assert all(wording.exemption(exemption.field) for exemption in load_rules().exemptions)
    assert "2026" in wording.adequacy_note()
    assert wording.verify_note()


def test_law_is_cited_as_the_language_does() -> None:
    finding = Finding("TRF-08", Severity.MEDIUM, ("qualified",))
    said = {language: FindingWording(Translator(language)).basis(finding)[0] for language in LANGUAGES}
    assert said["en"] == "GDPR, Arts 13(1)(f), 28(3)(a) and 44"
    assert said["sv"] == "GDPR, artiklarna 13.1 f, 28.3 a och 44"
    assert said["fi"].startswith("tietosuoja-asetus, 13 artiklan 1 kohdan f alakohta")


def test_opinions_and_guidelines_are_told_apart() -> None:
    sub_processors = Finding("REC-02", Severity.INFO, ("by_link",))
    said = {language: FindingWording(Translator(language)).basis(sub_processors)[1] for language in LANGUAGES}
    assert said == {"en": "EDPB Opinion 22/2024", "sv": "EDPB:s yttrande 22/2024", "fi": "EDPB:n lausunto 22/2024"}
    roles = Finding("ROL-01", Severity.HIGH, ("processor_with_bases",))
    assert FindingWording(Translator("sv")).basis(roles)[1] == "EDPB:s riktlinjer 07/2020"


def test_guidance_of_the_united_kingdom_is_cited_against_its_vendors_alone(suggest, stated) -> None:
    def basis(country: str) -> str:
        found = suggest(stated("controller.country", country), stated("recipients.categories", "partners"))["REC-01"]
        return " ".join(FindingWording(Translator("en")).basis(found))

    assert "ICO" in basis("GB")
    assert "ICO" not in basis("DK")


def test_places_that_differ_in_their_last_part_are_written_as_one() -> None:
    def cited(rule: str, case: str) -> dict[str, str]:
        finding = Finding(rule, Severity.LOW, (case,))
        return {language: FindingWording(Translator(language)).basis(finding)[0] for language in LANGUAGES}

    rights = cited("RIG-04", "written_only")
    assert rights["fi"] == "tietosuoja-asetus, 12 artiklan 2, 3, 4 ja 6 kohta sekä 11 artikla"
    assert rights["en"] == "GDPR, Arts 12(2), 12(3), 12(4), 12(6) and 11"
    conflict = cited("CON-01", "purposes")
    assert conflict["fi"] == "tietosuoja-asetus, 5 artiklan 1 kohdan a ja b alakohta sekä 12 artiklan 1 kohta"
    assert conflict["sv"] == "GDPR, artiklarna 5.1 a och b samt 12.1"


def test_a_company_number_alone_rests_on_no_article_of_the_gdpr() -> None:
    wording = FindingWording(Translator("en"))
    number = Finding("IDN-01", Severity.INFO, ("no_number",))
    assert wording.basis(number) == ("Directive 2000/31/EC (e-commerce), Art. 5(1)(d)",)
    assert "does not ask for one" in wording.text(number)
    both = Finding("IDN-01", Severity.MEDIUM, ("no_address", "no_number"))
    assert wording.basis(both)[0] == "GDPR, Art. 13(1)(a)"
    assert len(wording.basis(both)) == 2


def test_dates_and_ages_are_written_out() -> None:
    details = {"older_than_two_years.date": ("2019-07-09",), "older_than_two_years.age": ("P88M",)}
    finding = Finding("DAT-02", Severity.MEDIUM, ("older_than_two_years",), (), details)
    said = FindingWording(Translator("en")).text(finding)
    assert "9 July 2019, 7 years and 4 months before this review" in said
    assert (years_and_months("P24M"), years_and_months("P0M")) == ("P2Y", "P0M")


@pytest.mark.parametrize(
    ("language", "rights"),
    [
        ("en", "erasure and objection other than to direct marketing"),
        ("sv", "radering och invändning mot annat än direkt marknadsföring"),
        ("fi", "poistaminen ja vastustamisoikeus muun kuin suoramarkkinoinnin osalta"),
    ],
)
def test_an_objection_to_marketing_alone_is_told_from_none(language: str, rights: str) -> None:
    details = {"some.rights": ("erasure", "objection_beyond_marketing")}
    finding = Finding("RIG-01", Severity.MEDIUM, ("some",), (), details)
    assert f": {rights}." in FindingWording(Translator(language)).text(finding)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_unverified_is_said_in_one_language(language: str) -> None:
    doubted = [fact for fact in load_law().facts.values() if not fact.verified]
    notes = {FindingWording(Translator(language)).fact_note(fact) for fact in doubted}
    assert len(notes) == 1
    assert all(fact.doubt not in note for fact in doubted for note in notes)


def test_a_title_fits_the_gravest_case() -> None:
    wording = FindingWording(Translator("en"))
    assert wording.title(Finding("LEG-04", Severity.HIGH, ("by_use", "asserted"))) == "Consent inferred from use"
    assert "without an act of consent" in wording.title(Finding("LEG-04", Severity.MEDIUM, ("asserted",)))


def test_long_quotes_are_cut_at_a_word_and_marked() -> None:
    quote = "- We may  process\ndata for " + "very " * 60 + "long."
    cut = shortened(quote)
    assert cut.startswith("We may process data for very")
    assert cut.endswith("very […]")
    assert len(cut) <= LONGEST_QUOTE + 4
    assert shortened("• Short.") == "Short"


def test_the_standing_of_a_recipient_is_told_with_its_decision(stated) -> None:
    import datetime

    rows = recipient_rows(Material(stated("recipients.named", "Mixpanel")), datetime.date(2026, 11, 22))
    said = FindingWording(Translator("en")).standing(rows[0])
    assert said == "adequacy decision (EU) 2023/1795, for self-certified organisations only"
    assert FindingWording(Translator("sv")).source(rows[0].country_source.value).startswith("allmänt känt")

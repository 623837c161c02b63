"""What must hold on the five real policies of vendors of digital asset management, whatever else changes: values of
third parties stay theirs, denials deny, and passages that break off are told from silence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.extract import extract_document
from reviewer.importers import read_document
from reviewer.model import Document, Extraction, Retention

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def read_policy() -> Callable[[str], Extraction]:
    folder = Path(os.environ.get("REVIEWER_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (folder / "text").is_dir():
        pytest.skip("no corpus: set REVIEWER_CORPUS, or put it in ../shared/corpus")

    def read(name: str) -> Extraction:
        path = folder / "text" / f"{name}.txt"
        return extract_document(read_document(path.read_bytes(), path.name))

    return read


def values(extraction: Extraction, field: str) -> list[object]:
    return [v.value for v in extraction.values if v.field == field]


def periods(extraction: Extraction) -> set[str]:
    items = values(extraction, "retention.items")
    return {item.period for item in items if isinstance(item, Retention) and item.period}


@pytest.mark.corpus
def test_officer_number_and_authority_of_a_provider_are_not_the_vendors(
    read_policy: Callable[[str], Extraction],
) -> None:
    extraction = read_policy("en-imagebankx")
    for field in ("contact.dpo", "controller.registration_number", "rights.authority"):
        assert values(extraction, field) == []


@pytest.mark.corpus
def test_denied_categories_and_a_providers_certificates(read_policy: Callable[[str], Extraction]) -> None:
    extraction = read_policy("en-imagen")
    assert values(extraction, "data.special_categories") == ["not_collected"]
    assert "special" not in values(extraction, "data.categories")
    owners = {v.details.get("owner") for v in extraction.values if v.field == "security.certifications"}
    assert owners == {"Salesforce"} or owners == {"Salesforce CRM"}


@pytest.mark.corpus
def test_customers_number_is_not_the_vendors(read_policy: Callable[[str], Extraction]) -> None:
    assert values(read_policy("fi-imagoplus"), "controller.registration_number") == []


@pytest.mark.corpus
def test_periods_of_retention_and_nothing_else(read_policy: Callable[[str], Extraction]) -> None:
    extraction = read_policy("sv-imageshop")
    assert periods(extraction) == {"P7D", "P14M", "P2Y", "P3Y", "P1Y"}
    assert any(isinstance(item, Retention) and item.until for item in values(extraction, "retention.items"))


@pytest.mark.corpus
def test_date_settled_by_the_one_beside_it(read_policy: Callable[[str], Extraction]) -> None:
    assert values(read_policy("en-softpix"), "document.version_date") == ["2022-07-12"]


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "least"), [("fi-imagoplus", 3), ("en-softpix", 1), ("en-imagen", 1)])
def test_passages_that_break_off_are_told(read_policy: Callable[[str], Extraction], name: str, least: int) -> None:
    assert sum(len(passage.evidence) for passage in read_policy(name).incomplete) >= least


TWIN = """# Who we are
Halcyon Archive Ltd is the controller of your personal data.
# Data we collect
The following information is collected:
# Providers
We use the mail service of Postvik Ltd (company number 09999991). Its data protection officer: dpo@postvik.example
- the legal basis you rely on for each kind of data collected on your website
# Retention
We keep orders for seven years. We answer requests within thirty days and report breaches within 72 hours."""


def test_the_same_on_invented_words(make_document: Callable[[str], Document]) -> None:
    extraction = extract_document(make_document(TWIN))
    for field in ("contact.dpo", "controller.registration_number", "contact.email"):
        assert values(extraction, field) == []
    assert periods(extraction) == {"P7Y"}
    passages = {i.field: [e.quote for e in i.evidence] for i in extraction.incomplete}
    assert passages["data.categories"] == ["The following information is collected:"]
    assert any("legal basis you rely on" in quote for quote in passages[None])

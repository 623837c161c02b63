from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract.organisations import find_organisations
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.model import Document

Maker = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kerromme, miten Kuusikko Oy:n palvelu toimii.", ["Kuusikko Oy"]),
        ("Uppgifterna finns hos Lärkbok AB:s leverantör.", ["Lärkbok AB"]),
        ("We use Cloudbarn, Inc. and Ledgerfox Ltd.", ["Cloudbarn, Inc.", "Ledgerfox Ltd."]),
        ("Tämä on Järven pienten soutajien liitto ryn seloste.", ["Järven pienten soutajien liitto ry"]),
        ("At Larkspur & Sons GmbH we care.", ["Larkspur & Sons GmbH"]),
        ("We are limited by law, as you know.", []),
    ],
)
def test_organisations_are_found_in_the_nominative(make_document: Maker, text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(Policy(make_document(text)))] == names


def test_several_companies_may_speak_together(make_document: Maker) -> None:
    policy = Policy(
        make_document("Kuusikko Oy, Lärkbok AB and Sundfjord AS (together “Kuusikko” or “we”) look after your data.")
    )
    assert [v.name for v in parties_of(policy).vendors] == ["Kuusikko Oy", "Lärkbok AB", "Sundfjord AS"]


def test_provider_is_not_the_vendor(make_document: Maker) -> None:
    policy = Policy(
        make_document(
            """
            # Privacy notice
            Tidewater Tools Ltd ("Tidewater", "we") is the controller of the data.
            # Recipients
            Our hosting provider is Cloudbarn Inc. (Cloudbarn is the controller of its own logs.)
            """
        )
    )
    parties = parties_of(policy)
    assert [v.name for v in parties.vendors] == ["Tidewater Tools Ltd"]
    assert parties.is_vendor("Tidewater")
    assert not parties.is_vendor("Cloudbarn Inc.")


def test_a_detail_belongs_to_whom_the_text_named_last(make_document: Maker) -> None:
    policy = Policy(
        make_document(
            """
            # Contact
            Tidewater Tools Ltd is the controller. Telephone one.
            # Recipients
            Newsletters are sent by Postfox Ltd. Telephone two.
            # Complaints
            You can complain to the Information Commissioner's Office. Telephone three.
            # Other
            Telephone four.
            """
        )
    )
    parties = parties_of(policy)
    owners = [parties.owner_at(policy.text.index(f"Telephone {n}")) for n in ("one", "two", "three", "four")]
    assert owners == ["vendor", "third", "authority", ""]


def test_brand_counts_as_an_alias_of_the_company(make_document: Maker) -> None:
    policy = Policy(
        make_document(
            "Haavisto Consulting AB (“Städtid”, ”vi”) ansvarar för tjänsten. Städtid är personuppgiftsansvarig."
        )
    )
    parties = parties_of(policy)
    assert [v.name for v in parties.vendors] == ["Haavisto Consulting AB"]
    assert parties.is_vendor("Städtid")

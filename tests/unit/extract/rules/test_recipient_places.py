from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.model import Document

ENGLISH = "This notice tells you how we use the information that we have about you and why we need it."
SWEDISH = "Här berättar vi hur vi använder de uppgifter som vi har om dig och varför vi behöver dem."


def places(document: Document) -> dict[str, str]:
    found = extract_document(document).values
    return {str(v.value): v.details.get("country", "") for v in found if v.field == "recipients.named"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("We use Mailchimp. See the notice of Mailchimp Europe GmbH (Elmweg 4, 10115 Berlin, Germany).", "", "DE"),
        ("Card data is processed by Larkpay Ltd, 14 Quay Street, Dublin 2, Ireland.", "Larkpay Ltd", "IE"),
        ("Card data is processed by Larkpay, Inc. (USA).", "Larkpay, Inc.", "US"),
        ("We use Mailchimp, and most of those who write to us live in Ireland.", "", ""),
    ],
)
def test_an_address_behind_a_name_tells_the_country(
    make_document: Callable[[str], Document], text: str, name: str, country: str
) -> None:
    found = places(make_document(f"{ENGLISH}\n# Who receives your data\n{text}"))
    assert (found[name] if name else next(iter(found.values()))) == country


def test_the_provider_below_a_heading_tells_the_country(make_document: Callable[[str], Document]) -> None:
    section = (
        "## Instagram\nProvider: Larkfield Platforms Ireland Limited, 4 Quay Street, Dublin 2, Ireland.\nMore there."
    )
    found = places(make_document(f"{ENGLISH}\n# Recipients of data: social media\n{section}"))
    assert found["Instagram"] == "IE"


def test_a_country_elsewhere_in_the_section_is_not_the_providers(make_document: Callable[[str], Document]) -> None:
    section = "## Instagram\nOur visitors come from Germany.\nIt receives your address."
    found = places(make_document(f"{ENGLISH}\n# Recipients of data: social media\n{section}"))
    assert found["Instagram"] == ""


def test_a_column_of_places_goes_before_the_rest_of_the_row(make_document: Callable[[str], Document]) -> None:
    table = (
        "| Underbiträde | Ändamål | Plats |\n"
        "| Mailchimp | Utskick till kunder i Norge | Irland |\n"
        "| Zendesk | Support | EU (norra) |\n"
        "| HubSpot | Kundregister | Tyskland och USA |\n"
        "| Mixpanel | Statistik | Indien, USA |"
    )
    found = places(make_document(f"{SWEDISH}\n# Mottagare av uppgifter\n{table}"))
    assert found == {"Mailchimp": "IE", "Zendesk": "EU", "HubSpot": "US", "Mixpanel": ""}


def test_a_product_is_where_its_maker_is_said_to_be(make_document: Callable[[str], Document]) -> None:
    text = "We use Google Analytics. It is provided by Google Ireland Limited (4 Quay Street, Dublin, Ireland)."
    found = places(make_document(f"{ENGLISH}\n# Recipients\n{text}"))
    assert found["Google Analytics"] == "IE"


def test_a_column_of_services_tells_what_a_recipient_does(make_document: Callable[[str], Document]) -> None:
    table = (
        "| Underbiträde | Tjänst | Plats |\n| Mailchimp | Utskick av nyhetsbrev | Irland |\n| Zendesk | Support | USA |"
    )
    found = extract_document(make_document(f"{SWEDISH}\n# Mottagare av uppgifter\n{table}")).values
    purposes = {str(v.value): v.details.get("purpose") for v in found if v.field == "recipients.named"}
    assert purposes == {"Mailchimp": "Utskick av nyhetsbrev", "Zendesk": "Support"}

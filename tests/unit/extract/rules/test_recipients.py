"""Names of recipients: what counts as one, under which name, and what the list of well-known ones must hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.model import Document, Value

Maker = Callable[[str], Document]
CONTROLLER = "# Controller\nOtterlake Oy is the controller.\n"


def recipients(document: Document) -> list[Value]:
    return [v for v in extract_document(document).values if v.field == "recipients.named"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We use Google Analytics, a service of Google LLC.", ["Google Analytics"]),
        ("# Recipients\n- Google LLC (Google Analytics, Google Ads)", ["Google LLC"]),
        ("Videos come from YouTube (Google).", ["YouTube"]),
        ("We use Google Analytics and Google Maps.", ["Google Analytics", "Google Maps"]),
        ("Data is stored on AWS. Amazon Web Services is a cloud provider.", ["AWS"]),
        ("# Recipients\nOur partner Ploverdesk GmbH helps us. Ploverdesk answers the phone.", ["Ploverdesk GmbH"]),
        ("The controller is Otterlake Oy. We use Otterlake Oy's own servers.", []),
        ("See google.com/policies and write to help@stripe.com.", []),
        ("# Recipients\n- Google LLC\n- Ploverdesk", ["Google LLC"]),
    ],
)
def test_one_party_once(make_document: Maker, text: str, names: list[str]) -> None:
    assert sorted(str(v.value) for v in recipients(make_document(CONTROLLER + text))) == names


def test_purpose_behind_the_name(make_document: Maker) -> None:
    (value,) = recipients(make_document(CONTROLLER + "# Recipients\n- Ploverdesk GmbH (help desk for customers)"))
    assert value.details["purpose"] == "help desk for customers"


def test_country_of_the_row(make_document: Maker) -> None:
    table = "# Recipients\n| Provider | Country |\n| Stocktree | United States |"
    (value,) = recipients(make_document(CONTROLLER + table))
    assert value.details["country"] == "US"

from __future__ import annotations

from collections.abc import Callable, Mapping

from reviewer.extract import extract_document
from reviewer.model import Document

Maker = Callable[[str], Document]
OPENING = "This notice tells you how we use the information that we have about you and why we need it.\n"


def details(document: Document, field: str) -> dict[str, Mapping[str, str]]:
    return {str(v.value): v.details for v in extract_document(document).values if v.field == field}


def test_a_row_states_the_safeguards_of_its_recipient(make_document: Maker) -> None:
    table = (
        "# Recipients and transfers outside the EEA\n| Provider | Where | Safeguard |\n"
        "| Mailchimp | United States | Data Privacy Framework; standard contractual clauses |\n"
        "| Zendesk | United States | Binding corporate rules |"
    )
    document = make_document(OPENING + table)
    named = details(document, "recipients.named")
    assert {name: d.get("safeguard") for name, d in named.items()} == {"Mailchimp": "dpf scc", "Zendesk": "bcr"}
    assert details(document, "transfers.safeguards")["bcr"]["recipient"] == "Zendesk"


def test_what_is_said_of_all_transfers_is_of_no_recipient(make_document: Maker) -> None:
    text = "# Recipients\nWe use Mailchimp.\nStandard contractual clauses are used for transfers outside the EEA."
    document = make_document(OPENING + text)
    assert "safeguard" not in details(document, "recipients.named")["Mailchimp"]
    assert "recipient" not in details(document, "transfers.safeguards")["scc"]


def test_the_transfer_goes_on_from_the_sentence_before(make_document: Maker) -> None:
    text = "# Transfers\nData goes to Mailchimp in the USA. The transfer is based on standard contractual clauses."
    document = make_document(OPENING + text)
    assert details(document, "recipients.named")["Mailchimp"]["safeguard"] == "scc"


def test_a_recipient_named_as_an_example_is_not_the_only_one(make_document: Maker) -> None:
    text = "# Transfers\nFor transfers outside the EEA, for example to Mailchimp, we use standard contractual clauses."
    document = make_document(OPENING + text)
    assert "recipient" not in details(document, "transfers.safeguards")["scc"]

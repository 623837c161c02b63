from __future__ import annotations

import json

from reviewer.export import assessment_data, assessment_table, extraction_data, extraction_table
from reviewer.i18n import Translator
from reviewer.model import (
    AssessedDocument,
    AssessedVersion,
    Assessment,
    Context,
    Decision,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    FieldState,
    FieldStatus,
    Incomplete,
    Retention,
    ReviewedValue,
    Value,
    ValueState,
)

TEXT = "Acme Ltd keeps logs for 12 months. It may share them with:"
DECIDED = Decision("Aino Virta", "2026-11-20T09:15:00.000Z")


def passage(quote: str, page: int | None = None) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote, page)


NAME = Value("controller.name", "Acme Ltd", 0.97349, "controller.name.en.start", (passage("Acme Ltd", 1),))
LOGS = Value(
    "retention.items", Retention("logs", period="P12M"), 0.9, "retention.items.en.for", (passage("for 12 months"),)
)
SHARED = Value(
    "recipients.categories",
    "processors",
    0.5,
    "recipients.categories.en.share",
    (passage("may share"),),
    hedged=True,
    details={"country": "US"},
)
DATE = Value("document.version_date", "2022-07-12", 0.6, "d", (passage("12"),), readings=("2022-07-12", "2022-12-07"))
LOST = Incomplete("recipients.categories", (passage("share them with:"),))


def reviewed(number: int, value: Value, state: ValueState, final: str | Retention | None = None) -> ReviewedValue:
    decision = None if state is ValueState.SUGGESTED else DECIDED
    return ReviewedValue(
        number, value.field, state, final or value.value, value, value.evidence, 5, 6, decision=decision
    )


def assessment() -> Assessment:
    version = AssessedVersion(
        6,
        1,
        "acme.pdf",
        "application/pdf",
        "ab",
        TEXT,
        "cd",
        (),
        1,
        "en",
        "2026.11",
        "",
        "",
        "2026-11-20T08:00:00Z",
    )
    fields = (
        FieldState("document.version_date", 5, FieldStatus.OPEN, (reviewed(1, DATE, ValueState.SUGGESTED),)),
        FieldState(
            "controller.name", None, FieldStatus.DECIDED, (reviewed(2, NAME, ValueState.CORRECTED, "Acme Limited"),)
        ),
        FieldState("retention.items", None, FieldStatus.OPEN, (reviewed(3, LOGS, ValueState.REJECTED),), flagged=True),
        FieldState("contact.dpo", None, FieldStatus.NOT_STATED, (), decision=DECIDED, note="asked them"),
        FieldState("recipients.categories", None, FieldStatus.OPEN, (), incomplete=((6, LOST),)),
    )
    document = AssessedDocument(5, "Policy", DocumentKind.POLICY, version)
    return Assessment(1, 2, "Acme", 3, "Client", "Matter", Context(client_country="FI"), (document,), fields)


def test_extraction_as_the_contract_has_it() -> None:
    document = Document("acme.pdf", "application/pdf", "ab", TEXT, (), (), pages=1)
    data = extraction_data(document, Extraction("en", "2026.11", (NAME, LOGS, SHARED, DATE), (LOST,)))
    assert json.loads(json.dumps(data)) == data
    assert data["document"] == {
        "name": "acme.pdf",
        "sha256": "ab",
        "media_type": "application/pdf",
        "language": "en",
        "characters": len(TEXT),
        "pages": 1,
    }
    assert data["fields"]["controller.name"] == [
        {
            "value": "Acme Ltd",
            "confidence": 0.973,
            "rule": "controller.name.en.start",
            "evidence": [{"start": 0, "end": 8, "quote": "Acme Ltd", "page": 1}],
        }
    ]
    assert data["fields"]["retention.items"][0]["value"] == {
        "what": "logs",
        "period": "P12M",
        "until": None,
        "from": None,
    }
    (shared,) = data["fields"]["recipients.categories"]
    assert (shared["hedged"], shared["details"]) == (True, {"country": "US"})
    assert data["fields"]["document.version_date"][0]["readings"] == ["2022-07-12", "2022-12-07"]
    assert data["incomplete"][0]["field"] == "recipients.categories"
    assert "purposes" not in data["fields"]


def test_machine_and_final_value_are_apart() -> None:
    data = assessment_data(assessment())
    fields = {entry["field"]: entry for entry in data["fields"]}
    (name,) = fields["controller.name"]["values"]
    assert (name["machine"]["value"], name["final"]) == ("Acme Ltd", "Acme Limited")
    assert name["decision"] == {"by": "Aino Virta", "at": DECIDED.at}
    (rejected,) = fields["retention.items"]["values"]
    assert rejected["final"] is None
    assert rejected["machine"]["value"]["period"] == "P12M"
    assert fields["retention.items"]["flagged"]
    assert fields["contact.dpo"] == {
        "field": "contact.dpo",
        "status": "not_stated",
        "values": [],
        "note": "asked them",
        "decision": {"by": "Aino Virta", "at": DECIDED.at},
    }
    assert fields["document.version_date"]["document"] == "Policy"
    assert fields["recipients.categories"]["incomplete"][0][0]["quote"] == "share them with:"


def test_the_table_shows_what_was_before() -> None:
    lines = assessment_table(assessment(), Translator("en")).splitlines()
    assert lines[0] == "Acme: 2 of 5 fields decided"
    rows = {line[:26].strip(): line[28:].split("  ") for line in lines[2:-1]}
    assert rows["Name"][0] == "Acme Limited (was: Acme Ltd)"
    assert rows["Name"][-1].strip() == "✎ corrected, Aino Virta"
    assert rows["Periods and criteria !"][0] == "Logs: 12 months"
    assert "nothing found" in lines[-3]
    assert "breaks off: share them with:" in lines[-2]


def test_the_table_of_what_was_found() -> None:
    lines = extraction_table([assessment(), assessment()], Translator("en")).splitlines()
    rows = {line[:26].strip(): line[28:].split() for line in lines}
    assert rows["Field"] == ["Acme", "Acme"]
    assert rows["Name"] == ["Acme", "Limited", "Acme", "Limited"]
    assert rows["Data protection officer"] == ["–", "–"]
    assert rows["Periods and criteria"] == ["–", "–"]
    assert rows["Categories of recipients"] == ["breaks", "off"] * 2

from __future__ import annotations

from reviewer.findings import material_of_assessment, material_of_extraction
from reviewer.model import (
    AssessedDocument,
    AssessedVersion,
    Assessment,
    Context,
    DocumentKind,
    Evidence,
    Extraction,
    FieldState,
    FieldStatus,
    Incomplete,
    Observation,
    Retention,
    ReviewedValue,
    Value,
    ValueState,
)

PASSAGE = Evidence(0, 4, "text")


def value(field: str, code: str, **details: str) -> Value:
    return Value(field, code, 0.9, "rule", (PASSAGE,), hedged=True, details=details)


def test_material_of_an_extraction_holds_everything_found():
    retention = Value("retention.items", Retention("logs", period="P1Y"), 0.9, "rule", (PASSAGE,))
    extraction = Extraction(
        "en",
        "1",
        (value("purposes", "service"), retention),
        (Incomplete("legal_bases", (PASSAGE,)), Incomplete(None, (PASSAGE,))),
        (),
        (Observation("cookie_wall", (PASSAGE,), "rule"),),
    )
    material = material_of_extraction(extraction)
    assert material.codes("purposes") == {"service"}
    assert material.codes("retention.items") == {"period"}
    assert len(material.broken_off("legal_bases")) == len(material.broken_off("")) == 1
    assert material.observed("cookie_wall")[0].grounds[0].evidence == PASSAGE


def test_material_of_an_assessment_holds_what_counts():
    found = value("recipients.named", "Mixpanel", country="US")
    states = [
        (1, ValueState.CONFIRMED, "Mixpanel"),
        (2, ValueState.REJECTED, "Amplitude"),
        (3, ValueState.CORRECTED, "Larkfield Post"),
    ]
    values = tuple(ReviewedValue(n, "recipients.named", s, v, found, (PASSAGE,), 1, 7) for n, s, v in states)
    version = AssessedVersion(
        7, 1, "a.txt", "text/plain", "", "text", "", (), None, "en", "1", "", "", "",
        observations=(Observation("cookie_wall", (PASSAGE,), "rule"),),
    )  # fmt: skip
    assessment = Assessment(
        1, 1, "Larkfield", 1, "", "", Context(),
        (AssessedDocument(1, "Policy", DocumentKind.POLICY, version),),
        (FieldState("recipients.named", None, FieldStatus.DECIDED, values),),
    )  # fmt: skip
    material = material_of_assessment(assessment)
    assert [s.value for s in material.of("recipients.named")] == ["Mixpanel", "Larkfield Post"]
    assert [s.details.get("country") for s in material.of("recipients.named")] == ["US", None]
    assert material.of("recipients.named")[0].grounds[0].version_id == 7
    assert material.observed("cookie_wall")[0].grounds[0].version_id == 7

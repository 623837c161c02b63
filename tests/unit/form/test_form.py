from __future__ import annotations

import pytest

from reviewer.form import ValueType, load_form, parse_value, serialise_value
from reviewer.model import DecisionError, Retention

FORM = load_form()
BY_TYPE = {f.type: f for f in FORM.fields}


def test_fields_and_groups() -> None:
    assert len(FORM.fields) == 46
    assert [f.id for f in FORM.fields if f.per_document] == [
        "document.language",
        "document.title",
        "document.version_date",
        "document.first_date",
        "document.covers",
    ]
    assert set(BY_TYPE) == set(ValueType)
    assert "retention.items" in FORM
    assert "retention.item" not in FORM


def test_every_entry_can_be_read_by_a_person() -> None:
    for group in FORM.groups:
        assert group.label
        for field in group.fields:
            assert field.label
            assert field.help.endswith(".")
            assert all(code.label and code.help.endswith(".") for code in field.codes)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (ValueType.TEXT, "  a policy ", "a policy"),
        (ValueType.DATE, "2020-02-29", "2020-02-29"),
        (ValueType.DATE, "2020-02", "2020-02"),
        (ValueType.PERIOD, "P1Y6M", "P1Y6M"),
        (ValueType.PERIOD, "PT72H", "PT72H"),
        (ValueType.COUNTRY, "fi", "FI"),
        (ValueType.EMAIL, "Info@Firm.Example", "info@firm.example"),
        (ValueType.PHONE, "+358 50 123", "+358 50 123"),
        (ValueType.URL, "firm.example/list,", "firm.example/list"),
        (ValueType.LANGUAGE, "sv", "sv"),
    ],
)
def test_good_value(kind: ValueType, raw: str, value: str) -> None:
    assert parse_value(BY_TYPE[kind], raw) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (ValueType.TEXT, "   "),
        (ValueType.TEXT, 7),
        (ValueType.DATE, "2021-02-29"),
        (ValueType.DATE, "1.2.2020"),
        (ValueType.PERIOD, "P"),
        (ValueType.PERIOD, "one year"),
        (ValueType.COUNTRY, "Finland"),
        (ValueType.EMAIL, "info at firm"),
        (ValueType.PHONE, "none"),
        (ValueType.URL, "no address"),
        (ValueType.LANGUAGE, "Swedish"),
        (ValueType.CODE, "nonsense"),
        (ValueType.RETENTION, "two years"),
        (ValueType.RETENTION, {"what": "orders", "period": "P1Y", "until": "always"}),
        (ValueType.RETENTION, {"what": "orders"}),
        (ValueType.RETENTION, {"what": "orders", "period": "a year"}),
    ],
)
def test_bad_value_names_what_is_expected(kind: ValueType, raw: object) -> None:
    with pytest.raises(DecisionError) as caught:
        parse_value(BY_TYPE[kind], raw)
    assert caught.value.code == "decision.bad_value"
    assert caught.value.facts["expected"] == kind.value


def test_retention_goes_out_and_in() -> None:
    item = Retention("orders", period="P7Y", since="the end of the year")
    raw = serialise_value(item)
    assert raw == {"what": "orders", "period": "P7Y", "until": None, "from": "the end of the year"}
    assert parse_value(BY_TYPE[ValueType.RETENTION], raw) == item

from __future__ import annotations

import dataclasses
import datetime

from reviewer.findings import Material, exempt_fields, points_in_order, topic_statuses
from reviewer.model import Context, DocumentKind, Finding, Retention, Severity

AS_OF = datetime.date(2026, 11, 22)


def points(material, *findings):
    return [point.id for point in points_in_order(material, findings, Context(), AS_OF)]


def test_topics_are_stated_or_silent_and_matter_by_what_is_expected(stated):
    statuses = topic_statuses(Material(stated("ai.use", "none")), Context(expected_data=("children",)))
    found = {status.topic: (status.stated, status.relevant) for status in statuses}
    assert found["ai"] == (True, False)
    assert found["children"] == (False, True)
    assert found["sale"] == (False, False)


def test_points_are_in_order_unless_a_finding_says_otherwise(stated):
    material = Material(stated("document.version_date", "2026-01-01") + stated("rights.listed", "access"))
    assert points(material) == ["dated", "rights"]
    assert points(material, Finding("RIG-01", Severity.HIGH, ("several",))) == ["dated"]


def test_a_case_may_take_a_point_away_and_another_not(stated):
    material = Material(stated("controller.name", "A Oy") + stated("controller.address", "Katu 1"))
    assert points(material, Finding("IDN-01", Severity.INFO, ("no_number",))) == ["identity"]
    assert points(material, Finding("IDN-01", Severity.MEDIUM, ("no_address",))) == []


def test_retention_stated_in_part_is_not_in_order(stated):
    material = Material(stated("retention.items", Retention("invoices", period="P6Y")))
    assert points(material) == ["retention"]
    assert points(material, Finding("RET-02", Severity.LOW, ("some",))) == []


def test_a_controller_in_the_eea_needs_no_representative(stated):
    def exempt(*groups):
        return exempt_fields(Material(tuple(s for group in groups for s in group)), Context(), AS_OF)

    assert exempt(stated("controller.country", "FI")) == {"contact.eu_representative"}
    assert exempt(stated("controller.country", "GB")) == frozenset()
    assert exempt() == frozenset()
    named = stated("contact.eu_representative", "Larkfield Ltd")
    assert exempt(stated("controller.country", "FI"), named) == frozenset()


def test_a_hedge_is_no_assurance(stated):
    (value,) = stated("law.changes", "website")
    assert points(Material((value,))) == ["changes"]
    assert points(Material((dataclasses.replace(value, hedged=True),))) == []


def test_a_denial_with_a_reservation_is_no_assurance(stated, seen):
    denied = stated("data.special_categories", "not_collected") + stated("recipients.sale", "not_sold")
    assert points(Material(denied)) == ["no_special_data", "not_sold"]
    assert points(Material(denied, seen("qualified_special_denial", "qualified_sale_denial"))) == []


def test_one_recipient_named_beside_categories_is_not_recipients_named(stated):
    def of_policy(*categories):
        named = stated("recipients.named", "Heronmere Oy") + stated("recipients.categories", *categories)
        return points(Material(named, kinds={None: DocumentKind.POLICY}))

    assert of_policy() == ["recipients"]
    assert of_policy("partners") == ["recipients_in_part"]
    assert of_policy("authorities") == ["recipients"]


def test_no_data_sold_is_no_point_where_it_is_also_sold(stated):
    assert points(Material(stated("recipients.sale", "not_sold"))) == ["not_sold"]
    assert points(Material(stated("recipients.sale", "not_sold", "sold"))) == []

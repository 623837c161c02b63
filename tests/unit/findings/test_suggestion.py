from __future__ import annotations

import datetime

import pytest

from reviewer.findings import FindingWording, Sighting, Statement
from reviewer.i18n import Translator
from reviewer.model import Context, Retention, Severity

from .conftest import ground

HIGH, MEDIUM, LOW, INFO = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO


def test_the_gravest_come_first(suggest, stated):
    weights = [finding.severity.weight for finding in suggest(stated("purposes", "service")).values()]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) > 5


def test_consent_without_withdrawal(suggest, stated):
    assert suggest(stated("legal_bases", "consent"))["RIG-02"].severity is HIGH
    assert "RIG-02" not in suggest(stated("legal_bases", "consent"), stated("rights.listed", "withdraw_consent"))
    assert "RIG-02" not in suggest(stated("legal_bases", "contract"))


def test_no_basis_takes_the_place_of_bases_badly_told(suggest, stated, seen):
    observed = seen("bases_not_mapped", "interest_not_named")
    bases = stated("legal_bases", "consent", "legitimate_interests")
    assert {"LEG-02", "LEG-03"} <= set(suggest(bases, observations=observed))
    without = suggest(observations=observed)
    assert "LEG-01" in without
    assert not {"LEG-02", "LEG-03"} & set(without)


def test_an_invalidated_framework_takes_the_place_of_a_missing_safeguard(suggest, stated):
    transfers = stated("transfers.outside_eea", "yes")
    assert suggest(transfers)["TRF-03"].severity is HIGH
    named = suggest(transfers, stated("transfers.safeguards", "privacy_shield"))
    assert named["TRF-02"].facts == ("D10", "D12")
    assert "TRF-03" not in named


def test_the_privacy_shield_was_valid_until_it_was_not(suggest, stated):
    given = stated("transfers.outside_eea", "yes"), stated("transfers.safeguards", "privacy_shield")
    assert "TRF-02" not in suggest(*given, as_of=datetime.date(2020, 7, 15))
    assert "TRF-02" in suggest(*given, as_of=datetime.date(2020, 7, 16))


@pytest.mark.parametrize(
    ("safeguards", "severity"),
    [(("art46",), MEDIUM), (("consent",), MEDIUM), (("scc",), None), (("adequacy", "art46"), MEDIUM)],
)
def test_safeguards_named_more_or_less(suggest, stated, safeguards, severity):
    found = suggest(stated("transfers.outside_eea", "yes"), stated("transfers.safeguards", *safeguards))
    assert (found["TRF-03"].severity if "TRF-03" in found else None) is severity


def test_consent_to_transfers_by_use_is_no_safeguard(suggest, stated, seen):
    given = stated("transfers.outside_eea", "yes"), stated("transfers.safeguards", "consent")
    found = suggest(*given, observations=seen("transfer_consent_by_use"))
    assert (found["TRF-03"].severity, found["TRF-04"].severity) == (HIGH, HIGH)


def test_transfers_to_countries_with_a_decision_on_adequacy(suggest, stated):
    transfers = stated("transfers.outside_eea", "yes")
    assert suggest(transfers, stated("transfers.countries", "CH", "JP"))["TRF-03"].severity is HIGH
    found = suggest(transfers, stated("transfers.countries", "CH", "GB"))["TRF-03"]
    assert (found.severity, found.cases) == (MEDIUM, ("adequate_countries",))


def test_silence_on_transfers_weighs_more_with_providers_outside(suggest, stated):
    assert suggest(stated("recipients.named", "Snoobi"))["TRF-01"].severity is MEDIUM
    found = suggest(stated("recipients.named", "Snoobi", "Mixpanel"))["TRF-01"]
    assert (found.severity, found.details["silent_with_providers.names"]) == (HIGH, ("Mixpanel",))


def test_servers_in_the_union_are_told_beside_silence_on_transfers(suggest, stated, seen):
    found = suggest(observations=seen("servers_in_area"))["TRF-01"]
    assert (found.severity, found.cases) == (MEDIUM, ("silent", "servers_inside"))
    assert "TRF-01" not in suggest(stated("transfers.outside_eea", "no"), observations=seen("servers_in_area"))


def test_what_the_client_expects_weighs_on_silence(suggest):
    assert suggest()["TRF-01"].severity is MEDIUM
    assert suggest(context=Context(expected_data=("special",)))["TRF-01"].severity is HIGH


def test_a_website_notice_offered_for_a_product(suggest, seen):
    observed = seen("website_only_scope")
    assert suggest(observations=observed)["SCO-01"].severity is HIGH
    assert "SCO-01" not in suggest(observations=observed, context=Context(service="website"))
    assert suggest(observations=observed, context=Context())["SCO-01"].severity is INFO
    assert "SCO-01" not in suggest(observations=observed + seen("service_scope"))


def test_a_vendor_that_is_a_controller_only_owes_no_list_of_sub_processors(suggest, stated, seen):
    controller = stated("controller.role", "controller")
    assert suggest()["REC-02"].cases == ("no_list",)
    found = suggest(controller)
    assert (found["REC-02"].severity, found["REC-02"].cases) == (INFO, ("no_list_of_controller",))
    assert found["SCO-02"].grounds[0] == controller[0].grounds[0]
    both = suggest(stated("controller.role", "controller", "processor"))["REC-02"]
    assert (both.severity, both.cases) == (MEDIUM, ("no_list",))
    for_customers = suggest(controller, observations=seen("customer_content_role"))
    assert for_customers["REC-02"].severity is MEDIUM


def test_a_sensitive_group_rests_on_the_article_that_is_about_it(suggest, stated):
    def basis(*groups):
        return FindingWording(Translator("en")).basis(suggest(*groups)["CAT-03"])

    assert basis(stated("data.subjects", "children")) == ("GDPR, Arts 8 and 35",)
    assert basis(stated("data.categories", "criminal")) == ("GDPR, Arts 10 and 35",)
    assert basis(stated("data.categories", "special")) == ("GDPR, Arts 9 and 35",)


def test_a_condition_that_is_stated_makes_special_data_less_grave(suggest, stated, seen):
    health = stated("data.categories", "special")
    assert suggest(health)["CAT-03"].severity is HIGH
    found = suggest(health, observations=seen("special_condition"))["CAT-03"]
    assert (found.severity, found.cases) == (MEDIUM, ("special_conditioned",))
    faces = stated("ai.use", "face_recognition")
    assert suggest(faces, observations=seen("face_condition"))["CAT-03"].severity is MEDIUM


def test_a_facial_image_is_not_yet_face_recognition(suggest, stated, seen):
    found = suggest(observations=seen("facial_images"))["CAT-03"]
    assert (found.severity, found.cases) == (MEDIUM, ("facial_images",))
    assert "recital 51" in " ".join(FindingWording(Translator("en")).basis(found))
    recognised = suggest(stated("ai.use", "face_recognition"), observations=seen("facial_images"))["CAT-03"]
    assert recognised.cases == ("face_recognition",)


def test_a_framework_that_is_not_relied_on_is_information(suggest, stated, seen):
    assert suggest(observations=seen("framework_disclaimed"))["TRF-02"].severity is INFO
    named = stated("transfers.safeguards", "privacy_shield")
    assert suggest(named, observations=seen("framework_disclaimed"))["TRF-02"].cases == ("privacy_shield",)


def test_session_cookies_have_a_lifetime(suggest, stated):
    used = stated("cookies.used", "yes")
    assert suggest(used)["COK-03"].cases == ("no_details",)
    assert suggest(used, stated("cookies.types", "session"))["COK-03"].cases == ("some_lifetimes",)


def test_two_companies_of_like_name_are_two_controllers(suggest, stated):
    two = stated("controller.name", "Larkfield AB", "Larkfield Nordics AB")
    found = suggest(two)["IDN-02"]
    assert (found.severity, found.cases) == (MEDIUM, ("two_entities",))
    number = stated("controller.registration_number", "556000-0000")
    found = suggest(two, number)["IDN-02"]
    assert found.details["two_entities_one_number.names"] == ("Larkfield AB", "Larkfield Nordics AB")
    assert "IDN-02" not in suggest(two, stated("controller.role", "joint_controller"))
    assert "IDN-02" not in suggest(stated("controller.name", "Larkfield AB", "Heronmere Oy"))


def test_a_choice_of_law_alone_is_no_contract_term_that_limits_rights(suggest, stated, seen):
    law = stated("law.governing", "the law of Finland")
    assert "SCO-03" not in suggest(law)
    assert suggest(law, observations=seen("contract_terms"))["SCO-03"].severity is MEDIUM


def test_a_vendor_outside_the_eea_needs_a_representative(suggest, stated):
    vendor = stated("controller.country", "US")
    assert "REP-01" in suggest(vendor)
    asked = suggest(vendor, context=Context(client_country="FI"))
    assert asked["REP-01"].details["no_representative.countries"] == ("US",)
    told_twice = suggest(stated("controller.country", "US", "US"), context=Context(client_country="FI"))
    assert told_twice["REP-01"].details["no_representative.countries"] == ("US",)
    assert "REP-01" not in suggest(vendor, context=Context(client_country="US"))
    assert "REP-01" not in suggest(stated("controller.country", "NO"))


@pytest.mark.parametrize(
    ("date", "case"),
    [
        ("2018-05-24", "before_gdpr"),
        ("2024-11-22", "older_than_two_years"),
        ("2024-11-23", "older_than_one_year"),
        ("2024-11", "older_than_one_year"),
        ("2025-11-22", "older_than_one_year"),
        ("2025-11-23", None),
    ],
)
def test_age_of_the_policy(suggest, stated, date, case):
    found = suggest(stated("document.version_date", date))
    assert "DAT-01" not in found
    assert (found["DAT-02"].cases[0] if case else found.get("DAT-02")) == case


def test_rights_are_counted(suggest, stated, seen):
    all_but_three = stated("rights.listed", "access", "rectification")
    assert suggest(all_but_three)["RIG-01"].severity is HIGH
    four = stated("rights.listed", "access", "rectification", "erasure", "objection")
    assert suggest(four)["RIG-01"].details["some.rights"] == ("restriction",)
    portability_owed = suggest(four, stated("legal_bases", "contract"))["RIG-01"]
    assert portability_owed.details["some.rights"] == ("restriction", "portability")
    marketing = seen("objection_to_marketing_only")
    assert suggest(four, observations=marketing)["RIG-01"].details["some.rights"] == (
        "restriction",
        "objection_beyond_marketing",
    )


def test_retention(suggest, stated, seen):
    needed = Retention("data", until="as long as necessary")
    years = Retention("invoices", period="P6Y")
    assert suggest()["RET-01"].severity is HIGH
    generic = suggest(stated("retention.items", needed), observations=seen("retention_generic"))
    assert generic["RET-02"].cases == ("generic",)
    both = suggest(stated("retention.items", needed, years), observations=seen("retention_generic"))
    assert (both["RET-02"].severity, both["RET-02"].cases) == (LOW, ("some",))
    assert "RET-01" not in both
    minimum = suggest(stated("retention.items", years), observations=seen("retention_minimum"))
    assert minimum["RET-02"].cases == ("minimum",)
    other = suggest(stated("retention.items", years, at=5000), observations=seen("retention_minimum"))
    assert other["RET-02"].cases == ("some",)
    unlike = stated("retention.items", years, Retention("invoices", period="P10Y"))
    assert suggest(unlike)["RET-02"].cases == ("conflicting",)


def test_cookies_without_consent(suggest, stated):
    types = stated("cookies.types", "analytics")
    assert suggest(types, stated("cookies.control", "browser"))["COK-01"].severity is HIGH
    assert "COK-01" not in suggest(types, stated("cookies.control", "browser", "consent"))
    assert "COK-01" not in suggest(stated("cookies.types", "necessary"))


def test_facts_of_the_country_that_matters(suggest, stated):
    given = stated("cookies.types", "analytics"), stated("cookies.control", "browser")
    assert "D8" in suggest(*given, stated("controller.country", "FI"))["COK-01"].facts
    swedish = suggest(*given, stated("controller.country", "FI"), context=Context(client_country="SE"))
    assert swedish["COK-01"].facts == ("D22", "D6")


def test_facts_that_were_not_yet_so_are_not_cited(suggest, stated):
    given = stated("cookies.types", "analytics"), stated("cookies.control", "browser")
    before = suggest(*given, stated("controller.country", "FI"), as_of=datetime.date(2020, 1, 1))
    assert before["COK-01"].facts == ("D22",)


def test_law_that_was_repealed(suggest, stated):
    found = suggest(stated("law.cited", "fi_personal_data_act"))["LAW-01"]
    assert (found.severity, found.facts) == (MEDIUM, ("D2",))
    assert "LAW-01" not in suggest(stated("law.cited", "fi_personal_data_act"), as_of=datetime.date(2018, 12, 31))
    assert "LAW-01" not in suggest(stated("law.cited", "fi_electronic_communications", statute="917/2014"))
    assert "LAW-01" in suggest(stated("law.cited", "fi_electronic_communications", statute="516/2004"))


def test_certificates(suggest, stated):
    assert suggest()["CER-01"].severity is INFO
    assert suggest(stated("security.certifications", "ISO 27001:2013"))["CER-01"].facts == ("D20",)
    assert "CER-01" not in suggest(stated("security.certifications", "ISO/IEC 27001:2022"))
    others = suggest(stated("security.certifications", "SOC 2", owner="Mixpanel"))["CER-01"]
    assert others.details["third_party.names"] == ("Mixpanel",)


def test_a_certificate_of_a_provider_is_no_finding_beside_one_of_the_vendors_own(suggest, stated):
    borrowed = stated("security.certifications", "SOC 2", owner="Mixpanel")
    assert "CER-01" not in suggest(borrowed, stated("security.certifications", "ISO/IEC 27001:2022"))


def test_the_owner_of_a_certificate_has_the_recipients_name_and_no_ending(suggest, stated):
    borrowed = stated("security.certifications", "SOC 2", "ISO/IEC 27001:2022", owner="Heronmeren")
    found = suggest(borrowed, stated("recipients.named", "Heronmere Oy"))["CER-01"]
    assert found.details["third_party.names"] == ("Heronmere Oy",)


def test_authorities(suggest, stated):
    swedish = stated("controller.country", "SE")
    assert suggest(swedish, stated("rights.authority", "Datainspektionen"))["SUP-01"].cases == ("former_name",)
    both = stated("rights.authority", "Datainspektionen", "Integritetsskyddsmyndigheten")
    assert "SUP-01" not in suggest(swedish, both)
    assert suggest(swedish, stated("rights.authority", "Datatilsynet"))["SUP-01"].cases == ("other_country",)
    assert "SUP-01" not in suggest(stated("controller.country", "DK"), stated("rights.authority", "Datatilsynet"))
    assert "SUP-01" not in suggest(swedish, stated("rights.authority", "Office of Example"))


def test_identity(suggest, stated):
    whole = (
        stated("controller.name", "Larkfield Oy"),
        stated("controller.address", "Katu 1, 00100 Helsinki"),
        stated("controller.registration_number", "1234567-1"),
        stated("contact.email", "privacy@larkfield.example"),
    )
    found = suggest(*whole)
    assert "IDN-01" not in found
    assert (found["DPO-01"].severity, found["DPO-01"].cases) == (INFO, ("no_dpo",))
    brand = suggest(stated("controller.name", "Larkfield"), *whole[1:])
    assert (brand["IDN-01"].severity, brand["IDN-01"].cases) == (MEDIUM, ("no_legal_form",))
    assert suggest()["IDN-01"].severity is HIGH
    borrowed = suggest(*whole[:3], stated("contact.email", "dpo@mixpanel.com"), stated("recipients.named", "Mixpanel"))
    assert borrowed["IDN-02"].cases == ("third_party_contact",)


def test_an_address_for_questions_on_privacy_is_a_contact_whatever_its_name(suggest, stated, seen):
    asked = stated("contact.email", "aino@larkfield.example")
    assert suggest(asked)["DPO-01"].cases == ("no_privacy_contact",)
    assert suggest(asked, observations=seen("privacy_contact"))["DPO-01"].cases == ("no_dpo",)


def test_an_officer_said_not_to_be_appointed_is_not_one_that_is_not_named(suggest, stated):
    none = stated("contact.dpo", "not_appointed"), stated("contact.email", "privacy@larkfield.example")
    found = suggest(*none)["DPO-01"]
    assert (found.severity, found.cases) == (INFO, ("not_appointed",))
    assert len(found.grounds) == 1


def test_a_processor_that_sets_its_own_bases(suggest, stated, seen):
    given = stated("legal_bases", "consent"), stated("purposes", "marketing")
    assert suggest(*given, stated("controller.role", "processor"))["ROL-01"].severity is HIGH
    assert "ROL-01" not in suggest(*given, stated("controller.role", "controller", "processor"))
    for_customers = seen("customer_content_role")
    assert "ROL-01" not in suggest(*given, stated("controller.role", "processor"), observations=for_customers)


def test_statements_that_disagree(suggest, stated, seen):
    found = suggest(stated("transfers.outside_eea", "yes", "no"))["CON-01"]
    assert found.details["transfers.first"][0].endswith("says no")
    assert found.details["transfers.second"][0].endswith("says yes")
    purposes = suggest(stated("purposes", "marketing"), observations=seen("purpose_limited", at=500))
    assert purposes["CON-01"].cases == ("purposes",)


def test_one_sentence_does_not_contradict_itself(suggest, stated):
    listing = Sighting("purpose_limited", (ground("We use the data for billing and for marketing only.", 100),))
    marketing = Statement("purposes", "marketing", (ground("for marketing", 131),))
    assert "CON-01" not in suggest((marketing,), observations=(listing,))
    elsewhere = stated("purposes", "marketing", at=5000)
    assert "CON-01" not in suggest((marketing, *elsewhere), observations=(listing,))
    assert suggest(elsewhere, observations=(listing,))["CON-01"].details["purposes.first"] == (
        "We use the data for billing and for marketing only.",
    )


def test_no_transfers_beside_a_provider_outside(suggest, stated):
    denied = stated("transfers.outside_eea", "no")
    assert suggest(denied, stated("recipients.named", "Mixpanel"))["TRF-08"].cases == ("with_providers",)
    assert "TRF-08" not in suggest(denied, stated("recipients.named", "Snoobi"))


def test_what_rests_on_a_broken_passage_is_to_be_verified(suggest, seen):
    found = suggest(incomplete=seen("legal_bases", "cookies.used"))
    assert (found["LEG-01"].cases, found["LEG-01"].verify) == (("broken_off",), True)
    assert found["QUA-02"].verify
    assert not found["RET-01"].verify
    assert "QUA-02" not in suggest(incomplete=seen("cookies.used", "contact.email"))


def test_the_same_material_gives_the_same_findings(suggest, stated, seen):
    given = stated("legal_bases", "consent", "contract"), stated("recipients.named", "Mixpanel")
    assert suggest(*given, observations=seen("cookie_wall")) == suggest(*given, observations=seen("cookie_wall"))


def test_what_is_quoted_is_kept_however_much_a_finding_rests_on(suggest, stated, seen):
    many = stated("purposes", "marketing", *["advertising"] * 9)
    found = suggest(many, stated("recipients.categories", "processors"), observations=seen("purpose_limited", at=500))
    assert len(found["CON-01"].grounds) == 8
    both = suggest(
        many,
        stated("recipients.categories", "processors", at=200),
        observations=seen("purpose_limited", "access_employees_only", at=500),
    )["CON-01"]
    quotes = {ground.evidence.quote for ground in both.grounds}
    assert {quote for name in ("first", "second") for quote in both.details[f"access.{name}"]} <= quotes


def test_what_is_only_presupposed_is_no_ground(suggest, stated, seen):
    listed = stated("rights.listed", "access", "erasure")
    assert suggest(listed)["RIG-04"].grounds == ()
    purposes = stated("purposes", "marketing", at=5000)
    tool = stated("recipients.named", "Dealfront")
    found = suggest(purposes, tool)["SRC-01"]
    assert [ground.evidence.quote for ground in found.grounds] == [
        "the passage on recipients.named that says Dealfront"
    ]
    kept = stated("retention.items", Retention("logs", period="P1Y"))
    found = suggest(kept, observations=seen("retention_minimum", at=9000))["RET-02"]
    assert [ground.evidence.quote for ground in found.grounds] == ["the passage that shows retention_minimum"]


def test_national_law_is_cited_of_the_countries_that_matter(suggest, stated, seen):
    swedish = suggest(stated("controller.country", "SE"), observations=seen("national_id_number"))["CAT-02"]
    assert FindingWording(Translator("en")).basis(swedish) == (
        "GDPR, Art. 87",
        "Sweden: Act 2018:218, Chapter 3, Section 10",
    )
    assert swedish.facts == ()
    context = Context(service="product", client_country="FI")
    both = suggest(stated("controller.country", "SE"), observations=seen("national_id_number"), context=context)
    assert FindingWording(Translator("en")).basis(both["CAT-02"])[1:] == (
        "Sweden: Act 2018:218, Chapter 3, Section 10",
        "Finland: Act 1050/2018, Section 29 (if the client is the controller)",
    )
    assert both["CAT-02"].facts == ("D28",)


def test_a_vendor_is_not_held_to_the_clients_law(suggest, stated, seen):
    context = Context(service="product", client_country="FI")
    danish = stated("controller.country", "DK")
    found = suggest(danish, observations=seen("national_id_number"), context=context)["CAT-02"]
    assert FindingWording(Translator("en")).basis(found) == (
        "GDPR, Art. 87",
        "Finland: Act 1050/2018, Section 29 (if the client is the controller)",
    )


def test_an_identity_document_is_no_national_identity_number(suggest, stated):
    found = suggest(stated("data.categories", "government_id"))["CAT-02"]
    assert FindingWording(Translator("en")).title(found) == "Identity documents"


def test_a_whole_sentence_is_quoted_before_a_heading(suggest, stated, seen):
    heading = Sighting("purpose_limited", (ground("Purposes of the processing of data"),))
    sentence = Sighting("purpose_limited", (ground("We use your data for no other purpose.", 900),))
    found = suggest(stated("purposes", "marketing", at=5000), observations=(heading, sentence))["CON-01"]
    assert found.details["purposes.first"] == ("We use your data for no other purpose.",)

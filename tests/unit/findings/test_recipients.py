from __future__ import annotations

import datetime

from reviewer.findings import Material, Source, Standing, recipient_rows

AS_OF = datetime.date(2026, 11, 22)


def test_a_row_tells_what_the_text_says_from_what_is_known(stated):
    rows = recipient_rows(Material(stated("recipients.named", "Mixpanel", "Larkfield Post Oy")), AS_OF)
    known, unknown = rows
    assert (known.country, known.country_source, known.role_source) == ("US", Source.KNOWN, Source.KNOWN)
    assert (known.standing, known.decision.condition) == (Standing.CONDITIONAL, "self_certified")
    assert (unknown.country, unknown.country_source, unknown.standing) == ("", Source.NONE, Standing.UNKNOWN)


def test_what_the_text_says_of_a_recipient_goes_before_what_is_known(stated):
    named = stated(
        "recipients.named", "Mixpanel", country="DE", role="processor", safeguard="scc dpf", purpose="statistics"
    )
    (row,) = recipient_rows(Material(named), AS_OF)
    assert (row.country, row.country_source, row.standing) == ("DE", Source.TEXT, Standing.EEA)
    assert (row.role, row.role_source, row.purpose) == ("processor", Source.TEXT, "statistics")
    assert row.safeguards == ("scc", "dpf")


def test_safeguards_stated_in_general_stand_beside_recipients_outside_the_eea(stated):
    safeguards = stated("transfers.safeguards", "scc")
    rows = recipient_rows(Material(stated("recipients.named", "Mixpanel", "Snoobi") + safeguards), AS_OF)
    assert [row.stated for row in rows] == [("scc",), ()]


def test_a_safeguard_stated_for_one_recipient_is_no_general_one(stated):
    safeguards = stated("transfers.safeguards", "scc") + stated("transfers.safeguards", "bcr", recipient="Zendesk")
    (row,) = recipient_rows(Material(stated("recipients.named", "Mixpanel") + safeguards), AS_OF)
    assert row.stated == ("scc",)


def test_software_that_its_users_run_has_no_country_of_its_own(stated):
    own, hosted = recipient_rows(Material(stated("recipients.named", "Matomo", "Matomo Cloud")), AS_OF)
    assert (own.country, own.role) == ("", "analytics")
    assert (hosted.country, hosted.country_source) == ("NZ", Source.KNOWN)


def test_a_place_in_the_union_needs_no_safeguard(stated):
    (row,) = recipient_rows(Material(stated("recipients.named", "Mixpanel", country="EU")), AS_OF)
    assert row.standing is Standing.EEA


def test_a_decision_on_adequacy_counts_from_its_day(stated):
    named = Material(stated("recipients.named", "Mixpanel"))
    assert recipient_rows(named, datetime.date(2023, 7, 9))[0].standing is Standing.NONE


def test_legal_forms_and_spelling_do_not_hide_a_known_company(stated):
    rows = recipient_rows(Material(stated("recipients.named", "Mixpanel, Inc.", "mailchimp", "Hub Spot")), AS_OF)
    assert [row.country for row in rows] == ["US", "US", "US"]

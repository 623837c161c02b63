from __future__ import annotations

import re
from collections import Counter

from reviewer.lexicons import KnownRecipient, known_recipients, load_lexicon


def test_entries_are_complete_and_distinct() -> None:
    assert len(known_recipients()) > 500
    assert all(re.fullmatch("(?:[A-Z]{2})?", known.country) and known.maker for known in known_recipients())
    assert {known.name for known in known_recipients() if not known.country} == {"Matomo"}
    spellings = Counter(s for k in known_recipients() for s in {k.name, *(s.lstrip("=") for s in k.spellings)})
    assert [s for s, count in spellings.items() if count > 1] == []


def test_what_only_looks_like_a_recipient_has_no_role() -> None:
    roles = {entry["name"]: entry["role"] for entry in load_lexicon("any").words["known_recipients"]}
    assert {k.name for k in known_recipients() if not k.role} == {name for name in roles if roles[name] == "none"}
    assert "Google Chrome" in {k.name for k in known_recipients() if not k.role}


def test_company_is_told_from_its_products() -> None:
    company = KnownRecipient("Stocktree", "Stocktree Inc", "US", "software", ())
    product = KnownRecipient("Leafpad", "Stocktree Inc", "US", "software", ())
    assert company.is_company
    assert not product.is_company

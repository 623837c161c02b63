from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract.agreements import customer_names, is_clause_on, is_processing_agreement, names_subprocessors
from reviewer.extract.policy import Policy
from reviewer.model import Document

Build = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "# Data Processing Agreement\nThe Customer is the controller and we are its processor.",
        "# Definitions\nIn this Data Processing Addendum the customer is the controller.",
        "# Personuppgiftsbiträdesavtal\nKunden är personuppgiftsansvarig och vi är dess biträde.",
        "# Henkilötietojen käsittelyä koskeva liite\nAsiakas on rekisterinpitäjä ja me käsittelijä.",
    ],
)
def test_an_agreement_is_known_by_its_title_or_by_what_it_calls_itself(make_document: Build, text: str) -> None:
    assert is_processing_agreement(Policy(make_document(text)))


@pytest.mark.parametrize(
    "text",
    [
        "# Privacy policy\nWe have a data processing agreement with each of our providers.",
        "# Recipients\nA data processing agreement is in force with each provider.",
    ],
)
def test_a_policy_that_names_agreements_is_none(make_document: Build, text: str) -> None:
    assert not is_processing_agreement(Policy(make_document(text)))


def test_names_of_the_customer(make_document: Build) -> None:
    agreement = Policy(make_document('# Data Processing Agreement\nController: the school that orders it ("School").'))
    assert customer_names(agreement) == ("school",)
    policy = Policy(make_document('# Privacy policy\nController: the school that orders it ("School").'))
    assert customer_names(policy) == ()


def test_a_clause_is_on_what_it_or_a_heading_above_it_names(make_document: Build) -> None:
    text = "# Data Processing Agreement\n## Sub-processors\nThe list is below.\n## Term\nThe agreement lasts a year."
    policy = Policy(make_document(text))
    listed, lasting = (s for s in policy.sentences if policy.text[s.start : s.end].endswith("."))
    assert names_subprocessors(policy, listed)
    assert not names_subprocessors(policy, lasting)
    assert is_clause_on(policy, "processing_agreement", lasting)

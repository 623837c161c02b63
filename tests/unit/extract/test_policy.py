from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.model import Document

Make = Callable[[str], Document]


def sentence(policy: Policy, words: str) -> Sentence:
    found = policy.sentence_at(policy.text.index(words))
    assert found is not None
    return found


def test_heading_says_what_the_text_below_is_about(make_document: Make) -> None:
    policy = Policy(make_document("# Your rights\nWrite to us.\n# Cookies\nThey are few."))
    assert "rights" in sentence(policy, "Write to us").topics
    assert "rights" not in sentence(policy, "They are few").topics
    assert "cookies" in sentence(policy, "They are few").topics


def test_heading_without_topic_has_that_of_the_heading_above(make_document: Make) -> None:
    policy = Policy(make_document("# Retention\n## Orders\nTwo summers.\n# Odds and ends\nNothing here."))
    assert "retention" in sentence(policy, "Two summers").topics
    assert "retention" not in sentence(policy, "Nothing here").topics


def test_lead_in_gives_its_topic_to_the_list(make_document: Make) -> None:
    policy = Policy(make_document("The following information is collected:\n- name\n- address\nThanks for reading."))
    assert "data" in sentence(policy, "address").topics
    assert sentence(policy, "Thanks").lead_in is None


def test_head_of_a_column_gives_its_topic_to_the_cells(make_document: Make) -> None:
    policy = Policy(make_document("| Purpose | Retention |\n| invoices | seven summers |"))
    cell = sentence(policy, "seven")
    head = policy.column_head(cell)
    assert head is not None
    assert policy.text[head.start : head.end] == "Retention"
    assert "retention" in cell.topics
    assert "purposes" in sentence(policy, "invoices").topics


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("We do not collect names.", "names", True),
        ("We collect names.", "names", False),
        ("We do not sell data but we collect names.", "names", False),
        ("Vi samlar inte in namn.", "namn", True),
        ("Emme kerää nimiä.", "nimiä", True),
        ("We do not collect:\n- names", "names", True),
    ],
)
def test_negation(make_document: Make, text: str, word: str, negated: bool) -> None:
    policy = Policy(make_document(text))
    at = policy.text.index(word)
    assert policy.negated(at + len(word), sentence(policy, word)) is negated


def test_hedge(make_document: Make) -> None:
    policy = Policy(make_document("We may share names. We store addresses."))
    assert policy.hedged(sentence(policy, "share"))
    assert not policy.hedged(sentence(policy, "store"))


def test_paragraph_in_another_language_is_read_with_its_own_lexicon(make_document: Make) -> None:
    english = "This notice tells you how we use the information that we have about you and why we need it. " * 3
    finnish = "Sinulla on oikeus tarkastaa tietosi ja vaatia virheellisten tietojen korjaamista meiltä milloin tahansa."
    policy = Policy(make_document(f"{english}\n{finnish}"))
    assert sentence(policy, "Sinulla").language == "fi"
    assert sentence(policy, "This notice").language == "en"


def headless(make_document: Make, text: str) -> Policy:
    document = make_document(text)
    return Policy(replace(document, blocks=tuple(replace(block, header=False) for block in document.blocks)))


def test_head_of_a_table_is_told_by_its_words(make_document: Make) -> None:
    policy = headless(
        make_document, "| Recipient | Task | Place |\n| Nimbus | sending | Oslo |\n| Trellis | books | Rome |"
    )
    assert [policy.is_head(n) for n in range(3)] == [True, False, False]
    cell = policy.sentence_at(policy.text.index("Nimbus"))
    assert cell is not None
    assert "recipients" in cell.topics


@pytest.mark.parametrize(
    "table",
    [
        "| Nimbus | sending | Oslo |\n| Trellis | books | Rome |",
        "| Controller | Nimbus |\n| Purpose | books |",
        "| Recipients since 2019 | Nimbus | Oslo |\n| Trellis | books | Rome |",
    ],
)
def test_first_row_without_titles_is_no_head(table: str, make_document: Make) -> None:
    assert not headless(make_document, table).is_head(0)

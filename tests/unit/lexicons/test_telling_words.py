from __future__ import annotations

import pytest

from reviewer.lexicons.telling_words import find_telling_words
from reviewer.model import AssessedVersion, Block, BlockKind, Evidence, Value

P, ITEM = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def version(language: str, *blocks: tuple[BlockKind, str]) -> AssessedVersion:
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(len(text), len(text) + len(words), kind, int(kind is ITEM)))
        text += words + "\n"
    return AssessedVersion(1, 1, "a", "text/plain", "", text, "", tuple(made), None, language, "", "", "", "")


def marked(document: AssessedVersion, quote: str, *, hedged: bool = True, **details: str) -> list[str]:
    start = document.text.index(quote)
    evidence = Evidence(start, start + len(quote), quote)
    value = Value("purposes", "marketing", 0.9, "r", (evidence,), hedged, details=details)
    return [document.text[span.start : span.end] for span in find_telling_words(document, evidence, value)]


@pytest.mark.parametrize(
    ("language", "text", "quote", "hedges"),
    [
        ("en", "We may keep logs. We send news, which could stop. We might go.", "send news", ["could"]),
        ("sv", "Vi sparar allt. Vi kan lämna ut uppgifter vid behov.", "lämna ut", ["kan", "vid behov"]),
        ("en", "We may, e.g. Fridays, send news. We might go.", "send news", ["may"]),
        ("fi", "Tietoja voidaan luovuttaa. Tiedot poistetaan.", "luovuttaa", ["voidaan"]),
    ],
)
def test_hedges_of_the_sentence_are_marked_and_of_no_other(
    language: str, text: str, quote: str, hedges: list[str]
) -> None:
    assert marked(version(language, (P, text)), quote) == hedges


def test_an_item_has_the_hedge_of_what_leads_its_list_in() -> None:
    document = version("en", (P, "We may err. We might share data with:"), (ITEM, "Alder Ltd;"), (ITEM, "Birch Ltd."))
    assert marked(document, "Birch Ltd") == ["might"]


def test_a_limit_is_marked_where_there_is_no_hedge() -> None:
    assert marked(version("en", (P, "We do not knowingly send news.")), "send news") == ["knowingly"]
    assert marked(version("en", (P, "Unless you object we may send news.")), "send news") == ["may"]


def test_nothing_is_marked_where_nothing_is_hedged() -> None:
    assert marked(version("en", (P, "We may send news.")), "send news", hedged=False) == []


def test_the_third_party_that_it_is_said_of_is_marked() -> None:
    document = version("en", (P, "Our host, Cedar Cloud Ltd, is certified under ISO 27001."))
    assert marked(document, "ISO 27001", hedged=False, owner="Cedar Cloud Ltd") == ["Cedar Cloud Ltd"]

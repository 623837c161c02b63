from __future__ import annotations

import pytest

from reviewer.importers.hyphenation import Hyphenation

_LINES = ("Behandling av personuppgifter enligt EU-lagen och vår e-postpolicy", "för nyhetsbreven")


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("alla person-", "uppgifter raderas", "alla personuppgifter raderas"),
        ("alla Person-", "uppgifterna", "alla Personuppgifterna"),
        ("enligt EU-", "lagen", "enligt EU-lagen"),
        ("enligt ISO27001-", "standarden", "enligt ISO27001-standarden"),
        ("en e-", "postpolicy", "en e-postpolicy"),
        ("kund- och", "köpdata", None),
        ("kund-", "och köpdata", "kund- och köpdata"),
        ("kund-", "Och köpdata", "kund- Och köpdata"),
        ("lagrings-", "tiden", "lagrings-tiden"),
        ("Maria Berg-", "Ström", "Maria Berg-Ström"),
        ("lagrings\u00ad", "tiden", "lagringstiden"),
        ("lagrings\u2010", "tiden", "lagringstiden"),
        ("slut -", "början", "slut - början"),
    ],
)
def test_a_hyphen_goes_where_the_word_is_known_without(above: str, below: str, joined: str | None) -> None:
    text, joint = Hyphenation(_LINES).join(above, below)
    assert text + joint + below == (joined or f"{above} {below}")


def test_a_document_that_breaks_known_words_breaks_unknown_ones_too() -> None:
    lines = ["om brev och order", "alla bre-", "vet, alla brev-", "en, alla or-", "der, all lag-", "ring"]
    text, joint = Hyphenation([*lines, "breven brevet"]).join("i vår utlåning av lagrings-", "tiden")
    assert (text, joint) == ("i vår utlåning av lagrings", "")

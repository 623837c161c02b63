from __future__ import annotations

from collections.abc import Callable

from reviewer.extract import extract_document
from reviewer.extract.silences import Search, readable_examples
from reviewer.form import load_form
from reviewer.model import Document, Extraction

Maker = Callable[[str], Document]
TEXT = """
# Privacy notice
Tidewater Tools Ltd is the controller of your data.
# Retention
We look at old files once in a while and clear out what nobody needs.
# Your rights
You may ask for a copy of your data. You may lodge a complaint.
# Recipients
"""


def extraction(make_document: Maker) -> Extraction:
    return extract_document(make_document(TEXT))


def test_every_field_has_values_or_is_broken_off_or_silent(make_document: Maker) -> None:
    read = extraction(make_document)
    given = {v.field for v in read.values}
    broken = {i.field for i in read.incomplete}
    silent = [s.field for s in read.silences]
    assert given | broken | set(silent) >= {f.id for f in load_form().fields}
    assert not set(silent) & (given | broken)
    assert len(silent) == len(set(silent))


def test_silence_tells_what_was_looked_for_and_the_nearest_passages(make_document: Maker) -> None:
    document = make_document(TEXT)
    silence = next(s for s in extract_document(document).silences if s.field == "rights.authority")
    assert silence.cues > 3
    assert "supervisory authority" in silence.examples
    assert silence.nearest[0].quote == "You may lodge a complaint."
    assert all(document.text[n.start : n.end] == n.quote for n in silence.nearest)
    assert len(silence.nearest) <= 3


def test_examples_are_readable(make_document: Maker) -> None:
    for silence in extraction(make_document).silences:
        assert not any(character in example for example in silence.examples for character in "()[]|*=")


def test_examples_are_whole_words() -> None:
    beginnings = Search(("erity* henkilötietoryhm*", "tietojen antami* .. vapaaehtoi*"), frozenset(), frozenset())
    assert readable_examples(beginnings) == ()
    mixed = Search(
        ("lämna* uppgift*", "lämna .. uppgift", "[helt] (frivilligt|friv*)", "=DPO"), frozenset(), frozenset()
    )
    assert readable_examples(mixed) == ("frivilligt", "DPO", "lämna … uppgift")


def test_every_field_is_searched_by_cues_in_every_language(make_document: Maker) -> None:
    samples = {
        "en": "This notice tells you how we use the information that we have about you.",
        "sv": "Här berättar vi hur vi använder de uppgifter som vi har om dig och varför.",
        "fi": "Tässä kerromme, miten käytämme niitä tietoja, joita meillä on sinusta.",
    }
    for language, text in samples.items():
        read = extract_document(make_document(text))
        assert read.language == language
        assert [s.field for s in read.silences if s.cues == 0 and s.field != "document.language"] == []

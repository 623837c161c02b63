"""Words are found in every document, in any form and case, each hit with its exact place."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model import Span
from reviewer.review import (
    erase_document,
    erase_vendor,
    next_index_slice,
    record_import,
    remove_document,
    remove_engagement,
    remove_vendor,
    restore_vendor,
    search_documents,
    search_pattern,
    write_index_slice,
)
from reviewer.review.search import _expression, _terms
from reviewer.store import verify_chain

FINNISH = """Tietosuojaseloste

Kuvatalo Oy on rekisterinpitäjä. Tietosuojavastaavaan saa yhteyden sähköpostitse. \U0001f4ee
Hakemuksia säilytetään kaksi vuotta.
"""
SWEDISH = """Integritetspolicy

Bildhuset Nord AB är personuppgiftsansvarig. Ansökningar sparas i två år.
Uppgifter lämnas till Example Mail Ltd.
"""
SECRET = """Privacy notice of Zyxomma

Write to quillfeather@zyxomma.example. Hollyhocks are kept for two years.
"""
WORDS = (b"zyxomma", b"quillfeather", b"hollyhock")


def index_all(ws):
    while portion := next_index_slice(ws):
        write_index_slice(ws, portion)


@pytest.fixture
def texts(desk, make_reading):
    """The ids of the documents by language; all are in the index."""
    made = {"en": desk.imported}
    for language, text in (("fi", FINNISH), ("sv", SWEDISH)):
        reading = make_reading(text, (), name=f"{language}.txt")
        made[language] = record_import(desk.ws, reading, vendor=text.split("\n")[2].split(" ")[0], by="Ann")
    index_all(desk.ws)
    return made


def names(ws, typed):
    return [document.document for document in search_documents(ws, typed).documents]


def test_a_hit_leads_to_the_exact_place(desk, texts):
    (document,) = search_documents(desk.ws, "säilytetään").documents
    assert (document.vendor, document.document, document.count) == ("Kuvatalo", "fi.txt", 1)
    assert document.document_id == texts["fi"].document_id
    assert document.version_id == texts["fi"].version_id
    assert document.assessment_id == texts["fi"].assessment_id
    (hit,) = document.hits
    assert FINNISH[hit.span.start : hit.span.end] == "säilytetään"
    assert [hit.snippet[m.start : m.end] for m in hit.matches] == ["säilytetään"]


def test_a_word_is_found_in_every_document_that_has_it(desk, texts):
    result = search_documents(desk.ws, "example")
    assert {document.document for document in result.documents} == {"lumo.txt", "sv.txt"}
    assert (result.document_count, result.hit_count) == (2, sum(d.count for d in result.documents))
    assert (result.read, result.versions) == (3, 3)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tietosuojavastaava", ["fi.txt"]),
        ("HAKEMUKSI", ["fi.txt"]),
        ("rekisterinpitaja", []),
        ("ansökning två", ["sv.txt"]),
        ("två ansökning", ["sv.txt"]),
        ('"sparas i två år"', ["sv.txt"]),
        ("“sparas i två år”", ["sv.txt"]),
        ('"två sparas"', []),
        ('"spara"', []),
        ('"sparas i tv', ["sv.txt"]),
        ("sparas vuotta", []),
        ("i tv", ["sv.txt"]),
        ("privacy@lumobookings", ["lumo.txt"]),
        ("lumobookings@privacy", []),
        ("a", []),
        ("", []),
        ("\U0001f4ee", []),
    ],
)
def test_words_stand_for_their_beginnings_and_quoted_ones_for_themselves(desk, texts, typed, found):
    assert names(desk.ws, typed) == found


@pytest.mark.parametrize(
    "typed",
    ['"', "AND", "NOT kept OR", "NEAR(two years)", "words: kept", "kept*", "^two - (years", "'); --", "\ud800\x00"],
)
def test_whatever_is_typed_can_be_looked_for(desk, texts, typed):
    assert search_documents(desk.ws, typed).versions == 3


@settings(max_examples=150, deadline=None)
@given(typed=st.text(max_size=30))
def test_no_text_has_a_wrong_form(typed):
    terms = _terms(typed)
    pattern = search_pattern(typed)
    assert (pattern is None) == (not terms)
    if terms:
        plain = sqlite3.connect(":memory:")
        plain.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='unicode61 remove_diacritics 0')")
        assert plain.execute("SELECT * FROM t WHERE t MATCH ?", (_expression(terms),)).fetchall() == []
        plain.close()


def test_marks_stored_apart_are_found_and_shown(ws, make_reading):
    record_import(ws, make_reading("Notice\nTiedot sa\u0308ilyteta\u0308a\u0308n.", ()), by="Ann")
    index_all(ws)
    ((hit,),) = (d.hits for d in search_documents(ws, "säilyte").documents)
    assert hit.snippet[hit.matches[0].start : hit.matches[0].end] == "sa\u0308ilyteta\u0308a\u0308n"


def test_the_document_with_the_best_hit_comes_first_and_hits_in_order_of_the_text(ws, make_reading):
    filler = "Nothing of note stands in this sentence about lamps and ladders. " * 8
    often = f"Notice\n{filler}\nErasure, erasure and erasure again.\n{filler}\n{filler}\nErasure of lamps. {filler}"
    seldom = f"Notice\n{filler}\n{filler} erasure {filler}"
    for name, text in (("seldom", seldom), ("often", often)):
        reading = make_reading(text, (), name=name)
        record_import(ws, reading, vendor=name, by="Ann")
    index_all(ws)
    first, second = search_documents(ws, "erasure").documents
    assert (first.document, second.document) == ("often", "seldom")
    assert [h.span.start for h in first.hits] == sorted(h.span.start for h in first.hits)


def test_hits_are_bounded_and_counted(ws, make_reading):
    filler = "Lamps and ladders are described here at some length and without haste. " * 6
    text = "Notice\n" + "\n".join(f"Lantern {number}. {filler}" for number in range(80))
    reading = make_reading(text, ())
    for vendor in ("One", "Two", "Three"):
        record_import(ws, reading, vendor=vendor, by="Ann")
    index_all(ws)
    result = search_documents(ws, "ladders", most=12, most_each=5)
    assert [len(d.hits) for d in result.documents] == [5, 5, 2]
    assert result.document_count == 3
    assert result.hit_count == sum(d.count for d in result.documents) > 20


def test_a_snippet_is_one_line_of_whole_words_with_the_matches_in_it(ws, make_reading):
    text = "Notice\n" + "alpha beta gamma " * 30 + "\nlantern here\n\nand lanterns there " + "delta epsilon " * 40
    record_import(ws, make_reading(text, ()), by="Ann")
    index_all(ws)
    ((hit,),) = (d.hits for d in search_documents(ws, "lantern").documents)
    assert [hit.snippet[m.start : m.end] for m in hit.matches] == ["lantern", "lanterns"]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert "\n" not in hit.snippet
    assert set(re.findall(r"\w+", hit.snippet)) <= set(text.split())
    assert text[hit.span.start : hit.span.end] == "lantern"


def test_the_place_shown_is_where_most_of_the_words_stand(ws, make_reading):
    text = "Notice\n" + "lamp " + "other words " * 30 + "lamp and ladder." + " other words" * 20
    record_import(ws, make_reading(text, ()), by="Ann")
    index_all(ws)
    ((hit,),) = (d.hits for d in search_documents(ws, "lamp ladder").documents)
    assert hit.span == Span(text.rindex("lamp"), text.rindex("lamp") + 4)


def test_only_current_versions_are_searched(desk, make_reading):
    newer = make_reading("Privacy notice of Lumo Bookings\nLetters are kept.", ())
    record_import(desk.ws, newer, replaces=desk.imported.document_id, by="Ann")
    index_all(desk.ws)
    assert names(desk.ws, "invoices") == []
    assert names(desk.ws, "letters") == ["lumo.txt"]


def test_what_was_removed_is_not_found_until_it_comes_back(desk, texts):
    remove_document(desk.ws, texts["fi"].document_id, by="Ann")
    assert names(desk.ws, "vuotta") == []
    remove_vendor(desk.ws, texts["sv"].vendor_id, by="Ann")
    assert names(desk.ws, "ansökningar") == []
    restore_vendor(desk.ws, texts["sv"].vendor_id, by="Ann")
    assert names(desk.ws, "ansökningar") == ["sv.txt"]
    remove_engagement(desk.ws, 1, by="Ann")
    assert names(desk.ws, "ansökningar") == []


@pytest.mark.parametrize("erase", [erase_document, erase_vendor])
def test_what_was_erased_left_no_word_in_the_index_or_the_file(desk, texts, tmp_path, make_reading, erase):
    imported = record_import(desk.ws, make_reading(SECRET, (), name="note.txt"), vendor="Z", by="Ann")
    index_all(desk.ws)
    assert names(desk.ws, "hollyhock") == ["note.txt"]
    indexed = b"".join(b for (b,) in desk.ws._database.execute("SELECT block FROM search_words_data"))
    assert all(word in indexed for word in WORDS)
    key = imported.document_id if erase is erase_document else imported.vendor_id
    assert erase(desk.ws, key, by="Bo").scrubbed
    index_all(desk.ws)
    assert names(desk.ws, "hollyhock") == []
    assert names(desk.ws, "vuotta") == ["fi.txt"]
    assert verify_chain(desk.ws.audit).whole
    desk.ws.close()
    content = b"".join(p.read_bytes().lower() for p in tmp_path.rglob("*") if p.is_file())
    assert [word for word in WORDS if word in content] == []

"""The words of texts: read in portions, looked up, and gone when they are cleared."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from reviewer.model import Block, BlockKind, Document, DocumentKind, Extraction, Span
from reviewer.model.search import IndexSlice
from reviewer.store import Workspace, inspect_workspace, salvage_workspace, set_password
from reviewer.store.connection import pragma

FROZEN = Path(__file__).parents[2] / "data" / "databases" / "v004.reviewer"
NORMAL, FULL = 1, 2
TEXT = "Rekisterinpitäjä säilyttää hakemuksia kaksi vuotta. Kundernas uppgifter skyddas på alla sätt."


@pytest.fixture
def version_id(ws):
    with ws.transaction():
        engagement_id = ws.engagements.insert("Nummi Oy", "")
        vendor = ws.engagements.insert_vendor(engagement_id, "Tuuli Oy")
        document_id = ws.documents.insert(vendor.id, "Policy", DocumentKind.POLICY)
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        blocks = (Block(0, len(TEXT), BlockKind.PARAGRAPH),)
        document = Document("p.txt", "text/plain", digest, TEXT, blocks, (), None)
        made = ws.documents.insert_version(document_id, document, TEXT.encode(), source="", retrieved="", at=ws.now())
        ws.documents.insert_run(made, Extraction("fi", "1", ()), ws.now())
    return made


def portion(version_id, start=0, end=None):
    end = end or len(TEXT)
    return IndexSlice(version_id, start, end, ((Span(start, end), TEXT[start:end]),), finished=end == len(TEXT))


def add(ws, *portions):
    with ws.transaction():
        return [ws.search_index.add(p) for p in portions]


def found(ws, expression):
    return [(p.start, p.text) for p in ws.search_index.find(expression, most=10, most_each=10)]


def test_a_text_is_read_in_portion_by_portion(ws, version_id):
    middle = TEXT.index("Kundernas")
    assert ws.search_index.counts() == (0, 1)
    assert ws.search_index.unread().reached == 0
    add(ws, portion(version_id, 0, middle))
    assert (ws.search_index.counts(), ws.search_index.unread().reached) == ((0, 1), middle)
    add(ws, portion(version_id, middle))
    assert (ws.search_index.counts(), ws.search_index.unread()) == ((1, 1), None)
    assert found(ws, '"skyddas"') == [(middle, TEXT[middle:])]


def test_a_portion_that_does_not_follow_is_refused(ws, version_id):
    middle = TEXT.index("Kundernas")
    assert add(ws, portion(version_id, middle)) == [False]
    assert add(ws, portion(version_id), portion(version_id)) == [True, False]
    assert add(ws, portion(version_id + 1)) == [False]
    assert len(found(ws, '"skyddas"')) == 1


def test_letters_with_rings_and_dots_are_letters_of_their_own(ws, version_id):
    add(ws, portion(version_id))
    assert found(ws, '"SÄTT"')
    assert found(ws, '"säi"*')
    assert not found(ws, '"satt"')
    assert not found(ws, '"pa"')


def test_what_was_read_in_survives_a_crash(ws, version_id, path):
    middle = TEXT.index("Kundernas")
    add(ws, portion(version_id, 0, middle))
    shutil.copy(path, path.with_name("crashed.reviewer"))
    shutil.copy(f"{path}-wal", path.with_name("crashed.reviewer-wal"))
    with Workspace.open(path.with_name("crashed.reviewer")) as after:
        assert after.search_index.unread().reached == middle
        assert found(after, '"hakemuksia"')


def test_a_cleared_index_holds_no_word(ws, version_id):
    add(ws, portion(version_id))
    assert b"hakemuksia" in index_content(ws)
    with ws.transaction():
        ws.search_index.clear()
    assert b"hakemuksia" not in index_content(ws)
    assert (ws.search_index.counts(), found(ws, '"hakemuksia"')) == ((0, 1), [])


def index_content(ws):
    return b"".join(block for (block,) in ws._database.execute("SELECT block FROM search_words_data"))


def test_the_frozen_file_goes_on_where_it_stopped(tmp_path):
    copy = Path(shutil.copy(FROZEN, tmp_path / "old.reviewer"))
    with Workspace.open(copy) as ws:
        assert ws.search_index.counts() == (2, 3)
        assert ws.search_index.unread().version_id == 1
        assert len(ws.search_index.find('"agreement"', most=10, most_each=10)) == 1


def test_an_index_is_in_order_and_a_repaired_file_makes_its_own(tmp_path):
    copy = Path(shutil.copy(FROZEN, tmp_path / "old.reviewer"))
    assert inspect_workspace(copy) == ()
    salvage = salvage_workspace(copy, tmp_path / "new.reviewer", at="2026-03-02T09:00:00.000Z")
    assert salvage.whole
    with Workspace.open(salvage.path) as ws:
        assert ws.search_index.counts() == (0, 3)


def test_an_encrypted_file_is_searched_the_same(tmp_path):
    copy = Path(shutil.copy(FROZEN, tmp_path / "secret.reviewer"))
    key = set_password(copy, "sinivuokko ja kielo", by="Ann").key
    with Workspace.open(copy, key=key) as ws:
        assert len(ws.search_index.find('"agreement"', most=10, most_each=10)) == 1
        with ws.transaction():
            ws.search_index.clear()
        while unread := ws.search_index.unread():
            end = len(unread.text)
            add(ws, IndexSlice(unread.version_id, 0, end, ((Span(0, end), unread.text),), finished=True))
        assert len(ws.search_index.find('"agreement"', most=10, most_each=10)) == 1
    assert b"agreement" not in copy.read_bytes()


def test_what_is_derived_is_written_whole_or_not_at_all_and_waits_for_no_disk(ws, version_id):
    def fail_half_way():
        with ws.derived_transaction():
            ws.search_index.add(portion(version_id))
            assert pragma(ws._database, "synchronous") == NORMAL
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert ws.search_index.counts() == (0, 1)
    assert pragma(ws._database, "synchronous") == FULL
    with ws.derived_transaction():
        ws.search_index.add(portion(version_id))
    assert ws.search_index.counts() == (1, 1)
    assert pragma(ws._database, "synchronous") == FULL

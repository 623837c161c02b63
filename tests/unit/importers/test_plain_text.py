from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.importers import Limits, read_document
from reviewer.model import Block, BlockKind, Document, EmptyFileError, TooLargeError


def _read(text: str) -> Document:
    return read_document(text.encode(), "policy.txt")


def _outline(text: str) -> list[tuple[BlockKind, int, str]]:
    document = _read(text)
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def _headings(text: str) -> list[tuple[int, str]]:
    return [(level, words) for kind, level, words in _outline(text) if kind is BlockKind.HEADING]


def test_only_the_mark_and_the_line_ends_change() -> None:
    document = read_document(b"\xef\xbb\xbfHej\tp\xc2\xa0\r\n  d\xc2\xadu\rslut\n", "a.txt")
    assert document.text == "Hej\tp\u00a0\n  d\u00adu\nslut\n"
    assert document.media_type == "text/plain"
    assert document.pages is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_utf_16_text_and_other_character_sets_are_read(encoding: str) -> None:
    text = "Tietosuojaseloste\n\nKäsittelemme henkilötietojasi – näin.\n"
    assert read_document(text.encode(encoding), "a.txt").text == text


def test_emoji_and_combining_marks_count_as_their_code_points() -> None:
    text = "Kontakt 👩‍⚖️\n\nBrev till Ame\u0301lie e\u0308r välkomna 🙂.\n"
    document = _read(text)
    assert document.text == text
    assert document.text[document.blocks[1].start : document.blocks[1].end] == text.strip().split("\n")[-1]


def test_an_empty_file_is_an_error() -> None:
    for data in (b"", b"  \n\n\t", b"\xef\xbb\xbf"):
        with pytest.raises(EmptyFileError):
            read_document(data, "a.txt")


def test_a_text_of_300_000_characters_is_read() -> None:
    text = "We keep your order for two years after the delivery of it. " * 5_100
    assert len(_read(text).text) == len(text) > 300_000


def test_two_million_characters_are_read_in_linear_time() -> None:
    line = "- We keep the order\nNordic Kiln Oy\n\n4. Storage\nA sentence about something that goes on and on.\n"

    def seconds(repeats: int) -> float:
        started = time.process_time()
        _read(line * repeats)
        return time.process_time() - started

    short, long = seconds(2_000), seconds(20_000)
    assert long < 30 * max(short, 0.05)
    assert len(line) * 20_000 < Limits().characters


def test_a_text_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLargeError) as caught:
        read_document(b"word " * 100, "a.txt", limits=Limits(characters=400))
    assert caught.value.facts == {"characters": 400}
    with pytest.raises(TooLargeError) as caught:
        read_document(b"x" * (1024 * 1024 + 1), "a.txt", limits=Limits(megabytes=1))
    assert caught.value.facts == {"megabytes": 1}


def test_numbered_headings_have_the_depth_of_their_numbers() -> None:
    text = (
        "Privacy notice\n\n1. Controller\n\nBirch Ledger Oy keeps the register.\n\n2. What we collect\n\n"
        "2.1 From you\n\nYour name and address.\n\n2.2 From others\n\nCredit ratings.\n"
    )
    assert _headings(text) == [
        (1, "Privacy notice"),
        (2, "1. Controller"),
        (2, "2. What we collect"),
        (3, "2.1 From you"),
        (3, "2.2 From others"),
    ]


def test_names_and_addresses_below_a_heading_are_no_headings() -> None:
    text = (
        "TIETOSUOJASELOSTE\n\n1. Rekisterinpitäjä\n\nKuusilinna Oy\nHarjutie 4\n90100 Oulu\n\n"
        "2. Yhteyshenkilö\n\nAino Kivelä\n\n3. Rekisterin nimi\n\nKuusilinnan asiakasrekisteri\n\n"
        "4. Käsittelyn tarkoitus\n\nTietoja käytetään asiakassuhteen hoitoon.\n"
    )
    assert [words for _, words in _headings(text)] == [
        "TIETOSUOJASELOSTE",
        "1. Rekisterinpitäjä",
        "2. Yhteyshenkilö",
        "3. Rekisterin nimi",
        "4. Käsittelyn tarkoitus",
    ]
    assert (BlockKind.PARAGRAPH, 0, "Kuusilinna Oy\nHarjutie 4\n90100 Oulu") in _outline(text)


def test_capitals_are_headings_without_blank_lines() -> None:
    long = "We use what you tell us only to answer you, and we never pass it on to anybody who is not named here, ever."
    text = f"About us\n{long}\nYOUR RIGHTS\n{long}\nContact details:\n{long}\n"
    assert _headings(text) == [(1, "About us"), (2, "YOUR RIGHTS"), (4, "Contact details:")]


def test_a_lead_in_is_no_heading_and_its_items_are_a_list() -> None:
    items = "  • name\n  • address,\n    with town\n    ◦ postcode"
    text = f"Data\n\nThe data we collect are:\n\n{items}\n\nNothing else is kept.\n"
    assert _outline(text)[1:] == [
        (BlockKind.PARAGRAPH, 0, "The data we collect are:"),
        (BlockKind.LIST_ITEM, 1, "• name"),
        (BlockKind.LIST_ITEM, 1, "• address,\n    with town"),
        (BlockKind.LIST_ITEM, 2, "◦ postcode"),
        (BlockKind.PARAGRAPH, 0, "Nothing else is kept."),
    ]


def test_consecutive_numbers_are_items_and_not_headings() -> None:
    outline = _outline(
        "You may ask us\n\n1. to see your data\n2. to erase it\n3. to move it\n\nWe answer in a month.\n"
    )
    assert [kind for kind, _, _ in outline] == [
        BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "We keep the data of our customers for\nas long as the contract lasts. Then we erase it\nwithin a month.\n"
    assert [words for _, _, words in _outline(text)] == [text.strip()]


def test_origins_name_the_line() -> None:
    document = _read("One\n\nTwo three\nfour\n")
    assert [(document.text[o.start : o.end], o.paragraph) for o in document.origins] == [
        ("One", 1),
        ("Two three", 3),
        ("four", 4),
    ]


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400) | st.lists(
    st.sampled_from(
        ["1. Foo", "2. Bar", "- item", "  o sub", "Label:", "TITLE", "", "a sentence, which goes on.", "\u00a0", "Ä"]
    ),
    max_size=20,
).map("\n".join)


@given(_TEXT)
def test_text_is_kept_and_blocks_lie_in_order_within_it(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        document = read_document(text.encode("utf-8-sig"), "a.txt")
    except EmptyFileError:
        assert not expected.strip()
        return
    if document.media_type == "text/plain":
        assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert_in_order(document)


def assert_in_order(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        _assert_cells(block)
        end = block.end
    end = 0
    for origin in document.origins:
        assert end <= origin.start < origin.end <= len(document.text)
        end = origin.end
    covered = sum(o.end - o.start for o in document.origins)
    assert covered <= len(document.text)


def _assert_cells(block: Block) -> None:
    end = block.start
    for cell in block.cells:
        assert end <= cell.start <= cell.end <= block.end
        end = cell.end


@pytest.mark.parametrize(
    "table",
    [
        "Data | Kept for | Why\nInvoices | six years | the law\nLogs | a year |",
        "| Data | Kept for | Why |\n|---|:---:|---|\n| Invoices | six years | the law |\n| Logs | a year | |",
        "Data\tKept for\tWhy\nInvoices\tsix years\tthe law\nLogs\ta year\t-",
    ],
)
def test_lines_with_as_many_cells_are_a_table(table: str) -> None:
    text = f"We keep data for some time:\n\n{table}\n\nThen we erase it."
    document = _read(text)
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    cells = [[document.text[c.start : c.end] for c in row.cells] for row in rows]
    assert cells[:2] == [["Data", "Kept for", "Why"], ["Invoices", "six years", "the law"]]
    assert cells[2][:2] == ["Logs", "a year"]
    assert {row.table for row in rows} == {1}
    assert [row.header for row in rows] == ["---" in table, False, False]
    assert document.text == text


@pytest.mark.parametrize(
    "text", ["Home | Products | About us", "•\tone thing\n•\tanother", "E-mail:\ta@b.example\nTel:\t1"]
)
def test_a_line_of_links_and_what_stands_behind_bullets_and_labels_are_no_table(text: str) -> None:
    assert BlockKind.TABLE_ROW not in {kind for kind, _, _ in _outline(f"{text}\n\nWe keep it.")}


@pytest.mark.parametrize("heading", ["2. Contact person", "Contact person"])
def test_a_name_between_a_heading_and_contact_details_is_no_heading(heading: str) -> None:
    lines = [
        "Privacy notice",
        "We keep a register of members.",
        heading,
        "Odette Vance",
        "odette@larkmoor.example",
        "Bye.",
    ]
    text = "\n\n".join(lines)
    assert [words for _, words in _headings(text)] == ["Privacy notice", heading]

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.importers import read_document
from reviewer.model import Block, BlockKind, Document, EmptyFileError, NoTextError


def _read(source: str) -> Document:
    return read_document(source.encode(), "policy.md")


def _outline(source: str) -> list[tuple[BlockKind, int, str]]:
    document = _read(source)
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def _headings(source: str) -> list[tuple[int, str]]:
    return [(level, words) for kind, level, words in _outline(source) if kind is BlockKind.HEADING]


def test_markers_go_and_blocks_are_parted_by_one_blank_line() -> None:
    source = (
        "# Privacy *notice*\n\nWe keep `logs` for **30 days**.\n\n> Ask ~~nobody~~ us\n> first.\n\n---\n\nEnd\n===\n"
    )
    assert _read(source).text == "Privacy notice\n\nWe keep logs for 30 days.\n\nAsk nobody us\nfirst.\n\nEnd"


def test_front_matter_stays_as_lines() -> None:
    document = _read('---\ntitle: "Integritet"\nupdated: 2025-03-01\n---\n\n# Integritet\n\nText.\n')
    assert document.text.startswith('title: "Integritet"\nupdated: 2025-03-01\n\nIntegritet\n\nText.')


def test_a_link_says_where_it_leads_only_where_its_label_does_not() -> None:
    source = (
        "Write to [us](mailto:privacy@larchmail.example?subject=Hi), [Privacy@Larchmail.example]"
        "(mailto:privacy@larchmail.example), [call](tel:+358401234567), [040 123 4567](tel:+358401234567), "
        "[our list](https://larchmail.example/list), [larchmail.example/list](https://www.larchmail.example/list/), "
        "[below](#below) or [here](/contact).\n"
    )
    assert _read(source).text == (
        "Write to us (mailto:privacy@larchmail.example), Privacy@Larchmail.example, call (tel:+358401234567), "
        "040 123 4567, our list (https://larchmail.example/list), larchmail.example/list, below or here."
    )


def test_lists_stand_on_consecutive_lines_with_marker_or_number() -> None:
    source = "We keep:\n\n* names\n    * first\n* addresses\n\nYou may\n\n3. ask\n4. complain\n"
    assert _read(source).text == "We keep:\n\n- names\n- first\n- addresses\n\nYou may\n\n3. ask\n4. complain"
    items = [(level, words) for kind, level, words in _outline(source) if kind is BlockKind.LIST_ITEM]
    assert items == [(1, "- names"), (2, "- first"), (1, "- addresses"), (1, "3. ask"), (1, "4. complain")]


def test_text_that_only_follows_a_list_is_not_its_last_item() -> None:
    source = "Providers:\n* Alder Hosting AB\n* Rowan Mail Ltd\nNobody else receives data.\n"
    assert _outline(source)[-2:] == [
        (BlockKind.LIST_ITEM, 1, "- Rowan Mail Ltd"),
        (BlockKind.PARAGRAPH, 0, "Nobody else receives data."),
    ]


def test_table_rows_have_cells_and_a_header() -> None:
    document = _read("| Purpose | Basis |\n| --- | --- |\n| **Orders** | Contract |\n| News |  |\n\nText\n")
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert document.text.startswith("Purpose | Basis\nOrders | Contract\nNews\n\nText")
    assert [row.header for row in rows] == [True, False, False]
    assert {row.table for row in rows} == {1}
    assert _cells(document, rows[1]) == ["Orders", "Contract"]


def test_an_empty_head_gives_way_to_a_bold_first_row_and_cells_hold_lists() -> None:
    source = "| | |\n| - | - |\n| **Purpose** | **Data** |\n| Orders | * Name<br>* Address |\n"
    document = _read(source)
    assert [b.header for b in document.blocks] == [True, False]
    assert _cells(document, document.blocks[1]) == ["Orders", "- Name\n- Address"]


def test_headings_in_looks_only_are_headings() -> None:
    source = (
        "Notice\n------\n\n 1. Introduction\n\nLarch Mail Oy keeps your data.\n\n2.1 Visitors of our site\n\nLogs.\n\n"
        "**Your rights**\n\nYou may ask.\n\n**Breaches:**  \n• told to you  \n• told to the authority\n\n"
        "__Complaints__\nYou may complain to the authority.\n"
    )
    assert _headings(source) == [
        (2, "Notice"),
        (3, "1. Introduction"),
        (4, "2.1 Visitors of our site"),
        (3, "Your rights"),
        (3, "Breaches:"),
        (3, "Complaints"),
    ]
    assert (BlockKind.LIST_ITEM, 1, "- told to you") in _outline(source)


@pytest.mark.parametrize(
    "source",
    [
        "**Larch Mail Oy**  \nHarjutie 4  \n90100 Oulu\n",
        "**Updated: 3 March 2025**\n\nText.\n",
        "**Controller:** Larch Mail Oy\n\nText.\n",
        "**We never sell your data to anybody.**\n\nText.\n",
        "1. We keep names\n2. We keep addresses\n\nText.\n",
    ],
)
def test_names_dates_sentences_and_items_are_no_headings(source: str) -> None:
    assert _headings(source) == []


def test_a_numbered_section_stands_below_its_chapter() -> None:
    assert _headings("### 3. Purposes\n\nText.\n\n### 3.1 Orders\n\nText.\n\n### 4. Rights\n\nText.\n") == [
        (3, "3. Purposes"),
        (4, "3.1 Orders"),
        (3, "4. Rights"),
    ]


def test_html_inside_is_read_as_html() -> None:
    source = (
        "Text with <b>bold</b><br>and a break.\n\n<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr>"
        "</table>\n\n<!-- not shown -->\n\n<script>alert('x')</script>\n"
    )
    assert _read(source).text == "Text with bold\nand a break.\n\nA | B\n1 | 2"


def test_asterisks_of_broken_emphasis_go() -> None:
    source = "* **Access:\n**You may see your data.\n"
    assert _outline(source) == [(BlockKind.LIST_ITEM, 1, "- Access:\nYou may see your data.")]


def test_invisible_characters_go_and_spaces_become_spaces() -> None:
    assert _read("Per\u00adso\u200bnal\u00a0data\ufeff\n").text == "Personal data"


def test_markdown_without_text_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        _read(" \n\n")


@given(st.text(st.sampled_from("#*_-`>[]()!|<b>1. \n\\aÄ~:"), max_size=150))
def test_any_source_gives_blocks_in_order(source: str) -> None:
    try:
        document = _read(source)
    except (EmptyFileError, NoTextError):
        return
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    for before, after in pairwise(document.origins):
        assert before.end <= after.start


def _cells(document: Document, row: Block) -> list[str]:
    return [document.text[c.start : c.end] for c in row.cells]


_LONGER = "We explain this at some length, so that the line above is seen to head a paragraph of running text."


def test_short_lines_above_running_text_are_headings_where_a_file_has_lost_their_marks() -> None:
    lines = ("What do we collect?", "Legal basis", "Third country transfers", "What are my rights?")
    source = "# Notice\n\n" + "\n\n".join(f"{line}\n\n{_LONGER}" for line in lines)
    assert _headings(source) == [(1, "Notice"), *((2, line) for line in lines)]


def test_short_lines_are_no_headings_where_a_file_marks_its_own() -> None:
    marked = "\n\n".join(f"## Part {word}\n\n{_LONGER}" for word in ("one", "two", "three"))
    bare = "\n\n".join(f"{line}\n\n{_LONGER}" for line in ("A short line", "Another one", "A third", "A fourth"))
    source = f"{marked}\n\n{bare}"
    assert [words for _, words in _headings(source)] == ["Part one", "Part two", "Part three"]


def test_company_names_and_addresses_are_no_headings_even_in_a_file_without_marks() -> None:
    source = "\n\n".join(
        f"{line}\n\n{_LONGER}" for line in ("Larch Mail Ltd", "+358 40 123 4567", "12 Mill Street 4000")
    )
    assert _headings(source) == []

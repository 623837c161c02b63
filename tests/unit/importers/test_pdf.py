from __future__ import annotations

import pytest

from reviewer.importers import Limits, read_document
from reviewer.model import (
    BlockKind,
    DamagedFileError,
    Document,
    NoTextError,
    PasswordNeededError,
    TooLargeError,
)

_PROSE = [
    "Granholm Archive keeps the letters of its readers for as long as an answer is due, and no",
    "longer than the law asks for. Nobody else sees them, and nobody is told what stands in any",
    "of them, neither by telephone nor otherwise.",
]


def _outline(data: bytes) -> list[tuple[BlockKind, int, str]]:
    document = read_document(data, "policy.pdf")
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_lines_become_paragraphs_headings_and_items(pdf) -> None:
    page = pdf.page(
        head=[(60, 100, "Privacy notice of Granholm Archive")],
        bold=[(60, 190, "1. Controller")],
        text=[
            *pdf.column(60, 130, _PROSE),
            *pdf.column(60, 215, ["Granholm Archive Ltd", "4 Mill Lane", "Exeter EX1 1AA"]),
            (60, 280, "The letters hold these data:"),
            *pdf.column(78, 302, ["• name", "• address, which we need whenever an answer is sent by post and"]),
            (86, 330, "not by telephone"),
            (96, 344, "- postcode"),
            (78, 358, "• date"),
        ],
    )
    assert _outline(pdf.write(page)) == [
        (BlockKind.HEADING, 1, "Privacy notice of Granholm Archive"),
        (BlockKind.PARAGRAPH, 0, " ".join(_PROSE)),
        (BlockKind.HEADING, 2, "1. Controller"),
        (BlockKind.PARAGRAPH, 0, "Granholm Archive Ltd\n4 Mill Lane\nExeter EX1 1AA"),
        (BlockKind.PARAGRAPH, 0, "The letters hold these data:"),
        (BlockKind.LIST_ITEM, 1, "- name"),
        (
            BlockKind.LIST_ITEM,
            1,
            "- address, which we need whenever an answer is sent by post and not by telephone",
        ),
        (BlockKind.LIST_ITEM, 2, "- postcode"),
        (BlockKind.LIST_ITEM, 1, "- date"),
    ]


def test_every_line_has_its_page_and_box_from_the_top_left(pdf) -> None:
    first = pdf.page(text=[(72, 100, "A line of text on the first page."), (72, 400, "Another one.")])
    second = pdf.page(text=[(200, 700, "The last line of them all.")])
    document = read_document(pdf.write(first, second), "policy.pdf")
    assert document.pages == 2
    assert [(o.page, document.text[o.start : o.end]) for o in document.origins] == [
        (1, "A line of text on the first page."),
        (1, "Another one."),
        (2, "The last line of them all."),
    ]
    box = document.origins[2].box
    assert box is not None
    assert box.left == pytest.approx(200, abs=1)
    assert box.top < 700 < box.bottom + 4
    assert 8 < box.bottom - box.top < 15
    assert document.page_of(document.text.index("last")) == 2


@pytest.mark.parametrize(("part", "rotate", "cut_left", "cut_top"), [("text", 0, 50, 100), ("sideways", 90, 100, 50)])
def test_boxes_count_from_the_cropped_and_rotated_page(
    pdf, part: str, rotate: int, cut_left: int, cut_top: int
) -> None:
    lines = [(180, 260, "Within the frame of the page"), (180, 20, "Cut away with the margin")]
    page = pdf.page(**{part: lines}, crop=(50, 100, 545, 742), rotate=rotate)
    document = read_document(pdf.write(page), "policy.pdf")
    assert document.text == "Within the frame of the page"
    box = document.origins[0].box
    assert box is not None
    assert box.left == pytest.approx(180 - cut_left, abs=2)
    assert box.bottom == pytest.approx(260 - cut_top + 2, abs=3)
    assert box.right - box.left > 100 > box.bottom - box.top


def test_running_heads_and_page_numbers_are_left_out(pdf) -> None:
    pages = [
        pdf.page(
            text=[
                (60, 40, f"Granholm Archive - version 3 - page {number}"),
                (60, 300, f"What stands on page number {number} is said only here."),
                (290, 815, str(number)),
            ]
        )
        for number in (1, 2, 3)
    ]
    text = read_document(pdf.write(*pages), "policy.pdf").text
    assert text.split("\n\n") == [f"What stands on page number {n} is said only here." for n in (1, 2, 3)]


def test_a_page_number_above_a_wide_margin_is_left_out(pdf) -> None:
    pages = [pdf.page(text=[(60, 300, f"Said on page {n} of the notice only."), (500, 745, str(n))]) for n in (1, 2)]
    text = read_document(pdf.write(*pages), "policy.pdf").text
    assert text == "Said on page 1 of the notice only.\n\nSaid on page 2 of the notice only."


def test_bullets_that_are_drawn_make_list_items(pdf) -> None:
    lines = ["We collect:", "your name and the name of the firm,", "your address."]
    text = [(60, 100, lines[0]), (80, 114, lines[1]), (80, 128, lines[2]), (60, 160, "A dot in a picture is none.")]
    page = pdf.page(text=text, dots=[(72, 110), (72, 124), (300, 400), (52, 300)])
    document = read_document(pdf.write(page), "policy.pdf")
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [
        "- your name and the name of the firm,",
        "- your address.",
    ]
    assert "•" not in document.text


def test_a_web_address_broken_behind_a_slash_is_one(pdf) -> None:
    wide = "All of the firms that we let process data are to be found at granholm.example/legal/"
    page = pdf.page(text=pdf.column(60, 100, [wide, "processors/current for you.", "They may change."]))
    text = read_document(pdf.write(page), "policy.pdf").text
    assert "granholm.example/legal/processors/current for you." in text


def test_a_table_goes_on_over_the_page_end(pdf) -> None:
    head = [(60, 700, "Data"), (250, 700, "Kept for")]
    first = [(60, 730, "Invoices"), (250, 730, "six years"), (60, 760, "Tickets"), (250, 760, "two years after")]
    rest = [
        (250, 80, "they are closed"),
        (60, 110, "Logs"),
        (250, 110, "a year"),
        (60, 140, "CVs"),
        (250, 140, "a month"),
    ]
    rules = [(55, height, 400) for height in (685, 715, 745, 775)]
    pages = [pdf.page(bold=head, text=first, rules=rules)]
    pages.append(pdf.page(text=rest, rules=[(55, height, 400) for height in (65, 95, 125, 155)]))
    document = read_document(pdf.write(*pages), "policy.pdf")
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [document.text[row.start : row.end] for row in rows] == [
        "Data | Kept for",
        "Invoices | six years",
        "Tickets | two years after they are closed",
        "Logs | a year",
        "CVs | a month",
    ]
    assert {row.table for row in rows} == {1}
    assert [row.header for row in rows] == [True, False, False, False, False]
    at = document.text.index("they are closed")
    assert [document.page_of(offset) for offset in (at - 2, at, at + 10)] == [1, 2, 2]


def test_a_paragraph_goes_on_over_the_page_end(pdf) -> None:
    first = pdf.page(text=pdf.column(60, 700, _PROSE[:2]))
    second = pdf.page(text=pdf.column(60, 80, [_PROSE[2]]))
    document = read_document(pdf.write(first, second), "policy.pdf")
    assert document.text == " ".join(_PROSE)
    assert {o.page for o in document.origins} == {1, 2}


def test_hyphens_at_line_ends_go_only_where_the_word_is_known_without(pdf) -> None:
    lines = [
        "Vi behandlar personuppgifter när det behövs, och då bara så länge. Alla sådana person-",
        "uppgifter raderas. Vi följer EU-lagen. Det gäller hela tiden och alla våra kunder i EU-",
        "lagens mening, liksom alla leverantörer i vårt system för frågor om kund- och leverantörs-",
        "frågor, som vi sparar i våra register så länge som avtalet gäller och kund-",
        "och köpdata längre.",
    ]
    text = read_document(pdf.write(pdf.page(text=pdf.column(60, 100, lines))), "policy.pdf").text
    assert "sådana personuppgifter raderas" in text
    assert "i EU-lagens mening" in text
    assert "leverantörs-frågor" in text
    assert "kund- och köpdata" in text


def test_a_document_that_hyphenates_its_lines_does_so_with_unknown_words_too(pdf) -> None:
    lines = [
        "Alla leverantörer och personuppgifter och meddelanden nämns. Det som våra leve-",
        "rantörer gör med person-",
        "uppgifter och medde-",
        "landen framgår av våra biträdes-",
        "avtal.",
    ]
    text = read_document(pdf.write(pdf.page(text=pdf.column(60, 100, lines))), "policy.pdf").text
    assert "våra leverantörer gör med personuppgifter och meddelanden framgår av våra biträdesavtal." in text


def test_a_ruled_table_is_read_by_rows(pdf) -> None:
    page = pdf.page(
        bold=[(60, 100, "Data"), (200, 100, "Why"), (400, 100, "How long")],
        text=[
            (60, 90 - 30, "What we keep and why we do so is shown below."),
            *pdf.column(60, 120, ["Letters and", "parcels"]),
            *pdf.column(200, 120, ["to answer"]),
            *pdf.column(400, 120, ["two years"]),
            *pdf.column(60, 154, ["Orders"]),
            *pdf.column(200, 154, ["to deliver them and", "to keep accounts"]),
            *pdf.column(400, 154, ["seven years"]),
            (60, 220, "Nothing else is kept by us."),
        ],
        rules=[(55, 105, 500), (55, 140, 500), (55, 174, 500)],
    )
    document = read_document(pdf.write(page), "policy.pdf")
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert _cells(document) == [
        ["Data", "Why", "How long"],
        ["Letters and parcels", "to answer", "two years"],
        ["Orders", "to deliver them and to keep accounts", "seven years"],
    ]
    assert [(r.table, r.header) for r in rows] == [(1, True), (1, False), (1, False)]
    assert document.text.startswith("What we keep and why we do so is shown below.\n\nData | Why | How long\nLetters")


def test_cells_of_a_drawn_table_may_hold_lists_and_lines_that_stand_alone(pdf) -> None:
    page = pdf.page(
        bold=[(60, 100, "Purpose"), (300, 100, "Data")],
        text=[
            (60, 120, "Orders"), (300, 120, "• name"), (300, 134, "• address of the house or of"),
            (308, 148, "the post box"),
            (60, 170, "Letters"), (300, 170, "all that is written"),
        ],
        rules=[(55, 88, 500), (55, 105, 500), (55, 155, 500), (55, 178, 500)],
    )  # fmt: skip
    assert _cells(read_document(pdf.write(page), "policy.pdf")) == [
        ["Purpose", "Data"],
        ["Orders", "- name\n- address of the house or of the post box"],
        ["Letters", "all that is written"],
    ]


def test_running_text_between_separators_is_no_table(pdf) -> None:
    page = pdf.page(
        text=[*pdf.column(60, 120, _PROSE), (60, 180, "Signed in Exeter"), (400, 180, "4 May 2025")],
        rules=[(55, 105, 540), (55, 160, 540), (55, 200, 540)],
    )
    document = read_document(pdf.write(page), "policy.pdf")
    assert document.text == " ".join(_PROSE) + "\n\nSigned in Exeter 4 May 2025"


def test_text_set_in_two_columns_is_read_column_by_column(pdf) -> None:
    left = [
        f"This is line number {word} of what stands left" for word in "one two three four five six seven eight".split()
    ]
    right = [line.replace("left", "right") for line in left]
    page = pdf.page(text=[*pdf.column(50, 100, left), *pdf.column(330, 100, right)])
    text = read_document(pdf.write(page), "policy.pdf").text
    assert text.index("eight of what stands left") < text.index("one of what stands right")


def test_a_table_without_rules_begins_a_row_at_its_first_column(pdf) -> None:
    page = pdf.page(
        text=[
            (60, 100, "Supplier"), (250, 100, "Country"),
            (60, 120, "Fernhill Mail"), (250, 120, "Ireland, and from"),
            (250, 134, "there to Norway"),
            (60, 154, "Dellbrook Pay"), (250, 154, "Estonia"),
        ]
    )  # fmt: skip
    assert _cells(read_document(pdf.write(page), "policy.pdf")) == [
        ["Supplier", "Country"],
        ["Fernhill Mail", "Ireland, and from there to Norway"],
        ["Dellbrook Pay", "Estonia"],
    ]


def test_numbered_items_are_a_list_and_numbered_headings_are_not(pdf) -> None:
    page = pdf.page(
        bold=[(60, 100, "4. Your rights")],
        text=[
            (60, 125, "You may ask us at any time"),
            *pdf.column(60, 150, ["1. to see what we keep", "2. to have it put right", "3. to have it erased"], 20),
            (60, 225, "We answer within a month of the day on which you ask."),
        ],
    )
    assert [(kind, text) for kind, _, text in _outline(pdf.write(page))] == [
        (BlockKind.HEADING, "4. Your rights"),
        (BlockKind.PARAGRAPH, "You may ask us at any time"),
        (BlockKind.LIST_ITEM, "1. to see what we keep"),
        (BlockKind.LIST_ITEM, "2. to have it put right"),
        (BlockKind.LIST_ITEM, "3. to have it erased"),
        (BlockKind.PARAGRAPH, "We answer within a month of the day on which you ask."),
    ]


def test_progress_is_told_page_by_page(pdf) -> None:
    pages = [pdf.page(text=[(60, 300, f"Page {word} has a line of its own.")]) for word in ("one", "two")]
    seen: list[float] = []
    read_document(pdf.write(*pages), "policy.pdf", progress=lambda stage, share: seen.append(share))
    assert seen == sorted(seen)
    assert len(seen) >= 3
    assert seen[-1] == 1.0


def test_a_pdf_with_a_password_asks_for_it(pdf) -> None:
    data = pdf.write(pdf.page(text=pdf.column(60, 100, _PROSE)), password="tallskog")
    for given, wrong in (("", 0), ("granskog", 1)):
        with pytest.raises(PasswordNeededError) as caught:
            read_document(data, "policy.pdf", password=given)
        assert caught.value.facts == {"wrong": wrong}
    assert read_document(data, "policy.pdf", password="tallskog").text == " ".join(_PROSE)


def test_a_truncated_pdf_is_damaged(pdf) -> None:
    data = pdf.write(*[pdf.page(text=pdf.column(60, 100, _PROSE)) for _ in range(3)])
    for length in (12, len(data) // 4, len(data) // 2, len(data) - 40):
        with pytest.raises(DamagedFileError):
            read_document(data[:length], "policy.pdf")


def test_a_pdf_whose_middle_is_lost_is_damaged(pdf) -> None:
    data = pdf.write(*[pdf.page(text=pdf.column(60, 100, _PROSE)) for _ in range(3)])
    with pytest.raises(DamagedFileError):
        read_document(data[:700] + data[-60:], "policy.pdf")


def test_pages_without_text_are_pictures(pdf) -> None:
    with pytest.raises(NoTextError):
        read_document(pdf.write(pdf.page(), pdf.page(text=[(60, 60, "Scan 4")])), "policy.pdf")


def test_limits_of_pages_and_characters(pdf) -> None:
    data = pdf.write(*[pdf.page(text=pdf.column(60, 100, _PROSE)) for _ in range(3)])
    for limits, facts in ((Limits(pages=2), {"pages": 2}), (Limits(characters=300), {"characters": 300})):
        with pytest.raises(TooLargeError) as caught:
            read_document(data, "policy.pdf", limits=limits)
        assert caught.value.facts == facts


def _cells(document: Document) -> list[list[str]]:
    return [[document.text[c.start : c.end] for c in b.cells] for b in document.blocks if b.cells]

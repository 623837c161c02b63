from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication

from reviewer.model import Block, BlockKind, Span
from reviewer.ui.table_layout import measure_tables
from reviewer.ui.text_offsets import TextOffsets
from reviewer.ui.theme import LIGHT
from reviewer.ui.typesetting import PLAIN, RULED, Typesetter, column_width, document_font

from .policy import build_policy


def typeset(text: str, blocks: tuple[Block, ...] = ()) -> QTextDocument:
    return Typesetter(document_font(11.5), LIGHT).set(text, blocks)


def characters(document: QTextDocument) -> str:
    return "\n".join(document.findBlockByNumber(number).text() for number in range(document.blockCount()))


def block_with(document: QTextDocument, words: str) -> QTextBlock:
    return document.find(words).block()


def test_the_characters_are_the_stored_ones(qapp: QApplication) -> None:
    text, blocks = build_policy(3)
    document = typeset(text, blocks)
    assert characters(document) == text
    assert document.characterCount() == TextOffsets(text).utf16_length + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab \n\t|-1.\u0308😀\u00a0\u2028\ufffc\x0c\x0b\x00\u200d\u00ad𝔄"), max_size=60))
def test_any_text_keeps_its_positions(qapp: QApplication, text: str) -> None:
    blocks = (Block(0, len(text), BlockKind.TABLE_ROW),) if text.strip() else ()
    document = typeset(text, blocks)
    assert characters(document) == text
    assert document.characterCount() == TextOffsets(text).utf16_length + 1


def test_lines_stand_within_75_characters(qapp: QApplication) -> None:
    font = document_font(11.5)
    words = "Your personal data may be kept by us and by those who work for us, as long as the contract lasts. "
    document = typeset(words * 30)
    document.setTextWidth(column_width(font))
    document.documentLayout().blockBoundingRect(document.firstBlock())
    layout = document.firstBlock().layout()
    lengths = [layout.lineAt(line).textLength() for line in range(layout.lineCount() - 1)]
    assert 60 < sum(lengths) / len(lengths) <= 75
    assert max(lengths) <= 76


def test_headings_are_told_by_size_and_weight(qapp: QApplication) -> None:
    document = typeset(*build_policy())
    body = block_with(document, "keep what you give us")
    first, second = block_with(document, "Privacy policy of"), block_with(document, "What we keep")
    sizes = [QFontMetricsF(block.charFormat().font()).height() for block in (first, second)]
    assert sizes[0] > sizes[1] > 0
    for heading in (first, second):
        assert heading.charFormat().fontWeight() == QFont.Weight.Bold
    assert body.charFormat().fontWeight() != QFont.Weight.Bold


def test_list_items_hang(qapp: QApplication) -> None:
    document = typeset(*build_policy())
    document.setTextWidth(300)
    item = block_with(document, "your name")
    document.documentLayout().blockBoundingRect(item)
    first, second = item.layout().lineAt(0), item.layout().lineAt(1)
    words = first.cursorToX(2)[0]
    assert words == pytest.approx(second.cursorToX(second.textStart())[0], abs=1)
    deeper = block_with(document, "in detail")
    assert deeper.blockFormat().leftMargin() > item.blockFormat().leftMargin()


def test_cells_are_parted_quietly(qapp: QApplication) -> None:
    document = typeset(*build_policy())
    row = block_with(document, "Orders | 5")
    bar = row.text().index("|")
    inks = [
        each.format.foreground().color().name().upper()
        for each in row.textFormats()
        if each.start <= bar < each.start + each.length
    ]
    assert inks == [LIGHT.hairline]
    assert block_with(document, "Kept for").charFormat().fontWeight() == QFont.Weight.Bold
    assert [block_with(document, words).userState() for words in ("Kept for", "Counted")] == [PLAIN, PLAIN]
    assert row.previous().userState() == RULED


def test_cells_stand_in_line(qapp: QApplication) -> None:
    document = typeset(*build_policy())
    rows = [block_with(document, words) for words in ("Data |", "Orders |")]
    places = []
    for row in rows:
        document.documentLayout().blockBoundingRect(row)
        places.append(row.layout().lineAt(0).cursorToX(row.text().index("|"))[0])
    assert places[0] == pytest.approx(places[1], abs=1.5)


def test_a_table_too_wide_for_the_column_is_not_aligned(qapp: QApplication) -> None:
    cells = (
        "short",
        "a much longer cell that takes up a good part of the line",
        "and one more that is as long as that",
    )
    text = " | ".join(cells) + "\n" + " | ".join(("a little longer", *cells[1:]))
    blocks = tuple(table_row(text, line) for line in text.splitlines())
    font = document_font(11.5)
    assert measure_tables(text, blocks, font, font, 2000.0)
    assert not measure_tables(text, blocks, font, font, 300.0)


def table_row(text: str, line: str) -> Block:
    """The row that a line of the text is."""
    start = text.index(line)
    cells, place = [], start
    for cell in line.split(" | "):
        cells.append(Span(place, place + len(cell)))
        place += len(cell) + 3
    return Block(start, start + len(line), BlockKind.TABLE_ROW, cells=tuple(cells), table=1)


def test_blocks_without_blank_lines_keep_apart(qapp: QApplication) -> None:
    text = "One paragraph.\nAnother one\nof two lines."
    blocks = (Block(0, 14, BlockKind.PARAGRAPH), Block(15, len(text), BlockKind.PARAGRAPH))
    document = typeset(text, blocks)
    gaps = [document.findBlockByNumber(number).blockFormat().topMargin() for number in range(3)]
    assert gaps[1] > 0
    assert gaps[0] == gaps[2] == 0

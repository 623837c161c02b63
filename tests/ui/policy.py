"""An invented policy for the tests of the text: every kind of block, and characters beyond U+FFFF before all else."""

from __future__ import annotations

from reviewer.model import Block, BlockKind, Span

_PARTS = (
    (BlockKind.HEADING, 1, "📄 Privacy policy of Fjordlys Arkiv AS"),
    (
        BlockKind.PARAGRAPH,
        0,
        "We, Fjordlys AS, keep what you give us.\nThis line stands alone, in Sa\u0308lle.",
    ),
    (BlockKind.HEADING, 2, "What we keep"),
    (
        BlockKind.LIST_ITEM,
        1,
        "- your name 🙂 and the address at which you want to be reached by us or by our partners",
    ),
    (BlockKind.LIST_ITEM, 1, "- your orders"),
    (BlockKind.LIST_ITEM, 2, "1. in detail, what you bought"),
    (BlockKind.TABLE_ROW, 0, "Data | Kept for"),
    (BlockKind.TABLE_ROW, 0, "Orders | 5 years"),
    (BlockKind.NOTE, 0, "* Counted from delivery."),
)


def build_policy(repeats: int = 1) -> tuple[str, tuple[Block, ...]]:
    """A text of some 500 characters a repeat, with its blocks."""
    text, blocks = "", []
    for kind, level, part in _PARTS * repeats:
        start = len(text)
        cells = _cells(part, start, kind)
        blocks.append(Block(start, start + len(part), kind, level, cells, table=bool(cells), header="Data" in part))
        text += part + "\n\n"
    return text, tuple(blocks)


def _cells(part: str, start: int, kind: BlockKind) -> tuple[Span, ...]:
    if kind is not BlockKind.TABLE_ROW:
        return ()
    middle = start + part.index(" | ")
    return Span(start, middle), Span(middle + 3, start + len(part))


def span_of(text: str, words: str, start: int = 0) -> Span:
    """Where `words` stand in `text`."""
    place = text.index(words, start)
    return Span(place, place + len(words))

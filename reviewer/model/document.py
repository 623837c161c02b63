"""A policy as read: one immutable text, its blocks, and where every character came from.

All offsets count Unicode code points of `Document.text`. Boxes are in points (1/72 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    NOTE = "note"
    """A footnote or endnote, placed after the body."""


class DocumentKind(StrEnum):
    """What a document is for, as the reviewer says."""

    POLICY = "policy"
    DPA = "dpa"
    SUBPROCESSORS = "subprocessors"
    COOKIES = "cookies"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or note.

    `level` is 1-6 for headings and the nesting depth (from 1) for list items, else 0.
    `cells` are the cells of a table row, from left to right, without their separators; else empty.
    `table` numbers the tables of a document from 1; 0 outside tables. `header` marks a table's heading row.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    cells: tuple[Span, ...] = ()
    table: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of the cropped, rotated page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of characters, a line or less, stood in the source file.

    `page` is 1-based, for PDFs only. `paragraph` is the 1-based number of the block in the source's own order.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a version, and where in it the runs of the version's text stood."""

    content: bytes
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as imported. `sha256` is of the file's bytes; `pages` is None unless the source is a PDF."""

    name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    pages: int | None = None

    def page_of(self, offset: int) -> int | None:
        """The 1-based page on which the character at `offset` stands; None where the source has no pages."""
        if self.pages is None:
            return None
        low, high = 0, len(self.origins)
        while low < high:
            middle = (low + high) // 2
            if self.origins[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.origins):
            return self.origins[low].page
        return self.origins[-1].page if self.origins else None

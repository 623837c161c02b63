"""One policy set in five formats, as people who write policies would get them from their programs."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import docx

from reviewer.model import BlockKind, Document

_MARKER = re.compile(r"(?:[-•*–]|\(?\w{1,2}[.)])\s+")


@dataclass(frozen=True)
class Part:
    """A heading or item of a level, a paragraph (level 0), or a table row with its cells."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


def parts_of(document: Document) -> list[Part]:
    """The structure of a document as read, without the markers of list items."""
    out = []
    for block in document.blocks:
        text = " ".join(document.text[block.start : block.end].split())
        if block.kind is BlockKind.LIST_ITEM:
            text = _MARKER.sub("", text, count=1)
        cells = tuple(document.text[c.start : c.end] for c in block.cells)
        out.append(Part(block.kind, text, block.level, cells))
    return out


def as_text(parts: Sequence[Part]) -> bytes:
    """Headings on lines of their own, items behind hyphens."""
    return _joined(parts, lambda p: p.text, lambda p: p.text, lambda rows: map(" | ".join, rows))


def as_markdown(parts: Sequence[Part]) -> bytes:
    return _joined(parts, lambda p: _literal(p.text), _markdown_block, _markdown_rows)


def _markdown_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield "|" + "---|" * len(row)


def _markdown_block(part: Part) -> str:
    return f"{'#' * part.level} {part.text}" if part.kind is BlockKind.HEADING else _literal(part.text)


def _literal(text: str) -> str:
    """The text with a number at its beginning kept from becoming a list."""
    return re.sub(r"^(\d+)\.", r"\1\\.", text)


def _joined(
    parts: Sequence[Part],
    item: Callable[[Part], str],
    other: Callable[[Part], str],
    rows: Callable[[Sequence[Sequence[str]]], Iterable[str]],
) -> bytes:
    """Blocks parted by blank lines, items and rows on lines that follow one another."""
    blocks: list[str] = []
    for kind, group in groupby(parts, key=lambda p: p.kind):
        if kind is BlockKind.LIST_ITEM:
            blocks.append("\n".join("  " * (part.level - 1) + f"- {item(part)}" for part in group))
        elif kind is BlockKind.TABLE_ROW:
            blocks.append("\n".join(rows([part.cells for part in group])))
        else:
            blocks += [other(part) for part in group]
    return ("\n\n".join(blocks) + "\n").encode()


def as_html(parts: Sequence[Part]) -> bytes:
    body = "\n".join(_html_blocks(parts))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def _html_blocks(parts: Iterable[Part]) -> Iterator[str]:
    for kind, group in groupby(parts, key=lambda p: p.kind):
        if kind is BlockKind.LIST_ITEM:
            yield from _html_list(list(group), 1)
        elif kind is BlockKind.TABLE_ROW:
            rows = [part.cells for part in group]
            yield "<table border='1' cellspacing='0' cellpadding='4'>"
            yield from (_html_row(row, "th" if number == 0 else "td") for number, row in enumerate(rows))
            yield "</table>"
        else:
            tag = {BlockKind.HEADING: "h{}"}.get(kind, "p")
            yield from (f"<{tag.format(p.level)}>{html.escape(p.text)}</{tag.format(p.level)}>" for p in group)


def _html_row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _html_list(items: Sequence[Part], level: int) -> Iterator[str]:
    yield "<ul>"
    for deeper, group in groupby(items, key=lambda p: p.level > level):
        if deeper:
            yield from _html_list(list(group), level + 1)
        else:
            yield from (f"<li>{html.escape(part.text)}</li>" for part in group)
    yield "</ul>"


def as_docx(parts: Sequence[Part]) -> bytes:
    """With the styles of Word's own template."""
    document = docx.Document()
    for kind, group in groupby(parts, key=lambda p: p.kind):
        if kind is BlockKind.TABLE_ROW:
            rows = list(group)
            table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
            for row in rows:
                for cell, text in zip(table.add_row().cells, row.cells, strict=True):
                    cell.text = text
            continue
        for part in group:
            if kind is BlockKind.HEADING:
                document.add_heading(part.text, part.level)
            elif kind is BlockKind.LIST_ITEM:
                document.add_paragraph(part.text, style="List Bullet" + (f" {part.level}" if part.level > 1 else ""))
            else:
                document.add_paragraph(part.text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_pdf(parts: Sequence[Part]) -> bytes:
    """A4, printed from the HTML with a serif of 11 points."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
    from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    paper = QTextDocument()
    paper.setDefaultFont(QFont("DejaVu Serif", 11))
    paper.setHtml(as_html(parts).decode())
    paper.print_(writer)
    del writer
    return bytes(data.data())


FORMATS = {"txt": as_text, "md": as_markdown, "html": as_html, "docx": as_docx, "pdf": as_pdf}

"""Markdown as rendered: markers go, the structure stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reviewer.importers.assembly import SourceBlock, assemble_document, clean_text, table_row, without_empty_end
from reviewer.importers.encoding import decode_text
from reviewer.importers.headings import promote_headings
from reviewer.importers.html import fragment_blocks
from reviewer.importers.limits import Limits, Progress
from reviewer.importers.lines import Line, LineBuilder, bullet_end, bullet_ends, paragraph_blocks
from reviewer.importers.media_type import MARKDOWN
from reviewer.model import BlockKind, Document, EmptyFileError

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Emphasis that was set wrongly and so is no emphasis to the parser; the reader is spared the asterisks.
_UNPAIRED = re.compile(r"\*{2,}")
_LONE_ITEM = re.compile(r"^[*•-]\s+")
_SHORT_LINE = 50
_LONGEST_WRAPPED = 140


def read_markdown(data: bytes, name: str, limits: Limits, progress: Progress) -> Document:
    """The Document of a Markdown file. Raises EmptyFileError and TooLargeError."""
    source = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    limits.check_characters(len(source))
    if not source.strip():
        raise EmptyFileError
    blocks: list[SourceBlock] = []
    if front := _FRONT_MATTER.match(source):
        blocks.append(SourceBlock(BlockKind.PARAGRAPH, clean_text(front.group(1)).strip()))
        source = source[front.end() :]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    progress("read", 0.5)
    blocks += promote_headings(list(_Renderer(source.split("\n")).blocks(tokens)))
    return assemble_document(blocks, data=data, name=name, media_type=MARKDOWN)


@dataclass(slots=True)
class _List:
    """An open list; `number` is the next item's in a numbered one, None in a bulleted one."""

    group: int
    number: int | None


class _Renderer:
    """Walks the tokens of a file. `lines` are those of its source, to which the tokens' line numbers refer."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._source = lines
        self._groups = count(1)
        self._lists: list[_List] = []
        self._marker: str | None = None
        self._row: list[str] = []
        self._row_bold = True
        self._rows = 0
        self._in_head = False
        self._table = 0
        self._heading = 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[SourceBlock]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in ("fence", "code_block"):
                yield SourceBlock(BlockKind.PARAGRAPH, clean_text(token.content).strip("\n"))
            elif token.type == "html_block":
                yield from fragment_blocks(token.content, self._groups)
            elif token.type == "tr_close":
                yield from self._close_row()
            else:
                self._enter(token)

    def _enter(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            group = self._lists[0].group if self._lists else next(self._groups)
            number = int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None
            self._lists.append(_List(group, number))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._marker = self._next_marker()
        elif kind == "list_item_close":
            self._marker = None
        elif kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "table_open":
            self._table, self._rows = next(self._groups), 0
        elif kind == "table_close":
            self._table = 0
        elif kind == "tr_open":
            self._row, self._row_bold = [], True
        elif kind == "th_open":
            self._in_head = True
        elif kind == "tbody_open":
            self._in_head = False

    def _next_marker(self) -> str:
        innermost = self._lists[-1]
        if innermost.number is None:
            return "- "
        innermost.number += 1
        return f"{innermost.number - 1}. "

    def _inline(self, token: Token) -> Iterator[SourceBlock]:
        lines, lazy = self._lines(token)
        if self._table:
            self._add_cell(lines)
        elif self._heading:
            self._marker = None
            yield SourceBlock(BlockKind.HEADING, " ".join(x.text for x in lines).strip(), level=self._heading)
        elif self._marker is not None:
            yield self._item(lines)
        else:
            yield from paragraph_blocks(lines, self._groups)
        yield from paragraph_blocks(lazy, self._groups)

    def _item(self, lines: Sequence[Line]) -> SourceBlock:
        """The first paragraph of a list item."""
        text = "\n".join(line.text for line in lines).strip()
        marker, self._marker = self._marker, None
        return SourceBlock(
            BlockKind.LIST_ITEM,
            f"{marker}{text[bullet_end(text) :]}" if text else "",
            level=len(self._lists),
            group=self._lists[0].group,
            ordered=self._lists[-1].number is not None,
            emphasised=all(line.bold for line in lines),
        )

    def _lines(self, token: Token) -> tuple[list[Line], list[Line]]:
        """The lines of a paragraph, and those that only follow a list item without being indented under it."""
        source = self._source[token.map[0] : token.map[1]] if token.map else []
        children = token.children or []
        builder = LineBuilder()
        kept: list[Line] | None = None
        bold = line = 0
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                if kept is None and self._is_lazy(source, line):
                    kept = builder.take()
                elif child.type == "hardbreak" or _is_meant(source, line):
                    builder.break_line()
                else:
                    builder.add(" ", bold=True)
            else:
                bold += _weight(child)
                _add_inline(builder, child, bold > 0)
        rest = builder.take()
        return (rest, []) if kept is None else (kept, rest)

    def _is_lazy(self, source: Sequence[str], line: int) -> bool:
        if self._marker is None or line >= len(source):
            return False
        return source[line][:1].isupper() and not source[line - 1].rstrip().endswith((",", "-"))

    # tables

    def _add_cell(self, lines: Sequence[Line]) -> None:
        texts = [line.text for line in lines if line.text]
        self._row_bold &= self._in_head or all(line.bold for line in lines)
        if len(texts) == 1:
            texts = [_LONE_ITEM.sub("", texts[0])]
        texts = [f"- {text[end:]}" if end else text for text, end in zip(texts, bullet_ends(texts), strict=True)]
        self._row.append("\n".join(texts))

    def _close_row(self) -> Iterator[SourceBlock]:
        if any(self._row):
            yield table_row(without_empty_end(self._row), self._table, header=self._row_bold and self._rows == 0)
            self._rows += 1


def _add_inline(builder: LineBuilder, token: Token, bold: bool) -> None:
    if token.type == "text":
        builder.add(_UNPAIRED.sub("", token.content), bold=bold)
    elif token.type == "code_inline":
        builder.add(token.content, bold=bold)
    elif token.type == "link_open":
        builder.open_link(str(token.attrGet("href") or ""))
    elif token.type == "link_close":
        builder.close_link()
    elif token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content):
        builder.break_line()


def _weight(token: Token) -> int:
    return token.nesting if token.type in ("strong_open", "strong_close") else 0


def _is_meant(source: Sequence[str], line: int) -> bool:
    """Whether a line break in the source is one for the reader too: before a bullet typed by hand, after a short line
    or a very long one. In text wrapped at a margin it is a space."""
    if not 0 < line < len(source):
        return False
    above = source[line - 1].strip()
    return bool(bullet_end(source[line].strip())) or not _SHORT_LINE <= len(above) <= _LONGEST_WRAPPED

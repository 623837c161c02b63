"""HTML: the visible text with its headings, lists and tables. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from reviewer.importers.assembly import SourceBlock, assemble_document, table_row, without_empty_end
from reviewer.importers.encoding import declared_charset, decode_text
from reviewer.importers.headings import promote_headings
from reviewer.importers.limits import Limits, Progress
from reviewer.importers.lines import Line, LineBuilder, bullet_end, paragraph_blocks
from reviewer.importers.media_type import HTML
from reviewer.importers.numerals import roman_numeral
from reviewer.model import BlockKind, DamagedFileError, Document, EmptyFileError

_DROPPED = frozenset((
    "head", "title", "script", "style", "noscript", "template", "nav", "footer", "button", "select", "option",
    "datalist", "textarea", "input", "iframe", "frame", "frameset", "object", "embed", "applet", "audio",
    "video", "canvas", "svg", "math", "map", "img", "picture", "progress", "meter",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# The parser forgets what stands after these; browsers show it.
_END_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_CELLS = re.compile(r"<t[dh]\b", re.IGNORECASE)
_BOLD = frozenset(("b", "strong", "u"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED_ROLES = frozenset(("navigation", "contentinfo"))
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)\b", re.IGNORECASE)
_LIGHT_STYLE = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-4]00)\b", re.IGNORECASE)


def read_html(data: bytes, name: str, limits: Limits, progress: Progress) -> Document:
    """The Document of an HTML file. Raises EmptyFileError, DamagedFileError and TooLargeError."""
    source = decode_text(data, declared_charset(data))
    limits.check_cells(len(_CELLS.findall(source)))
    progress("read", 0.3)
    blocks = promote_headings(list(_blocks(source, count(1))))
    if not any(block.text.strip() for block in blocks):
        raise EmptyFileError
    limits.check_characters(sum(len(block.text) for block in blocks))
    return assemble_document(blocks, data=data, name=name, media_type=HTML)


def fragment_blocks(source: str, groups: count[int]) -> Iterator[SourceBlock]:
    """The blocks of a piece of HTML that stands in another file. `groups` gives numbers to lists and tables."""
    if source.strip() and not source.lstrip().startswith("<!--"):
        yield from _blocks(source, groups)


def _blocks(source: str, groups: count[int]) -> Iterator[SourceBlock]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    source = _END_TAGS.sub("", source)
    try:
        root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(str(error)) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DamagedFileError("nested too deeply: the rest of the page would be lost")
    if root is None:
        return iter(())
    return iter(_Walker(groups).walk(root))


@dataclass(slots=True)
class _List:
    """An open list; `number` is the next item's in a numbered one, None in a bulleted one."""

    group: int
    number: int | None
    style: str = "1"
    step: int = 1


@dataclass(slots=True)
class _Table:
    """An open table; `spanned` are the columns that cells of rows above still fill, with the rows left."""

    group: int
    row: list[str] = field(default_factory=list)
    header: bool = True
    spanned: dict[int, int] = field(default_factory=dict)
    cell: list[str] | None = None


class _Walker:
    """Goes through a tree once, without recursion: pages nest as deep as they like."""

    def __init__(self, groups: count[int]) -> None:
        self._groups = groups
        self._out: list[SourceBlock] = []
        self._lines = LineBuilder()
        self._bold: list[bool] = [False]
        self._lists: list[_List] = []
        self._tables: list[_Table | None] = []
        self._marker: str | None = None
        self._heading = 0
        self._preformatted = 0
        self._after_term = False

    def walk(self, root: etree._Element) -> list[SourceBlock]:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                if event == "end":
                    self._add(element.tail)
            elif event == "start":
                if self._is_dropped(element):
                    walker.skip_subtree()
                else:
                    self._start(element, element.tag)
            else:
                if not self._is_dropped(element):
                    self._end(element, element.tag)
                self._add(element.tail)
        self._flush()
        return self._out

    def _is_dropped(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag in _DROPPED:
            return not _is_kept(element, str(tag))
        if element.get("hidden") is not None or element.get("role") in _DROPPED_ROLES:
            return True
        style = element.get("style")
        return style is not None and bool(_HIDING_STYLE.search(style))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not text.isspace():
            self._after_term = False
        if not self._preformatted:
            self._lines.add(text, bold=self._bold[-1])
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._lines.break_line()
            self._lines.add(line, bold=self._bold[-1])

    # elements

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "dd" and self._after_term:
            self._lines.break_line()
        elif tag in _BLOCKS and not self._after_term:
            self._flush()
        self._bold.append(_is_bold(element, tag, self._bold[-1]))
        if tag == "br":
            self._lines.break_line()
        elif tag == "a":
            self._lines.open_link(element.get("href") or "")
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self._open_list(element, tag)
        elif tag == "li":
            self._marker = self._next_marker(element)
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "table":
            self._tables.append(None if _is_layout(element) else _Table(next(self._groups)))
        elif tag in ("tr", "td", "th"):
            self._start_in_table(element, tag)
        self._add(element.text)

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self._lines.close_link()
        elif tag == "dt":
            self._after_term = self._marker is None and not self._heading
        elif tag in _BLOCKS:
            self._flush()
        self._bold.pop()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            self._marker = None
        elif tag == "li":
            self._marker = None
        elif tag == "pre":
            self._preformatted -= 1
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif tag in ("tr", "td", "th"):
            self._end_in_table(element, tag)

    # lists

    def _open_list(self, element: etree._Element, tag: str) -> None:
        group = self._lists[0].group if self._lists else next(self._groups)
        if tag != "ol":
            self._lists.append(_List(group, None))
            return
        backwards = element.get("reversed") is not None
        first = sum(child.tag == "li" for child in element) if backwards else 1
        number = _whole(element.get("start"), first)
        self._lists.append(_List(group, number, element.get("type") or "1", -1 if backwards else 1))

    def _next_marker(self, element: etree._Element) -> str:
        current = self._lists[-1] if self._lists else None
        if current is None or current.number is None:
            return "- "
        number = _whole(element.get("value"), current.number)
        current.number = number + current.step
        return f"{_in_style(number, current.style)}. "

    # tables

    def _start_in_table(self, element: etree._Element, tag: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag == "tr":
            table.row, table.header = [], True
            return
        while table.spanned.get(len(table.row), 0) > 0:
            table.spanned[len(table.row)] -= 1
            table.row.append("")
        table.cell = []
        table.header &= tag == "th" or _is_in_head(element)
        if (rows := _whole(element.get("rowspan"), 1)) > 1:
            table.spanned[len(table.row)] = rows - 1

    def _end_in_table(self, element: etree._Element, tag: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag != "tr":
            table.row.append("\n".join(table.cell or ()))
            table.row += [""] * (min(_whole(element.get("colspan"), 1), 50) - 1)
            table.cell = None
        elif any(table.row):
            self._out.append(table_row(without_empty_end(table.row), table.group, header=table.header))

    # blocks

    def _flush(self) -> None:
        """End the block that is being gathered."""
        self._after_term = False
        lines = self._lines.take()
        if not any(line.text for line in lines):
            return
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None:
            table.cell += self._cell_lines(lines)
        elif self._heading:
            text = " ".join(line.text for line in lines if line.text)
            self._out.append(SourceBlock(BlockKind.HEADING, text, level=self._heading))
            self._marker = None
        elif self._marker is not None:
            self._out.append(self._item(lines))
        else:
            self._out += paragraph_blocks(lines, self._groups)

    def _item(self, lines: Sequence[Line]) -> SourceBlock:
        text = "\n".join(line.text for line in lines if line.text)
        marker, self._marker = self._marker, None
        return SourceBlock(
            BlockKind.LIST_ITEM,
            f"{marker}{text[bullet_end(text) :]}",
            level=max(len(self._lists), 1),
            group=self._lists[0].group if self._lists else 0,
            ordered=marker != "- ",
            emphasised=all(line.bold for line in lines),
        )

    def _cell_lines(self, lines: Sequence[Line]) -> list[str]:
        marker, self._marker = self._marker or "", None
        texts = [line.text for line in lines if line.text]
        return [marker + texts[0], *texts[1:]]


def _is_kept(element: etree._Element, tag: str) -> bool:
    """A button that is the label of a heading is read, and so is the footer of an article."""
    if tag == "button":
        return any(a.tag in _HEADINGS or a.tag == "summary" for a in element.iterancestors())
    return tag == "footer" and any(a.tag in ("article", "blockquote") for a in element.iterancestors())


def _is_bold(element: etree._Element, tag: str, inherited: bool) -> bool:
    style = element.get("style")
    if style is not None:
        if _BOLD_STYLE.search(style):
            return True
        if _LIGHT_STYLE.search(style):
            return False
    return inherited or tag in _BOLD


def _is_layout(table: etree._Element) -> bool:
    """A table that only places things on the page: it holds headings or tables, or has one column."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return True
    return all(sum(1 for _ in row.iterchildren("td", "th")) < 2 for row in table.iter("tr"))


def _is_in_head(cell: etree._Element) -> bool:
    row = cell.getparent()
    above = row.getparent() if row is not None else None
    return above is not None and above.tag == "thead"


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return max(min(int(text or ""), 1_000_000), -1_000_000)
    except ValueError:
        return otherwise


def _in_style(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I"):
        roman = roman_numeral(number)
        return roman.upper() if style == "I" else roman
    return str(number)

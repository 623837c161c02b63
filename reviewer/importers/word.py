"""DOCX: the text as it reads with all tracked changes accepted, its lists numbered, its notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from reviewer.importers.assembly import SourceBlock, assemble_document, table_row, without_empty_end
from reviewer.importers.headings import promote_headings
from reviewer.importers.limits import Limits, Progress
from reviewer.importers.lines import Line, LineBuilder, paragraph_blocks
from reviewer.importers.media_type import DOCX
from reviewer.importers.word_styles import Numbering, Styles
from reviewer.model import BlockKind, DamagedFileError, Document
from reviewer.word_package import (
    Package,
    Relationship,
    attribute,
    child,
    children,
    is_on,
    local_name,
    whole_number,
)

_TRANSPARENT = frozenset(
    ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "hyperlink")
)
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_NOTES = (("footnoteReference", "footnotes", "footnote"), ("endnoteReference", "endnotes", "endnote"))
_MOST_EMPTY_CELLS = 50


def read_docx(data: bytes, name: str, limits: Limits, progress: Progress) -> Document:
    """The Document of a DOCX file. Raises DamagedFileError, UnsupportedFileError and TooLargeError."""
    package = Package(data)
    part = package.main_part()
    body = child(package.root(part), "body")
    if body is None:
        raise DamagedFileError(f"{part} has no body")
    limits.check_cells(sum(1 for _ in body.iter("{*}tc")))
    progress("read", 0.3)
    reader = _Body(package, part)
    blocks = list(reader.blocks(body))
    progress("read", 0.8)
    limits.check_characters(sum(len(block.text) for block in blocks))
    blocks = promote_headings([b for b in blocks if b.text.strip()]) + list(reader.notes())
    return assemble_document(blocks, data=data, name=name, media_type=DOCX)


class _Body:
    """Walks the body of a file, then the notes that it refers to."""

    def __init__(self, package: Package, part: str) -> None:
        self._styles = Styles(package.related(part, "styles"))
        self._numbering = Numbering(package.related(part, "numbering"))
        self._links = package.relationships(part)
        self._notes = {
            reference: {attribute(n, "id"): n for n in children(package.related(part, kind), element)}
            for reference, kind, element in _NOTES
        }
        self._referred: list[etree._Element] = []
        self._groups = count(1_000_000)
        self._carried: LineBuilder | None = None

    def blocks(self, holder: etree._Element) -> Iterator[SourceBlock]:
        """The blocks of what holds paragraphs and tables."""
        for element in holder:
            kind = local_name(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind in _TRANSPARENT:
                yield from self.blocks(element)

    def notes(self) -> Iterator[SourceBlock]:
        """The foot- and endnotes, in the order in which the text refers to them."""
        for note in self._referred:
            lines = [line.text for line in self._lines_within(note) if line.text]
            yield SourceBlock(BlockKind.NOTE, "\n".join(lines).strip())

    # paragraphs

    def _paragraph(self, paragraph: etree._Element) -> Iterator[SourceBlock]:
        properties = child(paragraph, "pPr")
        builder, self._carried = self._carried or LineBuilder(collapse=False), None
        self._inline(paragraph).add_to(builder)
        if child(properties, "rPr", "del") is not None:
            self._carried = builder  # its end was deleted: the next paragraph goes on in it
            return
        lines = builder.take()
        if not any(line.text for line in lines):
            return
        level = self._styles.heading_level(properties)
        label = self._numbering.label(*self._styles.numbering(properties))
        if level:
            text = " ".join(line.text for line in lines if line.text)
            yield SourceBlock(BlockKind.HEADING, _numbered(label) + text, level=level)
        elif label is not None and label[0]:
            yield _item(label, lines)
        else:
            yield from paragraph_blocks(lines, self._groups)

    def _inline(self, paragraph: etree._Element) -> _Inline:
        style = self._styles.style_id(child(paragraph, "pPr"))
        inline = _Inline(self._links, self._styles, self._styles.is_bold(style))
        inline.walk(paragraph)
        for reference, identity in inline.references:
            note = self._notes[reference].get(identity)
            if note is not None:
                self._referred.append(note)
        return inline

    def _lines_within(self, holder: etree._Element) -> Iterator[Line]:
        """The lines of all the paragraphs below an element, list labels included."""
        for paragraph in holder.iter():
            if local_name(paragraph) != "p" or _is_left_out(paragraph, holder):
                continue
            builder = LineBuilder(collapse=False)
            self._inline(paragraph).add_to(builder)
            lines = builder.take()
            label = self._numbering.label(*self._styles.numbering(child(paragraph, "pPr")))
            if lines and label is not None:
                lines[0] = Line(label[0] + lines[0].text, lines[0].bold)
            yield from lines

    # tables

    def _table(self, table: etree._Element) -> Iterator[SourceBlock]:
        rows = [row for row in _table_rows(table) if child(row, "trPr", "del") is None]
        if self._is_layout(table, rows):
            for row in rows:
                for cell in _row_cells(row):
                    yield from self.blocks(cell)
            return
        group = next(self._groups)
        for number, row in enumerate(rows):
            texts, bold = self._row(row)
            header = child(row, "trPr", "tblHeader") is not None or (number == 0 and bold)
            if any(texts):
                yield table_row(without_empty_end(texts), group, header=header)

    def _is_layout(self, table: etree._Element, rows: Sequence[etree._Element]) -> bool:
        """A table that only places things on the page: it holds headings or tables, or has one column."""
        if all(len(list(_row_cells(row))) < 2 for row in rows):
            return True
        inner = (each for each in table.iterdescendants() if local_name(each) in ("tbl", "p"))
        return any(local_name(e) == "tbl" or self._styles.heading_level(child(e, "pPr")) for e in inner)

    def _row(self, row: etree._Element) -> tuple[list[str], bool]:
        texts = [""] * _span(child(row, "trPr", "gridBefore"))
        bold = True
        for cell in _row_cells(row):
            merged = child(cell, "tcPr", "vMerge")
            if merged is not None and attribute(merged, "val") != "restart":
                texts.append("")
            else:
                lines = [line for line in self._lines_within(cell) if line.text]
                bold &= all(line.bold for line in lines)
                texts.append("\n".join(line.text for line in lines))
            texts += [""] * (_span(child(cell, "tcPr", "gridSpan"), 1) - 1)
        return texts, bold


class _Inline:
    """The characters of one paragraph. What a tracked change deleted is left out, what it inserted is read."""

    def __init__(self, links: dict[str, Relationship], styles: Styles, bold: bool) -> None:
        self.references: list[tuple[str, str | None]] = []
        self._links = links
        self._styles = styles
        self._bold = bold
        self._steps: list[tuple[str, str, bool]] = []
        self._fields: list[list[str]] = []

    def add_to(self, builder: LineBuilder) -> None:
        for step, text, bold in self._steps:
            if step == "text":
                builder.add(text, bold=bold)
            elif step == "break":
                builder.break_line()
            elif step == "open":
                builder.open_link(text)
            else:
                builder.close_link()

    def walk(self, holder: etree._Element) -> None:
        for element in holder:
            kind = local_name(element)
            if kind == "r":
                self._run(element)
            elif target := self._target(element, kind):
                self._add("open", target)
                self.walk(element)
                self._add("close")
            elif kind in _TRANSPARENT:
                self.walk(element)

    def _target(self, element: etree._Element, kind: str) -> str:
        if kind == "hyperlink":
            link = self._links.get(attribute(element, "id") or "")
            return link.target if link is not None and link.external else ""
        if kind == "fldSimple":
            found = _LINK_FIELD.match(attribute(element, "instr") or "")
            return found[1] if found else ""
        return ""

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            return
        own = is_on(child(properties, "b"))
        style = attribute(child(properties, "rStyle"), "val")
        inherited = self._bold or (style is not None and self._styles.is_bold(style))
        bold = bool(inherited if own is None else own) or bool(is_on(child(properties, "u")))
        for element in run:
            self._piece(element, local_name(element), bold)

    def _piece(self, element: etree._Element, kind: str, bold: bool) -> None:
        if kind == "t":
            self._add("text", element.text or "", bold)
        elif kind in ("tab", "ptab"):
            self._add("text", " ", bold)
        elif kind == "noBreakHyphen":
            self._add("text", "-", bold)
        elif kind in ("br", "cr"):
            self._add("break")
        elif kind == "instrText" and self._fields:
            self._fields[-1].append(element.text or "")
        elif kind == "fldChar":
            self._field(attribute(element, "fldCharType") or "")
        elif kind in ("footnoteReference", "endnoteReference"):
            self.references.append((kind, attribute(element, "id")))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "separate" and self._fields:
            found = _LINK_FIELD.match("".join(self._fields[-1]))
            self._add("open", found[1] if found else "")
            self._fields[-1] = ["open"]
        elif kind == "end" and self._fields and self._fields.pop() == ["open"]:
            self._add("close")

    def _add(self, step: str, text: str = "", bold: bool = False) -> None:
        self._steps.append((step, text, bold))


def _numbered(label: tuple[str, int, int] | None) -> str:
    return label[0] if label is not None and label[0] != "- " else ""


def _item(label: tuple[str, int, int], lines: Sequence[Line]) -> SourceBlock:
    mark, depth, group = label
    return SourceBlock(
        BlockKind.LIST_ITEM,
        mark + "\n".join(line.text for line in lines if line.text),
        level=depth,
        group=group,
        ordered=mark != "- ",
        emphasised=all(line.bold for line in lines),
    )


def _table_rows(holder: etree._Element) -> Iterator[etree._Element]:
    for element in holder:
        if local_name(element) == "tr":
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _table_rows(element)


def _row_cells(holder: etree._Element) -> Iterator[etree._Element]:
    for element in holder:
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _row_cells(element)


def _span(element: etree._Element | None, otherwise: int = 0) -> int:
    number = whole_number(attribute(element, "val"))
    return otherwise if number is None else max(min(number, _MOST_EMPTY_CELLS), otherwise)


def _is_left_out(paragraph: etree._Element, holder: etree._Element) -> bool:
    """Whether a paragraph stands in a text box, which is not read, or was deleted or moved away."""
    for above in paragraph.iterancestors():
        if above is holder:
            return False
        if local_name(above) in ("txbxContent", "del", "moveFrom"):
            return True
    return False

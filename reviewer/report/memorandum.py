"""A Word document in the report's style, written from top to bottom."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from reviewer.report import styles
from reviewer.report.contents import Entry, add_bookmark, contents_entry
from reviewer.report.ooxml import add, add_field, add_run, element, paragraph, printable


class Memorandum:
    """Words are in `language` (BCP 47) unless a call names another. `blocks` are the paragraphs and tables written so
    far."""

    def __init__(self, language: str, *, landscape: bool = False) -> None:
        self.language = language
        self.blocks: list[Any] = []
        self._document: Any = docx.Document()
        styles.define_styles(self._document, language, landscape=landscape)
        _settle_layout(self._document)
        _drop_thumbnail(self._document)
        self._contents_at: int | None = None
        self._starts_page = False
        self._entries: list[Entry] = []

    def set_properties(self, title: str, author: str, made: date) -> None:
        set_properties(self._document, title, author, made, self.language)

    def set_header(self, left: str, right: str) -> None:
        """The line above every page; `right` is set off."""
        line = paragraph(styles.HEADER)
        add_run(line, f"{left}\t", self.language)
        if right:
            add_run(line, right, self.language, style_id=styles.LABEL)
        _replace_line(self._document.sections[0].header, line)

    def set_footer(self, left: str, page_of: str) -> None:
        """The line below every page; `page_of` holds `{page}` and `{pages}`."""
        line = paragraph(styles.FOOTER)
        add_run(line, f"{left}\t", self.language)
        before, _, rest = page_of.partition("{page}")
        between, _, after = rest.partition("{pages}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            add_run(line, text, self.language)
            if field:
                add_field(line, field, "1")
        _replace_line(self._document.sections[0].footer, line)

    def add_paragraph(self, text: str, style: str = styles.NORMAL) -> Paragraph:
        """A paragraph of one run, or an empty one to add runs to; begins a page after `start_page`."""
        made = paragraph(style)
        if self._starts_page:
            add(made[0], "pageBreakBefore")
            self._starts_page = False
        self.blocks.append(made)
        written = Paragraph(made, self.language)
        if text:
            written.add_run(text)
        return written

    @property
    def text(self) -> str:
        """What has been written so far, without its form."""
        return " ".join(run.text or "" for block in self.blocks for run in block.iter(qn("w:t")))

    def keep_together(self, start: int) -> None:
        """Lets no page end between the blocks from `start` on."""
        for block in self.blocks[start:-1]:
            add(block[0], "keepNext")

    def add_heading(self, text: str, level: int = 1) -> None:
        """A heading; one of the first level is numbered and stands in the table of contents."""
        self.add_paragraph(text, styles.HEADINGS[level - 1])
        if level == 1:
            self._note_entry(str(sum(bool(entry.number) for entry in self._entries) + 1), text)

    def add_appendix(self, name: str, title: str) -> None:
        """A heading with the appendix's name in place of a number; the first starts a page."""
        text = f"{name}. {title}"
        if all(entry.number for entry in self._entries):
            self.start_page()
        self.add_paragraph(text, styles.APPENDIX)
        self._note_entry("", text)

    def add_contents(self) -> None:
        """The place of the table of contents, which is filled when the headings are known."""
        self._contents_at = len(self.blocks)

    def _note_entry(self, number: str, text: str) -> None:
        count = len(self._entries) + 1
        entry = Entry(number, printable(text), f"_Toc{count:08d}")
        add_bookmark(self.blocks[-1], entry.bookmark, count)
        self._entries.append(entry)

    def start_page(self) -> None:
        """Let the next paragraph begin a page."""
        self._starts_page = True

    def add_table(self, widths: Sequence[float], header: Sequence[str] = (), *, whole_rows: bool = True) -> Table:
        """A table of columns `widths` centimetres wide; with `header` ruled and with a repeated head. Its rows are
        kept on one page each unless all of them may be long."""
        made = Table(self.language, widths, styles.TABLE if header else styles.PLAIN_TABLE, whole_rows=whole_rows)
        self.blocks.append(made.element)
        if header:
            for cell, text in zip(made.add_row(header=True), header, strict=True):
                cell.add_text(text, styles.HEAD)
        return made

    def close_table(self) -> None:
        """Space after a table."""
        self.blocks.append(paragraph(styles.GAP))

    def save(self, path: Path) -> None:
        """Write the file whole or not at all. OSError where it cannot be written."""
        replace_file(path, self.encoded())

    def encoded(self) -> bytes:
        """The file's bytes."""
        body = self._document.element.body
        for old in [child for child in body if child.tag != qn("w:sectPr")]:
            body.remove(old)
        blocks = self._with_contents()
        kept = [
            block for block, following in zip(blocks, [*blocks[1:], None], strict=True) if not _idle(block, following)
        ]
        for position, block in enumerate(kept):
            body.insert(position, block)
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _with_contents(self) -> list[Any]:
        at = self._contents_at
        if at is None:
            return self.blocks
        return [*self.blocks[:at], *(contents_entry(e, self.language) for e in self._entries), *self.blocks[at:]]


def _idle(block: Any, following: Any) -> bool:
    """Whether it is space after a table where a page begins: behind a full page it would make an empty one."""
    style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    is_gap = style is not None and style.get(qn("w:val")) == styles.GAP
    return is_gap and following is not None and following.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


class Paragraph:
    """A paragraph to which runs are added."""

    def __init__(self, made: Any, language: str) -> None:
        self._element = made
        self._language = language

    def add_run(self, text: str, style: str = "", *, language: str = "", bold: bool = False) -> None:
        """Text in a character style; `language` where it is not the report's own."""
        add_run(self._element, text, language or self._language, style_id=style, bold=bold)

    def add_quote(self, pieces: Iterable[tuple[str, bool]], language: str) -> None:
        """A quote in the document's language, its cues set off."""
        for text, cue in pieces:
            if text:
                self.add_run(text, styles.CUE if cue else "", language=language)


class Table:
    """A table that grows row by row."""

    def __init__(self, language: str, widths: Sequence[float], style_id: str, *, whole_rows: bool) -> None:
        self._language = language
        self._widths = [styles.twips(width) for width in widths]
        self._whole_rows = whole_rows
        self.element = element("tbl")
        properties = add(self.element, "tblPr")
        add(properties, "tblStyle", val=style_id)
        add(properties, "tblW", w=sum(self._widths), type="dxa")
        add(properties, "tblLayout", type="fixed")
        add(properties, "tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
        grid = add(self.element, "tblGrid")
        for width in self._widths:
            add(grid, "gridCol", w=width)

    def add_row(self, *, header: bool = False, continues: bool = False, is_long: bool = False) -> list[Cell]:
        """One that continues the row above has no hairline over its first cell; a long one may run over the page's
        end, where it would leave much of a page empty."""
        row = add(self.element, "tr")
        properties = add(row, "trPr")
        if header or (self._whole_rows and not is_long):
            add(properties, "cantSplit")
        if header:
            add(properties, "tblHeader")
        cells = [self._add_cell(row, width) for width in self._widths]
        if continues:
            cells[0].hide_top_border()
        return cells

    def _add_cell(self, row: Any, width: int) -> Cell:
        cell = add(row, "tc")
        add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
        return Cell(cell, self._language)


class Cell:
    """A table cell; paragraphs are added one under the other."""

    def __init__(self, cell: Any, language: str) -> None:
        self._cell = cell
        self._language = language
        # Word wants a paragraph in every cell; the first text goes into it.
        self._first: Any = self._start_paragraph(styles.CELL)

    def add_text(self, text: str, style: str = styles.CELL, *, language: str = "", bold: bool = False) -> None:
        """A paragraph of one run; nothing for an empty text."""
        if text:
            self.add_paragraph("", style).add_run(text, language=language, bold=bold)

    def add_paragraph(self, text: str, style: str = styles.CELL) -> Paragraph:
        """A paragraph of one run, or an empty one to add runs to."""
        made, self._first = self._first, None
        if made is None:
            made = self._start_paragraph(style)
        elif style != styles.CELL:
            made[0][0].set(qn("w:val"), style)
        written = Paragraph(made, self._language)
        if text:
            written.add_run(text)
        return written

    def _start_paragraph(self, style: str) -> Any:
        made = add(self._cell, "p")
        add(add(made, "pPr"), "pStyle", val=style)
        return made

    def hide_top_border(self) -> None:
        add(add(self._cell[0], "tcBorders"), "top", val="nil")


def set_properties(document: Any, title: str, author: str, made: date, language: str) -> None:
    """What a file says of itself; nothing about the machine it was written on."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = printable(title), printable(author), printable(author)
    core.subject = core.keywords = core.comments = core.category = ""
    core.language = language
    core.created = core.modified = datetime.combine(made, time())
    core.revision = 1


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. OSError where it cannot be written."""
    partial = path.with_name(f"{path.name}.part")
    partial.unlink(missing_ok=True)  # never through a link that lies there
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _replace_line(part: Any, line: Any) -> None:
    """Put `line` in place of everything in a header or footer."""
    holder = part._element
    for old in list(holder):
        holder.remove(old)
    holder.append(line)


def _settle_layout(document: Any) -> None:
    """Long words are divided, and Word lays the file out as a present one, not in compatibility mode."""
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("autoHyphenation"))
    for entry in settings.iter(qn("w:compatSetting")):
        if entry.get(qn("w:name")) == "compatibilityMode":
            entry.set(qn("w:val"), "15")


def _drop_thumbnail(document: Any) -> None:
    relations = document.part.package.rels
    for key in [k for k, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]

"""A Word document in the report's style, written from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reviewer.report import styles
from reviewer.report.contents import Entry, add_bookmark, fill_contents
from reviewer.report.ooxml import append_field, element, hide_top_border, keep_row_whole, printable, set_language


class Memorandum:
    """Words are in `language` (BCP 47) unless a call names another."""

    def __init__(self, language: str, *, landscape: bool = False) -> None:
        self.language = language
        self._document: Any = docx.Document()
        styles.define_styles(self._document, language, landscape=landscape)
        _settle_layout(self._document)
        _drop_thumbnail(self._document)
        # python-docx walks all styles at every assignment, which would be most of the time a report takes.
        self._contents: Any = None
        self._entries: list[Entry] = []
        self._style_ids = {style.name: style.style_id for style in self._document.styles}

    def set_properties(self, title: str, author: str, made: date) -> None:
        """What the file says of itself; nothing about the machine it was written on."""
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by = printable(title), printable(author), printable(author)
        core.subject = core.keywords = core.comments = core.category = ""
        core.language = self.language
        core.created = core.modified = datetime.combine(made, time())
        core.revision = 1

    def set_header(self, left: str, right: str) -> None:
        """The line above every page; `right` is set off in the accent colour."""
        paragraph = self._document.sections[0].header.paragraphs[0]
        self.add_run(paragraph, f"{left}\t")
        run = self.add_run(paragraph, right)
        run.font.bold, run.font.color.rgb = True, styles.ACCENT

    def set_footer(self, left: str, page_of: str) -> None:
        """The line below every page; `page_of` holds `{page}` and `{pages}`."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        self.add_run(paragraph, f"{left}\t")
        before, _, rest = page_of.partition("{page}")
        between, _, after = rest.partition("{pages}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            self.add_run(paragraph, text)
            if field:
                append_field(paragraph, field)

    def add_paragraph(self, text: str, style: str = "Normal", *, language: str = "") -> Any:
        paragraph = self._document.add_paragraph()
        self.set_style(paragraph, style)
        self.add_run(paragraph, text, language)
        return paragraph

    def set_style(self, paragraph: Any, style: str) -> None:
        paragraph._p.style = self._style_ids[style]

    def add_heading(self, text: str, level: int = 1) -> None:
        paragraph = self.add_paragraph(text, f"Heading {level}")
        if level == 1:
            self._note_entry(paragraph, str(sum(bool(entry.number) for entry in self._entries) + 1), text)

    def add_appendix(self, text: str) -> None:
        """A heading without a number, on a new page."""
        self._note_entry(self.add_paragraph(text, styles.APPENDIX), "", text)

    def add_contents(self) -> None:
        """The place of the table of contents, which is filled when the headings are known."""
        self._contents = self._document.add_paragraph()

    def _note_entry(self, paragraph: Any, number: str, text: str) -> None:
        bookmark = f"_Toc{len(self._entries) + 1:08d}"
        add_bookmark(paragraph, bookmark, len(self._entries) + 1)
        self._entries.append(Entry(number, printable(text), bookmark))

    def start_page(self) -> None:
        """Let the last paragraph be followed by a new page."""
        self._document.add_page_break()

    def add_table(self, widths: Sequence[float], header: Sequence[str] = ()) -> Table:
        """A table of columns `widths` centimetres wide; with `header` ruled and with a repeated head."""
        table = self._document.add_table(0, len(widths), style=styles.TABLE if header else styles.PLAIN_TABLE)
        _fix_widths(table, widths)
        made = Table(self, table, widths)
        if header:
            cells = made.add_row(header=True)
            for cell, text in zip(cells, header, strict=True):
                cell.add_text(text, styles.HEAD)
        return made

    def close_table(self) -> None:
        """Space after a table."""
        spacer = self._document.add_paragraph()
        spacer.paragraph_format.space_after = Pt(0)
        spacer.paragraph_format.line_spacing = Pt(6)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all. OSError where it cannot be written."""
        if self._contents is not None and self._entries:
            fill_contents(self._contents, self._entries, self._style_ids[styles.CONTENTS])
            self._contents = None
        partial = path.with_name(f"{path.name}.part")
        try:
            self._document.save(str(partial))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    def add_run(self, paragraph: Any, text: str, language: str = "", *, style: str = "") -> Any:
        """A run of text; a tab in it stays one."""
        lines = text.split("\t")
        run = paragraph.add_run()
        if style:
            run._r.style = self._style_ids[style]
        for number, line in enumerate(lines):
            if number:
                run.add_tab()
            run.add_text(_one_line(line))
        set_language(run, language or self.language)
        return run


class Table:
    """A table that grows row by row."""

    def __init__(self, memorandum: Memorandum, table: Any, widths: Sequence[float]) -> None:
        self._memorandum = memorandum
        self._table = table
        self._widths = widths

    def add_row(self, *, header: bool = False, continues: bool = False) -> list[Cell]:
        """A row kept on one page; one that continues the row above has no hairline over its first cell."""
        row = self._table.add_row()
        keep_row_whole(row, header=header)
        cells = list(row.cells)
        for cell, width in zip(cells, self._widths, strict=True):
            cell.width = Cm(width)
        if continues:
            hide_top_border(cells[0])
        return [Cell(self._memorandum, cell) for cell in cells]


class Cell:
    """A table cell; paragraphs are added one under the other."""

    def __init__(self, memorandum: Memorandum, cell: Any) -> None:
        self._memorandum = memorandum
        self._cell = cell
        self._empty = True
        memorandum.set_style(cell.paragraphs[0], styles.CELL)

    def add_text(self, text: str, style: str = styles.CELL, *, language: str = "", bold: bool = False) -> Any:
        paragraph = self._cell.paragraphs[0] if self._empty else self._cell.add_paragraph()
        self._memorandum.set_style(paragraph, style)
        self._empty = False
        if not text:
            return paragraph
        run = self._memorandum.add_run(paragraph, text, language)
        if bold:
            run.font.bold = True
        return paragraph

    def add_quote(self, pieces: Iterable[tuple[str, bool]], place: str, language: str) -> None:
        """A quote in the document's language, its cues set off, and its place after it in the report's."""
        paragraph = self.add_text("", "Quote", language=language)
        for text, cue in pieces:
            if text:
                self._memorandum.add_run(paragraph, text, language, style=styles.CUE if cue else "")
        self._memorandum.add_run(paragraph, f" ({place})", style=styles.PLACE)


def _one_line(text: str) -> str:
    """One line, keeping a blank at either end."""
    core = printable(text)
    if not core:
        return " " if text else ""
    return f"{' ' if text[0] == ' ' else ''}{core}{' ' if text[-1] == ' ' else ''}"


def _fix_widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    style = properties.find(qn("w:tblStyle"))
    style.addnext(element("w:tblW", w=int(sum(widths) * 567), type="dxa"))


def _settle_layout(document: Any) -> None:
    """Long words are divided, and Word lays the file out as a present one, not in compatibility mode."""
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation"))
    for entry in settings.iter(qn("w:compatSetting")):
        if entry.get(qn("w:name")) == "compatibilityMode":
            entry.set(qn("w:val"), "15")


def _drop_thumbnail(document: Any) -> None:
    relations = document.part.package.rels
    for key in [k for k, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]

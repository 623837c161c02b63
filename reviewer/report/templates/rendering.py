"""What the child does with a template: try it, or write a report into it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from reviewer.child import Progress
from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, ReportSection
from reviewer.report import styles
from reviewer.report.assessment_report import SECTION_WRITERS, letter_title, report_foot, report_title
from reviewer.report.comparison import comparison_contexts, comparison_title, write_vendors
from reviewer.report.contents import Entry, add_bookmark, contents_entry
from reviewer.report.context import TAGS, ReportContext
from reviewer.report.evidence import check_quotes
from reviewer.report.memorandum import Memorandum, set_properties
from reviewer.report.ooxml import add, element
from reviewer.report.questions import letter_is_final, write_letter
from reviewer.report.templates.adoption import AdoptedStyles
from reviewer.report.templates.filling import template_data
from reviewer.report.templates.frame import mark_draft, number_pages, section_width, text_width, turn_pages
from reviewer.report.templates.runs import set_languages
from reviewer.report.templates.template import Template, placeholders, tag_named

_TRYING, _FILLING, _WRITING = 0.1, 0.3, 0.5


def check_template(template: bytes) -> str:
    """The kind of the template, once it has been tried on invented data. Raises the errors of `Template`."""
    opened = Template(template)
    opened.try_out()
    return opened.kind.value


def render_report(
    template: bytes,
    assessment: Assessment,
    language: str,
    *,
    final: bool,
    generated: date,
    reviewer: str,
    firm: str,
    sections: Sequence[str],
    progress: Progress,
) -> bytes:
    """The report in the template, tried before. Raises the errors of `Template` and of `check_quotes`."""
    check_quotes(assessment)
    progress("template", _TRYING)
    opened = Template(template)
    opened.try_out()
    translator, included = Translator(language), frozenset(ReportSection(name) for name in sections)
    memorandum = Memorandum(TAGS[language])
    context = ReportContext(
        assessment, translator, memorandum, load_form(), final, generated, reviewer, firm, sections=included
    )
    progress("template", _FILLING)
    data = template_data(context, included)
    document = opened.fill(data)
    assembly = _Assembly(document, context)
    places = [(tag_named(data, name).sections, paragraph) for name, paragraph in placeholders(document)]
    total, done = sum(len(wanted) for wanted, _ in places), count()
    for wanted, paragraph in places:
        assembly.write(wanted, paragraph, lambda: progress("write", _WRITING + (1 - _WRITING) * next(done) / total))
    return assembly.finished(report_title(context), report_foot(context))


def render_letter(
    template: bytes, assessment: Assessment, language: str, generated: date, reviewer: str, firm: str
) -> bytes:
    """The questions to the vendor on the letterhead. Raises the errors of `Template` and of `check_quotes`."""
    check_quotes(assessment)
    opened = Template(template, letterhead=True)
    opened.try_out()
    memorandum = Memorandum(TAGS[language])
    translator, final = Translator(language), letter_is_final(assessment)
    context = ReportContext(assessment, translator, memorandum, load_form(), final, generated, reviewer, firm)
    document = opened.fill(template_data(context, frozenset()))
    # Without sections the letterhead is empty; the letter takes the place of what stands there.
    assembly = _Assembly(document, context)
    write_letter(context)
    assembly.append(memorandum.blocks)
    return assembly.finished(letter_title(context), letter_title(context))


def render_comparison(
    template: bytes, assessments: Sequence[Assessment], language: str, generated: date, reviewer: str, firm: str
) -> bytes:
    """The comparison of vendors on the letterhead. Raises the errors of `Template` and of `check_quotes`."""
    for assessment in assessments:
        check_quotes(assessment)
    opened = Template(template, letterhead=True)
    opened.try_out()
    contexts = comparison_contexts(assessments, Translator(language), generated, reviewer, firm)
    first = contexts[0]
    document = opened.fill(template_data(first, frozenset()))
    turn_pages(document)
    assembly = _Assembly(document, first)
    write_vendors(contexts)
    assembly.append(first.memorandum.blocks)
    return assembly.finished(comparison_title(first), comparison_title(first))


class _Assembly:
    """Puts sections in their places in a firm's document."""

    def __init__(self, document: Document, context: ReportContext) -> None:
        self._document, self._context = document, context
        self._tag = context.memorandum.language
        self._adopted = AdoptedStyles(document, self._tag)
        self._contents: Any = None
        _set_languages_everywhere(document, self._tag)
        self._body = document.element.body
        bookmarks = [int(mark.get(qn("w:id"), 0)) for mark in self._body.iter(qn("w:bookmarkStart"))]
        self._last_bookmark = max(bookmarks, default=0)

    def write(self, sections: Sequence[ReportSection], place: Any, tell: Callable[[], None]) -> None:
        """Let the sections stand in place of a paragraph; `tell` is called before each."""
        written = self._context.memorandum.blocks
        start = len(written)
        for section in sections:
            tell()
            SECTION_WRITERS[section](self._context)
            if section is ReportSection.CONTENTS:
                self._contents = written[-1]
        blocks = written[start:]
        self._adopted.lead(blocks, text_width(place))
        for block in blocks:
            place.addprevious(block)
        place.getparent().remove(place)

    def append(self, blocks: Sequence[Any]) -> None:
        """Let the blocks stand at the end of an empty document."""
        end = self._body.find(qn("w:sectPr"))
        self._adopted.lead(blocks, text_width(blocks[0]) if end is None else section_width(end))
        for block in blocks:
            self._body.append(block) if end is None else end.addprevious(block)

    def finished(self, title: str, foot: str) -> bytes:
        """The file's bytes; `title` is its title, `foot` stands below every page beside the number."""
        context, say = self._context, self._context.translator.gettext
        self._fill_contents()
        if not context.final:
            mark_draft(self._document, say("DRAFT"), self._adopted, self._tag)
        number_pages(self._document, foot, say("Page {page} of {pages}"), self._adopted, self._tag)
        set_properties(self._document, title, context.reviewer or context.firm, context.generated, self._tag)
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _fill_contents(self) -> None:
        """Every heading of the first level, the firm's own among ours, with its number as the pages show it."""
        entries = list(self._entries())
        for entry in reversed(entries if self._contents is not None else []):
            made = contents_entry(entry, self._tag)
            self._adopted.lead([made], 0)
            stops = element("tabs")
            add(stops, "tab", val="left", pos=styles.twips(1))
            add(stops, "tab", val="right", pos=round(text_width(self._contents)), leader="dot")
            made[0].append(stops)
            self._contents.addnext(made)

    def _entries(self) -> list[Entry]:
        heading, appendix = (self._adopted.style_id(name) for name in (styles.HEADINGS[0], styles.APPENDIX))
        entries, count = [], 0
        for paragraph in self._body.iter(qn("w:p")):
            properties = paragraph.find(qn("w:pPr"))
            style = properties.find(qn("w:pStyle")) if properties is not None else None
            if style is None or style.get(qn("w:val")) not in (heading, appendix):
                continue
            text = "".join(entry.text or "" for entry in paragraph.iter(qn("w:t"))).strip()
            numbered = style.get(qn("w:val")) == heading and properties.find(qn("w:numPr")) is None
            count += numbered
            if text:
                number = self._adopted.number_text(count) if numbered else ""
                entries.append(Entry(number, text, self._bookmark(paragraph)))
        return entries

    def _bookmark(self, heading: Any) -> str:
        """The heading's bookmark, of which ours get ids that the firm's do not have."""
        mark = heading.find(qn("w:bookmarkStart"))
        self._last_bookmark += 1
        if mark is None:
            name = f"_Toc{90000000 + self._last_bookmark}"
            add_bookmark(heading, name, self._last_bookmark)
            return name
        number, name = mark.get(qn("w:id")), mark.get(qn("w:name"))
        for entry in (mark, *heading.findall(qn("w:bookmarkEnd"))):
            if entry.get(qn("w:id")) == number:
                entry.set(qn("w:id"), str(self._last_bookmark))
        return str(name)


def _set_languages_everywhere(document: Document, tag: str) -> None:
    """In the body, in headers and footers, and in footnotes, which python-docx keeps as bytes."""
    set_languages(document.element.body, tag)
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            set_languages(relation.target_part.element, tag)
        elif relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            root = etree.fromstring(relation.target_part.blob)
            set_languages(root, tag)
            relation.target_part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

"""A firm's template: cleaned, looked through, tried, filled in. Runs in the limited child process and nowhere else.

docxtpl is named here alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from lxml import etree

from reviewer.model import ReportError
from reviewer.report.ooxml import element
from reviewer.report.templates.data import (
    KNOWN,
    MARK_END,
    MARK_START,
    SectionTag,
    SectionTags,
    TemplateData,
    sample_data,
)
from reviewer.report.templates.language import (
    TemplateEnvironment,
    UnknownTagError,
    check_source,
    field_names,
    full_name,
    unknown_tag,
)
from reviewer.report.templates.package import clean_template

_TAG = re.compile(r"\{\{|\{%|\{#")
_ALONE = re.compile(r"\{\{-?\s*(?:p\s+)?([a-z_.]+)\s*-?\}\}")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_ENDNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_SECTION_NAMES = frozenset(["report", *(f"section.{name}" for name in field_names(SectionTags))])
_HOLDERS = frozenset(qn(f"w:{name}") for name in ("body", "p", "r", "tbl", "tr", "tc", "hdr", "ftr", "sdtContent"))


class TemplateKind(StrEnum):
    LETTERHEAD = "letterhead"
    """No tags in its text: the page, styles, header and footer are taken, the text is left out."""
    TAGS = "tags"


class Template:
    """Raises the errors of `clean_template` and `check_source`, and ReportError `template.shape`, `.section_place`,
    `.empty` and `.failed`."""

    def __init__(self, data: bytes, *, letterhead: bool = False) -> None:
        """With `letterhead` the file's own text is left out also where it has tags."""
        self._data = clean_template(data)
        self._letterhead = letterhead
        self._environment = TemplateEnvironment()
        self.kind = TemplateKind.TAGS
        opened = self._open()
        self._sources = list(_sources(opened))
        _refuse_tags_in_endnotes(opened)
        for source in self._sources:
            check_source(source, KNOWN, self._environment)

    def try_out(self) -> None:
        """Fill it with invented data: with something for every tag, then with as little as there can be."""
        for full in (True, False):
            document = self.fill(sample_data(full=full))
            for name, paragraph in placeholders(document):
                _refuse_misplaced(name, paragraph)

    def fill(self, data: TemplateData) -> Document:
        """The document with its tags filled in; where sections are to stand, marked paragraphs. It is looked through as
        the template was: tags may put together what stood nowhere in it."""
        template = self._open()
        try:
            template.render(data.top_level(), self._environment, autoescape=True)
        except UnknownTagError as error:
            raise self._unknown(error) from error
        except SecurityError as error:
            raise ReportError("template.private", str(error), tag="", place="") from error
        except (ReportError, MemoryError):
            raise
        except Exception as error:
            raise ReportError("template.failed", f"{type(error).__name__}: {error}") from error
        target = io.BytesIO()
        template.save(target)
        document: Document = docx.Document(io.BytesIO(clean_template(target.getvalue())))
        _check_shape(document)
        return document

    def _open(self) -> DocxTemplate:
        template = _StrictTemplate(io.BytesIO(self._data))
        template.init_docx()
        body = template.docx.element.body
        for paragraph in body.iter(qn("w:p")):
            _stand_alone(paragraph)
        if self._letterhead or not _TAG.search("".join(body.itertext())):
            self.kind = TemplateKind.LETTERHEAD
            _clear(body)
        return template

    def _unknown(self, error: UnknownTagError) -> ReportError:
        if isinstance(error.owner, tuple) or error.name == "None":
            return ReportError("template.empty", str(error))
        for source in self._sources:
            name, place = full_name(error, source, self._environment)
            if place:
                return unknown_tag(name, field_names(error.owner), place)
        return unknown_tag(error.name, field_names(error.owner) or KNOWN, "")


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl mends broken markup by dropping what does not fit; here it is an error that is told."""

    def fix_tables(self, xml: str) -> Any:
        try:
            etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise ReportError("template.unbalanced", str(error)) from error
        return super().fix_tables(xml)


def placeholders(document: Document) -> Iterator[tuple[str, Any]]:
    """The places for sections from top to bottom: the name of the tag and its paragraph."""
    for entry in list(document.element.body.iter(qn("w:t"))):
        text = entry.text or ""
        if text.startswith(MARK_START) and text.endswith(MARK_END):
            yield text[1:-1], next(entry.iterancestors(qn("w:p")))


def tag_named(data: TemplateData, name: str) -> SectionTag:
    """The section tag that is written `name`."""
    owner: Any = data
    for part in name.split("."):
        owner = getattr(owner, part)
    assert isinstance(owner, SectionTag)
    return owner


def _sources(template: DocxTemplate) -> Iterator[str]:
    """What Jinja is given of the body, the headers and footers and the footnotes, a paragraph a line."""
    parts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    parts += [part.blob.decode() for part in template.docx.part.package.iter_parts() if part.content_type == _FOOTNOTES]
    for xml in parts:
        yield _PARAGRAPH.sub(r"\n<w:p\1", template.patch_xml(xml))


def _stand_alone(paragraph: Any) -> None:
    """A section's tag that is all a paragraph holds takes the paragraph's place, written with `p` or without."""
    texts = list(paragraph.iter(qn("w:t")))
    match = _ALONE.fullmatch("".join(entry.text or "" for entry in texts).strip())
    if match and match[1] in _SECTION_NAMES:
        for entry in texts:
            entry.text = ""
        texts[0].text = f"{{{{p {match[1]} }}}}"


def _clear(body: Any) -> None:
    """A letterhead's own text goes; a place for the whole report takes it."""
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for position, name in enumerate(("section.cover", "section.contents", "report")):
        paragraph = element("p")
        run = element("r")
        text = element("t")
        text.text = f"{{{{p {name} }}}}"
        run.append(text)
        paragraph.append(run)
        body.insert(position, paragraph)


def _refuse_tags_in_endnotes(template: DocxTemplate) -> None:
    for part in template.docx.part.package.iter_parts():
        if part.content_type == _ENDNOTES and _TAG.search(re.sub("<[^>]*>", "", part.blob.decode())):
            raise ReportError("template.endnotes")


def _refuse_misplaced(name: str, paragraph: Any) -> None:
    """A section stands in the text itself, not in a table, a text box or a sentence."""
    allowed = {qn("w:body"), qn("w:sdt"), qn("w:sdtContent"), qn("w:document")}
    if not {entry.tag for entry in paragraph.iterancestors()} <= allowed:
        raise ReportError("template.section_place", tag=name)


def _check_shape(document: Document) -> None:
    roots = [document.element.body]
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            root = relation.target_part.element
            for entry in root.iter(qn("w:t")):
                if MARK_START in (entry.text or ""):
                    raise ReportError("template.section_place", tag=(entry.text or "").strip(MARK_START + MARK_END))
            roots.append(root)
    for root in roots:
        _check_nesting(root)


def _check_nesting(root: Any) -> None:
    """Words outside a run, or a paragraph within one, make a file that no word processor opens."""
    # python-docx gives `text` another meaning on its own elements.
    for entry in etree.fromstring(etree.tostring(root)).iter(etree.Element):
        loose = [entry.text if entry.tag in _HOLDERS else "", *(child.tail for child in entry)]
        place = next((" ".join(text.split()) for text in loose if text and text.strip()), "")
        if entry.tag == qn("w:t") and len(entry):
            inner = "".join(str(text) for text in entry.itertext())
            if MARK_START in inner:
                name = inner.partition(MARK_START)[2].partition(MARK_END)[0]
                raise ReportError("template.section_place", tag=name)
            place = inner.strip()
        if place:
            raise ReportError("template.shape", place=place[:60])

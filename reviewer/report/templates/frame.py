"""What every page of a report says, on a firm's pages too: that it is a draft, and which page of how many it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section

from reviewer.report import styles
from reviewer.report.ooxml import add, add_field, add_run, paragraph
from reviewer.report.templates.adoption import AdoptedStyles
from reviewer.report.templates.fields import field_codes

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


def mark_draft(document: Document, word: str, adopted: AdoptedStyles, language: str) -> None:
    """Put the word above every page whose header does not hold it already."""
    for header in _each(document, "header"):
        if word.casefold() not in "".join(header._element.itertext()).casefold():
            line = _line(adopted.style_id(styles.HEADER))
            add_run(line, word, language, bold=True)
            header._element.insert(0, line)


def number_pages(document: Document, left: str, page_of: str, adopted: AdoptedStyles, language: str) -> None:
    """Put `left` and the page below every page, unless the firm numbers its pages itself. `page_of` holds `{page}` and
    `{pages}`."""
    holders = [*_each(document, "header"), *_each(document, "footer")]
    if any(_PAGE.match(code) for holder in holders for code in field_codes(holder._element)):
        return
    for footer in _each(document, "footer"):
        line = _line(adopted.style_id(styles.FOOTER))
        before, _, rest = page_of.partition("{page}")
        between, _, after = rest.partition("{pages}")
        add_run(line, f"{left} · {before}" if left else before, language)
        add_field(line, "PAGE", "1")
        add_run(line, between, language)
        add_field(line, "NUMPAGES", "1")
        if after:
            add_run(line, after, language)
        footer._element.append(line)


def turn_pages(document: Document) -> None:
    """Have the pages lie on their long side; one that says nothing of its size stays as it is."""
    for section in document.sections:
        width, height = section.page_width, section.page_height
        if width and height and width < height:
            section.page_width, section.page_height = height, width
            section.orientation = WD_ORIENT.LANDSCAPE


def _line(style_id: str) -> Any:
    made = paragraph(style_id)
    add(made[0], "jc", val="right")
    return made


def _each(document: Document, kind: str) -> Iterator[Any]:
    """The headers or footers that pages have: those of the first section are made where they are missing, later ones
    that follow them are not counted again."""
    different_even = document.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(document.sections):
        for holder in _of_section(section, kind, different_even):
            if number == 0 or not holder.is_linked_to_previous:
                holder.is_linked_to_previous = False
                yield holder


def _of_section(section: Section, kind: str, different_even: bool) -> Iterator[Any]:
    yield getattr(section, kind)
    if section.different_first_page_header_footer:
        yield getattr(section, f"first_page_{kind}")
    if different_even:
        yield getattr(section, f"even_page_{kind}")


def text_width(paragraph: Any) -> float:
    """Twips between the margins where a paragraph of the body stands."""
    following = paragraph.itersiblings()
    own = paragraph.iter(qn("w:sectPr"))
    found = next(own, None)
    for sibling in following if found is None else ():
        found = sibling if sibling.tag == qn("w:sectPr") else next(sibling.iter(qn("w:sectPr")), None)
        if found is not None:
            break
    return section_width(found) if found is not None else styles.twips(styles.TEXT_WIDTH)


def section_width(section: Any) -> float:
    """Twips between the margins of a section; those of our own page where it does not say."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return styles.twips(styles.TEXT_WIDTH)
    edges = sum(int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
    return float(int(size.get(qn("w:w"), 0)) - edges)

"""PDF: pages to lines with their places, by pdfminer.six; what the lines are to each other is told in `pdf_layout`."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTCurve, LTPage, LTTextLineHorizontal
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import apply_matrix_rect

from reviewer.importers.assembly import assemble_document, clean_text
from reviewer.importers.hyphenation import SOFT_HYPHEN
from reviewer.importers.limits import Limits, Progress
from reviewer.importers.media_type import PDF
from reviewer.importers.pdf_layout import page_blocks
from reviewer.importers.pdf_page import Page, Rule, Segment
from reviewer.model import (
    Box,
    DamagedFileError,
    Document,
    ImportFailedError,
    NoTextError,
    PasswordNeededError,
    UnsupportedFileError,
)

_END_MARK = b"%%EOF"
_END = 2048
_FEWEST_CHARACTERS_A_PAGE = 20
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_UNNAMED_GLYPH = re.compile(r"\(cid:\d+\)")
_LIGATURES = {0xFB00 + number: letters for number, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"))}
_FLATTEST_RULE = 2.0
_SHORTEST_RULE = 20.0
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 8.0
# In widths of a letter: cells of a table may stand closer than the two letters that pdfminer takes for a gap.
_WIDEST_WORD_SPACE = 1.0


def read_pdf(data: bytes, name: str, password: str, limits: Limits, progress: Progress) -> Document:
    """The Document of a PDF. Raises PasswordNeededError, NoTextError (pictures of text), DamagedFileError and
    TooLargeError."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if _END_MARK not in data[-_END:]:
        raise DamagedFileError("the file breaks off before its end")
    try:
        pages = list(_pages(data, password, limits, progress))
    except (ImportFailedError, MemoryError):
        raise
    except PDFPasswordIncorrect as error:
        raise PasswordNeededError(wrong=int(bool(password))) from error
    except PDFEncryptionError as error:
        raise UnsupportedFileError(str(error), found="encrypted_pdf") from error
    except Exception as error:
        raise DamagedFileError(f"{type(error).__name__}: {error}") from error
    if sum(page.characters for page in pages) < _FEWEST_CHARACTERS_A_PAGE * len(pages):
        raise NoTextError(pages=len(pages))
    return assemble_document(page_blocks(pages), data=data, name=name, media_type=PDF, pages=len(pages))


class _File(PDFDocument):
    """A PDF whose objects may stand for others, but not for each other in a circle: pdfminer would never end."""

    def getobj(self, objid: int) -> object:
        seen = {objid}
        found = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise DamagedFileError("objects that stand for each other")
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


def _pages(data: bytes, password: str, limits: Limits, progress: Progress) -> Iterator[Page]:
    document = _File(PDFParser(io.BytesIO(data)), password=password)
    expected = _page_count(document)
    limits.check_pages(expected)
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None, char_margin=_WIDEST_WORD_SPACE))
    interpreter = PDFPageInterpreter(resources, device)
    characters = number = 0
    for number, source in enumerate(PDFPage.create_pages(document), 1):
        limits.check_pages(number)
        interpreter.process_page(source)
        page = _page(device.get_result(), source, number)
        characters += page.characters
        limits.check_characters(characters)
        yield page
        progress("read", 0.95 * min(number / max(expected, 1), 1.0))
    if number == 0 or number < expected:
        raise DamagedFileError(f"{number} of {expected} pages could be found")


def _page_count(document: PDFDocument) -> int:
    tree = resolve1(document.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    return count if isinstance(count, int) else 0


def _page(layout: LTPage, source: PDFPage, number: int) -> Page:
    frame = _visible_frame(layout, source)
    left, bottom, right, top = frame
    page = Page(number, right - left, top - bottom)
    for item in _items(layout):
        box = Box(item.x0 - left, top - item.y1, item.x1 - left, top - item.y0)
        if isinstance(item, LTTextLineHorizontal):
            segment = _segment(item, number, box)
            if segment is not None and _is_inside(box, page):
                page.segments.append(segment)
        elif _is_dot(box):
            page.dots.append(box)
        elif box.bottom - box.top <= _FLATTEST_RULE and box.right - box.left >= _SHORTEST_RULE:
            page.rules.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif _is_filled_box(box):
            page.rules += [Rule(box.top, box.left, box.right), Rule(box.bottom, box.left, box.right)]
    return page


def _items(container: Iterable[object]) -> Iterator[LTTextLineHorizontal | LTCurve]:
    for item in container:
        if isinstance(item, (LTTextLineHorizontal, LTCurve)):
            yield item
        elif isinstance(item, LTContainer):
            yield from _items(item)


def _visible_frame(layout: LTPage, source: PDFPage) -> tuple[float, float, float, float]:
    """The crop box as left, bottom, right, top of the rotated page, whose origin is the media box's corner."""
    x0, y0, x1, y1 = source.mediabox
    turns = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    matrix = turns.get(source.rotate, (1, 0, 0, 1, -x0, -y0))
    left, bottom, right, top = apply_matrix_rect(matrix, source.cropbox)
    left, bottom = max(left, layout.x0), max(bottom, layout.y0)
    right, top = min(right, layout.x1), min(top, layout.y1)
    return (left, bottom, right, top) if right > left and top > bottom else layout.bbox


def _segment(line: LTTextLineHorizontal, page: int, box: Box) -> Segment | None:
    text = _written_out(line.get_text())
    glyphs = [item for item in line if isinstance(item, LTChar) and not item.get_text().isspace()]
    if not text or not glyphs:
        return None
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    bold = sum(_is_bold(glyph) for glyph in glyphs) > len(glyphs) * 0.9
    return Segment(text, page, box, size, bold)


def _written_out(raw: str) -> str:
    """A line's characters without those that no font names; ligatures as letters, a hyphen of the setting kept."""
    raw = _UNNAMED_GLYPH.sub("", raw.rstrip()).translate(_LIGATURES)
    text = re.sub(r"[ \n]+", " ", clean_text(raw)).strip()
    return text + SOFT_HYPHEN if text and raw.endswith(SOFT_HYPHEN) else text


def _is_bold(glyph: LTChar) -> bool:
    return bool(_BOLD_FONT.search(glyph.fontname))


def _is_inside(box: Box, page: Page) -> bool:
    """Whether the middle of a box lies on the visible page."""
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return 0 <= across <= page.width and 0 <= down <= page.height


def _is_dot(box: Box) -> bool:
    """Whether a shape may be a bullet: about as tall as wide, and no taller than a small letter."""
    wide, tall = box.right - box.left, box.bottom - box.top
    return (
        min(wide, tall) >= _SMALLEST_DOT and max(wide, tall) <= _LARGEST_DOT and max(wide, tall) < 1.5 * min(wide, tall)
    )


def _is_filled_box(box: Box) -> bool:
    """Whether a shape may be the ground or frame of a table's cell or row."""
    return box.right - box.left >= _SHORTEST_RULE and 6 <= box.bottom - box.top <= 300

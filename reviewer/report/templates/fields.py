"""Fields of Word that a template may hold: page numbers, dates, references; none that fetches, links or starts."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from lxml import etree

from reviewer.model import ReportError

ALLOWED = frozenset(
    """PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC TITLE SUBJECT AUTHOR FILENAME
    DOCPROPERTY DATE TIME CREATEDATE SAVEDATE PRINTDATE HYPERLINK SYMBOL
    """.split()
)
_SAFE_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\b|"(https?://|mailto:))', re.IGNORECASE)


def check_fields(root: etree._Element) -> None:
    """ReportError `template.field` names the first field that is not allowed."""
    for code in field_codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if name not in ALLOWED or (name == "HYPERLINK" and not _SAFE_LINK.match(code)):
            raise ReportError("template.field", code, field=(words[0] if words else "?")[:40])


def field_codes(root: etree._Element) -> list[str]:
    """What all fields of a part are told to do. One whose code is put together by fields within it counts apart."""
    codes = [entry.get(qn("w:instr"), "") for entry in root.iter(qn("w:fldSimple"))]
    open_codes: list[list[str]] = []
    for entry in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        if entry.tag != qn("w:fldChar"):
            if not open_codes:
                codes.append(entry.text or "")
            else:
                open_codes[-1].append(entry.text or "")
        elif entry.get(qn("w:fldCharType")) == "begin":
            open_codes.append([])
        elif entry.get(qn("w:fldCharType")) == "end" and open_codes:
            codes.append("".join(open_codes.pop()))
    codes += ["".join(parts) for parts in open_codes]
    return codes

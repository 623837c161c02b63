"""Fields of Word that a template may hold: page numbers, dates, references; none that fetches, links or starts."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from reviewer.model import ReportError

ALLOWED = frozenset(
    """PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC TITLE SUBJECT AUTHOR FILENAME
    DOCPROPERTY DATE TIME CREATEDATE SAVEDATE PRINTDATE HYPERLINK SYMBOL
    """.split()
)
_SAFE_LINK = re.compile(
    r"""\s*HYPERLINK
    (?:\s+"(?:https?://|mailto:)[^"{]*")?
    (?:\s+\\[lot]\s+(?:"[^"{]*"|[^\s"\\{:]+)     # a bookmark, a tip, a window
      |\s+\\[hmn](?!\w)
      |\s+\\\*\s+\w+
    )*\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""To the web, to a mail address or within the file; a second address, wherever it stands, is none of these."""

_INNER = "{…}"
"""Stands in a code for a field whose result becomes part of it: what it says is only known when it is shown."""


def check_fields(root: etree._Element) -> None:
    """ReportError `template.field` names the first field that is not allowed."""
    for code in field_codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if name not in ALLOWED or (name == "HYPERLINK" and not _SAFE_LINK.fullmatch(code)):
            raise ReportError("template.field", code, field=(words[0] if words else "?")[:40])


def field_codes(root: etree._Element) -> list[str]:
    """What all fields of a part are told to do. One that stands within the code of another counts apart."""
    codes: list[str] = []
    open_fields: list[_Field] = []
    for entry in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        kind = entry.get(qn("w:fldCharType")) if entry.tag == qn("w:fldChar") else ""
        holder = open_fields[-1] if open_fields and not open_fields[-1].is_shown else None
        if entry.tag == qn("w:fldSimple") or kind == "begin":
            if holder is not None:
                holder.parts.append(_INNER)
            if kind:
                open_fields.append(_Field())
            else:
                codes.append(entry.get(qn("w:instr"), ""))
        elif kind == "separate" and open_fields:
            open_fields[-1].is_shown = True
        elif kind == "end" and open_fields:
            codes.append("".join(open_fields.pop().parts))
        elif not kind:
            text = str(entry.xpath("string()"))
            (open_fields[-1].parts if open_fields else codes).append(text)
    return codes + ["".join(field.parts) for field in open_fields]


@dataclass
class _Field:
    """A field that has begun: its code so far, and whether what it shows has begun."""

    parts: list[str] = dataclasses.field(default_factory=list)
    is_shown: bool = False

"""What a part of a firm's file may hold: pictures that are pictures, markup that fetches nothing and starts nothing."""

from __future__ import annotations

import re
import zlib
from typing import Any

from lxml import etree

from reviewer.model import ReportError
from reviewer.word_package import local_name

_PICTURES = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM"),
    *(b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),  # Windows metafiles
)
_ENHANCED, _ENHANCED_MARK = b"\x01\x00\x00\x00", b" EMF"  # at the beginning, and 40 bytes on
_PACKED = b"\x1f\x8b"  # a metafile may be packed
_GZIP = 16 + zlib.MAX_WBITS

WEB_ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
"""How what may be linked to begins."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
"""With a scheme or a drive, or from a root; not the plain name of something within the file."""

_ACTIVE = frozenset("altChunk control movie objectEmbed objectLink OLEObject subDoc webVideoPr".split())
_STRICT = "http://purl.oclc.org/ooxml/"
_DRAWING = "{http://www.w3.org/2000/svg}"
_LIVELY = frozenset("audio embed foreignObject handler iframe listener object script video".split())
_INSIDE = re.compile(r"#|data:image/(png|jpeg|gif)[;,]")
_FETCHED = re.compile(r"url\(\s*[\"']?(?!\s*(?:#|data:image/(?:png|jpeg|gif)[;,]))|@import|\\|image-set", re.IGNORECASE)


def shown(text: str) -> str:
    """As much of a name from the file as fits into a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a picture made of points or as a metafile does."""
    if data.startswith(_PACKED):
        try:
            data = zlib.decompressobj(_GZIP).decompress(data, 64)
        except zlib.error:
            return False
    return data.startswith(_PICTURES) or (data.startswith(_ENHANCED) and data[40:44] == _ENHANCED_MARK)


def check_drawing(root: etree._Element, part: str) -> None:
    """ReportError `template.embedded` unless it is an SVG drawing that runs nothing, `.linked` where it fetches."""
    if root.tag != f"{_DRAWING}svg":
        raise ReportError("template.embedded", part, part=shown(part))
    for entry in root.iter(etree.Element):
        lively = any(_plain_name(str(name)).lower().startswith("on") for name in entry.attrib)
        if lively or local_name(entry) in _LIVELY:
            raise ReportError("template.embedded", local_name(entry), part=shown(local_name(entry)))
        for name, value in entry.attrib.items():
            fetched = _plain_name(str(name)) in ("href", "src") and not _INSIDE.match(str(value))
            if fetched or _FETCHED.search(str(value)):
                raise ReportError("template.linked", local_name(entry), link=shown(str(value)))
        if local_name(entry) == "style" and (found := _FETCHED.search("".join(map(str, entry.itertext())))):
            raise ReportError("template.linked", "style", link=shown(found[0]))


def check_markup(root: etree._Element) -> None:
    """ReportError `template.not_word` for the strict form of the format, whose elements go by names that are not
    looked for here; `.embedded` for what starts something; `.linked` for an address without a relationship, as pictures
    and shapes of the old kind have."""
    strict: Any = root.xpath(
        "//*[starts-with(namespace-uri(), $s)] | //@*[starts-with(namespace-uri(), $s)]", s=_STRICT
    )
    if strict:
        raise ReportError("template.not_word", "a strict file")
    for entry in root.iter(etree.Element):
        if local_name(entry) in _ACTIVE:
            raise ReportError("template.embedded", local_name(entry), part=local_name(entry))
    values: Any = root.xpath("//@*[local-name() = 'src' or local-name() = 'href' or local-name() = 'althref']")
    for value in values:
        holder = local_name(value.getparent())
        pressed = holder in ("shape", "rect") and WEB_ADDRESS.match(value)  # like a hyperlink
        if _ADDRESS.match(value.strip()) and not pressed:
            raise ReportError("template.linked", holder, link=shown(value))


def _plain_name(name: str) -> str:
    """The name of an attribute without its namespace."""
    return name.rpartition("}")[2]

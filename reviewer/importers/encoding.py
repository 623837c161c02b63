"""Bytes to characters: byte-order mark, then what the file says of itself, then UTF-8, then Windows-1252."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]+)""", re.IGNORECASE)


def decode_text(data: bytes, declared: str = "") -> str:
    """The characters of `data` without a byte-order mark. `declared` is the character set the file names, if any.

    Bytes that are no characters become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if wide := _unmarked_utf16(data):
        return data.decode(wide, errors="replace")
    if declared and (text := _try_decode(data, declared)) is not None:
        return text
    text = _try_decode(data, "utf-8")
    return data.decode("cp1252", errors="replace") if text is None else text


def declared_charset(data: bytes) -> str:
    """The character set that an HTML file names in its first lines, or ""."""
    found = _XML.search(data[:_SAMPLE]) or _META.search(data[:_SAMPLE])
    name = found.group(1).decode("ascii").lower() if found else ""
    # A declaration that can be read byte by byte cannot be true of UTF-16, and browsers read Latin-1 as Windows-1252.
    if name.startswith("utf-16"):
        return "utf-8"
    return "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any character set that is read here."""
    sample = data[:_SAMPLE]
    if any(data.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(data):
        return False
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in sample)
    return 0 in sample or controls > len(sample) // 20


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark: European text has a zero in nearly every second byte and in hardly any other."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None

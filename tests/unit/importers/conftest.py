"""Makes small PDF files of invented text, set exactly where a test wants it."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

Item = tuple[float, float, str]
"""Distance from the left and of the baseline from the top, in points, and the text."""

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_IDENTITY = b"invented sample!"


@dataclass
class PdfPage:
    """A page with `text` of 11 points, `head` in bold of 16 and `bold` of 11; `rules` are (left, top, right),
    `dots` the middles of drawn bullets.
    `sideways` stands upright on a page that is turned by 90 degrees; left and top are those of the turned page."""

    text: Sequence[Item] = ()
    head: Sequence[Item] = ()
    bold: Sequence[Item] = ()
    sideways: Sequence[Item] = ()
    rules: Sequence[tuple[float, float, float]] = ()
    dots: Sequence[tuple[float, float]] = ()
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None


class PdfMaker:
    """Sets pages of 595 by 842 points in Helvetica."""

    def page(self, **parts: object) -> PdfPage:
        return PdfPage(**parts)  # type: ignore[arg-type]

    def column(self, left: float, top: float, lines: Sequence[str], pitch: float = 14) -> list[Item]:
        """Lines one below the other."""
        return [(left, top + number * pitch, line) for number, line in enumerate(lines)]

    def write(self, *pages: PdfPage, password: str = "") -> bytes:
        """The file; with a password, encrypted by the oldest method of the format (RC4, 40 bits)."""
        contents = [_content(page) for page in pages]
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>"
            % (b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages))), len(pages)),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        ]
        key, encrypt = _lock(password) if password else (b"", b"")
        for number, (page, content) in enumerate(zip(pages, contents, strict=True)):
            stream = 6 + 2 * number
            objects.append(_page_object(page, stream))
            if key:
                content = _rc4(hashlib.md5(key + struct.pack("<I", stream)[:3] + b"\0\0").digest()[:10], content)
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        return _file(objects, encrypt)


@pytest.fixture
def pdf() -> PdfMaker:
    return PdfMaker()


def _page_object(page: PdfPage, contents: int) -> bytes:
    crop = f"/CropBox[{' '.join(map(str, page.crop))}]" if page.crop else ""
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{crop}/Rotate {page.rotate}"
        f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {contents} 0 R>>"
    ).encode()


def _content(page: PdfPage) -> bytes:
    parts = []
    for items, font in ((page.text, "/F1 11"), (page.head, "/F2 16"), (page.bold, "/F2 11")):
        for left, top, text in items:
            parts.append(f"BT {font} Tf {left} {842 - top} Td ({_escaped(text)}) Tj ET")
    for left, top, text in page.sideways:
        parts.append(f"BT /F1 11 Tf 0 1 -1 0 {top} {left} Tm ({_escaped(text)}) Tj ET")
    for left, top, right in page.rules:
        parts.append(f"{left} {842 - top} m {right} {842 - top} l S")
    for left, top in page.dots:
        parts.append(f"{left - 2} {840 - top} 4 4 re f")
    return "\n".join(parts).encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes], encrypt: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    identity = _IDENTITY.hex().encode()
    trailer = b"<</Size %d/Root 1 0 R/ID[<%s><%s>]%s>>" % (len(objects) + 1, identity, identity, encrypt)
    return data + b"trailer%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def _lock(password: str) -> tuple[bytes, bytes]:
    """The key of a file and its encryption dictionary."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", -4) + _IDENTITY).digest()[:5]
    user = _rc4(key, _PADDING)
    entry = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>"
    return key, entry.encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)

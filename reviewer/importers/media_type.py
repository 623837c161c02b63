"""What a file is: told from its content first, then from its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from reviewer.importers.encoding import decode_text, is_binary
from reviewer.model import DamagedFileError, EmptyFileError, UnsupportedFileError

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BY_ENDING = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mkd": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
_FOREIGN_ENDINGS = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "spreadsheet"),
    **dict.fromkeys((".pptx", ".pptm", ".ppt", ".odp"), "presentation"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), "image"),
    **dict.fromkeys((".zip", ".gz", ".7z", ".rar"), "archive"),
    ".odt": "odt",
}
"""Kinds that are never plain text. A .doc may be: programs have written web pages and text under that name."""
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 1024


def detect_media_type(data: bytes, name: str) -> str:
    """The media type of a file that can be read.

    Raises EmptyFileError, DamagedFileError (it is not what its name says and nothing else either) and
    UnsupportedFileError, whose `facts["found"]` says what it is instead: `image`, `rtf`, `postscript`, `archive`,
    `zip`, `odt`, `spreadsheet`, `presentation`, `doc`, `encrypted_docx` or `binary`.
    """
    if not data:
        raise EmptyFileError
    ending = PurePath(name).suffix.lower()
    named = _BY_ENDING.get(ending, TEXT)
    if b"%PDF-" in data[:_HEAD]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, named)
    _refuse_foreign(data)
    if named in (PDF, DOCX):
        raise DamagedFileError(f"{name} does not begin like {named}")
    if is_binary(data):
        raise UnsupportedFileError(found="binary")
    if _HTML_START.match(decode_text(data[:8192])):
        return HTML
    if ending in _FOREIGN_ENDINGS:
        raise UnsupportedFileError(f"{name} does not begin like its kind", found=_FOREIGN_ENDINGS[ending])
    return named


def _refuse_foreign(data: bytes) -> None:
    for signature, found in _FOREIGN:
        if data.startswith(signature) and (found != "image" or is_binary(data)):
            raise UnsupportedFileError(found=found)
    if data.startswith(_OLE):
        raise UnsupportedFileError(found="encrypted_docx" if _ENCRYPTED_STREAM in data else "doc")


def _zip_type(data: bytes, named: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        if named == DOCX:
            raise DamagedFileError(f"not a whole package: {error}") from error
        raise UnsupportedFileError(found="zip") from error
    if "[Content_Types].xml" in names:
        return _office_type(names)
    raise UnsupportedFileError(found="odt" if "META-INF/manifest.xml" in names and "content.xml" in names else "zip")


def _office_type(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        raise UnsupportedFileError(found="spreadsheet")
    if "ppt/presentation.xml" in names:
        raise UnsupportedFileError(found="presentation")
    return DOCX

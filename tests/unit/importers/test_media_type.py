from __future__ import annotations

import io
import zipfile

import pytest

from reviewer.importers import read_document
from reviewer.importers.media_type import detect_media_type
from reviewer.model import DamagedFileError, EmptyFileError, UnsupportedFileError

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    return held.getvalue()


def _found(data: bytes, name: str) -> object:
    with pytest.raises(UnsupportedFileError) as caught:
        read_document(data, name)
    return caught.value.facts["found"]


def test_a_png_renamed_to_docx_is_named_a_picture() -> None:
    assert _found(_PNG, "policy.docx") == "image"


def test_a_pdf_of_no_bytes_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read_document(b"", "policy.pdf")


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (_zip("a.txt"), "policy.docx", "zip"),
        (_zip("a.txt"), "policy.txt", "zip"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "list.docx", "spreadsheet"),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", "presentation"),
        (_zip("mimetype", "content.xml", "META-INF/manifest.xml"), "a.odt", "odt"),
        (b"PK\x03\x04 and then nothing", "a.zip", "zip"),
        (b"{\\rtf1 text}", "policy.doc", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "policy.doc", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted_docx"),
        (bytes(range(256)) * 8, "policy.txt", "binary"),
    ],
)
def test_files_of_other_kinds_are_named(data: bytes, name: str, found: str) -> None:
    assert _found(data, name) == found


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04 broken off", "policy.docx"),
        (b"not a PDF at all", "policy.pdf"),
        (b"not a DOCX at all", "policy.docx"),
    ],
)
def test_files_that_are_not_what_their_name_says_are_damaged(data: bytes, name: str) -> None:
    with pytest.raises(DamagedFileError):
        read_document(data, name)


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"x", "list.xlsx", "spreadsheet"),
        (b"a;b\n", "LIST.XLS", "spreadsheet"),
        (b"P", "slides.pptx", "presentation"),
        (b"text", "notes.odt", "odt"),
        (b"text", "scan.png", "image"),
        (b"text", "all.zip", "archive"),
    ],
)
def test_what_its_name_calls_a_table_or_picture_is_not_read_as_text(data: bytes, name: str, found: str) -> None:
    assert _found(data, name) == found


def test_a_web_page_is_read_under_any_name() -> None:
    assert detect_media_type(b"<html><body>Policy</body></html>", "policy.xls") == "text/html"


def test_types_are_told_from_content_before_name() -> None:
    assert detect_media_type(b"%PDF-1.7", "policy.txt") == "application/pdf"
    assert detect_media_type(_zip("[Content_Types].xml", "word/document.xml"), "policy.pdf").endswith(".document")
    assert detect_media_type(b"# Title", "POLICY.MD") == "text/markdown"
    assert detect_media_type(b"# Title", "-") == "text/plain"
    assert detect_media_type(b"BMW keeps your data", "policy.txt") == "text/plain"

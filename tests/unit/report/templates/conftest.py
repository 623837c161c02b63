"""Word files made for the tests: a firm's template, and what somebody could hide in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
import pytest

WordFile = Callable[..., bytes]
Repack = Callable[..., bytes]


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture
def word_file() -> WordFile:
    """Builds a file of these paragraphs; `rows` are those of a table after them, `header` stands above its pages."""

    def build(*paragraphs: str, rows: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        if header:
            document.sections[0].header.paragraphs[0].text = header
        return saved(document)

    return build


@pytest.fixture
def repacked() -> Repack:
    """Writes a file anew with parts replaced or added; `swap` changes words in the main part."""

    def build(data: bytes, parts: Mapping[str, bytes] = {}, swap: tuple[str, str] = ("", "")) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = parts.get(name, old.read(name))
                if name == "word/document.xml" and swap[0]:
                    assert swap[0].encode() in content
                    content = content.replace(swap[0].encode(), swap[1].encode())
                new.writestr(name, content)
            for name in set(parts) - set(old.namelist()):
                new.writestr(name, parts[name])
        return target.getvalue()

    return build

"""Extraction against pdfminer: the values must cost at most a quarter of what reading the same text from PDF costs."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROUNDS = 5


def print_pdf(text: str) -> bytes:
    """The text as an A4 PDF in an 11-point serif, as an office program would print it."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPdfWriter, QTextDocument

    import reviewer.ui  # noqa: F401  keeps the constants alive under Python 3.11

    application = QGuiApplication.instance() or QGuiApplication([])
    assert application
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper = QTextDocument()
    paper.setDefaultFont(QFont("DejaVu Serif", 11))
    paper.setPlainText(text)
    paper.print_(writer)
    del writer
    return bytes(data.data())


def measure(paths: list[Path]) -> tuple[float, float]:
    """Best seconds of several rounds: reading all PDFs with pdfminer's layout analysis, extracting from all texts."""
    from pdfminer.high_level import extract_text

    from reviewer.extract import extract_document
    from reviewer.importers import read_document

    documents = [read_document(path.read_bytes(), path.name) for path in paths]
    printed = [print_pdf(document.text) for document in documents]
    reading, extracting = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for data in printed:
            extract_text(io.BytesIO(data))
        middle = time.perf_counter()
        for document in documents:
            extract_document(document)
        reading.append(middle - start)
        extracting.append(time.perf_counter() - middle)
    return min(reading), min(extracting)


def check(paths: list[Path], what: str) -> None:
    reading, extracting = measure(paths)
    ratio = extracting / reading
    print(f"\n{what}: pdfminer {reading:.3f} s, extraction {extracting:.3f} s, ratio {ratio:.3f} (at most 0.25)")
    assert ratio <= 0.25


@pytest.mark.bench
@pytest.mark.corpus
def test_extraction_of_five_real_policies(dam_policies: list[Path]) -> None:
    check(dam_policies, "five real policies")


@pytest.mark.bench
def test_extraction_of_the_samples(samples: list[Path]) -> None:
    check(samples, "samples")


@pytest.mark.bench
def test_time_grows_with_the_text(samples: list[Path]) -> None:
    """Ten times the text may cost at most fifteen times as much."""
    from reviewer.extract import extract_document
    from reviewer.importers import read_document

    text = "\n\n".join(read_document(path.read_bytes(), path.name).text for path in samples)
    seconds = []
    for size in (10_000, 100_000, 1_000_000):
        document = read_document((text * (size // len(text) + 1))[:size].encode(), "long.txt")
        start = time.perf_counter()
        extract_document(document)
        seconds.append(time.perf_counter() - start)
    print("\n10k, 100k, 1M characters: " + ", ".join(f"{s:.3f} s" for s in seconds))
    assert seconds[2] <= 15 * max(seconds[1], 0.05)

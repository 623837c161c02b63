"""The report against a bare document: at most 1.5 times what python-docx takes for the same paragraphs and tables."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import Assessment
from reviewer.report import write_report

ROUNDS = 7
MOST = 1.5

Assess = Callable[[Path], Assessment]

pytestmark = pytest.mark.bench


@dataclass
class Content:
    """What a document holds: paragraphs as text, tables as rows of cells of paragraphs."""

    blocks: list[str | list[list[list[str]]]]

    def count(self) -> str:
        tables = [block for block in self.blocks if not isinstance(block, str)]
        cells = [cell for table in tables for row in table for cell in row]
        paragraphs = [text for cell in cells for text in cell] + [b for b in self.blocks if isinstance(b, str)]
        rows = sum(len(table) for table in tables)
        return (
            f"{len(tables)} tables, {rows} rows, {len(cells)} cells, {len(paragraphs)} paragraphs, "
            f"{sum(map(len, paragraphs))} characters"
        )


def read_content(path: Path) -> Content:
    """The content of a report, cell by cell."""
    document = docx.Document(str(path))
    blocks: list[Any] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            blocks.append(block.text)
        elif isinstance(block, Table):
            blocks.append([[[p.text for p in cell.paragraphs] for cell in row.cells] for row in block.rows])
    return Content(blocks)


def write_bare(content: Content, path: Path) -> None:
    """The same content with python-docx alone and its own styles: tables made whole, each row asked for its cells
    once, nothing looked up twice."""
    document = docx.Document()
    for block in content.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, (first, *others) in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(first)
                for text in others:
                    cell.add_paragraph(text)
    document.save(str(path))


def measure(*works: Callable[[], object]) -> list[float]:
    """Seconds of processor time that each takes at its best, in turn so that a busy machine is fair to all."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, seconds in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            seconds.append(time.process_time() - start)
    return [min(seconds) for seconds in taken]


def check(assessment: Assessment, language: str, folder: Path) -> None:
    translator = Translator(language)
    report, bare = folder / "report.docx", folder / "bare.docx"

    def write() -> None:
        write_report(assessment, translator, report, generated=date(2026, 11, 22))

    write()
    content = read_content(report)
    ours, theirs = measure(write, lambda: write_bare(content, bare))
    ratio = ours / theirs
    print(
        f"\n{assessment.vendor} in {language}: report {ours:.3f} s, bare document {theirs:.3f} s, ratio {ratio:.2f} "
        f"(at most {MOST}); {content.count()}"
    )
    assert read_content(bare) == content
    assert ratio <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_on_the_samples(samples: list[Path], assess: Assess, tmp_path: Path, language: str) -> None:
    for path in samples:
        check(assess(path), language, tmp_path)


@pytest.mark.corpus
def test_reports_on_five_real_policies(dam_policies: list[Path], assess: Assess, tmp_path: Path) -> None:
    for path in dam_policies:
        check(assess(path), "en", tmp_path)

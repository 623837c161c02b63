"""The same policy as text, Markdown, HTML, DOCX and PDF gives the same values."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reviewer.extract import extract_document
from reviewer.form import serialise_value
from reviewer.importers import read_document
from reviewer.model import BlockKind, Document
from reviewer.paths import resource

from .formats import FORMATS, parts_of

SAMPLES = ("en-quillmark.md", "fi-kuvakaira.txt", "sv-skarvabild.html")


def values_of(document: Document) -> set[tuple[str, str]]:
    return {(value.field, str(serialise_value(value.value))) for value in extract_document(document).values}


@pytest.mark.parametrize("name", SAMPLES)
def test_five_formats_give_the_same_values(name: str, qtbot: QtBot) -> None:
    parts = parts_of(read_document(resource("samples", name).read_bytes(), name))
    documents = {ending: read_document(make(parts), f"policy.{ending}") for ending, make in FORMATS.items()}
    found = {ending: values_of(document) for ending, document in documents.items()}
    assert len(found["md"]) > 90
    for ending in FORMATS:
        assert found[ending] ^ found["md"] == set(), ending
    pdf = documents["pdf"]
    assert pdf.pages is not None
    assert pdf.pages > 2
    assert sum(block.kind is BlockKind.LIST_ITEM for block in pdf.blocks) > 10
